import { assert, boolean, constantFrom, dictionary, infiniteStream, nat, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AmiEvent } from '../../../src-main/ami/event.ts';
import { event, listAfter } from './pbx.ts';
import { companionRecordings, recordedEvents, Watcher } from './recorded.ts';

const me = { extensions: ['1001'], devices: [] };
const recordings = [...companionRecordings('22'), ...companionRecordings('16')];
const anyRecording = constantFrom(...recordings);
const cached = new Map<string, readonly AmiEvent[]>();

function eventsOf(name: string, salt = ''): readonly AmiEvent[] {
  const key = `${name} ${salt}`;
  const events = cached.get(key) ?? recordedEvents(name, salt);
  cached.set(key, events);
  return events;
}

const OTHER = '1999999999';

function expectEachAlone(merged: Watcher, ...alone: readonly Watcher[]): void {
  const ids = alone.flatMap((each) => each.ids);
  expect(merged.ids.toSorted()).toEqual(ids.toSorted());
  for (const each of alone) {
    for (const id of each.ids) expect(merged.storyOf(id)).toEqual(each.storyOf(id));
  }
}

describe('two calls at once', () => {
  it('tell the same as each alone, however they are shuffled together', () => {
    assert(
      property(anyRecording, anyRecording, infiniteStream(boolean()), (first, second, turns) => {
        // A PBX that stops ends every call.
        const one = eventsOf(first).filter(({ name }) => name !== 'Shutdown');
        const other = eventsOf(second, OTHER).filter(({ name }) => name !== 'Shutdown');
        const merged: AmiEvent[] = [];
        for (let at = 0, beside = 0; at < one.length || beside < other.length; ) {
          const next = beside >= other.length || (at < one.length && turns.next().value) ? one[at++] : other[beside++];
          if (next !== undefined) merged.push(next);
        }
        expectEachAlone(new Watcher(me).apply(merged), new Watcher(me).apply(one), new Watcher(me).apply(other));
      }),
      { numRuns: 400 },
    );
  });

  const inbound = '22/10-inbound-answered.companion';
  it.each([
    '22/10-inbound-answered.companion',
    '22/attended-refer.companion',
    '16/local-group-other.companion',
    '16/42-queue.companion',
  ])('a call that comes in at any moment of %s leaves that alone', (name) => {
    const one = eventsOf(name);
    const other = eventsOf(inbound, OTHER);
    const [aloneOne, aloneOther] = [new Watcher(me).apply(one), new Watcher(me).apply(other)];
    for (let at = 0; at <= one.length; at += 1) {
      expectEachAlone(new Watcher(me).apply([...one.slice(0, at), ...other, ...one.slice(at)]), aloneOne, aloneOther);
    }
  });
});

describe('a stream that is cut', () => {
  it('leaves no call that the PBX does not list, and ends each once', () => {
    assert(
      property(anyRecording, nat(), (name, cut) => {
        const events = eventsOf(name);
        const watcher = new Watcher(me).apply(events.slice(0, cut % (events.length + 1))).synchronise([]);
        expect(watcher.model.calls).toEqual([]);
        expect(watcher.ends.toSorted()).toEqual(watcher.ids.toSorted());
      }),
      { numRuns: 400 },
    );
  });

  it('goes on after what the PBX lists: no ghost, no call twice, no second pop', () => {
    assert(
      property(anyRecording, nat(), nat(), nat(5), (name, cut, missed, repeated) => {
        const events = eventsOf(name);
        const from = cut % (events.length + 1);
        const to = Math.min(events.length, from + (missed % 40));
        const watcher = new Watcher(me).apply(events.slice(0, from)).synchronise(listAfter(events.slice(0, to)));
        // Events that were queued before the list was made arrive after it.
        watcher.apply(events.slice(Math.max(from, to - repeated)));
        expect(watcher.model.calls).toEqual([]);
        expect(watcher.ends.toSorted()).toEqual(watcher.ids.toSorted());
        expect(new Set(watcher.pops).size).toBe(watcher.pops.length);
      }),
      { numRuns: 400 },
    );
  });

  it('means nothing where the PBX lists what was known', () => {
    assert(
      property(anyRecording, nat(), (name, cut) => {
        const events = eventsOf(name);
        const at = cut % (events.length + 1);
        const before = new Watcher(me).apply(events.slice(0, at));
        const told = before.transitions.length;
        before.synchronise(listAfter(events.slice(0, at)));
        expect(before.transitions.slice(told).filter(({ call }) => call.state === 'ended')).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('a stream with holes and rubbish in it', () => {
  it('never makes the model throw, end a call twice, or go on after its end', () => {
    const rubbish = dictionary(
      constantFrom(
        'Uniqueid',
        'Channel',
        'DestUniqueid',
        'DestChannel',
        'ChannelState',
        'Linkedid',
        'BridgeUniqueid',
        'Newname',
        'Cause',
        'Hint',
        'Exten',
        'ParkeeUniqueid',
        'ParkeeChannel',
      ),
      oneof(
        constantFrom('PJSIP/1001-00000001', 'Local/1@x-00000001;1', '-', '/', ';2', '5', '6', '<unknown>', '__proto__'),
        string(),
      ),
    );
    assert(
      property(anyRecording, infiniteStream(nat(20)), rubbish, (name, dice, fields) => {
        const events = eventsOf(name).flatMap((each) => {
          const thrown = dice.next().value ?? 0;
          if (thrown === 0) return [];
          return thrown === 1 ? [event(each.name, fields), each] : thrown === 2 ? [each, each] : [each];
        });
        const watcher = new Watcher(me).apply(events).synchronise([]);
        expect(watcher.model.calls).toEqual([]);
        expect(new Set(watcher.ends).size).toBe(watcher.ends.length);
        for (const id of watcher.ids)
          expect(watcher.transitions.findLast(({ call }) => call.id === id)?.call.state).toBe('ended');
        expect(new Set(watcher.pops).size).toBe(watcher.pops.length);
      }),
      { numRuns: 500 },
    );
  });

  it('of other people tells nothing', () => {
    assert(
      property(anyRecording, (name) => {
        expect(new Watcher({ extensions: ['4711'], devices: [] }).apply(eventsOf(name)).transitions).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
