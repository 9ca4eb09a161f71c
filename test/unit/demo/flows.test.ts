import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DemoPbx, startDemoPbx } from '../../../src-main/demo/demo-pbx.ts';
import { hangUpRemotely } from '../../../src-main/demo/switch/hangup.ts';
import type { Channel, Party } from '../../../src-main/demo/switch/channel.ts';
import type { Behaviours } from '../../../src-main/demo/world/dialplan.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { header, readPackets, WireClient, type WirePacket } from '../../support/wire-client.ts';

/** The recordings are of a real Asterisk 22.10.1 with real SIP phones; `.companion` is what a user with the least rights saw. */
function recording(name: string): readonly WirePacket[] {
  const path = new URL(`../../fixtures/recordings/22/${name}.companion.ami`, import.meta.url);
  return readPackets(readFileSync(path, 'utf8'));
}

/** Debian's build was made for testing and sends these besides; no other Asterisk does. */
const isCallEvent = (packet: WirePacket): boolean =>
  packet[0]?.[0] === 'Event' &&
  header(packet, 'Privilege') !== undefined &&
  !['TestEvent', 'FullyBooted', 'DeviceStateChange', 'ExtensionStatus', 'QueueMemberStatus'].includes(packet[0][1]);

const keys = (packet: WirePacket): string => packet.map(([key]) => key).join(' ');

/**
 * What must be the same in any two calls of a kind: for each of the call's channels, in the order of their appearance, the events about it in their order,
 * with its state. Between channels the order of a hang-up's events is left to Asterisk's threads (the recordings differ among themselves).
 */
function storyOf(packets: readonly WirePacket[]): readonly (readonly string[])[] {
  const stories = new Map<string, string[]>();
  for (const packet of packets.filter(isCallEvent)) {
    const name = packet[0]?.[1] ?? '';
    if (name === 'Cdr') continue;
    for (const prefix of ['', 'Dest', 'Transferer', 'Transferee']) {
      const channel = header(packet, `${prefix}Channel`);
      const state = header(packet, `${prefix}ChannelStateDesc`);
      if (channel === undefined || state === undefined) continue;
      const told = ['DialStatus', 'Cause', 'Cause-txt', 'TechCause'].flatMap((key) => header(packet, key) ?? []);
      const place = `${anonymous(header(packet, `${prefix}Exten`) ?? '')}@${header(packet, `${prefix}Context`)}`;
      const line = [`${prefix}${name}`, state, place, ...told].join(' ');
      stories.set(channel, [...(stories.get(channel) ?? []), line]);
    }
  }
  return [...stories.values()];
}

/** Numbers differ between the demo and the recordings; that there is one does not. */
function anonymous(exten: string): string {
  return /\d/.test(exten) ? '#' : exten;
}

/** Every kind of event with its headers' names in order. */
function shapesOf(packets: readonly WirePacket[]): ReadonlyMap<string, ReadonlySet<string>> {
  const shapes = new Map<string, Set<string>>();
  for (const packet of packets) {
    const name = packet[0]?.[1] ?? '';
    if (packet[0]?.[0] !== 'Event' || name === 'TestEvent') continue;
    shapes.set(name, (shapes.get(name) ?? new Set()).add(keys(packet)));
  }
  return shapes;
}

function expectSameShapes(demo: readonly WirePacket[], real: readonly WirePacket[]): void {
  // Members of a queue are told of in every call of theirs; not everybody who was recorded is one.
  const realShapes = new Map([...shapesOf(recording('42-queue')), ...shapesOf(real)]);
  for (const [name, shapes] of shapesOf(demo)) {
    const known = realShapes.get(name);
    expect(known, `${name} is not in the recording`).toBeDefined();
    for (const shape of shapes) expect([...(known ?? [])], name).toContain(shape);
  }
}

const GRACE: Party = { number: '+12125550162', name: 'Grace Hopper' };

