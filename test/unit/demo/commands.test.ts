import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DemoPbx, startDemoPbx } from '../../../src-main/demo/demo-pbx.ts';
import type { Channel } from '../../../src-main/demo/switch/channel.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { header, WireClient, type WirePacket } from '../../support/wire-client.ts';

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

/** Moves time on; everything that came of it, in words: `Hangup PJSIP/1001 16`. */
async function pass(milliseconds: number): Promise<readonly string[]> {
  const before = client.packets.length;
  clock.advance(milliseconds);
  await client.ask('Ping');
  return client.packets.slice(before).flatMap(inWords);
}

function inWords(packet: WirePacket): readonly string[] {
  const name = header(packet, 'Event');
  if (name === undefined || /^(Newstate|NewConnectedLine|DeviceStateChange|ExtensionStatus|Cdr|Queue)/.test(name))
    return [];
  const device = (header(packet, 'Channel') ?? header(packet, 'DestChannel'))?.replace(/-[0-9a-f]{8}$/, '');
  const more = ['Response', 'Reason', 'DialStatus', 'Cause'].map((key) => header(packet, key));
  return [[name, device, ...more].filter((part) => part !== undefined).join(' ')];
}

const devices = (): readonly string[] => demo.world.pbx.channels.map((channel) => `${channel.device} ${channel.state}`);

function dial(exten: string, more: Readonly<Record<string, string>> = {}): Promise<WirePacket> {
  return client.ask('Originate', {
    Channel: 'PJSIP/1001',
    Context: 'internal',
    Exten: exten,
    Priority: '1',
    CallerID: '"Ada Lovelace" <1001>',
    Timeout: '30000',
    Async: 'true',
    ChannelId: 'sidetone-1',
    ...more,
  });
}

describe('Originate', () => {
  it('gives the first leg the Uniqueid and the variables that were asked for', async () => {
    await dial('1003', { Variable: 'CRM_ID=4711' });
    await pass(100);
    const value = await client.ask('Getvar', { Channel: 'sidetone-1', Variable: 'CRM_ID' });
    expect(header(value, 'Value')).toBe('4711');
  });

  it('rings the own phone, then the other; both talk', async () => {
    await dial('1003');
    expect(await pass(1000)).toEqual(['Newchannel PJSIP/1001', 'DialBegin PJSIP/1001', 'DialState PJSIP/1001 RINGING']);
    const then = await pass(1000);
    expect(then.slice(0, 2)).toEqual(['DialEnd PJSIP/1001 ANSWER', 'OriginateResponse PJSIP/1001 Success 4']);
    await pass(5000);
    expect(devices()).toEqual(['PJSIP/1001 Up', 'PJSIP/1003 Up']);
  });

  it.each([
    ['1004', 'a phone that is busy', 'BUSY'],
    ['1005', 'a phone that nobody answers', 'NOANSWER'],
    ['1009', 'a phone that declines', 'NOANSWER'],
    ['+12125550166', 'a busy number outside', 'BUSY'],
    ['+12125550199', 'a number outside that nobody answers', 'NOANSWER'],
  ])('to %s, %s, ends with %s and leaves nothing behind', async (exten, _what, status) => {
    await dial(exten);
    const said = await pass(60_000);
    expect(said.filter((line) => line.startsWith('DialEnd'))).toEqual([
      'DialEnd PJSIP/1001 ANSWER',
      `DialEnd PJSIP/1001 ${status}`,
    ]);
    expect(devices()).toEqual([]);
  });

  it('to a phone that is not registered makes no second channel', async () => {
    await dial('1007');
    const said = await pass(10_000);
    expect(said.filter((line) => line.startsWith('Newchannel'))).toEqual(['Newchannel PJSIP/1001']);
    expect(devices()).toEqual([]);
  });

  it('of a phone that is not there fails with Reason 0', async () => {
    await dial('1003', { Channel: 'PJSIP/4711' });
    expect(await pass(100)).toEqual(['OriginateResponse PJSIP/4711 Failure 0']);
  });

  it('of a phone that nobody lifts fails with Reason 3 at the timeout', async () => {
    await dial('1003', { Channel: 'PJSIP/1005', Timeout: '3000' });
    const said = await pass(4000);
    expect(said.slice(-2)).toEqual(['OriginateResponse PJSIP/1005 Failure 3', 'Hangup PJSIP/1005 19']);
  });

  it('without Async answers only when the phone is lifted, and holds up everything behind it', async () => {
    const dialled = dial('1003', { Async: 'false' });
    const ping = client.ask('Ping');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(client.packets.some((packet) => header(packet, 'Ping') === 'Pong')).toBe(false);
    clock.advance(2000);
    expect(header(await dialled, 'Message')).toBe('Originate successfully queued');
    await ping;
  });
});

