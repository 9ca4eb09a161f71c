import type { ConnectionState } from '../ami/connection.ts';
import { controls } from '../control/controls.ts';
import type { Person } from '../people/person.ts';
import type { Presence, PresenceState } from '../presence/presence.ts';
import type { AccountSettings } from '../settings/settings.ts';
import type { AccountView, CallView, HistoryView, PersonView } from './view.ts';
import { connectionView } from './words.ts';

/** What an account is made of, as far as windows see it. */
export interface AccountFacts {
  readonly settings: AccountSettings;
  readonly demo: boolean;
  readonly connection: ConnectionState;
  /** Of the last connection. */
  readonly amiVersion: string | null;
  /** Why the keychain did not give the secret, when that is why there is no connection. */
  readonly keychainProblem: string | null;
  readonly secretStored: 'keychain' | 'session' | 'none';
  readonly devices: readonly string[];
  readonly presence: Presence;
  readonly me: Person | null;
  readonly calls: readonly CallView[];
  readonly today: readonly HistoryView[];
  readonly people: readonly PersonView[];
}

export function accountView(facts: AccountFacts): AccountView {
  const { settings, connection: state, devices, me } = facts;
  const { id, label, host, port, username, extension, context } = settings;
  const connection = connectionView(state, `${host}:${port}`, facts.amiVersion);
  const words = state.phase === 'refused' ? (facts.keychainProblem ?? connection.words) : connection.words;
  const shown = { host, port, username, extension, devices: settings.devices, context };
  return {
    id,
    demo: facts.demo,
    label,
    settings: { ...shown, secretStored: facts.secretStored },
    connection: { ...connection, words },
    me: {
      extension,
      name: me === null || me.name === me.number ? null : me.name,
      devices,
      presence: myPresence(facts),
    },
    calls: facts.calls,
    today: facts.today,
    people: facts.people,
    controls: controls(state.phase === 'connected' ? state.capabilities : null, devices),
  };
}

/** By the extension's hint, else by my first device that the PBX tells of. */
function myPresence({ connection, settings, presence, devices }: AccountFacts): PresenceState {
  if (connection.phase !== 'connected') return 'unknown';
  const states = [
    presence.extensions.get(settings.extension),
    ...devices.map((device) => presence.devices.get(device)),
  ];
  return states.find((state) => state !== undefined && state !== 'unknown') ?? 'unknown';
}
