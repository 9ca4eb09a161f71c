import { Phone, Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { AccountView } from '../../../src-main/bridge/contract.ts';
import { words } from '../../i18n/words.ts';
import { Message } from '../../ui/message.tsx';
import { useAction } from '../../use-action.ts';
import { NumberPicker } from '../people/number-picker.tsx';

const mac = navigator.userAgent.includes('Mac OS');
const shortcut = mac ? '⌘K' : 'Ctrl+K';

/** Always there: call a name or a number. */
export function DialField({ account }: { readonly account: AccountView }) {
  const input = useRef<HTMLInputElement>(null);
  const dial = useAction();
  const { setProblem } = dial;

  useEffect(() => {
    const focusOnShortcut = (event: KeyboardEvent): void => {
      const held = mac ? event.metaKey : event.ctrlKey;
      if (!held || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener('keydown', focusOnShortcut);
    return () => window.removeEventListener('keydown', focusOnShortcut);
  }, []);

  return (
    <div className="dial">
      <NumberPicker
        label={words.dial.label}
        placeholder={words.dial.placeholder}
        keys={shortcut}
        fieldIcon={Search}
        numberIcon={Phone}
        people={account.people}
        numberText={words.dial.callNumber}
        why={account.controls.dial.possible ? '' : account.controls.dial.why || words.dial.notNow}
        inputRef={input}
        onTyped={() => setProblem(null)}
        onRefused={setProblem}
        onPick={(number, name) => dial.run(() => window.sidetone.dial(account.id, number, name))}
      />
      {dial.problem === null ? null : (
        <Message tone="problem" live onDismiss={() => setProblem(null)}>
          {dial.problem}
        </Message>
      )}
    </div>
  );
}
