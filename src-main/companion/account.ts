import type { Capabilities } from '../ami/capabilities.ts';
import type { Clock } from '../ami/clock.ts';
import { AmiConnection, type ConnectionState } from '../ami/connection.ts';
import type { AmiEvent } from '../ami/event.ts';
import type { AmiSession } from '../ami/session.ts';
import type { Call, Transition } from '../calls/call.ts';
import { CallModel } from '../calls/call-model.ts';
import type { Desk } from '../control/desk.ts';
import { Expectations } from '../control/expectations.ts';
import { DONE, type Result, refused } from '../control/result.ts';
import type { Log } from '../diagnostics/log.ts';
import type { Journal } from '../journal/journal.ts';
import { devicesOfHint } from '../people/devices.ts';
import { matchPerson } from '../people/match.ts';
import { NO_LISTS, pbxPeople } from '../people/pbx-people.ts';
import type { Person } from '../people/person.ts';
import { applyPresence, NOBODY, type Presence } from '../presence/presence.ts';
import type { AccountSettings } from '../settings/settings.ts';
import { accountView } from './account-view.ts';
import { type CallContext, callView, historyView, journalEntry } from './call-views.ts';
import { ChannelWatch } from './channel-watch.ts';
import { type CommandContext, dial, hangUpCall, transferCall } from './commands.ts';
import { type Happening, happeningsOf } from './happening.ts';
import { askPbxLists, listed, listedChannels } from './lists.ts';
import { PeopleViews } from './people-views.ts';
import type { AccountView, HistoryView } from './view.ts';
import { askWhoAmI } from './who-am-i.ts';

export interface AccountParts {
  readonly settings: AccountSettings;
  readonly demo: boolean;
  /** Asked for at each login. Rejects with an `Error` in words when the keychain cannot be used. */
  readonly secret: () => Promise<string | null>;
  readonly journal: Journal;
  readonly log: Log;
  readonly clock: Clock;
  /** `now`: the pops changed. */
  readonly onChange: (urgency: 'now' | 'frame') => void;
  readonly onHappening: (happening: Happening) => void;
  readonly notify: (tone: 'info' | 'problem', words: string) => void;
}

/** What is read: calls, devices, queues. Not `dialplan` (the flood of Newexten and VarSet) and not `dtmf`. */
const EVENTS = 'call,system,agent,user,cdr';

/** One PBX for one user: wires connection, call model, presence, people, journal and control, and owns what the windows see of it. */
export class AccountCompanion {
  readonly #parts: AccountParts;
  readonly #clock: Clock;
  readonly #model: CallModel;
  readonly #expectations: Expectations;
  readonly #connection: AmiConnection;
  readonly #peopleViews = new PeopleViews();
  /** Pops that were put away by hand, until the call rings no more. */
  readonly #dismissed = new Set<string>();
  readonly #calledOff = new Set<string>();
  #state: ConnectionState = { phase: 'stopped' };
  #amiVersion: string | null = null;
  #devices: readonly string[];
  #presence: Presence = NOBODY;
  #people: readonly Person[] = [];
  #watch: ChannelWatch | null = null;
  #today: readonly HistoryView[] = [];
  #keychainProblem: string | null = null;
  #secretStored: 'keychain' | 'session' | 'none' = 'none';
  #popping = '';
  #view: AccountView | null = null;

