import { RotateCw } from 'lucide-react';
import type { KeychainView } from '../../../src-main/bridge/contract.ts';
import { words } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Message } from '../../ui/message.tsx';
import { useAction } from '../../use-action.ts';

/** Why the keychain cannot be used, and another try; nothing while it can. */
export function KeychainNote({ keychain }: { readonly keychain: KeychainView }) {
  const retry = useAction();
  if (keychain.state === 'available') return null;
  return (
    <div className="keychain-note">
      <Message tone="warning">{retry.problem ?? keychain.words}</Message>
      <Button
        label={words.account.keychainRetry}
        icon={RotateCw}
        pending={retry.pending}
        onPress={() => void retry.run(() => window.sidetone.retryKeychain())}
      />
    </div>
  );
}
