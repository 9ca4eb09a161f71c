import type { AppState } from '../../src-main/bridge/contract.ts';
import { RingingAnnouncer } from '../features/calls/ringing-announcer.tsx';
import { AccountForm } from '../features/settings/account-form.tsx';
import { Welcome } from '../features/welcome/welcome.tsx';
import { words } from '../i18n/words.ts';
import { type StateStore, useStore } from '../state.ts';
import { Button } from '../ui/button.tsx';
import { Message } from '../ui/message.tsx';
import { Workspace } from './workspace.tsx';
import { type Navigation, useNavigation } from './use-navigation.ts';
import { useWelcomed } from './use-welcomed.ts';

export function MainWindow({ store }: { readonly store: StateStore }) {
  const loaded = useStore(store);
  // Before there is a state: main may ask for a page as soon as the window has loaded.
  const navigation = useNavigation();
  if (loaded.phase === 'loading') return null;
  if (loaded.phase === 'failed') {
    return (
      <main className="not-loaded">
        <Message tone="problem" live>
          {words.failed.notLoaded} {loaded.message}
        </Message>
        <Button label={words.failed.again} onPress={() => void store.load()} />
      </main>
    );
  }
  return <Ready state={loaded.state} navigation={navigation} />;
}

function Ready({ state, navigation }: { readonly state: AppState; readonly navigation: Navigation }) {
  const [welcomed, welcome] = useWelcomed();
  const { page, go } = navigation;
  const first = !welcomed && state.accounts.every((account) => account.demo);
  return (
    <>
      <RingingAnnouncer calls={state.accounts.flatMap((account) => account.calls)} />
      {first && page.name === 'account' ? (
        <main className="first-account">
          <AccountForm account={null} keychain={state.keychain} onDone={() => go({ name: 'calls' })} />
        </main>
      ) : first && page.name !== 'settings' ? (
        <Welcome onConnect={() => go({ name: 'account', accountId: null })} onLook={welcome} />
      ) : (
        <Workspace state={state} navigation={navigation} />
      )}
    </>
  );
}
