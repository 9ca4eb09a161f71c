import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { draftFor, startApplication, startDemo, TestKeychain } from '../../support/application.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const isConnected = ({ connection, people }: { connection: { phase: string }; people: readonly unknown[] }): boolean =>
  connection.phase === 'connected' && people.length > 0;

describe('with no account yet', () => {
  it('opens on the demo PBX and learns who I am, whom I can call and what I may do', async () => {
    const { account } = await startApplication();
    const demo = await account((one) => isConnected(one) && one.me.name !== null);
    expect(demo).toMatchObject({
      demo: true,
      connection: { words: expect.stringMatching(/^Connected to Asterisk 22/), encrypted: false },
      me: { extension: '1001', name: 'Ada Lovelace', devices: ['PJSIP/1001'], presence: 'available' },
      controls: { dial: { possible: true, why: '' }, hangUp: { possible: true }, transfer: { possible: true } },
    });
    const people = demo.people.map(({ number, name, presence }) => `${number} ${name} ${presence}`);
    expect(people).toContain('1002 Alan Turing available');
    expect(people).toContain('1007 Hedy Lamarr offline');
    expect(people.join()).not.toContain('Ada');
  });

  it('tells when the demo cannot be started, and runs on', async () => {
    const { state } = await startApplication({ startDemo: () => Promise.reject(new Error('no')) });
    const { notices, accounts } = await state(({ notices: told }) => told.length > 0);
    expect(accounts).toEqual([]);
    expect(notices.map(({ words }) => words)).toEqual(['The demo PBX could not be started.']);
  });

  it('has another demo PBX when the first ends by itself, and is told when that one ends at once too', async () => {
    const dying: (() => Promise<void>)[] = [];
    const { account, state } = await startApplication({
      startDemo: async () => {
        const demo = await startDemo();
        const ended = new Promise<void>((resolve) => {
          dying.push(async () => {
            await demo.stop();
            resolve();
          });
        });
        return { ...demo, ended };
      },
    });
    const first = await account(isConnected);
    await dying[0]?.();
    const second = await account((one) => isConnected(one) && one.settings.port !== first.settings.port);
    expect(second.demo).toBe(true);
    await dying[1]?.();
    const { accounts, notices } = await state((now) => now.notices.length > 0);
    expect(accounts).toEqual([]);
    expect(notices[0]?.words).toContain('The demo PBX has ended');
  });
});

