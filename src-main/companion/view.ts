import type { CallState, Direction, Outcome } from '../calls/call.ts';
import type { Controls } from '../control/controls.ts';
import type { PresenceState } from '../presence/presence.ts';

export type { PresenceState } from '../presence/presence.ts';

/** What the windows see: view models alone, no event, no secret. Immutable. All times are milliseconds since the epoch. */
export interface AppState {
  /** Grows by one with every change, so that a late snapshot is never taken for a newer one. */
  readonly revision: number;
  readonly accounts: readonly AccountView[];
  readonly keychain: KeychainView;
  /** The native notification's and the tray's abilities on this desktop, for Settings to explain. */
  readonly desktop: DesktopView;
  /** Something the user should know once, newest last (an account removed, a call that could not be placed …). */
  readonly notices: readonly NoticeView[];
}

export interface KeychainView {
  readonly state: 'available' | 'locked' | 'absent';
  /** One sentence for a person; empty when available. */
  readonly words: string;
}

export interface DesktopView {
  readonly tray: boolean;
  readonly notificationActions: boolean;
}

export interface NoticeView {
  readonly id: string;
  readonly tone: 'info' | 'problem';
  readonly words: string;
}

/** One connection to one PBX for one user. */
export interface AccountView {
  readonly id: string;
  /** The embedded demo PBX. */
  readonly demo: boolean;
  readonly label: string;
  readonly settings: AccountSettingsView;
  readonly connection: ConnectionView;
  readonly me: MeView;
  /** Live calls, in the order in which they began. */
  readonly calls: readonly CallView[];
  /** Today's ended calls, newest first. */
  readonly today: readonly HistoryView[];
  readonly people: readonly PersonView[];
  readonly controls: ControlsView;
}

/** What the account form shows again; the secret never comes back. */
export interface AccountSettingsView {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly extension: string;
  /** Devices set by hand, `TECH/peer`; empty means: as learned. */
  readonly devices: readonly string[];
  /** The context in which numbers are dialled and transferred. */
  readonly context: string;
  readonly secretStored: 'keychain' | 'session' | 'none';
}

export type ConnectionPhase = 'connecting' | 'connected' | 'waiting' | 'refused' | 'stopped';

export interface ConnectionView {
  readonly phase: ConnectionPhase;
  /** One sentence for a person: "Connected to Asterisk 22.10.1", "The PBX refused the user name or secret." */
  readonly words: string;
  readonly encrypted: boolean;
  /** When the next attempt is due, while `waiting`. */
  readonly retryAt: number | null;
  /** The AMI version of the banner, for example `11.0.0`; `null` before the first connection. */
  readonly amiVersion: string | null;
}

export interface MeView {
  readonly extension: string;
  readonly name: string | null;
  readonly devices: readonly string[];
  readonly presence: PresenceState;
}

/** What can be done now, and why not where it cannot. */
export type ControlsView = Controls;

export interface CallView {
  readonly id: string;
  readonly accountId: string;
  readonly direction: Direction;
  readonly internal: boolean;
  readonly state: CallState;
  /** The name to show: the contact's, else as given by the PBX, else `null`. */
  readonly name: string | null;
  readonly number: string | null;
  /** How it came, in words: `via Support`, `called 5550001`, `transferred by Bob Brown`; empty when directly. */
  readonly via: string;
  readonly beganAt: number;
  readonly ringingSince: number | null;
  readonly answeredAt: number | null;
  /** It has its place in the pop window now. */
  readonly popping: boolean;
}

export interface HistoryView {
  readonly id: string;
  readonly accountId: string;
  readonly direction: Direction;
  readonly internal: boolean;
  readonly name: string | null;
  readonly number: string | null;
  readonly via: string;
  readonly outcome: Outcome;
  readonly beganAt: number;
  /** Seconds talked; 0 when it was not answered. */
  readonly talkedSeconds: number;
  /** The end was not seen because the connection was lost. */
  readonly unseenEnd: boolean;
}

export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly organisation: string | null;
  /** Where the entry comes from, in words: `the PBX`, `demo`. */
  readonly source: string;
  readonly presence: PresenceState;
}

/** One step of the connection test, reported as it happens. */
export interface TestStep {
  readonly step: 'reach' | 'banner' | 'login' | 'rights' | 'extension' | 'devices';
  readonly result: 'running' | 'passed' | 'warned' | 'failed' | 'skipped';
  /** For a person: what was found, or what to do about it. */
  readonly words: string;
}
