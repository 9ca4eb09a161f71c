import type { Office } from './office.ts';

const ADA = { number: '+12125550142', name: 'Ada Łovelace' };

/** Calls worth recording, by the recording's name: what happens, in whose order. */
export const recordedCalls: Readonly<Record<string, (office: Office) => Promise<unknown>>> = {
  'inbound-answered': async ({ trunk, alice }) => {
    const caller = trunk.call('5550001', ADA);
    await (await alice.rings()).answer();
    await caller.hangUp();
  },
  'inbound-missed': async ({ trunk, alice }) => {
    const caller = trunk.call('5550001', ADA);
    await alice.rings();
    await caller.hangUp();
  },
  'ring-group-answered-elsewhere': async ({ trunk, alice, bob }) => {
    const caller = trunk.call('5550010', ADA);
    await alice.rings();
    await (await bob.rings()).answer();
    await caller.hangUp();
  },
  'queue-comes-back': async ({ trunk, alice, zoe }) => {
    const caller = trunk.call('5550021', ADA);
    await (await alice.rings()).ended();
    await (await zoe.rings()).ended();
    await (await alice.rings()).answer();
    await caller.hangUp();
  },
  'outbound-by-trunk': async ({ alice, trunk }) => {
    const mine = alice.dial('95550199');
    await (await trunk.rings()).answer();
    await mine.hangUp();
  },
  'originate-out-by-trunk': async ({ admin, alice, trunk }) => {
    const order = { Channel: 'PJSIP/1001', Context: 'internal', Exten: '95550199', Priority: '1', Async: 'true' };
    await admin.action('Originate', { ...order, CallerID: '"Alice Adams" <1001>' });
    const mine = await (await alice.rings()).answer();
    await trunk.rings();
    await mine.hangUp();
  },
  'blind-transfer-away': async ({ admin, trunk, alice, bob }) => {
    const caller = trunk.call('5550001', ADA);
    const atDesk = await (await alice.rings()).answer();
    await admin.talking();
    const transferred = atDesk.transfer('1002');
    await (await bob.rings()).answer();
    await transferred;
    await caller.hangUp();
  },
};
