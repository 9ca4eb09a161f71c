import { CAUSE } from '../../src-main/demo/switch/causes.ts';
import { hangUpRemotely } from '../../src-main/demo/switch/hangup.ts';
import type { PhoneBehaviour } from '../../src-main/demo/switch/leg.ts';
import { DIRECT_DIALS, OUTSIDERS, SUPPORT, USER } from '../../src-main/demo/world/people.ts';
import type { World } from '../../src-main/demo/world/world.ts';

interface CallIn {
  /** The name of one of the demo's outsiders. */
  readonly from: string;
  readonly through: 'direct' | 'support';
  /** Milliseconds after which the user's phone is lifted; it rings on when absent. */
  readonly answeredAfter?: number;
}

/** Somebody outside calls the user of the demo PBX. */
export function callIn(world: World, { from, through, answeredAfter }: CallIn): { hangUp(): void } {
  const { pbx, dialplan } = world;
  const did = through === 'support' ? DIRECT_DIALS.support : DIRECT_DIALS.user;
  const callerId = OUTSIDERS.find((one) => one.name === from);
  if (callerId === undefined) throw new Error(`Nobody outside the demo PBX is called ${from}.`);
  const caller = pbx.newChannel({
    device: 'PJSIP/trunk',
    state: 'Ring',
    callerId,
    context: 'from-trunk',
    exten: did,
    hasDialplan: true,
  });
  const rings: PhoneBehaviour = { does: 'ring' };
  const mine: PhoneBehaviour = answeredAfter === undefined ? rings : { does: 'answer', after: answeredAfter };
  const others = SUPPORT.members.map((extension) => [extension, rings] as const);
  dialplan.run(caller, 'from-trunk', did, { ...Object.fromEntries(others), [USER.extension]: mine });
  return { hangUp: () => hangUpRemotely(pbx, caller, CAUSE.normalClearing) };
}
