import { ChevronRight } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Disclosure, DisclosurePanel, Heading, Button as PressButton } from 'react-aria-components';
import type { AccountView, KeychainView } from '../../../src-main/bridge/contract.ts';
import { words } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, Field } from '../../ui/field.tsx';
import { Message } from '../../ui/message.tsx';
import { useAction } from '../../use-action.ts';
import {
  type AccountFields,
  draftOf,
  type FieldProblems,
  fieldsOf,
  managerStanza,
  problemsOf,
} from './account-draft.ts';
import { ConnectionTestSteps } from './connection-test.tsx';
import { KeychainNote } from './keychain-note.tsx';
import { ManagerStanza } from './manager-stanza.tsx';
import { RemoveAccount } from './remove-account.tsx';
import { SecretField } from './secret-field.tsx';
import { useConnectionTest } from './use-connection-test.ts';
import './account-form.css';

interface AccountFormProps {
  /** `null` for a new one. */
  readonly account: AccountView | null;
  readonly keychain: KeychainView;
  /** Saved, removed or cancelled. */
  readonly onDone: () => void;
}

/** A connection to a PBX: its settings, a test of them, and what the administrator needs to know. */
export function AccountForm({ account, keychain, onDone }: AccountFormProps) {
  const [fields, setFields] = useState<AccountFields>(() => fieldsOf(account));
  const [problems, setProblems] = useState<FieldProblems>({});
  const form = useRef<HTMLFormElement>(null);
  const test = useConnectionTest();
  const save = useAction();
  const advancedProblem = problems.context !== undefined || problems.devices !== undefined;
  const [advanced, setAdvanced] = useState((account?.settings.devices.length ?? 0) > 0);

  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const set = (change: Partial<AccountFields>): void => {
    setFields((known) => ({ ...known, ...change }));
    setProblems((known) => Object.fromEntries(Object.entries(known).filter(([field]) => !(field in change))));
    if (!('label' in change) && !('sessionOnly' in change)) test.forget();
  };
  /** Checks the fields, and takes the focus to the first that is wrong. */
  const complete = (): boolean => {
    const found = problemsOf(fields, account);
    setProblems(found);
    if (found.context !== undefined || found.devices !== undefined) setAdvanced(true);
    const first = Object.keys(found)[0];
    if (first === undefined) return true;
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus());
    return false;
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!complete() || save.pending) return;
    if (await save.run(() => window.sidetone.saveAccount(draftOf(fields, account, keychain)))) leave();
  };
  /** What was last drawn is kept for a while after it has gone: let it not be the secret. */
  const leave = (): void => {
    flushSync(() => set({ secret: '' }));
    onDone();
  };
  const text = (name: Exclude<keyof AccountFields, 'sessionOnly'>) => ({
    name,
    value: fields[name],
    onChange: (value: string) => set({ [name]: value }),
    problem: problems[name],
  });
  return (
    <form ref={form} className="account-form" noValidate onSubmit={(event) => void submit(event)}>
      <header>
        <h1>{account === null ? words.account.newHeading : words.account.editHeading(account.label)}</h1>
        <p className="quiet">{words.account.intro}</p>
      </header>
      <fieldset>
        <legend>{words.account.sectionPbx}</legend>
        <div className="field-pair" data-shape="wide-narrow">
          <Field label={words.account.host} hint={words.account.hostHint} maxLength={253} required {...text('host')} />
          <Field label={words.account.port} inputMode="numeric" maxLength={5} required {...text('port')} />
        </div>
        <div className="field-pair">
          <Field label={words.account.username} maxLength={100} required {...text('username')} />
          <SecretField account={account} keychain={keychain} {...text('secret')} />
        </div>
        <Checkbox
          label={words.account.sessionOnly}
          hint={words.account.sessionOnlyHint}
          selected={fields.sessionOnly || keychain.state !== 'available'}
          disabled={keychain.state !== 'available'}
          onChange={(sessionOnly) => set({ sessionOnly })}
        />
        <KeychainNote keychain={keychain} />
        <Message tone="warning">
          <strong>{words.account.plainTitle}.</strong> {words.account.plainText}
        </Message>
      </fieldset>
      <fieldset>
        <legend>{words.account.sectionPhone}</legend>
        <div className="field-pair">
          <Field
            label={words.account.extension}
            hint={words.account.extensionHint}
            maxLength={40}
            required
            {...text('extension')}
          />
          <Field label={words.account.label} hint={words.account.labelHint} maxLength={100} {...text('label')} />
        </div>
        <Disclosure className="disclosure" isExpanded={advanced || advancedProblem} onExpandedChange={setAdvanced}>
          <Heading className="disclosure-heading">
            <PressButton slot="trigger" className="disclosure-trigger">
              <ChevronRight aria-hidden />
              {words.account.advanced}
            </PressButton>
          </Heading>
          <DisclosurePanel>
            <div className="disclosure-panel">
              <Field
                label={words.account.context}
                hint={words.account.contextHint}
                maxLength={80}
                required
                {...text('context')}
              />
              <Field
                label={words.account.devices}
                hint={words.account.devicesHint}
                rows={2}
                code
                {...text('devices')}
              />
            </div>
          </DisclosurePanel>
        </Disclosure>
      </fieldset>
      <ManagerStanza text={managerStanza(fields)} />
      <ConnectionTestSteps test={test} />
      {save.problem === null ? null : (
        <Message tone="problem" live>
          {save.problem}
        </Message>
      )}
      {account === null ? null : <RemoveAccount account={account} onRemoved={leave} />}
      <footer className="form-actions">
        <Button label={words.account.cancel} kind="quiet" onPress={leave} />
        <Button
          label={
            test.running ? words.account.testing : test.steps === null ? words.account.test : words.account.testAgain
          }
          pending={test.running}
          onPress={() => {
            if (complete()) void test.start(draftOf(fields, account, keychain));
          }}
        />
        <Button
          label={save.pending ? words.account.saving : words.account.save}
          type="submit"
          kind="primary"
          pending={save.pending}
        />
      </footer>
    </form>
  );
}
