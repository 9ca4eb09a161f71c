import type { AccountView, AppState, CallView } from '../../src-main/companion/view.ts';

const possible = { possible: true, why: '' };

/** A call as the windows see one: rings and pops, unless told otherwise. */
export function callView(changes: Partial<CallView> = {}): CallView {
  return {
    id: 'call-1',
    accountId: 'account-1',
    direction: 'in',
    internal: false,
    state: 'ringing',
    name: 'Grace Hopper',
    number: '+12125550142',
    via: 'via Support',
    beganAt: 1000,
    ringingSince: 1000,
    answeredAt: null,
    popping: true,
    ...changes,
  };
}

/** An account that is connected and has no call, unless told otherwise. */
export function accountView(changes: Partial<AccountView> = {}): AccountView {
  return {
    id: 'account-1',
    demo: false,
    label: 'Office',
    settings: {
      host: 'pbx.example',
      port: 5038,
      username: 'ada',
      extension: '1001',
      devices: [],
      context: 'internal',
      secretStored: 'keychain',
    },
    connection: {
      phase: 'connected',
      words: 'Connected to Asterisk 22.10.1',
      encrypted: false,
      retryAt: null,
      amiVersion: '11.0.0',
    },
    me: { extension: '1001', name: 'Ada', devices: ['PJSIP/1001'], presence: 'available' },
    calls: [],
    today: [],
    people: [],
    controls: { dial: possible, hangUp: possible, transfer: possible },
    ...changes,
  };
}

export function appState(accounts: readonly AccountView[], changes: Partial<AppState> = {}): AppState {
  return {
    revision: 1,
    accounts,
    keychain: { state: 'available', words: '' },
    desktop: { tray: true, notificationActions: true },
    notices: [],
    ...changes,
  };
}
