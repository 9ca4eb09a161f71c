import { describe, expect, it, onTestFinished } from 'vitest';
import { probeCapabilities } from '../../../src-main/ami/capabilities.ts';
import { AmiSession } from '../../../src-main/ami/session.ts';
import { tcpTransport } from '../../../src-main/ami/tcp.ts';
import { askWhoAmI, type WhoAmI } from '../../../src-main/companion/who-am-i.ts';
import type { PeerScript } from '../../../src-main/demo/scripted/script.ts';
import { startScriptedPeer } from '../../../src-main/demo/scripted/scripted-peer.ts';
import type { Field } from '../../../src-main/demo/wire/packet.ts';

const ada = { extension: '1001', context: 'internal', devices: [] };

async function ask(me: typeof ada | { devices: readonly string[] }, script: PeerScript = {}): Promise<WhoAmI> {
  const peer = await startScriptedPeer(script);
  const connect = tcpTransport({ host: '127.0.0.1', port: peer.port });
  const session = await AmiSession.open({ connect, onEvent() {}, onEnd() {} });
  onTestFinished(async () => {
    session.close();
    await peer.close();
  });
  await session.login({ username: peer.username, secret: peer.secret, events: 'off' });
  return askWhoAmI(session, await probeCapabilities(session), { ...ada, ...me });
}

/** A server that has these actions alone. */
const having = (...actions: readonly string[]): PeerScript => ({
  answers: { listcommands: [[['Response', 'Success'], ...actions.map((action): Field => [action, 'An action.'])]] },
});

describe('my devices', () => {
  it('are those of my extension’s hint', async () => {
    expect(await ask(ada)).toMatchObject({ known: true, source: 'hint', devices: ['PJSIP/1001'] });
  });

  it('are those that I set, whatever the hint says', async () => {
    expect(await ask({ devices: ['SCCP/SEP1'] })).toMatchObject({
      known: true,
      source: 'settings',
      devices: ['SCCP/SEP1'],
    });
  });

  it('are found before Asterisk 13 too, where there is no list of hints', async () => {
    const found = await ask(ada, having('ExtensionState'));
    expect(found).toMatchObject({ known: true, source: 'hint', devices: ['PJSIP/1001'], hints: [] });
    const none = await ask({ ...ada, extension: '4711' }, having('ExtensionState'));
    expect(none).toMatchObject({ known: false, source: 'none', devices: [] });
  });

  it('are a device of my extension’s name, where there is no hint', async () => {
    const found = await ask(ada, having('DeviceStateList'));
    expect(found).toMatchObject({ known: null, source: 'device-list', devices: ['PJSIP/1001'] });
  });

  it('are unknown where the PBX tells nothing', async () => {
    expect(await ask(ada, having('Ping'))).toMatchObject({ known: null, source: 'none', devices: [] });
  });
});
