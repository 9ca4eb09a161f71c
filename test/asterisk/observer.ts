import { AmiConnection } from '../../src-main/ami/connection.ts';
import type { AmiSession } from '../../src-main/ami/session.ts';
import type { Call, CallState, Transition } from '../../src-main/calls/call.ts';
import { CallModel } from '../../src-main/calls/call-model.ts';
import type { Asterisk } from './server.mjs';
import { Watched } from './phones/watched.ts';

/** The call model of Alice (1001) on a live stream, with the least rights and no device set by hand. */
export class Observer extends Watched {
  readonly #model = new CallModel({ extensions: ['1001'], devices: [] });
  readonly #connection: AmiConnection;
  #transitions: readonly Transition[] = [];
  #synchronised = 0;

  private constructor(asterisk: Asterisk) {
    super();
    this.#connection = new AmiConnection({
      host: '127.0.0.1',
      port: asterisk.ports.ami,
      username: 'sidetone',
      secret: async () => 'sidetone-secret',
      events: 'call,agent,user,system',
      onState: ({ phase }) => {
        if (phase !== 'connected') this.#take(this.#model.disconnected(Date.now()));
      },
      onEvent: (event, receivedAt) => this.#take(this.#model.apply(event, receivedAt)),
      onReady: (session) => this.#synchronise(session),
    });
    this.#connection.start();
  }

  /** Resolves when it knows what the PBX knows. */
  static async connect(asterisk: Asterisk): Promise<Observer> {
    const observer = new Observer(asterisk);
    await observer.synchronised(1);
    return observer;
  }

  synchronised(times: number): Promise<void> {
    return this.until(
      `synchronised ${times} times`,
      () => (this.#synchronised >= times ? null : undefined),
      30_000,
    ).then(() => undefined);
  }

  close(): Promise<void> {
    return this.#connection.stop();
  }

  get live(): readonly Call[] {
    return this.#model.calls;
  }

  /** Every call that ended, in the order in which they did. */
  get ended(): readonly Call[] {
    return this.#transitions
      .filter(({ call, previous }) => call.endedAt !== null && previous?.endedAt == null)
      .map(({ call }) => call);
  }

  /** How often a call popped. */
  get pops(): number {
    return this.#transitions.filter(({ call, previous }) => call.popped && !previous?.popped).length;
  }

  /** Resolves when the only live call is in that state. */
  call(state: CallState): Promise<Call> {
    return this.until(`a call that is ${state}`, () => {
      const [call, ...others] = this.#model.calls;
      return call?.state === state && others.length === 0 ? call : undefined;
    });
  }

  /** Resolves with the only call that ended, once nothing lives any more. */
  history(count = 1): Promise<readonly Call[]> {
    return this.until(`${count} ended`, () =>
      this.ended.length === count && this.#model.calls.length === 0 ? this.ended : undefined,
    );
  }

  protected override describe(): string {
    const steps = this.#transitions.map(
      ({ call, why }) => `${call.direction} ${call.remote.number} ${call.state} (${why.rule})`,
    );
    return `It saw ${steps.join(', ') || 'nothing'}`;
  }

  async #synchronise(session: AmiSession): Promise<void> {
    const list = async (name: string) => (await session.list({ name, fields: [] })).items;
    const snapshot = {
      channels: await list('CoreShowChannels'),
      parked: await list('ParkedCalls'),
      hints: await list('ExtensionStateList'),
    };
    this.#take(this.#model.synchronise(snapshot, Date.now()));
    this.#synchronised += 1;
    this.changed();
  }

  #take(transitions: readonly Transition[]): void {
    this.#transitions = [...this.#transitions, ...transitions];
    this.changed();
  }
}
