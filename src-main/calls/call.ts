/** From my side: `in` is a call that came to me, `out` is a call that I placed. */
export type Direction = 'in' | 'out';

/**
 * `ringing`: a phone of mine rings for it now, which is exactly when it pops. `dialing`: for a call that I placed, until the other side
 * answers; for one that came in, that no phone of mine rings (any more, or just now) while the caller is still being connected: he waits in
 * a queue that may ring me again, is with another phone or with voicemail. `held`: by me.
 */
export type CallState = 'dialing' | 'ringing' | 'up' | 'held' | 'parked' | 'ended';

export type InboundOutcome = 'answered' | 'answered-elsewhere' | 'declined' | 'busy' | 'voicemail' | 'missed';
export type OutboundOutcome = 'answered' | 'busy' | 'declined' | 'no-answer' | 'cancelled' | 'failed';
export type Outcome = InboundOutcome | OutboundOutcome;

/** Somebody at the other end, as the PBX gives them. */
export interface Party {
  readonly number: string | null;
  readonly name: string | null;
}

/** How a call came to me. Numbers or names as the PBX gives them. */
export interface Via {
  /** The number that the caller dialled, where it is not my own extension. */
  readonly did?: string;
  readonly queue?: string;
  /** The ring group's number. */
  readonly group?: string;
  readonly transferredBy?: string;
  readonly forwardedBy?: string;
  readonly pickedUpFrom?: string;
  readonly parkedBy?: string;
}

/** One channel of mine in a call. */
export interface Leg {
  readonly uniqueid: string;
  /** The channel's name, for example `PJSIP/1001-0000002a`. */
  readonly channel: string;
  /** The device behind it, for example `PJSIP/1001`. */
  readonly device: string;
  readonly state: 'dialing' | 'ringing' | 'up' | 'held';
}

/**
 * One conversation of mine. An immutable value: every change makes a new one.
 * All times are milliseconds since the epoch (fractions allowed).
 */
export interface Call {
  /** Never changes once seen, and is unique across restarts of Asterisk and of Sidetone. */
  readonly id: string;
  readonly linkedid: string;
  readonly direction: Direction;
  /** Both ends are extensions of this PBX. */
  readonly internal: boolean;
  readonly state: CallState;
  readonly remote: Party;
  readonly via: Via;
  readonly legs: readonly Leg[];
  /** The Uniqueid of the channel at the other end, once known: what a hang-up or transfer acts on beside my own legs. */
  readonly remoteUniqueid: string | null;
  /** A device of mine rang for this incoming call, so it has popped. */
  readonly popped: boolean;
  readonly beganAt: number;
  readonly ringingSince: number | null;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  /** Of an ended call; `null` where it is no call of its own after all (it became part of another, or its phone is not mine any more): no row. */
  readonly outcome: Outcome | null;
  /** The connection to the PBX was lost during this call, so its end was not seen. */
  readonly unseenEnd: boolean;
}

/** Why a call changed: the rule that decided, in words, and the event it decided on. */
export interface Reason {
  /** The rule's name, kebab-case, for example `device-rings`. */
  readonly rule: string;
  /** The same for a person. */
  readonly words: string;
  /** The event's name, for example `DialBegin`; `null` where no event decided (a resynchronisation). */
  readonly event: string | null;
}

/**
 * One change of one call. Once ended nothing follows, but one correction: from `ended` to `ended`, the outcome `missed` becomes `voicemail`
 * where the PBX tells only after the caller hung up that he was with my mailbox.
 */
export interface Transition {
  readonly call: Call;
  /** `null` for a call seen for the first time. */
  readonly previous: Call | null;
  readonly why: Reason;
}

/** Who I am: what decides which calls are mine. */
export interface Me {
  /** My extension numbers, for example `['1001']`. */
  readonly extensions: readonly string[];
  /** Devices known to be mine, as `TECH/peer`, for example `['PJSIP/1001']`. Empty: any technology's peer named like one of my extensions. */
  readonly devices: readonly string[];
}