describe('an account', () => {
  it('is saved, connects in the demo’s place, is there after a restart, and takes its secret with it when it goes', async () => {
    const profile = temporaryFolder();
    const keychain = new TestKeychain();
    const office = await startDemo();
    const first = await startApplication({ profile, keychain });
    const saved = await first.application.saveAccount(draftFor(office));
    if (!saved.ok) throw new Error(saved.message);
    const { accountId } = saved.value;
    const account = await first.account((one) => one.id === accountId && one.connection.phase === 'connected');
    expect(account).toMatchObject({ demo: false, label: 'Office', settings: { secretStored: 'keychain' } });
    expect(first.application.state.accounts).toHaveLength(1);
    expect([...keychain.secrets]).toEqual([[accountId, office.secret]]);
    await first.stop();

    const second = await startApplication({ profile, keychain });
    await second.account((one) => one.id === accountId && one.connection.phase === 'connected');
    expect((await second.application.removeAccount(accountId)).ok).toBe(true);
    expect(keychain.secrets.size).toBe(0);
    expect(JSON.parse(readFileSync(join(profile, 'settings.json'), 'utf8'))).toEqual({ version: 1, accounts: [] });
    await second.account((one) => one.demo && one.connection.phase === 'connected');
  });

  it('keeps its secret when it is edited without one, and can move it out of the keychain', async () => {
    const keychain = new TestKeychain();
    const office = await startDemo();
    const { application, account } = await startApplication({ keychain });
    const saved = await application.saveAccount(draftFor(office));
    const id = saved.ok ? saved.value.accountId : '';
    await application.saveAccount(draftFor(office, { id, label: 'Desk', secret: '', sessionOnly: true }));
    const edited = await account((one) => one.label === 'Desk' && one.connection.phase === 'connected');
    expect(edited.settings.secretStored).toBe('session');
    expect(keychain.secrets.size).toBe(0);
    expect(application.state.accounts).toHaveLength(1);
  });

  it('with a wrong secret says so and waits for its owner', async () => {
    const office = await startDemo();
    const { application, account } = await startApplication();
    await application.saveAccount(draftFor(office, { secret: 'wrong' }));
    const { connection, controls } = await account((one) => one.connection.phase === 'refused');
    expect(connection.words).toMatch(/refused/);
    expect(controls.dial).toEqual({ possible: false, why: 'Not connected to the PBX.' });
  });

  it('whose keychain is locked says that, never “no secret”, and connects once it is unlocked', async () => {
    const profile = temporaryFolder();
    const keychain = new TestKeychain();
    const office = await startDemo();
    const first = await startApplication({ profile, keychain });
    await first.application.saveAccount(draftFor(office));
    await first.stop();
    keychain.locked = true;
    const { application, account, state } = await startApplication({ profile, keychain });
    const { connection } = await account((one) => one.connection.phase === 'refused');
    expect(connection.words).toContain('keychain is locked');
    expect((await state((now) => now.keychain.state === 'locked')).keychain.words).toContain('Unlock it');
    expect(await application.retryKeychain()).toMatchObject({ ok: false, code: 'keychain-locked' });
    keychain.locked = false;
    expect((await application.retryKeychain()).ok).toBe(true);
    await account((one) => one.connection.phase === 'connected');
  });

  it('is not saved without a keychain unless for this session', async () => {
    const keychain = new TestKeychain();
    keychain.locked = true;
    const office = await startDemo();
    const { application, account } = await startApplication({ keychain });
    expect(await application.saveAccount(draftFor(office))).toMatchObject({ ok: false, code: 'keychain-locked' });
    expect(application.state.accounts.every(({ demo }) => demo)).toBe(true);
    expect((await application.saveAccount(draftFor(office, { sessionOnly: true }))).ok).toBe(true);
    const saved = await account((one) => !one.demo && one.connection.phase === 'connected');
    expect(saved.settings.secretStored).toBe('session');
    // Nothing of it was ever in the keychain, locked or not: there is nothing to warn of.
    expect((await application.removeAccount(saved.id)).ok).toBe(true);
    expect(application.state.notices).toEqual([]);
  });

  it('whose secret was for one session asks for it again, whatever the keychain', async () => {
    const profile = temporaryFolder();
    const keychain = new TestKeychain();
    keychain.locked = true;
    const office = await startDemo();
    const first = await startApplication({ profile, keychain });
    await first.application.saveAccount(draftFor(office, { sessionOnly: true }));
    await first.stop();
    const { account } = await startApplication({ profile, keychain });
    const { connection } = await account((one) => one.connection.phase === 'refused');
    expect(connection.words).toContain('type the secret in again');
    expect(connection.words).not.toContain('keychain');
  });

  it('warns when a secret cannot be removed from the keychain, and only then', async () => {
    const keychain = new TestKeychain();
    const office = await startDemo();
    const { application, account } = await startApplication({ keychain });
    await application.saveAccount(draftFor(office));
    const { id } = await account((one) => !one.demo && isConnected(one));
    keychain.locked = true;
    expect((await application.saveAccount(draftFor(office, { id, sessionOnly: true }))).ok).toBe(true);
    expect((await application.removeAccount(id)).ok).toBe(true);
    expect(application.state.notices.map(({ words }) => words).join()).toContain('may still be in the keychain');
  });

  it.each([
    [{ host: ' ' }, 'host name'],
    [{ host: 'ami://pbx' }, 'host name'],
    [{ username: '' }, 'manager user'],
    [{ extension: '10 01' }, 'extension'],
    [{ context: 'a b' }, 'context'],
    [{ devices: ['1001'] }, 'PJSIP/1001'],
    [{ secret: '' }, 'secret'],
    [{ id: 'gone' }, 'no such account'],
    [{ id: 'demo' }, 'demo PBX'],
  ])('is refused in words when something is wrong with it: %j', async (part, words) => {
    const { application } = await startApplication({ startDemo: () => Promise.reject(new Error('none')) });
    const result = await application.saveAccount(
      draftFor({ port: 1, username: 'u', secret: 's', extension: '1001', context: 'c' }, part),
    );
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining(words) });
    expect(application.state.accounts).toEqual([]);
  });

  it('of which there are two has both, each with its own calls and secret', async () => {
    const [one, two] = await Promise.all([startDemo(), startDemo()]);
    const { application, state } = await startApplication();
    await Promise.all([
      application.saveAccount(draftFor(one)),
      application.saveAccount(draftFor(two, { label: 'Lab' })),
    ]);
    const { accounts } = await state((now) => now.accounts.filter(isConnected).length === 2);
    expect(accounts.map(({ label }) => label)).toEqual(['Office', 'Lab']);
  });

  it('waits when the PBX goes away, says when it tries again, and is back at once when told that the network is', async () => {
    const office = await startDemo();
    const { application, account, happenings } = await startApplication();
    await application.saveAccount(draftFor(office));
    await account((one) => !one.demo && isConnected(one));
    await office.stop();
    const waiting = await account((one) => one.connection.phase === 'waiting');
    expect(waiting.connection.retryAt).toBeGreaterThan(Date.now() - 1_000);
    expect(waiting.connection.words).not.toBe('');
    expect(waiting.me.presence).toBe('unknown');
    await startDemo({ port: office.port, secret: office.secret });
    application.resumed();
    await account((one) => one.connection.phase === 'connected');
    const phases = happenings.flatMap((one) =>
      one.kind === 'connection' && !one.account.demo ? [one.account.connection.phase] : [],
    );
    expect(phases.filter((phase) => phase !== 'connecting')).toEqual(['connected', 'waiting', 'connected']);
  });
});

describe('the secret', () => {
  it('is in no state, no happening and no line of the log', async () => {
    const office = await startDemo();
    const { application, account, states, happenings, log } = await startApplication();
    await application.saveAccount(draftFor(office));
    await account((one) => !one.demo && isConnected(one));
    await application.testAccount(draftFor(office), () => {});
    const told = JSON.stringify([states, happenings]) + log();
    expect(told).not.toContain(office.secret);
  });
});

describe('revisions', () => {
  it('grow with every change, and a state never changes once it is told', async () => {
    const { application, account, states } = await startApplication();
    await account(isConnected);
    const before = application.state;
    const copy = structuredClone(before);
    application.notify('info', 'Something new.');
    await expect.poll(() => application.state.notices.length).toBe(1);
    expect(before).toEqual(copy);
    const revisions = states.map(([{ revision }]) => revision);
    expect(revisions).toEqual([...new Set(revisions)].toSorted((one, other) => one - other));
    const notice = application.state.notices[0];
    await application.dismissNotice(notice?.id ?? '');
    expect(application.state.notices).toEqual([]);
    expect(application.state.revision).toBeGreaterThan(before.revision);
  });
});
