import { afterEach, describe, expect, it } from 'vitest';
import type { PeerScript } from '../../../src-main/demo/scripted/script.ts';
import { type ScriptedPeer, startScriptedPeer } from '../../../src-main/demo/scripted/scripted-peer.ts';
import { header, WireClient } from '../../support/wire-client.ts';

let peer: ScriptedPeer;
let client: WireClient;

async function meet(script: PeerScript): Promise<void> {
  peer = await startScriptedPeer(script);
  client = await WireClient.connect(peer.port);
}

const logIn = (): Promise<unknown> => client.ask('Login', { Username: peer.username, Secret: peer.secret });
const received = (): string => client.bytes.toString('utf8');

afterEach(async () => {
  client.close();
  await peer.close();
});

describe('a scripted peer', () => {
  it('behaves where the script is silent', async () => {
    await meet({});
    await logIn();
    expect(header(await client.ask('CoreSettings'), 'AMIversion')).toBe('11.0.0');
    expect(peer.requests.map((request) => request.action)).toEqual(['Login', 'CoreSettings']);
  });

  it('plays a timeline behind an action, in pieces of any size', async () => {
    const bytes = 'Event: Hold\r\nPrivilege: call,all\r\nChannel: PJSIP/1001-1\r\n\r\n';
    await meet({
      timeline: [{ on: 'Ping', bytes, chunk: 3 }, { event: { Event: 'Unhold', Channel: 'PJSIP/1001-1' } }],
    });
    await logIn();
    await client.ask('Ping');
    await client.until((packets) => packets.find((packet) => header(packet, 'Event') === 'Unhold'));
    expect(received()).toMatch(/Event: Hold\r\nPrivilege: call,all\r\nChannel: PJSIP\/1001-1\r\n\r\nEvent: Unhold/);
  });

  it('sends everything in pieces, and loses nothing by it', async () => {
    await meet({ pieces: 7 });
    await logIn();
    expect(header(await client.ask('CoreSettings'), 'AMIversion')).toBe('11.0.0');
    expect(header(await client.ask('Logoff'), 'Message')).toBe('Thanks for all the fish.');
    await client.untilClosed();
  });

  it('is something else than Asterisk, or says nothing at all', async () => {
    await meet({ banner: 'SSH-2.0-OpenSSH_9.2p1' });
    await client.until((packets) => packets.find((packet) => packet[0]?.[1] === 'SSH-2.0-OpenSSH_9.2p1'));
    client.close();
    await peer.close();
    await meet({ banner: null });
    client.send('Ping');
    await peer.asked('Ping');
    expect(received()).not.toContain('Asterisk');
  });

  it('closes in the middle of a packet', async () => {
    await meet({ timeline: [{ on: 'Login', bytes: 'Event: Newchannel\r\nChan' }, { close: 'end' }] });
    await logIn();
    await client.untilClosed();
    expect(received().endsWith('Event: Newchannel\r\nChan')).toBe(true);
  });

  it('falls silent and stays connected', async () => {
    await meet({ timeline: [{ on: 'Ping', fallSilent: true }] });
    await logIn();
    await client.ask('Ping');
    const before = received();
    client.send('Ping');
    peer.perform({ event: { Event: 'Hold' } });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(received()).toBe(before);
    expect(client.closed).toBe(false);
  });

  it('floods', async () => {
    await meet({ timeline: [{ on: 'connect', flood: 10_000_000 }] });
    await client.until(() => (client.size > 10_000_000 ? true : undefined));
  });

  it('refuses, denies, answers otherwise, or not at all', async () => {
    await meet({
      denied: true,
      answers: {
        ping: [
          [
            ['Response', 'Error'],
            ['Message', 'Asterisk is shutting down'],
          ],
        ],
        listcommands: 'nothing',
      },
    });
    const reply = await client.ask('Login', { Username: peer.username, Secret: peer.secret });
    expect(header(reply, 'Message')).toBe('Authentication failed');
    await client.untilClosed();
    await peer.close();
    await meet({
      answers: {
        ping: [
          [
            ['Response', 'Error'],
            ['Message', 'Asterisk is shutting down'],
          ],
        ],
        listcommands: 'nothing',
      },
    });
    await logIn();
    const silent = client.send('ListCommands');
    expect(header(await client.ask('Ping'), 'Message')).toBe('Asterisk is shutting down');
    expect(received()).not.toContain(`ActionID: ${silent}\r\n`);
  });

  it('restarts: tells so, closes, and is back on the same port', async () => {
    await meet({});
    await logIn();
    peer.perform({ restart: 10 });
    await client.untilClosed();
    expect(header(client.events.at(-1) ?? [], 'Event')).toBe('Shutdown');
    for (;;) {
      const again = await WireClient.connect(peer.port).catch(() => null);
      if (again === null) continue;
      expect(header(await again.ask('Login', { Username: peer.username, Secret: peer.secret }), 'Response')).toBe(
        'Success',
      );
      again.close();
      break;
    }
  });
});
