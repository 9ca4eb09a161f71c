import type { Channel, Party } from '../../src-main/demo/switch/channel.ts';
import type { PhoneBehaviour } from '../../src-main/demo/switch/leg.ts';
import type { Behaviours } from '../../src-main/demo/world/dialplan.ts';
import type { World } from '../../src-main/demo/world/world.ts';

export const GRACE: Party = { number: '+12125550162', name: 'Grace Hopper' };
export const RINGS: PhoneBehaviour = { does: 'ring' };
export const ANSWERS: PhoneBehaviour = { does: 'answer', after: 10 };

/** The demo's direct numbers. */
export const TO_USER = '+442079460101';
export const TO_SUPPORT = '+442079460600';

/** Grace calls a direct number from outside; the phones do what they are told. */
export function callIn(
  pbx: { readonly world: World },
  did: string,
  behaviours: Behaviours,
  callerId: Party = GRACE,
): Channel {
  const { pbx: exchange, dialplan } = pbx.world;
  const caller = exchange.newChannel({
    device: 'PJSIP/trunk',
    state: 'Ring',
    callerId,
    context: 'from-trunk',
    exten: did,
    hasDialplan: true,
  });
  dialplan.run(caller, 'from-trunk', did, behaviours);
  return caller;
}
