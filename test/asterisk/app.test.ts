import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { en } from '../../src-renderer/i18n/en.ts';
import { Desk } from './desk.ts';
import { describeWithAsterisk } from './describe-with-asterisk.ts';
import type { SipCall } from './phones/call.ts';

const ADA = { number: '+12125550142', name: 'Ada Łovelace 李' };
const WITHIN = { timeout: 10_000 };

describeWithAsterisk('Sidetone on the desk', (office, version) => {
  let desk: Desk;
  /** What the account form's test said of a wrong secret, of a user who may only look, and of the least rights. */
  let refused: readonly string[];
  let limited: readonly string[];
  let steps: readonly string[];
  let popsBefore = 0;

  beforeAll(async () => {
    desk = await Desk.open(`asterisk-${version}`);
    const mine = { port: office().asterisk.ports.ami, extension: '1001', context: 'internal' };
    await desk.openForm();
    refused = await desk.testConnection({ ...mine, username: 'refused', secret: 'refused-secret' });
    limited = await desk.testConnection({ ...mine, username: 'readonly', secret: 'readonly-secret' });
    steps = await desk.testConnection({ ...mine, username: 'sidetone', secret: 'sidetone-secret' });
    await desk.picture('account', desk.main);
    await desk.save();
  }, 120_000);
  afterAll(() => desk?.close());

  beforeEach(async () => {
    await expect.poll(() => desk.card.count(), WITHIN).toBe(0);
    popsBefore = await desk.popCount();
  });

  const pops = async (): Promise<number> => (await desk.popCount()) - popsBefore;
  const popGone = async (): Promise<void> => {
    await desk.popCard.waitFor({ state: 'detached' });
    await expect.poll(() => desk.popVisible(), WITHIN).toBe(false);
  };
  /** The newest of today's calls, once no call lives any more. */
  const lastRow = async (): Promise<string | undefined> => {
    await desk.card.waitFor({ state: 'detached' });
    return (await desk.today())[0];
  };
  const cardIs = (state: string): Promise<void> => desk.main.locator(`.call-card[data-state="${state}"]`).waitFor();
  /** Ada calls me; resolves when my phones ring and the pop is there. */
  const adaRings = async (did: string): Promise<{ caller: SipCall; atDesk: SipCall }> => {
    const caller = office().trunk.call(did, ADA);
    const atDesk = await office().alice.rings();
    await desk.popCard.waitFor();
    return { caller, atDesk };
  };

  it('tells at which step a connection fails, and which rights are missing', () => {
    const results = (all: readonly string[]): readonly (string | undefined)[] =>
      all.map((step) => /passed|warning|failed|skipped/.exec(step)?.[0]);
    expect(results(refused)).toEqual(['passed', 'passed', 'failed', 'skipped', 'skipped', 'skipped']);
    expect(refused.join('\n')).not.toContain('refused-secret');
    expect(results(limited)).toEqual(['passed', 'passed', 'passed', 'warning', 'warning', 'warning']);
    expect(limited[3]).toContain('originate');
    expect(results(steps)).toEqual(['passed', 'passed', 'passed', 'passed', 'passed', 'passed']);
    expect(steps[5]).toContain('PJSIP/1001, PJSIP/1001-mobile');
  });

  it('connects, and says to what', async () => {
    const { release } = office().asterisk;
    expect(await desk.main.getByText(/Connected to Asterisk/).innerText()).toMatch(new RegExp(`${release}$`));
    await desk.main.getByText(en.me.unencrypted).waitFor();
    expect(await office().asterisk.cli('manager show connected')).toMatch(/^ +sidetone /m);
  });

  it('shows colleagues, and what their phones do', async () => {
    const { bob, zoe } = office();
    await desk.go('people');
    // Nobody told her name to a user with these rights: neither a mailbox nor a queue.
    await desk.person('1004', 'offline');
    await desk.person('Bob Brown', 'available');
    const call = zoe.dial('1002');
    const atBob = await bob.rings();
    await desk.person('Bob Brown', 'ringing');
    await atBob.answer();
    await desk.person('Bob Brown', 'busy');
    await desk.person('Zoë Müller', 'busy');
    await desk.picture('people', desk.main);
    await call.hangUp();
    await desk.person('Bob Brown', 'available');
    expect(await desk.card.count()).toBe(0);
    await desk.go('calls');
  });

  it('pops an incoming call once, with name and number, and closes on answer', async () => {
    const { caller, atDesk } = await adaRings('5550001');
    const text = await desk.popCard.innerText();
    expect(text).toContain(ADA.name);
    expect(text).toContain(ADA.number);
    expect(text).toContain('5550001');
    await expect.poll(() => desk.popVisible(), WITHIN).toBe(true);
    await desk.picture('pop', desk.pop);
    await desk.picture('ringing', desk.main);
    await desk.line(/^ringing {2}Ada Łovelace 李 <\+12125550142>.*pop painted in \d+ ms$/);
    await atDesk.answer();
    await popGone();
    await cardIs('up');
    expect(await desk.card.innerText()).toContain(ADA.name);
    await desk.picture('talking', desk.main);
    await caller.hangUp();
    expect(await lastRow()).toMatch(new RegExp(`${ADA.name}.*answered`));
    expect(await pops()).toBe(1);
  });

  it('keeps an unanswered call as missed', async () => {
    const { caller } = await adaRings('5550001');
    await caller.hangUp();
    await popGone();
    expect(await lastRow()).toMatch(new RegExp(`${ADA.name}.*missed`));
    expect(await pops()).toBe(1);
    await desk.picture('missed', desk.main);
  });

  it('is answered when another device of mine answers', async () => {
    const { caller, atDesk } = await adaRings('5550001');
    await (await office().aliceMobile.rings()).answer();
    await atDesk.ended();
    await popGone();
    await cardIs('up');
    await caller.hangUp();
    const row = await lastRow();
    expect(row).toContain('answered');
    expect(row).not.toContain('elsewhere');
    expect(await pops()).toBe(1);
  });

  it("is answered elsewhere when another's phone in the ring group answers", async () => {
    const { caller, atDesk } = await adaRings('5550010');
    await (await office().bob.rings()).answer();
    await atDesk.ended();
    await popGone();
    await caller.hangUp();
    expect(await lastRow()).toContain('answered elsewhere');
    expect(await pops()).toBe(1);
  });

  it('counts a queue call as one pop, which is there whenever my phone rings', async () => {
    const linesBefore = desk.ringingLines;
    const { caller, atDesk } = await adaRings('5550021');
    await atDesk.ended();
    const atZoe = await office().zoe.rings();
    await popGone();
    await atZoe.ended();
    const again = await office().alice.rings();
    await desk.popCard.waitFor();
    expect(await desk.popCard.innerText()).toContain('sales');
    await again.answer();
    await popGone();
    await cardIs('up');
    await caller.hangUp();
    expect(await lastRow()).toMatch(new RegExp(`${ADA.name}.*answered`));
    expect((await desk.today()).filter((row) => row.includes('sales'))).toHaveLength(1);
    expect(desk.ringingLines - linesBefore).toBe(1);
  });

  it('pops a call once that a queue rings at everybody', async () => {
    const { caller, atDesk } = await adaRings('5550020');
    expect(await desk.popCard.innerText()).toContain('support');
    await (await office().bob.rings()).answer();
    await atDesk.ended();
    await popGone();
    await caller.hangUp();
    expect(await lastRow()).toContain('answered elsewhere');
    expect(await pops()).toBe(1);
  });

  it('shows an anonymous caller as unknown', async () => {
    const caller = office().trunk.call('5550001');
    await office().alice.rings();
    await desk.popCard.waitFor();
    expect(await desk.popCard.innerText()).toMatch(/Anonymous|Unknown caller/);
    await caller.hangUp();
    await popGone();
  });

  it('dials: my phone rings first, then theirs, and no pop', async () => {
    const { alice, aliceMobile, bob, admin } = office();
    await desk.dial('1002');
    const atDesk = await alice.rings();
    await cardIs('dialing');
    expect(bob.calls).toHaveLength(0);
    expect((await admin.channels()).some(({ Channel }) => Channel?.startsWith('PJSIP/1002-'))).toBe(false);
    await desk.picture('dialing', desk.main);
    await atDesk.answer();
    const atBob = await bob.rings();
    expect(atBob.remote).toMatchObject({ number: '1001', name: 'Alice Adams' });
    await atBob.answer();
    await aliceMobile.quiet();
    await cardIs('up');
    const devices = new Set((await admin.talking()).map(({ Channel }) => Channel?.replace(/-\w+$/, '')));
    expect(devices).toEqual(new Set(['PJSIP/1001', 'PJSIP/1002']));
    await atBob.hangUp();
    expect(await lastRow()).toMatch(/Bob Brown.*called/);
    expect(await pops()).toBe(0);
  });

  it('dials out by the trunk, and hangs up while it rings', async () => {
    const { alice, trunk, admin } = office();
    await desk.dial('95550199');
    await (await alice.rings()).answer();
    const outside = await trunk.rings();
    await desk.card.getByRole('button', { name: en.calls.cancel }).click();
    expect(await outside.ended()).toBe('cancelled');
    await alice.quiet();
    await admin.channelsBecome('no channel is left', (channels) => channels.length === 0);
    expect(await lastRow()).toMatch(/^95550199.*cancelled/);
  });

  it('hangs up a call that is up', async () => {
    const { caller, atDesk } = await adaRings('5550001');
    await atDesk.answer();
    await cardIs('up');
    await desk.card.getByRole('button', { name: en.calls.hangUp }).click();
    expect(await caller.ended()).toBe('remote');
    expect(await atDesk.ended()).toBe('remote');
    await office().admin.channelsBecome('no channel is left', (channels) => channels.length === 0);
    expect(await lastRow()).toContain('answered');
  });

  it('declines from the pop', async () => {
    const { caller, atDesk } = await adaRings('5550001');
    await desk.popCard.getByRole('button', { name: en.pop.decline }).click();
    expect(await atDesk.ended()).toBe('cancelled');
    expect(await caller.ended()).not.toBe('local');
    await office().admin.channelsBecome('no channel is left', (channels) => channels.length === 0);
    await popGone();
    expect(await lastRow()).toContain('declined');
  });

  it('transfers a call: the caller talks to the other, my phone is free', async () => {
    const { caller, atDesk } = await adaRings('5550001');
    await atDesk.answer();
    await cardIs('up');
    await office().admin.talking();
    await desk.transfer('1002');
    const atBob = await office().bob.rings();
    expect(atBob.remote).toEqual(ADA);
    expect(await atDesk.ended()).toBe('remote');
    await atBob.answer();
    const channels = await office().admin.talking();
    const devices = new Set(channels.map(({ Channel }) => Channel?.replace(/-\w+$/, '')));
    expect(devices).toEqual(new Set(['PJSIP/1002', 'PJSIP/trunk']));
    expect(caller.state).toBe('up');
    expect(await lastRow()).toMatch(new RegExp(`${ADA.name}.*answered`));
  });

  it('tells that a number to transfer to does not exist, and the call stays', async () => {
    const { caller, atDesk } = await adaRings('5550001');
    await atDesk.answer();
    await cardIs('up');
    await desk.transfer('4444');
    await desk.card.getByText('The PBX knows no “4444”').waitFor();
    expect([caller.state, atDesk.state]).toEqual(['up', 'up']);
    await desk.picture('transfer-refused', desk.main);
    await caller.hangUp();
    expect(await lastRow()).toContain('answered');
  });

  it('sends a caller on while it rings', async () => {
    const { caller, atDesk } = await adaRings('5550001');
    await desk.transfer('1002');
    const atBob = await office().bob.rings();
    expect(atBob.remote).toEqual(ADA);
    expect(await atDesk.ended()).toBe('cancelled');
    await popGone();
    await atBob.answer();
    await caller.answered();
    await desk.card.waitFor({ state: 'detached' });
  });

  it('tells when my own phone refuses the call that I asked for', async () => {
    await desk.dial('1002');
    (await office().alice.rings()).decline(486);
    await desk.main.getByText('1002 was not called: your phone').waitFor();
    expect(office().bob.calls).toHaveLength(0);
    expect(await lastRow()).toMatch(/Bob Brown.*cancelled/);
    await desk.main.getByRole('button', { name: en.notices.dismiss }).click();
  });

  it('has no ghost after a restart of Asterisk during a call, and pops again', async () => {
    const { atDesk } = await adaRings('5550001');
    await atDesk.answer();
    await cardIs('up');
    await office().restart();
    expect(await lastRow()).toContain('answered');
    await desk.connected();
    const { caller } = await adaRings('5550001');
    await caller.hangUp();
    await popGone();
    expect(await lastRow()).toContain('missed');
  });

  it('has no ghost after a crash of Asterisk, and says that the end was not seen', async () => {
    const { atDesk } = await adaRings('5550001');
    await atDesk.answer();
    await cardIs('up');
    await office().asterisk.crash();
    await desk.main.getByRole('button', { name: en.me.retryNow }).waitFor();
    await desk.picture('not-connected', desk.main);
    await office().relaunch();
    await desk.connected();
    expect(await lastRow()).toContain('answered');
    await desk.main.getByText(en.history.unseenEnd).first().waitFor();
    await desk.picture('end-not-seen', desk.main);
  });
});
