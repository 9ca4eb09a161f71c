import type { ScriptedPeer } from '../../src-main/demo/scripted/scripted-peer.ts';
import { CAUSE } from '../../src-main/demo/switch/causes.ts';
import type { Party } from '../../src-main/demo/switch/channel.ts';
import { hangUpRemotely } from '../../src-main/demo/switch/hangup.ts';
import type { PhoneBehaviour } from '../../src-main/demo/switch/leg.ts';
import { DIRECT_DIALS, USER } from '../../src-main/demo/world/people.ts';
import type { RunningApp } from './app.ts';

/** Somebody outside who calls the user. */
export interface Caller {
  /** Their channel has ended on the PBX. */
  readonly gone: boolean;
  /** They give up, or end the conversation. */
  hangUp(): void;
}

/** @param phone what the user's desk phone does; by default it rings on and on */
export function callUser(
  { world }: ScriptedPeer,
  callerId: Party,
  phone: PhoneBehaviour = { does: 'ring' },
  exten: string = DIRECT_DIALS.user,
): Caller {
  const { pbx, dialplan } = world;
  const context = 'from-trunk';
  const channel = pbx.newChannel({
    device: 'PJSIP/trunk',
    state: 'Ring',
    callerId,
    context,
    exten,
    hasDialplan: true,
  });
  dialplan.run(channel, context, exten, { [USER.extension]: phone });
  return {
    get gone() {
      return channel.gone;
    },
    hangUp: () => hangUpRemotely(pbx, channel, CAUSE.interworking, '487'),
  };
}

/** Everybody hangs up. */
export function endAllCalls({ world: { pbx } }: ScriptedPeer): void {
  for (const channel of pbx.channels) hangUpRemotely(pbx, channel);
}

/** Gives Sidetone an account on that PBX, for this session, and waits until it is connected. */
export async function connectToPeer(app: RunningApp, peer: ScriptedPeer, label = 'Office'): Promise<void> {
  const main = await app.mainWindow();
  const saved = await main.evaluate((account) => window.sidetone.saveAccount(account), {
    label,
    host: '127.0.0.1',
    port: peer.port,
    username: peer.username,
    secret: peer.secret,
    extension: peer.extension,
    devices: [],
    context: 'internal',
    sessionOnly: true,
  });
  if (!saved.ok) throw new Error(saved.message);
  await app.line(new RegExp(`^connected  ${label} `));
}
