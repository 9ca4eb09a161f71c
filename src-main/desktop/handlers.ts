import { app } from 'electron';
import type { Handlers } from '../bridge/serve.ts';
import type { Application } from '../companion/application.ts';
import { DONE } from '../control/result.ts';
import type { MainWindow } from './main-window.ts';
import type { PopWindow } from './pop-window.ts';

export interface HandlerParts {
  readonly application: Application;
  readonly main: MainWindow;
  readonly pop: PopWindow;
  readonly onPainted: (callIds: readonly string[]) => void;
}

/** What answers each request of the contract. */
export function handlersFor({ application, main, pop, onPainted }: HandlerParts): Handlers {
  return {
    'state/get': (_none, sender) => ({
      ok: true,
      value: sender === 'pop' ? pop.select(application.state) : application.state,
    }),
    'account/test': (draft) => application.testAccount(draft, (step) => main.send('account/testStep', step)),
    'account/save': (draft) => application.saveAccount(draft),
    'account/remove': ({ accountId }) => application.removeAccount(accountId),
    'account/reconnect': ({ accountId }) => application.reconnectAccount(accountId),
    'call/dial': ({ accountId, number, name }) => application.dial(accountId, number, name),
    'call/hangUp': ({ accountId, callId }) => application.hangUp(accountId, callId),
    'call/transfer': ({ accountId, callId, to }) => application.transfer(accountId, callId, to),
    'call/dismissPop': ({ accountId, callId }) => application.dismissPop(accountId, callId),
    'notice/dismiss': ({ noticeId }) => application.dismissNotice(noticeId),
    'keychain/retry': () => application.retryKeychain(),
    'pop/resize': ({ height }) => {
      pop.resize(height);
      return DONE;
    },
    'pop/painted': ({ callIds }) => {
      onPainted(callIds);
      return DONE;
    },
    'window/openMain': ({ callId }) => {
      main.show({ page: 'calls', callId });
      return DONE;
    },
    'app/quit': () => {
      // After the answer is on its way.
      setImmediate(() => app.quit());
      return DONE;
    },
  };
}
