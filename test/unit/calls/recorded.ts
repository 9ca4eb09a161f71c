import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { chooseDialect } from '../../../src-main/ami/dialects/dialect.ts';
import type { AmiEvent } from '../../../src-main/ami/event.ts';
import { PacketReader } from '../../../src-main/ami/packet-reader.ts';
import type { Call, Me, Transition } from '../../../src-main/calls/call.ts';
import { CallModel } from '../../../src-main/calls/call-model.ts';
import { relevantEvents } from '../../../src-main/calls/relevant-events.ts';

const folder = fileURLToPath(new URL('../../fixtures/scenarios/', import.meta.url));

/** The streams of the least-rights user, which are the shortest; names without their ending. */
export function companionRecordings(version: '22' | '16'): readonly string[] {
  return readdirSync(`${folder}${version}`)
    .filter((name) => name.endsWith('.companion.ami.gz'))
    .map((name) => `${version}/${name.replace('.ami.gz', '')}`);
}

/** The events of a recording that the model reads. Lists (somebody's questions) are left out. `salt` makes its channels and bridges others. */
export function recordedEvents(name: string, salt = ''): readonly AmiEvent[] {
  const text = gunzipSync(readFileSync(`${folder}${name}.ami.gz`)).toString('utf8');
  const dialect = chooseDialect({ text: '11.0.0', major: 11, minor: 0, patch: 0 });
  const events: AmiEvent[] = [];
  const reader = new PacketReader({
    onPacket: (packet) => {
      const listed = packet.get('ActionID') !== undefined && packet.name !== 'OriginateResponse';
      if (packet.kind === 'event' && relevantEvents.has(packet.name) && !listed)
        dialect.translate(packet, (event) => events.push(event));
    },
  });
  reader.push(Buffer.from(salt === '' ? text : salted(text, salt)));
  return events;
}

/** Other Uniqueids, Linkedids, channel names and bridges, everywhere alike. */
function salted(text: string, salt: string): string {
  return text
    .replace(/\b1[0-9]{9}\.([0-9]+)\b/g, `${salt}.$1`)
    .replace(/-0000([0-9a-f]{4})(?=[;\r])/g, `-${salt.slice(-4)}$1`)
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/g, `${salt.slice(-8)}$1`)
    .replace(/\bsidetone-1-[0-9]+/g, `sidetone-${salt}`);
}

/** One person's view of a sequence of events. */
export class Watcher {
  readonly model: CallModel;
  readonly transitions: Transition[] = [];
  #at = 0;

  constructor(me: Me) {
    this.model = new CallModel(me);
  }

  apply(events: readonly AmiEvent[]): this {
    for (const event of events) {
      this.#at += 1;
      this.transitions.push(...this.model.apply(event, this.#at));
    }
    return this;
  }

  synchronise(channels: readonly AmiEvent[]): this {
    this.#at += 1;
    this.transitions.push(...this.model.disconnected(this.#at), ...this.model.synchronise({ channels }, this.#at));
    return this;
  }

  /** The last value of every call, without times, by id. */
  outcomes(): ReadonlyMap<string, object> {
    const last = new Map<string, Call>();
    for (const { call } of this.transitions) last.set(call.id, call);
    return new Map([...last].map(([id, call]) => [id, withoutTimes(call)]));
  }

  /** What was told of one call, step by step, without times. */
  storyOf(id: string): readonly object[] {
    return this.transitions
      .filter(({ call }) => call.id === id)
      .map(({ call, why }) => ({ ...withoutTimes(call), rule: why.rule, event: why.event }));
  }

  get ids(): readonly string[] {
    return [...new Set(this.transitions.map(({ call }) => call.id))];
  }

  /** How often each call was brought to its end. */
  get ends(): readonly string[] {
    return this.transitions
      .filter(({ call, previous }) => call.state === 'ended' && previous?.state !== 'ended')
      .map(({ call }) => call.id);
  }

  /** How often a call of mine began to pop. */
  get pops(): readonly string[] {
    return this.transitions
      .filter(({ call, previous }) => call.popped && previous?.popped !== true)
      .map(({ call }) => call.id);
  }
}

function withoutTimes(call: Call): object {
  const { beganAt, ringingSince, answeredAt, endedAt, ...rest } = call;
  return {
    ...rest,
    rang: ringingSince !== null,
    answered: answeredAt !== null,
    began: beganAt > 0,
    over: endedAt !== null,
  };
}