describe('a call that came in', () => {
  let caller: Channel;

  function mine(): Channel {
    const channel = demo.world.pbx.channels.find((one) => one.device === 'PJSIP/1001');
    if (channel === undefined) throw new Error('The user is in no call.');
    return channel;
  }

  beforeEach(() => {
    const { pbx, dialplan } = demo.world;
    caller = pbx.newChannel({
      device: 'PJSIP/trunk',
      state: 'Ring',
      callerId: { number: '+12125550162', name: 'Grace Hopper' },
      context: 'from-trunk',
      exten: '+442079460101',
      hasDialplan: true,
    });
    dialplan.run(caller, 'from-trunk', '+442079460101', { 1001: { does: 'answer', after: 2000 } });
    clock.advance(1000);
  });

  it('is declined by hanging up the ringing phone', async () => {
    expect(header(await client.ask('Hangup', { Channel: mine().uniqueid, Cause: '21' }), 'Message')).toBe(
      'Channel Hungup',
    );
    const said = await pass(1000);
    expect(said).toEqual([]);
    const words = client.packets.flatMap(inWords);
    expect(words).toContain('DialEnd PJSIP/trunk NOANSWER');
    expect(words).toContain('Hangup PJSIP/1001 21');
    expect(devices()).toEqual([]);
  });

  it('is ended by hanging up either side', async () => {
    clock.advance(2000);
    await client.ask('Hangup', { Channel: mine().uniqueid });
    await pass(100);
    expect(client.packets.flatMap(inWords).filter((line) => line.startsWith('Hangup'))).toEqual([
      'Hangup PJSIP/trunk 16',
      'Hangup PJSIP/1001 16',
    ]);
  });

  it('is ended by a pattern, as a list', async () => {
    clock.advance(2000);
    const id = client.send('Hangup', { Channel: '/^PJSIP\\/1001-.*$/', Cause: '16' });
    await client.until((packets) => packets.find((packet) => header(packet, 'Event') === 'ChannelsHungupListComplete'));
    const list = client.packets.filter((packet) => header(packet, 'ActionID') === id);
    expect(list.map((packet) => packet[0]?.[1])).toEqual(['Success', 'ChannelHungup', 'ChannelsHungupListComplete']);
    expect(devices()).toEqual([]);
  });

  it('transferred to somebody who is busy, is lost, as Asterisk loses it', async () => {
    clock.advance(2000);
    await client.ask('BlindTransfer', { Channel: mine().name, Context: 'internal', Exten: '1004' });
    await pass(5000);
    expect(devices()).toEqual([]);
  });

  it('transferred to a number that does not exist: Asterisk says yes, and hangs up', async () => {
    clock.advance(2000);
    const exists = await client.ask('Getvar', { Channel: mine().name, Variable: 'DIALPLAN_EXISTS(internal,4711,1)' });
    expect(header(exists, 'Value')).toBe('0');
    const reply = await client.ask('BlindTransfer', { Channel: mine().name, Context: 'internal', Exten: '4711' });
    expect(header(reply, 'Message')).toBe('Transfer succeeded');
    await pass(100);
    expect(devices()).toEqual([]);
  });

  it('cannot be transferred before it is answered, but redirected', async () => {
    const early = await client.ask('BlindTransfer', { Channel: mine().name, Context: 'internal', Exten: '1003' });
    expect(header(early, 'Message')).toBe('Transfer invalid');
    const reply = await client.ask('Redirect', {
      Channel: caller.uniqueid,
      Context: 'internal',
      Exten: '1003',
      Priority: '1',
    });
    expect(header(reply, 'Message')).toBe('Redirect successful');
    await pass(5000);
    expect(devices()).toEqual(['PJSIP/trunk Up', 'PJSIP/1003 Up']);
  });

  it('redirected while they talk, leaves the other hung up', async () => {
    clock.advance(2000);
    await client.ask('Redirect', { Channel: caller.name, Context: 'internal', Exten: '1002', Priority: '1' });
    await pass(5000);
    expect(devices()).toEqual(['PJSIP/trunk Up', 'PJSIP/1002 Up']);
  });
});
