import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { AccountView, KeychainView } from '../../../src-main/bridge/contract.ts';
import { words } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';

interface SecretFieldProps {
  readonly account: AccountView | null;
  readonly keychain: KeychainView;
  readonly name: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}

/** The secret goes in and never comes back: an existing account's field is empty, and says what empty means. */
export function SecretField({ account, keychain, name, value, problem, onChange }: SecretFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      label={words.account.secret}
      name={name}
      value={value}
      onChange={onChange}
      problem={problem}
      hint={hintOf(account, keychain)}
      type={shown ? 'text' : 'password'}
      maxLength={512}
      required={account === null || account.settings.secretStored === 'none'}
    >
      {value === '' ? null : (
        <Button
          label={shown ? words.account.hideSecret : words.account.showSecret}
          icon={shown ? EyeOff : Eye}
          iconOnly
          kind="quiet"
          onPress={() => setShown(!shown)}
        />
      )}
    </Field>
  );
}

function hintOf(account: AccountView | null, keychain: KeychainView): string | undefined {
  if (account !== null) {
    return account.settings.secretStored === 'none' ? words.account.secretNeeded : words.account.secretKept;
  }
  return keychain.state === 'available' ? words.account.secretHint : undefined;
}
