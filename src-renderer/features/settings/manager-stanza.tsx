import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { words } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';

/** What the administrator pastes into manager.conf. */
export function ManagerStanza({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState<'not' | 'done' | 'selected'>('not');
  const code = useRef<HTMLPreElement>(null);
  /** By the selection: the windows are refused every permission, the clipboard's among them, and this way needs none. */
  const copy = (): void => {
    if (code.current !== null) getSelection()?.selectAllChildren(code.current);
    setCopied(document.execCommand('copy') ? 'done' : 'selected');
  };
  const note = { not: '', done: words.account.copied, selected: words.account.copyFailed }[copied];
  return (
    <section className="stanza" aria-label={words.account.adminTitle}>
      <h3>{words.account.adminTitle}</h3>
      <p className="quiet">{words.account.adminText}</p>
      <pre ref={code} className="selectable" aria-label={words.account.stanza}>
        {text}
      </pre>
      <div className="stanza-copy">
        <Button label={words.account.copy} icon={copied === 'done' ? Check : Copy} onPress={copy} />
        <span className="quiet" role="status">
          {note}
        </span>
      </div>
    </section>
  );
}
