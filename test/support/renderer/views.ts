import type { AccountView, AppState, CallView, HistoryView, PersonView } from '../../../src-main/bridge/contract.ts';

/** View models as main would send them, for the windows' tests. Each takes what a test cares about and fills in the rest. */

const minute = 60_000;
const possible = { possible: true, why: '' };

export function person(given: Partial<PersonView> & Pick<PersonView, 'name' | 'number'>): PersonView {
  return { id: `person ${given.number}`, organisation: null, source: 'the PBX', presence: 'available', ...given };
}

export function call(given: Partial<CallView> = {}): CallView {
  const now = Date.now();
  return {
    id: 'call-1',
    accountId: 'pbx',
    direction: 'in',
    internal: false,
    state: 'ringing',
    name: 'Grace Hopper',
    number: '+12125550142',
    via: 'via Support',
    beganAt: now - 7500,
    ringingSince: now - 7400,
    answeredAt: null,
    popping: true,
    ...given,
  };
}

export function entry(given: Partial<HistoryView> = {}): HistoryView {
  return {
    id: 'entry-1',
    accountId: 'pbx',
    direction: 'in',
    internal: false,
    name: 'Linus Pauling',
    number: '+442079460123',
    via: '',
    outcome: 'missed',
    beganAt: Date.now() - 12 * minute,
    talkedSeconds: 0,
    unseenEnd: false,
    ...given,
  };
}

export const colleagues: readonly PersonView[] = [
  person({ name: 'Bob Brown', number: '1002', organisation: 'Sales', presence: 'busy' }),
  person({ name: 'Carol Díaz', number: '1003', organisation: 'Support' }),
  person({ name: 'Dmitri Mendeleev', number: '1004', organisation: 'Laboratory', presence: 'ringing' }),
  person({ name: 'Emmy Noether', number: '1005', presence: 'held' }),
  person({ name: 'Frank', number: '1006', organisation: 'Warehouse', presence: 'offline' }),
  person({ name: 'ليلى العامري', number: '1007', organisation: 'Support', presence: 'unknown' }),
];

export function account(given: Partial<AccountView> = {}): AccountView {
  return {
    id: 'pbx',
    demo: false,
    label: 'Office',
    settings: {
      host: 'pbx.example.com',
      port: 5038,
      username: 'sidetone-1001',
      extension: '1001',
      devices: [],
      context: 'from-internal',
      secretStored: 'keychain',
    },
    connection: {
      phase: 'connected',
      words: 'Connected to Asterisk 22.10.1.',
      encrypted: false,
      retryAt: null,
      amiVersion: '11.0.0',
    },
    me: { extension: '1001', name: 'Ada Lovelace', devices: ['PJSIP/1001'], presence: 'available' },
    calls: [],
    today: [],
    people: colleagues,
    controls: { dial: possible, hangUp: possible, transfer: possible },
    ...given,
  };
}

export const demoAccount = (given: Partial<AccountView> = {}): AccountView =>
  account({ id: 'demo', demo: true, label: 'Demo PBX', ...given });

export function appState(given: Partial<AppState> = {}): AppState {
  return {
    revision: 1,
    accounts: [account()],
    keychain: { state: 'available', words: '' },
    desktop: { tray: true, notificationActions: true },
    notices: [],
    ...given,
  };
}