describe('the demo PBX tells of calls as Asterisk 22 does', () => {
  let clock: ManualClock;
  let demo: DemoPbx;
  let client: WireClient;

  beforeEach(async () => {
    clock = new ManualClock();
    demo = await startDemoPbx({ clock, callers: false, secret: 'secret' });
    client = await WireClient.connect(demo.port);
    await client.ask('Login', { Username: demo.username, Secret: 'secret' });
  });

  afterEach(async () => {
    client.close();
    await demo.close();
  });

  function callFromOutside(exten: string, behaviours: Behaviours): Channel {
    const { pbx, dialplan } = demo.world;
    const caller = pbx.newChannel({
      device: 'PJSIP/trunk',
      state: 'Ring',
      callerId: GRACE,
      context: 'from-trunk',
      exten,
      hasDialplan: true,
    });
    dialplan.run(caller, 'from-trunk', exten, behaviours);
    return caller;
  }

  /** Moves time on and waits until all that came of it has arrived. */
  async function pass(milliseconds: number): Promise<readonly WirePacket[]> {
    clock.advance(milliseconds);
    await client.ask('Ping');
    return client.packets;
  }

  const USER_DID = '+442079460101';
  const SUPPORT_DID = '+442079460600';

  it('an inbound call that is answered, and ended by the caller', async () => {
    const caller = callFromOutside(USER_DID, { 1001: { does: 'answer', after: 2000 } });
    clock.advance(4000);
    hangUpRemotely(demo.world.pbx, caller);
    const packets = await pass(100);
    const real = recording('10-inbound-answered');
    expect(storyOf(packets)).toEqual(storyOf(real));
    expectSameShapes(packets, real);
  });

  it('an inbound call that is answered, and ended by the one called', async () => {
    const caller = callFromOutside(USER_DID, { 1001: { does: 'answer', after: 2000 } });
    clock.advance(4000);
    const callee = caller.bridge?.channels.find((channel) => channel !== caller);
    if (callee === undefined) throw new Error('Nobody answered.');
    hangUpRemotely(demo.world.pbx, callee);
    const packets = await pass(100);
    const real = recording('10b-inbound-answered-callee-hangs-up');
    expect(storyOf(packets)).toEqual(storyOf(real));
    expectSameShapes(packets, real);
  });

  it('an inbound call whose caller gives up', async () => {
    const caller = callFromOutside(USER_DID, { 1001: { does: 'ring' } });
    clock.advance(4000);
    hangUpRemotely(demo.world.pbx, caller, 127, '487');
    const packets = await pass(100);
    const real = recording('11-inbound-missed-caller-gives-up');
    expect(storyOf(packets)).toEqual(storyOf(real));
    expectSameShapes(packets, real);
  });

  it('an inbound call that nobody answers in time', async () => {
    callFromOutside(USER_DID, { 1001: { does: 'ring' } });
    const packets = await pass(21_000);
    const real = recording('12-inbound-no-answer-timeout');
    expect(storyOf(packets)).toEqual(storyOf(real));
    expectSameShapes(packets, real);
  });

  it('an inbound call to a number that does not exist', async () => {
    callFromOutside('+442079460999', {});
    const packets = await pass(100);
    const real = recording('14b-inbound-unknown-number');
    expect(storyOf(packets)).toEqual(storyOf(real));
  });

  it('an inbound call to a phone that is busy', async () => {
    callFromOutside('+442079460104', {});
    const packets = await pass(3000);
    const real = recording('13-inbound-busy');
    expect(storyOf(packets)).toEqual(storyOf(real));
    expectSameShapes(packets, real);
  });

  it('an inbound call to a phone that is not registered', async () => {
    callFromOutside('+442079460107', {});
    const packets = await pass(100);
    const ends = packets.filter((packet) => header(packet, 'Event') === 'Hangup');
    expect(ends.map((packet) => [header(packet, 'Cause'), header(packet, 'TechCause')])).toEqual([['3', '404']]);
  });

  it('a call to the outside world', async () => {
    const { pbx, dialplan } = demo.world;
    const callerId = { number: '1001', name: 'Ada Lovelace' };
    const caller = pbx.newChannel({
      device: 'PJSIP/1001',
      state: 'Ring',
      callerId,
      context: 'internal',
      exten: '+12125550117',
      hasDialplan: true,
    });
    dialplan.run(caller, 'internal', '+12125550117');
    clock.advance(6000);
    hangUpRemotely(pbx, caller);
    const packets = await pass(100);
    const real = recording('18-outbound-by-trunk');
    expect(storyOf(packets)).toEqual(storyOf(real));
    expectSameShapes(packets, real);
  });

  it('an internal call', async () => {
    const { pbx, dialplan } = demo.world;
    const callerId = { number: '1002', name: 'Alan Turing' };
    const caller = pbx.newChannel({
      device: 'PJSIP/1002',
      state: 'Ring',
      callerId,
      context: 'internal',
      exten: '1003',
      hasDialplan: true,
    });
    dialplan.run(caller, 'internal', '1003', { 1003: { does: 'answer', after: 2000 } });
    clock.advance(4000);
    hangUpRemotely(pbx, caller);
    const packets = await pass(100);
    const real = recording('17-internal-call');
    expect(storyOf(packets)).toEqual(storyOf(real));
    expectSameShapes(packets, real);
  });

  it('an originated call: the own phone first, then the other', async () => {
    await client.ask('Originate', {
      Channel: 'PJSIP/1001',
      Context: 'internal',
      Exten: '1003',
      Priority: '1',
      CallerID: '"Katherine Johnson" <1003>',
      Timeout: '15000',
      Async: 'true',
    });
    clock.advance(6000);
    const caller = demo.world.pbx.channels.find((channel) => channel.device === 'PJSIP/1001');
    if (caller === undefined) throw new Error('The own phone was not rung.');
    hangUpRemotely(demo.world.pbx, caller);
    const packets = await pass(100);
    const real = recording('20-originate-async-ok');
    expect(storyOf(packets)).toEqual(storyOf(real));
    expectSameShapes(packets, real);
  });

  it('a blind transfer by AMI', async () => {
    callFromOutside(USER_DID, { 1001: { does: 'answer', after: 1000 } });
    clock.advance(2000);
    const mine = demo.world.pbx.channels.find((channel) => channel.device === 'PJSIP/1001');
    const reply = await client.ask('BlindTransfer', {
      Channel: mine?.name ?? '',
      Context: 'internal',
      Exten: '1003',
    });
    expect(header(reply, 'Message')).toBe('Transfer succeeded');
    clock.advance(5000);
    const other = demo.world.pbx.channels.find((channel) => channel.device === 'PJSIP/1003');
    if (other === undefined) throw new Error('The call did not arrive.');
    hangUpRemotely(demo.world.pbx, other);
    const packets = await pass(100);
    const real = recording('31-blindtransfer-action');
    expect(storyOf(packets)).toEqual(storyOf(real));
    expectSameShapes(packets, real);
  });

  it('a queue: shapes of its events, and the one who was slower is told "answered elsewhere"', async () => {
    const caller = callFromOutside(SUPPORT_DID, {
      1001: { does: 'ring' },
      1002: { does: 'answer', after: 3000 },
      1003: { does: 'ring' },
    });
    clock.advance(8000);
    hangUpRemotely(demo.world.pbx, caller);
    clock.advance(1000);
    const second = callFromOutside(SUPPORT_DID, {
      1001: { does: 'ring' },
      1002: { does: 'ring' },
      1003: { does: 'ring' },
    });
    clock.advance(3000);
    hangUpRemotely(demo.world.pbx, second);
    const packets = await pass(100);
    expectSameShapes(packets, [...recording('42-queue'), ...recording('10-inbound-answered')]);
    const ends = packets
      .filter((packet) => header(packet, 'Event') === 'Hangup')
      .map((packet) => `${header(packet, 'Channel')?.split('-')[0]} ${header(packet, 'Cause')}`);
    expect(ends.slice(0, 2)).toEqual(['PJSIP/1001 26', 'PJSIP/1003 26']);
  });
});