  constructor(parts: AccountParts) {
    this.#parts = parts;
    this.#clock = parts.clock;
    this.#devices = parts.settings.devices;
    this.#model = new CallModel({ extensions: [parts.settings.extension], devices: parts.settings.devices });
    this.#expectations = new Expectations(this.#clock);
    const { host, port, username } = parts.settings;
    this.#connection = new AmiConnection({
      host,
      port,
      username,
      secret: () => this.#secret(),
      events: EVENTS,
      onState: (state) => this.#onState(state),
      onEvent: (event, receivedAt) => this.#onEvent(event, receivedAt),
      onReady: (session, capabilities) => this.#onReady(session, capabilities),
      clock: this.#clock,
    });
    this.dayBegan();
  }

  get settings(): AccountSettings {
    return this.#parts.settings;
  }

  get demo(): boolean {
    return this.#parts.demo;
  }

  get phase(): ConnectionState['phase'] {
    return this.#state.phase;
  }

  /** Made when it is asked for, and kept until something changes. */
  get view(): AccountView {
    this.#view ??= this.#makeView();
    return this.#view;
  }

  start(): void {
    this.#connection.start();
  }

  stop(): Promise<void> {
    this.#expectations.giveUp();
    return this.#connection.stop();
  }

  retry(): void {
    this.#connection.retryNow();
  }

  setSecretStored(where: 'keychain' | 'session' | 'none'): void {
    this.#secretStored = where;
    this.#changed();
  }

  /** Today's calls are read anew: at the start, and at midnight. */
  dayBegan(): void {
    const midnight = new Date(this.#clock.now()).setHours(0, 0, 0, 0);
    this.#today = this.#parts.journal
      .list(this.settings.id, midnight)
      .map((entry) => historyView(entry, this.#callContext()));
    this.#changed();
  }

  dial(number: string, name: string | null): Promise<Result> {
    return dial(this.#commandContext(), number, name);
  }

  hangUp(callId: string): Promise<Result> {
    return hangUpCall(this.#commandContext(), callId);
  }

  transfer(callId: string, to: string): Promise<Result> {
    return transferCall(this.#commandContext(), callId, to);
  }

  dismissPop(callId: string): Result {
    if (!this.#model.calls.some((call) => call.id === callId)) return refused('no-call', 'This call has ended.');
    this.#dismissed.add(callId);
    this.#changed();
    return DONE;
  }

  async #secret(): Promise<string | null> {
    this.#keychainProblem = null;
    try {
      return await this.#parts.secret();
    } catch (error) {
      this.#keychainProblem = error instanceof Error ? error.message : String(error);
      return null;
    }
  }

  #onState(state: ConnectionState): void {
    const before = this.#state;
    this.#state = state;
    if (state.phase === 'connecting') this.#watch = new ChannelWatch();
    if (state.phase === 'connected') this.#amiVersion = state.amiVersion;
    if (before.phase === 'connected' && state.phase !== 'connected') {
      this.#expectations.giveUp();
      this.#apply(this.#model.disconnected(this.#clock.now()), this.#clock.now());
    }
    const { id } = this.settings;
    this.#parts.log.info('connection', {
      account: id,
      phase: state.phase,
      ...('error' in state ? { code: state.error.code, words: state.error.message } : {}),
    });
    this.#changed();
    if (before.phase !== state.phase) {
      this.#parts.onHappening({ kind: 'connection', account: this.view, receivedAt: this.#clock.now() });
    }
  }

  /** The calls first: a phone may be ringing now. */
  async #onReady(session: AmiSession, capabilities: Capabilities): Promise<void> {
    const [me, channels, parked] = await Promise.all([
      askWhoAmI(session, capabilities, this.settings),
      listedChannels(session, capabilities),
      listed(session, capabilities, 'ParkedCalls'),
    ]);
    const at = this.#clock.now();
    this.#devices = me.devices;
    for (const event of [...me.hints, ...me.deviceStates]) this.#presence = applyPresence(this.#presence, event);
    const mine = me.source === 'settings' || me.source === 'hint' ? me.devices : [];
    const renamed = this.#model.setMe({ extensions: [this.settings.extension], devices: mine }, at);
    // Where the channels may not be asked for, those seen since the login are all that is known to be there.
    const there = this.#watch?.correct(channels ?? []) ?? channels ?? [];
    this.#watch = null;
    const snapshot = { channels: there, parked: parked ?? [], hints: me.hints };
    this.#apply([...renamed, ...this.#model.synchronise(snapshot, at)], at);
    // Names come in a moment; after a reconnect those of before stay until then.
    if (this.#people.length === 0) this.#people = pbxPeople({ ...NO_LISTS, hints: me.hints }, this.#source());
    this.#changed();
    this.#people = pbxPeople(await askPbxLists(session, capabilities, me.hints), this.#source());
    this.#changed();
  }

  #onEvent(event: AmiEvent, receivedAt: number): void {
    const transitions = this.#model.apply(event, receivedAt);
    const presence = applyPresence(this.#presence, event);
    this.#watch?.observe(event);
    if (presence !== this.#presence) {
      this.#presence = presence;
      this.#learnDevices(event);
      this.#changed();
    }
    if (transitions.length > 0) this.#apply(transitions, receivedAt);
    this.#expectations.offer(event);
  }

  /** A hint may come to name other devices while we are connected (hot desking); the call model learns that by itself. */
  #learnDevices(event: AmiEvent): void {
    if (event.get('Exten') !== this.settings.extension || this.settings.devices.length > 0) return;
    const devices = devicesOfHint(event.get('Hint'));
    if (devices.length > 0) this.#devices = devices;
  }

  #apply(transitions: readonly Transition[], receivedAt: number): void {
    if (transitions.length === 0) return;
    for (const { call } of transitions) {
      if (call.state !== 'ringing') this.#dismissed.delete(call.id);
      this.#record(call);
    }
    this.#changed();
    const account = this.view;
    for (const transition of transitions) {
      const shown = callView(transition.call, this.#callContext(), this.#pops(transition.call));
      for (const kind of happeningsOf(transition)) {
        this.#parts.onHappening({ kind, account, call: shown, outcome: transition.call.outcome, receivedAt });
      }
    }
  }

  #record(call: Call): void {
    const entry = journalEntry(call, this.#callContext());
    if (entry === null) return;
    try {
      if (!this.#parts.journal.record(entry)) return;
    } catch (error) {
      this.#parts.log.error('the journal could not be written', error);
      this.#parts.notify('problem', 'A call could not be written to the call history; is the disk full?');
    }
    // A call that is in the list already was amended: a missed one turns out to have reached my mailbox.
    const others = this.#today.filter(({ id }) => id !== entry.id);
    this.#today = [historyView(entry, this.#callContext()), ...others].toSorted(
      (one, two) => two.beganAt - one.beganAt,
    );
  }

  #pops(call: Call): boolean {
    return (
      this.#state.phase === 'connected' &&
      call.direction === 'in' &&
      call.popped &&
      call.state === 'ringing' &&
      !this.#dismissed.has(call.id)
    );
  }

  #changed(): void {
    this.#view = null;
    const popping = this.#model.calls
      .filter((call) => this.#pops(call))
      .map((call) => call.id)
      .join();
    const urgency = popping === this.#popping ? 'frame' : 'now';
    this.#popping = popping;
    this.#parts.onChange(urgency);
  }

  #makeView(): AccountView {
    const me = this.#people.find((person) => person.number === this.settings.extension) ?? null;
    const others = me === null ? this.#people : this.#people.filter((person) => person !== me);
    return accountView({
      settings: this.settings,
      demo: this.demo,
      connection: this.#state,
      amiVersion: this.#amiVersion,
      keychainProblem: this.#keychainProblem,
      secretStored: this.#secretStored,
      devices: this.#devices,
      presence: this.#presence,
      me,
      calls: this.#model.calls.filter(isWithMe).map((call) => callView(call, this.#callContext(), this.#pops(call))),
      today: this.#today,
      people: this.#peopleViews.of(others, this.#state.phase === 'connected' ? this.#presence : NOBODY),
    });
  }

  #source(): string {
    return this.demo ? 'demo' : 'the PBX';
  }

  #callContext(): CallContext {
    return { accountId: this.settings.id, people: this.#people };
  }

  #commandContext(): CommandContext {
    return {
      desk: this.#desk(),
      model: this.#model,
      settings: this.settings,
      myName: this.view.me.name,
      device:
        this.#devices.find((device) => this.#presence.devices.get(device) !== 'offline') ?? this.#devices[0] ?? null,
      nameOf: (number) => matchPerson(this.#people, number)?.name ?? null,
      calledOff: this.#calledOff,
      notify: this.#parts.notify,
    };
  }

  #desk(): Desk | null {
    const { session } = this.#connection;
    if (session === null || this.#state.phase !== 'connected') return null;
    return {
      actions: session,
      capabilities: this.#state.capabilities,
      expectations: this.#expectations,
      context: this.settings.context,
    };
  }
}

/** A call to me that rings at no phone of mine now (declined, and still in the queue; with voicemail) is not mine to see. */
function isWithMe(call: Call): boolean {
  return call.direction === 'out' || call.state !== 'dialing';
}
