import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { AccountView } from '../../../src-main/bridge/contract.ts';
import { words } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Message } from '../../ui/message.tsx';
import { useAction } from '../../use-action.ts';

/** Removes a connection and its secret, after asking. */
export function RemoveAccount({
  account,
  onRemoved,
}: {
  readonly account: AccountView;
  readonly onRemoved: () => void;
}) {
  const [asking, setAsking] = useState(false);
  const remove = useAction();
  const confirmed = async (): Promise<void> => {
    const removed = await remove.run(() => window.sidetone.removeAccount(account.id));
    setAsking(false);
    if (removed) onRemoved();
  };
  return (
    <div className="remove">
      <Button label={words.account.remove} icon={Trash2} onPress={() => setAsking(true)} />
      {remove.problem === null ? null : (
        <Message tone="problem" live>
          {remove.problem}
        </Message>
      )}
      {asking ? (
        <Confirm
          title={words.account.removeTitle(account.label)}
          text={words.account.removeText}
          confirm={words.account.removeConfirm}
          keep={words.account.keep}
          pending={remove.pending}
          onConfirm={() => void confirmed()}
          onKeep={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
