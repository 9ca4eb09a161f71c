import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeWithAsterisk } from './describe-with-asterisk.ts';
import { Observer } from './observer.ts';
import { Phone } from './phones/phone.ts';

const ADA = { number: '+12125550142', name: 'Ada Łovelace 李' };

describeWithAsterisk('the call model on live events', (office) => {
  let observer: Observer;

  beforeEach(async () => {
    observer = await Observer.connect(office().asterisk);
  });
  afterEach(() => observer.close());

  it('an incoming call rings both devices of mine, pops once, is answered and ends', async () => {
    const { trunk, alice, aliceMobile } = office();
    const caller = trunk.call('5550001', ADA);
    const [atDesk, atMobile] = await Promise.all([alice.rings(), aliceMobile.rings()]);
    const ringing = await observer.call('ringing');
    expect(ringing).toMatchObject({
      direction: 'in',
      internal: false,
      remote: ADA,
      popped: true,
      via: { did: '5550001' },
    });
    await atDesk.answer();
    expect(await atMobile.ended()).toBe('cancelled');
    expect(await observer.call('up')).toMatchObject({ id: ringing.id, remote: ADA });
    await caller.hangUp();
    const [ended] = await observer.history();
    expect(ended).toMatchObject({ id: ringing.id, state: 'ended', outcome: 'answered', remote: ADA, unseenEnd: false });
    expect(observer.pops).toBe(1);
  });

  it('another device of mine answers: that is answered', async () => {
    const { trunk, alice, aliceMobile } = office();
    const caller = trunk.call('5550001', ADA);
    const atDesk = await alice.rings();
    await (await aliceMobile.rings()).answer();
    await atDesk.ended();
    await observer.call('up');
    await expect.poll(() => observer.live[0]?.legs.map(({ device }) => device)).toEqual(['PJSIP/1001-mobile']);
    await caller.hangUp();
    expect(await observer.history()).toMatchObject([{ outcome: 'answered' }]);
  });

  it('two phones of one endpoint: one pop, and either answers', async () => {
    const { trunk, alice, asterisk } = office();
    const second = await Phone.register(asterisk, '1001');
    const caller = trunk.call('5550001', ADA);
    const atDesk = await alice.rings();
    const atSecond = await second.rings();
    await atSecond.answer();
    await atDesk.ended();
    await observer.call('up');
    await caller.hangUp();
    expect(await observer.history()).toMatchObject([{ outcome: 'answered', remote: ADA }]);
    expect(observer.pops).toBe(1);
    await second.close();
  });

  it('the caller gives up: missed', async () => {
    const { trunk, alice } = office();
    const caller = trunk.call('5550001', ADA);
    await alice.rings();
    await observer.call('ringing');
    await caller.hangUp();
    expect(await observer.history()).toMatchObject([{ outcome: 'missed', remote: ADA, answeredAt: null }]);
  });

  it('it reaches my mailbox: voicemail', async () => {
    const { trunk, alice } = office();
    const caller = trunk.call('5550005', ADA);
    await alice.rings();
    await caller.answered();
    await caller.hangUp();
    const [ended] = await observer.history();
    expect(ended).toMatchObject({ direction: 'in', remote: ADA });
    // What happens in the dialplan is not shown to a user with these rights; the mailbox's own event is.
    expect(['voicemail', 'missed']).toContain(ended?.outcome);
  });

  it('I decline on every phone: declined', async () => {
    const { bob, alice, aliceMobile } = office();
    const caller = bob.dial('1001');
    (await alice.rings()).decline();
    (await aliceMobile.rings()).decline();
    await caller.ended();
    expect(await observer.history()).toMatchObject([
      { outcome: 'declined', remote: { number: '1002', name: 'Bob Brown' } },
    ]);
  });

  it('my phones are busy: a row, and no pop', async () => {
    const { trunk, alice, aliceMobile } = office();
    alice.manner = 'busy';
    aliceMobile.manner = 'busy';
    await trunk.call('5550001', ADA).ended();
    expect(await observer.history()).toMatchObject([{ direction: 'in', outcome: 'busy' }]);
    expect(observer.pops).toBe(0);
  });

  it("another's phone in the ring group answers: answered elsewhere", async () => {
    const { trunk, alice, bob } = office();
    const caller = trunk.call('5550010', ADA);
    const atDesk = await alice.rings();
    expect(await observer.call('ringing')).toMatchObject({ remote: ADA });
    await (await bob.rings()).answer();
    await atDesk.ended();
    await caller.hangUp();
    expect(await observer.history()).toMatchObject([{ outcome: 'answered-elsewhere', remote: ADA }]);
    expect(observer.pops).toBe(1);
  });

  it('a queue that rings everybody: one pop, and the other one answers', async () => {
    const { trunk, alice, bob } = office();
    const caller = trunk.call('5550020', ADA);
    const atDesk = await alice.rings();
    expect(await observer.call('ringing')).toMatchObject({ remote: ADA, via: { queue: 'support' } });
    await (await bob.rings()).answer();
    await atDesk.ended();
    await caller.hangUp();
    expect(await observer.history()).toMatchObject([{ outcome: 'answered-elsewhere' }]);
    expect(observer.pops).toBe(1);
  });

  it('a queue that comes back to me: still one pop', async () => {
    const { trunk, alice, zoe } = office();
    const caller = trunk.call('5550021', ADA);
    await (await alice.rings()).ended();
    await (await zoe.rings()).ended();
    const again = await alice.rings();
    await again.answer();
    await observer.call('up');
    await caller.hangUp();
    expect(await observer.history()).toMatchObject([{ outcome: 'answered', via: { queue: 'sales' } }]);
    expect(observer.pops).toBe(1);
  });

  it('a colleague calls: internal, with her name', async () => {
    const { zoe, alice } = office();
    const call = zoe.dial('1001');
    await (await alice.rings()).answer();
    const zoeMueller = { number: '1003', name: 'Zoë Müller' };
    expect(await observer.call('up')).toMatchObject({ direction: 'in', internal: true, remote: zoeMueller });
    await call.hangUp();
    await observer.history();
  });

  it('I dial out by the phone: no pop, answered', async () => {
    const { alice, trunk } = office();
    const mine = alice.dial('95550199');
    const outside = await trunk.rings();
    await mine.rings();
    await observer.call('dialing');
    await outside.answer();
    expect(await observer.call('up')).toMatchObject({ direction: 'out', internal: false });
    await mine.hangUp();
    const [ended] = await observer.history();
    expect(ended).toMatchObject({ direction: 'out', outcome: 'answered' });
    expect(ended?.remote.number).toMatch(/5550199$/);
    expect(observer.pops).toBe(0);
  });

  it('I dial who is busy, who declines, and give up', async () => {
    const { alice, bob } = office();
    bob.manner = 'busy';
    await alice.dial('1002').ended();
    await observer.history(1);
    bob.manner = 'rings';
    const declined = alice.dial('1002');
    (await bob.rings()).decline();
    await declined.ended();
    await observer.history(2);
    const given = alice.dial('1002');
    await bob.rings();
    await given.hangUp();
    expect((await observer.history(3)).map(({ outcome }) => outcome)).toEqual(['busy', 'declined', 'cancelled']);
  });

  it('hold and resume', async () => {
    const { trunk, alice, aliceMobile } = office();
    trunk.call('5550001', ADA);
    const atDesk = await (await alice.rings()).answer();
    await aliceMobile.quiet();
    await observer.call('up');
    await atDesk.hold();
    expect(await observer.call('held')).toMatchObject({ remote: ADA });
    await atDesk.resume();
    await observer.call('up');
    await atDesk.hangUp();
    expect(await observer.history()).toMatchObject([{ outcome: 'answered' }]);
  });

  it('I transfer a call away: mine ends as answered', async () => {
    const { trunk, alice, bob, admin } = office();
    const caller = trunk.call('5550001', ADA);
    const atDesk = await (await alice.rings()).answer();
    await observer.call('up');
    await admin.talking();
    const transferred = atDesk.transfer('1002');
    const atBob = await (await bob.rings()).answer();
    await transferred;
    expect(await observer.history()).toMatchObject([{ outcome: 'answered', remote: ADA }]);
    expect(atBob.state).toBe('up');
    await caller.hangUp();
    expect(observer.ended).toHaveLength(1);
  });

  it('a call is transferred to me: I see who it is, and by whom it came', async () => {
    const { trunk, alice, bob, admin } = office();
    const caller = trunk.call('5550002', ADA);
    const atBob = await (await bob.rings()).answer();
    await admin.talking();
    const transferred = atBob.transfer('1001');
    const atDesk = await alice.rings();
    const ringing = await observer.call('ringing');
    expect(ringing).toMatchObject({ direction: 'in', remote: ADA, via: { transferredBy: '1002' } });
    await atDesk.answer();
    await transferred;
    expect(await observer.call('up')).toMatchObject({ id: ringing.id, remote: ADA });
    await caller.hangUp();
    expect(await observer.history()).toMatchObject([{ outcome: 'answered' }]);
    expect(observer.pops).toBe(1);
  });

  it('two calls at once: the second changes nothing of the first', async () => {
    const { trunk, alice } = office();
    const first = trunk.call('5550001', ADA);
    await (await alice.rings()).answer();
    await observer.call('up');
    await expect.poll(() => observer.live[0]?.legs.map(({ device }) => device)).toEqual(['PJSIP/1001']);
    const [up] = observer.live;
    const second = trunk.call('5550010', { number: '2025550100', name: 'Grace' });
    await alice.rings();
    await expect
      .poll(() => observer.live.map(({ state, remote }) => [state, remote.name]))
      .toEqual([
        ['up', 'Ada Łovelace 李'],
        ['ringing', 'Grace'],
      ]);
    expect(observer.live[0]).toEqual(up);
    await second.hangUp();
    await first.hangUp();
    expect((await observer.history(2)).map(({ outcome }) => outcome)).toEqual(['missed', 'answered']);
  });

  it('what is already going on when it connects is there, and no pop', async () => {
    const { trunk, alice, aliceMobile } = office();
    const caller = trunk.call('5550001', ADA);
    await (await alice.rings()).answer();
    await aliceMobile.quiet();
    const late = await Observer.connect(office().asterisk);
    expect(late.live).toMatchObject([{ state: 'up', direction: 'in', remote: ADA }]);
    await caller.hangUp();
    await late.history();
    expect(late.pops).toBe(0);
    await late.close();
  });

  it.each(['restart', 'crashAndRelaunch'] as const)('a call is over after %s, and there is no ghost', async (how) => {
    const { trunk, alice } = office();
    trunk.call('5550001', ADA);
    await (await alice.rings()).answer();
    await observer.call('up');
    await office()[how]();
    await observer.synchronised(2);
    // Before a restart Asterisk hangs up on everybody and tells so; a crash tells nothing.
    const unseenEnd = how === 'crashAndRelaunch';
    expect(await observer.history()).toMatchObject([{ outcome: 'answered', remote: ADA, unseenEnd }]);
  });
});
