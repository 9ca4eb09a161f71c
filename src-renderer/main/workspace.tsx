import { FlaskConical } from 'lucide-react';
import { useCallback, useState } from 'react';
import { createPortal } from 'react-dom';
import type { AccountView, AppState } from '../../src-main/bridge/contract.ts';
import { DialField } from '../features/calls/dial-field.tsx';
import { LiveCalls } from '../features/calls/live-calls.tsx';
import { MeStrip } from '../features/calls/me-strip.tsx';
import { TodayList } from '../features/history/today-list.tsx';
import { PeopleList } from '../features/people/people-list.tsx';
import { AccountForm } from '../features/settings/account-form.tsx';
import { SettingsPage } from '../features/settings/settings-page.tsx';
import { words } from '../i18n/words.ts';
import { Notices } from './notices.tsx';
import { Rail } from './rail.tsx';
import type { Navigation } from './use-navigation.ts';
import { useWide } from './use-wide.ts';

interface WorkspaceProps {
  readonly state: AppState;
  readonly navigation: Navigation;
}

/**
 * The main window at work. What lives (the dial field, my phone, live calls) is on every page; wide windows show today's calls beside the
 * other pages instead of behind them.
 */
export function Workspace({ state, navigation }: WorkspaceProps) {
  const { page, go, called } = navigation;
  const { accounts } = state;
  const wide = useWide();
  const [chosenId, choose] = useState<string | null>(null);
  const current = accounts.find(({ id }) => id === chosenId) ?? accounts.find(({ demo }) => !demo) ?? accounts[0];
  const today = <TodayList accounts={accounts} />;
  const [pageHost] = useState(() => document.createElement('div'));
  const showsPage = wide || page.name !== 'calls';
  return (
    <div className="window">
      <Rail pages={wide ? ['calls', 'settings'] : ['calls', 'people', 'settings']} navigation={navigation} />
      <main className="columns">
        <div className="column-calls">
          <Notices notices={state.notices} />
          {current === undefined ? null : <DialField key={current.id} account={current} />}
          {accounts.map((account) => (
            <MeStrip
              key={account.id}
              account={account}
              choice={accounts.length < 2 ? null : { chosen: account === current, choose: () => choose(account.id) }}
              onEdit={() => go({ name: 'account', accountId: account.id })}
            />
          ))}
          {accounts.some(({ demo }) => !demo) ? null : (
            <DemoBanner onConnect={() => go({ name: 'account', accountId: null })} />
          )}
          <div className="scroll">
            <LiveCalls accounts={accounts} called={called} />
            {wide || !showsPage ? today : <PageSlot host={pageHost} />}
          </div>
        </div>
        {wide ? (
          <div className="column-page">
            <PageSlot host={pageHost} />
          </div>
        ) : null}
      </main>
      {showsPage
        ? createPortal(<PageContent state={state} current={current} navigation={navigation} />, pageHost)
        : null}
    </div>
  );
}

/**
 * Where the page stands now. It lives in an element of its own, which moves when the window becomes wide or narrow: made anew in the other
 * place it would forget what was typed into it.
 */
function PageSlot({ host }: { readonly host: HTMLElement }) {
  const take = useCallback((slot: HTMLElement | null) => slot?.append(host), [host]);
  return <div ref={take} />;
}

interface PageContentProps {
  readonly state: AppState;
  readonly current: AccountView | undefined;
  readonly navigation: Navigation;
}

function PageContent({ state, current, navigation }: PageContentProps) {
  const { page, go } = navigation;
  if (page.name === 'settings') {
    return <SettingsPage state={state} onEdit={(accountId) => go({ name: 'account', accountId })} />;
  }
  if (page.name === 'account') {
    return (
      <AccountForm
        key={page.accountId}
        account={state.accounts.find(({ id }) => id === page.accountId) ?? null}
        keychain={state.keychain}
        onDone={() => go({ name: page.accountId === null ? 'calls' : 'settings' })}
      />
    );
  }
  return current === undefined ? null : (
    <PeopleList accountId={current.id} people={current.people} why={current.controls.dial.why} />
  );
}

function DemoBanner({ onConnect }: { readonly onConnect: () => void }) {
  return (
    <div className="demo-banner">
      <FlaskConical aria-hidden />
      <p>
        {words.demo.banner}{' '}
        <button type="button" className="link" onClick={onConnect}>
          {words.demo.connect}
        </button>
      </p>
    </div>
  );
}
