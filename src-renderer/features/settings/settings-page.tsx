import { Pencil, Plus, Power } from 'lucide-react';
import type { ReactNode } from 'react';
import { version } from '../../../package.json';
import type { AccountView, AppState } from '../../../src-main/bridge/contract.ts';
import { words } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { useAction } from '../../use-action.ts';
import { KeychainNote } from './keychain-note.tsx';
import './settings-page.css';

interface SettingsPageProps {
  readonly state: AppState;
  /** `null` for a new connection. */
  readonly onEdit: (accountId: string | null) => void;
}

export function SettingsPage({ state, onEdit }: SettingsPageProps) {
  const { accounts, desktop, keychain } = state;
  const own = accounts.some((account) => !account.demo);
  const quit = useAction();
  return (
    <section className="settings" aria-label={words.settings.heading}>
      <h1>{words.settings.heading}</h1>
      <Group title={words.settings.connections}>
        {accounts.map((account) => (
          <Connection key={account.id} account={account} onEdit={() => onEdit(account.id)} />
        ))}
        <div className="setting">
          <Button
            label={own ? words.settings.addAnother : words.settings.add}
            icon={Plus}
            kind={own ? 'plain' : 'primary'}
            onPress={() => onEdit(null)}
          />
        </div>
      </Group>
      <Group title={words.settings.desktop}>
        <Fact name={words.settings.tray} text={desktop.tray ? words.settings.trayYes : words.settings.trayNo} />
        <Fact
          name={words.settings.notifications}
          text={desktop.notificationActions ? words.settings.notificationsYes : words.settings.notificationsNo}
        />
        {keychain.state === 'available' ? (
          <Fact name={words.settings.keychain} text={words.settings.keychainYes} />
        ) : (
          <div className="setting">
            <KeychainNote keychain={keychain} />
          </div>
        )}
      </Group>
      <Group title={words.settings.about}>
        <Fact name={words.settings.version(version)} text={`${runtimeWords()} ${words.settings.licence}`.trim()} />
        <div className="setting" data-shape="action">
          <p className="quiet">{quit.problem ?? words.settings.quitText}</p>
          <Button
            label={words.settings.quit}
            icon={Power}
            pending={quit.pending}
            onPress={() => void quit.run(() => window.sidetone.quit())}
          />
        </div>
      </Group>
    </section>
  );
}

/** What the page runs on, as it says itself. */
function runtimeWords(): string {
  const electron = /Electron\/([\d.]+)/u.exec(navigator.userAgent)?.[1];
  const chromium = /Chrome\/([\d.]+)/u.exec(navigator.userAgent)?.[1];
  return electron === undefined || chromium === undefined ? '' : `${words.settings.runtime(electron, chromium)}.`;
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="settings-group" aria-label={title}>
      <h2>{title}</h2>
      <div className="settings-card">{children}</div>
    </section>
  );
}

function Fact({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div className="setting">
      <p className="setting-name">{name}</p>
      <p className="quiet">{text}</p>
    </div>
  );
}

function Connection({ account, onEdit }: { readonly account: AccountView; readonly onEdit: () => void }) {
  const { settings } = account;
  return (
    <div className="setting" data-shape="action">
      <div className="setting-text">
        <p className="setting-name one-line" dir="auto" title={account.label}>
          {account.label}
        </p>
        <p className="quiet" dir="auto">
          {account.demo ? words.settings.demoText : `${settings.username} · ${settings.host}:${settings.port}`}
        </p>
        <p className="quiet" dir="auto">
          {account.connection.words}
        </p>
      </div>
      {account.demo ? null : (
        <Button label={words.settings.edit(account.label)} icon={Pencil} iconOnly kind="quiet" onPress={onEdit} />
      )}
    </div>
  );
}
