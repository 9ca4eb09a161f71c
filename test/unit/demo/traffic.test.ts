import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src-main/demo/random.ts';
import type { Fields } from '../../../src-main/demo/wire/packet.ts';
import { OUTSIDERS } from '../../../src-main/demo/world/people.ts';
import { Traffic } from '../../../src-main/demo/world/traffic.ts';
import { World } from '../../../src-main/demo/world/world.ts';
import { ManualClock } from '../../support/manual-clock.ts';

interface Told {
  readonly at: number;
  readonly name: string;
  readonly get: (key: string) => string | undefined;
}

function watch(seed: number, minutes: number): { readonly told: readonly Told[]; readonly world: World } {
  const clock = new ManualClock();
  const began = clock.now();
  const told: Told[] = [];
  const emit = (_rightsClass: string, name: string, fields: Fields): void => {
    told.push({ at: clock.now() - began, name, get: (key) => fields.find(([one]) => one === key)?.[1] });
  };
  const world = new World(clock, emit);
  new Traffic(world, clock, seededRandom(seed)).start();
  clock.advance(minutes * 60_000);
  return { told, world };
}

const ringsOfUser = (told: readonly Told[]): readonly Told[] =>
  told.filter(
    (one) =>
      one.name === 'Newstate' &&
      one.get('ChannelStateDesc') === 'Ringing' &&
      one.get('Channel')?.startsWith('PJSIP/1001-'),
  );

describe('the callers of the demo', () => {
  it('are the same for the same seed', () => {
    const story = (seed: number): string =>
      watch(seed, 10)
        .told.map((one) => `${one.at} ${one.name} ${one.get('Channel') ?? ''}`)
        .join('\n');
    expect(story(7)).toBe(story(7));
    expect(story(7)).not.toBe(story(8));
  });

  it('begin with a known one through Support, about four seconds after somebody is there', () => {
    const [first] = ringsOfUser(watch(1, 1).told);
    expect(first?.at).toBeGreaterThan(3500);
    expect(first?.at).toBeLessThan(5000);
    expect(first?.get('ConnectedLineNum')).toBe(OUTSIDERS[0]?.number);
  });

  it('come one at a time, some 15 to 25 seconds after the last, and never pile up', () => {
    const { told, world } = watch(3, 60);
    const rings = ringsOfUser(told);
    expect(rings.length).toBeGreaterThan(50);
    for (const [index, ring] of rings.entries()) {
      const next = rings[index + 1];
      if (next !== undefined) expect(next.at - ring.at).toBeGreaterThan(15_000);
    }
    expect(world.pbx.channels.length).toBeLessThan(5);
  });

  it('are answered, missed, and answered by somebody else', () => {
    const causes = watch(5, 60)
      .told.filter((one) => one.name === 'Hangup' && one.get('Channel')?.startsWith('PJSIP/1001-'))
      .map((one) => one.get('Cause'));
    expect(new Set(causes)).toEqual(new Set(['16', '26', '127']));
  });

  it('every channel that comes also goes, and every bridge', () => {
    const { told, world } = watch(11, 120);
    const count = (name: string): number => told.filter((one) => one.name === name).length;
    expect(count('Newchannel') - count('Hangup')).toBe(world.pbx.channels.length);
    expect(count('BridgeEnter') - count('BridgeLeave')).toBe(
      world.pbx.channels.filter((one) => one.bridge !== null).length,
    );
    expect(count('BridgeCreate') - count('BridgeDestroy')).toBeLessThan(2);
  });
});
