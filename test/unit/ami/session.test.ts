import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { AmiError } from '../../../src-main/ami/error.ts';
import type { AmiEvent } from '../../../src-main/ami/event.ts';
import { AmiSession } from '../../../src-main/ami/session.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { Peer } from './peer.ts';

let peer: Peer;
let clock: ManualClock;
let events: { readonly event: AmiEvent; readonly receivedAt: number }[];
let ends: AmiError[];

beforeEach(() => {
  peer = new Peer();
  clock = new ManualClock();
  events = [];
  ends = [];
});

const failure = (code: string) => expect.objectContaining({ name: 'AmiError', code });
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const names = (items: readonly AmiEvent[]): string[] => items.map(({ name }) => name);

async function open(version = '11.0.0'): Promise<AmiSession> {
  const opening = AmiSession.open({
    connect: peer.connect,
    onEvent: (event, receivedAt) => events.push({ event, receivedAt }),
    onEnd: (error) => ends.push(error),
    clock,
  });
  await settle();
  peer.greet(version);
  return opening;
}

const ping = { name: 'Ping', fields: [] };

describe('opening', () => {
  it('reads the version from the banner as numbers would have it', async () => {
    const session = await open('2.10.6');
    expect(session.amiVersion).toBe('2.10.6');
  });

  it('accepts a proxy’s banner, and a banner in pieces', async () => {
    const opening = AmiSession.open({ connect: peer.connect, onEvent: () => undefined, onEnd: () => undefined, clock });
    await settle();
    peer.say('Asterisk Call Ma');
    peer.say('nager Proxy/1.2');
    peer.say('2\r');
    peer.say('\n');
    expect((await opening).amiVersion).toBe('1.22');
  });

  it.each([
    ['SSH-2.0-OpenSSH_9.2p1\r\n', 'SSH-2.0-OpenSSH_9.2p1'],
    ['HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    ['Event: X\r\n\r\n', 'X'],
    ['\x15\x03\x01\x00\x02\x02\x16\n', '?'],
  ])('says what answers where it is not Asterisk: %j', async (greeting, shown) => {
    const opening = AmiSession.open({ connect: peer.connect, onEvent: () => undefined, onEnd: () => undefined, clock });
    await settle();
    peer.say(greeting);
    await expect(opening).rejects.toMatchObject({ code: 'not-asterisk', message: expect.stringContaining(shown) });
    expect(peer.closed).toBe(true);
  });

  it('gives up a banner that never comes', async () => {
    const opening = AmiSession.open({ connect: peer.connect, onEvent: () => undefined, onEnd: () => undefined, clock });
    await settle();
    clock.advance(10_000);
    await expect(opening).rejects.toEqual(failure('no-banner'));
    expect(peer.closed).toBe(true);
  });

  it('can be called off', async () => {
    const controller = new AbortController();
    const opening = AmiSession.open(
      { connect: peer.connect, onEvent: () => undefined, onEnd: () => undefined, clock },
      controller.signal,
    );
    await settle();
    controller.abort();
    peer.greet();
    clock.advance(10_000);
    await expect(opening).rejects.toBeInstanceOf(AmiError);
  });
});

describe('logging in', () => {
  it('answers the challenge in lower-case hexadecimal and never sends the secret', async () => {
    const session = await open();
    peer.answer = ({ action, actionId }) =>
      peer.packet(
        'Response: Success',
        `ActionID: ${actionId}`,
        action === 'Challenge' ? 'Challenge: 709951895' : 'Message: ok',
      );
    await session.login({ username: 'me', secret: 'pässword', events: 'call,agent' });
    expect(peer.last.get('Key')).toBe(createHash('md5').update('709951895pässword').digest('hex'));
    expect(peer.last.get('Events')).toBe('call,agent');
    expect(peer.received.map(({ text }) => text).join('')).not.toContain('pässword');
  });

  it.each([
    ['Authentication failed', 'refused'],
    ['Login Already In Use', 'in-use'],
    ['Asterisk is shutting down', 'shutting-down'],
  ])('tells %j apart', async (message, code) => {
    const session = await open();
    peer.answer = ({ action, actionId }) => {
      if (action === 'Challenge') peer.packet('Response: Success', `ActionID: ${actionId}`, 'Challenge: 1');
      else peer.packet('Response: Error', `ActionID: ${actionId}`, `Message: ${message}`);
    };
    await expect(session.login({ username: 'me', secret: 's', events: 'on' })).rejects.toEqual(failure(code));
  });

  it('does not show its secret to a server that wants it in the clear', async () => {
    const session = await open();
    peer.answer = ({ actionId }) =>
      peer.packet('Response: Error', `ActionID: ${actionId}`, 'Message: Must specify AuthType');
    await expect(session.login({ username: 'me', secret: 'canary', events: 'on' })).rejects.toEqual(failure('no-md5'));
    expect(peer.received.map(({ text }) => text).join('')).not.toContain('canary');
  });

  it('sends it to such a server where nobody can read on the way', async () => {
    peer.encrypted = true;
    const session = await open();
    peer.answer = ({ action, actionId }) =>
      peer.packet(`Response: ${action === 'Login' ? 'Success' : 'Error'}`, `ActionID: ${actionId}`);
    await session.login({ username: 'me', secret: 's3cret', events: 'on' });
    expect(peer.last.get('Secret')).toBe('s3cret');
  });
});

describe('answers', () => {
  it('go to the action whose ActionID they carry', async () => {
    const session = await open();
    const first = session.send({ name: 'A', fields: [] });
    const second = session.send({ name: 'B', fields: [] });
    const [a, b] = peer.received;
    peer.packet('Response: Success', `ActionID: ${b?.actionId}`, 'Message: b');
    peer.packet('Response: Success', `ActionID: ${a?.actionId}`, 'Message: a\n');
    expect(await Promise.all([first, second])).toMatchObject([{ message: 'a' }, { message: 'b' }]);
  });

  it('without ActionID go to the oldest unanswered action', async () => {
    const session = await open();
    const both = Promise.all([session.send({ name: 'Events', fields: [] }), session.send(ping)]);
    peer.packet('Response: Events On');
    peer.packet('Response: Pong');
    expect(await both).toMatchObject([{ status: 'Events On' }, { status: 'Pong' }]);
  });

  it.each(['Success', 'Follows', 'Pong', 'Goodbye', 'Events Off'])('with %j are good', async (status) => {
    const session = await open();
    const answer = session.send(ping);
    const text =
      status === 'Follows'
        ? 'Response: Follows\r\nPrivilege: Command\r\n--END COMMAND--\r\n\r\n'
        : `Response: ${status}\r\n\r\n`;
    peer.say(text);
    expect(await answer).toMatchObject({ status });
  });

  it.each([
    ['Permission denied', 'permission-denied'],
    ['Invalid/unknown command: Foo. Use Action: ListCommands to show available commands.', 'unknown-action'],
    ['Invalid/unknown command', 'unknown-action'],
    ['Asterisk is shutting down', 'shutting-down'],
    ['No such channel', 'action-failed'],
    ['Failed to parse message: line too long', 'action-failed'],
  ])('with the error %j reject by what it means', async (message, code) => {
    const session = await open();
    const answer = session.send({ name: 'Foo', fields: [] });
    peer.packet('Response: Error', `Message: ${message}\n`);
    await expect(answer).rejects.toMatchObject({ code, said: message });
  });

  it('to a guessed or foreign ActionID are ignored', async () => {
    const session = await open();
    const answer = session.send(ping);
    peer.packet('Response: Error', 'ActionID: somebody-else', 'Message: not yours');
    peer.packet('Response: Success', `ActionID: ${peer.last.actionId}`);
    expect(await answer).toMatchObject({ status: 'Success' });
  });

  it('carry ActionIDs nobody can guess, short enough for every handler', async () => {
    const [one, other] = [await open(), await open()];
    void one.send(ping).catch(() => undefined);
    const first = peer.last.actionId;
    void other.send(ping).catch(() => undefined);
    const second = peer.last.actionId;
    expect(first).toMatch(/^[\w.-]{17,60}$/);
    expect(first.split('.')[0]).not.toBe(second.split('.')[0]);
  });
});

describe('a time-out', () => {
  it('rejects its action alone, and the late answer is dropped', async () => {
    const session = await open();
    const slow = session.send({ name: 'Slow', fields: [] }, { timeoutMs: 1000 });
    const other = session.send(ping, { timeoutMs: 60_000 });
    clock.advance(1000);
    await expect(slow).rejects.toEqual(failure('timeout'));
    const [first, second] = peer.received;
    peer.packet('Response: Success', `ActionID: ${first?.actionId}`, 'Message: too late');
    peer.packet('Response: Success', `ActionID: ${second?.actionId}`, 'Message: pong');
    expect(await other).toMatchObject({ message: 'pong' });
    expect(ends).toEqual([]);
  });

  it('keeps its place in the order: a late answer without ActionID is not taken for the next one’s', async () => {
    const session = await open();
    const slow = session.send({ name: 'Slow', fields: [] }, { timeoutMs: 1000 });
    const other = session.send(ping, { timeoutMs: 60_000 });
    clock.advance(1000);
    await expect(slow).rejects.toEqual(failure('timeout'));
    peer.packet('Response: Success', 'Message: late');
    peer.packet('Response: Success', 'Message: pong');
    expect(await other).toMatchObject({ message: 'pong' });
  });

  it('loses its place once a later action was answered', async () => {
    const session = await open();
    const never = session.send({ name: 'IAXnetstats', fields: [] }, { timeoutMs: 1000 });
    const second = session.send(ping);
    clock.advance(1000);
    await expect(never).rejects.toEqual(failure('timeout'));
    peer.packet('Response: Success', `ActionID: ${peer.last.actionId}`);
    await second;
    const third = session.send(ping);
    peer.packet('Response: Success', 'Message: third');
    expect(await third).toMatchObject({ message: 'third' });
  });

  it('of a list does not strike while its items come', async () => {
    const session = await open();
    const list = session.list({ name: 'Status', fields: [] }, { timeoutMs: 1000 });
    const id = `ActionID: ${peer.last.actionId}`;
    clock.advance(900);
    peer.packet('Response: Success', id, 'EventList: start', 'Message: Channel status will follow');
    for (let item = 0; item < 5; item += 1) {
      clock.advance(900);
      peer.packet('Event: Status', id);
    }
    peer.packet('Event: StatusComplete', id, 'EventList: Complete', 'ListItems: 5');
    expect((await list).items).toHaveLength(5);
  });

  it('of a list counts from its last packet', async () => {
    const session = await open();
    const list = session.list({ name: 'Status', fields: [] }, { timeoutMs: 1000 });
    const id = `ActionID: ${peer.last.actionId}`;
    peer.packet('Response: Success', id, 'EventList: start', 'Message: Channel status will follow');
    for (let item = 0; item < 5; item += 1) {
      clock.advance(900);
      peer.packet('Event: Status', id);
    }
    clock.advance(1001);
    await expect(list).rejects.toEqual(failure('timeout'));
    peer.packet('Event: Status', id);
    peer.packet('Event: StatusComplete', id, 'EventList: Complete', 'ListItems: 6');
    expect(events).toEqual([]);
    const after = session.send(ping);
    peer.packet('Response: Success', `ActionID: ${peer.last.actionId}`);
    await after;
  });
});

describe('lists', () => {
  const start = async (
    action: string,
    version?: string,
  ): Promise<{ list: ReturnType<AmiSession['list']>; id: string }> => {
    const session = await open(version);
    const list = session.list({ name: action, fields: [] });
    return { list, id: `ActionID: ${peer.last.actionId}` };
  };

  it('collect their items up to Complete, and leave other events alone', async () => {
    const { list, id } = await start('CoreShowChannels');
    peer.packet('Event: Newchannel', 'Privilege: call,all', 'Channel: before');
    peer.packet('Response: Success', id, 'EventList: start', 'Message: Channels will follow');
    peer.packet('Event: CoreShowChannel', id, 'Channel: a');
    peer.packet('Event: OriginateResponse', 'Privilege: call,all', 'ActionID: other', 'Response: Failure');
    peer.packet('Event: CoreShowChannel', id, 'Channel: b');
    peer.packet('Event: CoreShowChannelsComplete', id, 'EventList: Complete', 'ListItems: 2');
    const { items, complete, response } = await list;
    expect(items.map((item) => item.get('Channel'))).toEqual(['a', 'b']);
    expect(complete?.get('ListItems')).toBe('2');
    expect(response.message).toBe('Channels will follow');
    expect(names(events.map(({ event }) => event))).toEqual(['Newchannel', 'OriginateResponse']);
  });

  it('of before 13.2 begin with “will follow” and end with a name alone', async () => {
    const { list, id } = await start('QueueStatus', '2.5.0');
    peer.packet('Response: Success', id, 'Message: Queue status will follow');
    peer.packet('Event: QueueParams', 'Queue: support', id);
    peer.packet('Event: QueueStatusComplete', id);
    expect((await list).items).toHaveLength(1);
  });

  it('may spell Start and complete as they like (FAXSessions)', async () => {
    const { list, id } = await start('FAXSessions');
    peer.packet('Response: Success', id, 'EventList: Start', 'Message: FAXSessions event list');
    peer.packet('Event: FAXSessionsEntry', id);
    peer.packet('Event: FAXSessionsEnd', id, 'EventList: complete');
    expect((await list).items).toHaveLength(1);
  });

  it('of DBGet on 1.x are their one item', async () => {
    const { list, id } = await start('DBGet', '1.1');
    peer.packet('Response: Success', id, 'Message: Result will follow');
    peer.packet('Event: DBGetResponse', id, 'Val: 1');
    const { items, complete } = await list;
    expect(items.map((item) => item.get('Val'))).toEqual(['1']);
    expect(complete).toBeNull();
  });

  it.each([
    ['Success', 'There are no voicemail users currently defined.'],
    ['Error', 'No endpoints found\n'],
    ['Error', 'No active conferences.'],
    ['Error', 'No dialplan hints are available'],
    ['Error', 'No AORs found\n'],
    ['Error', 'Database entry not found'],
  ])('that are empty resolve at once: %s, %j', async (status, message) => {
    const { list, id } = await start('PJSIPShowEndpoints');
    peer.packet(`Response: ${status}`, id, `Message: ${message}`);
    expect(await list).toMatchObject({ items: [], complete: null });
  });

  it.each(['No such channel', 'No channel specified', 'No such conference found', 'Unable to retrieve endpoint 9'])(
    'that fail are not empty: %j',
    async (message) => {
      const { list, id } = await start('Status');
      peer.packet('Response: Error', id, `Message: ${message}`);
      await expect(list).rejects.toEqual(failure('action-failed'));
    },
  );

  it('that break off with an error after their start reject (CoreShowChannelMap)', async () => {
    const { list, id } = await start('CoreShowChannelMap');
    peer.packet('Response: Success', id, 'EventList: start', 'Message: will follow');
    peer.packet('Event: CoreShowChannelMap', id);
    peer.packet('Response: Error', id, 'Message: Could not get channel');
    await expect(list).rejects.toMatchObject({ said: 'Could not get channel' });
    peer.packet('Event: Status', id);
    expect(names(events.map(({ event }) => event))).toEqual(['Status']);
  });

  it('that never end are given up, and what still comes is not kept', async () => {
    const { list, id } = await start('Status');
    const outcome = list.catch((error: unknown) => error);
    peer.packet('Response: Success', id, 'EventList: start', 'Message: x');
    const many = `Event: Status\r\n${id}\r\n\r\n`.repeat(1000);
    for (let thousand = 0; thousand < 101; thousand += 1) peer.say(many);
    expect(await outcome).toEqual(failure('packet-too-large'));
    expect(events).toEqual([]);
  });

  it('do not swallow a UserEvent with a foreign ActionID, nor end with it', async () => {
    const { list, id } = await start('Status');
    peer.packet('Response: Success', id, 'EventList: start', 'Message: x');
    peer.packet('Event: UserEvent', 'ActionID: guessed', 'EventList: Complete');
    peer.packet('Event: StatusComplete', id, 'EventList: Complete', 'ListItems: 0');
    expect((await list).items).toEqual([]);
    expect(events).toHaveLength(1);
  });

  it('unescape and normalise their items as events are', async () => {
    const { list, id } = await start('Status');
    peer.packet('Response: Success', id, 'EventList: start', 'Message: x');
    peer.packet('Event: Status', id, "CallerIDName: O\\'Brien", 'ConnectedLineNum: <unknown>');
    peer.packet('Event: StatusComplete', id, 'EventList: Complete');
    const [item] = (await list).items;
    expect(item?.get('CallerIDName')).toBe("O'Brien");
    expect(item?.get('ConnectedLineNum')).toBeUndefined();
  });
});

describe('commands', () => {
  it('resolve with their text in either form', async () => {
    const session = await open();
    const newer = session.command('core show version');
    peer.packet(
      'Response: Success',
      `ActionID: ${peer.last.actionId}`,
      'Message: Command output follows',
      'Output: a',
      'Output:  b',
    );
    expect(await newer).toBe('a\n b');
    const older = session.command('show version');
    peer.say(
      `Response: Follows\r\nPrivilege: Command\r\nActionID: ${peer.last.actionId}\r\na\n b\n--END COMMAND--\r\n\r\n`,
    );
    expect(await older).toBe('a\n b');
  });

  it('that fail reject with their text', async () => {
    const session = await open();
    const answer = session.command('nonsense');
    peer.packet(
      'Response: Error',
      `ActionID: ${peer.last.actionId}`,
      'Message: Command output follows',
      "Output: No such command 'nonsense'",
    );
    await expect(answer).rejects.toMatchObject({ message: "The PBX says: No such command 'nonsense'" });
  });
});

describe('events', () => {
  it('come with the time at which their bytes arrived', async () => {
    await open();
    clock.advance(5);
    peer.packet('Event: A');
    expect(events.at(-1)?.receivedAt).toBe(clock.now());
  });

  it('survive lines that an unescaped value broke, and packets of no known kind', async () => {
    await open();
    peer.packet('Injected: yes', 'Event: Fake');
    peer.packet('nonsense');
    peer.packet('Event: A');
    expect(names(events.map(({ event }) => event))).toEqual(['A']);
  });

  it('with a Response header are events (OriginateResponse)', async () => {
    const session = await open();
    const answer = session.send(ping);
    peer.packet('Event: OriginateResponse', `ActionID: ${peer.last.actionId}`, 'Response: Failure');
    peer.packet('Response: Success', `ActionID: ${peer.last.actionId}`);
    expect(await answer).toMatchObject({ status: 'Success' });
    expect(names(events.map(({ event }) => event))).toEqual(['OriginateResponse']);
  });
});

describe('the end', () => {
  it('rejects what is unanswered, tells once, and refuses what comes after', async () => {
    const session = await open();
    const answer = session.send(ping);
    const list = session.list({ name: 'Status', fields: [] });
    peer.hangUp();
    await expect(answer).rejects.toEqual(failure('disconnected'));
    await expect(list).rejects.toEqual(failure('disconnected'));
    await expect(session.send(ping)).rejects.toEqual(failure('disconnected'));
    expect(ends).toEqual([failure('disconnected')]);
  });

  it('by close() is not told', async () => {
    const session = await open();
    const answer = session.send(ping);
    session.close();
    await expect(answer).rejects.toEqual(failure('disconnected'));
    expect(ends).toEqual([]);
    expect(peer.closed).toBe(true);
  });

  it('comes when the server floods without a blank line', async () => {
    await open();
    peer.say('Event: A\r\n');
    for (let sent = 0; sent < 10_000_000 && !peer.closed; sent += 65_536) peer.say(Buffer.alloc(65_536, 'x'));
    expect(ends).toEqual([failure('packet-too-large')]);
    expect(peer.closed).toBe(true);
  });

  it('refuses an action with a line break before a byte is sent', async () => {
    const session = await open();
    await expect(session.send({ name: 'Originate', fields: [['Channel', 'x\r\nAction: Command']] })).rejects.toEqual(
      failure('invalid-value'),
    );
    expect(peer.received).toEqual([]);
  });
});
