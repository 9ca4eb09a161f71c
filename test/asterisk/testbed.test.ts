import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Admin } from './phones/admin.ts';
import { describeWithAsterisk } from './describe-with-asterisk.ts';
import { running } from './running.mjs';

describeWithAsterisk('the test bed', (office, version) => {
  it('is the version it says', async () => {
    expect(await office().asterisk.cli('core show version')).toContain(`Asterisk ${version}.`);
  });

  it('carries a call from the trunk with a name outside ASCII, answered and hung up', async () => {
    const { admin, alice, trunk } = office();
    const caller = trunk.call('5550001', { number: '+12125550142', name: 'Zoë Łukasz 李' });
    const ringing = await alice.rings();
    expect(ringing.remote).toEqual({ number: '+12125550142', name: 'Zoë Łukasz 李' });
    await caller.rings();
    await ringing.answer();
    await caller.answered();
    expect(await admin.channels()).toHaveLength(2);
    await ringing.hangUp();
    expect(await caller.ended()).toBe('remote');
    await admin.channelsBecome('no channel is left', (channels) => channels.length === 0);
  });

  it('lets a caller give up', async () => {
    const { alice, trunk } = office();
    const caller = trunk.call('5550001', { number: '1', name: 'Ada' });
    const ringing = await alice.rings();
    await caller.hangUp();
    expect(await ringing.ended()).toBe('cancelled');
  });

  it('refuses, and is busy', async () => {
    const { alice, bob } = office();
    const first = alice.dial('1002');
    (await bob.rings()).decline();
    expect(await first.ended()).toMatch(/^403/);
    bob.manner = 'busy';
    expect(await alice.dial('1002').ended()).toMatch(/^486/);
  });

  it('holds, resumes and transfers', async () => {
    const { admin, alice, bob, trunk } = office();
    const caller = trunk.call('5550001', { number: '2025550100' });
    const atAlice = await (await alice.rings()).answer();
    await admin.talking();
    const before = admin.seen;
    await atAlice.hold();
    await admin.event('Hold', () => true, before);
    await atAlice.resume();
    await admin.event('Unhold', () => true, before);
    const transfer = atAlice.transfer('1002');
    const atBob = await bob.rings();
    expect(atBob.remote.number).toBe('2025550100');
    await atBob.answer();
    expect(await transfer).toBe('200 OK');
    await alice.quiet();
    await atBob.hangUp();
    await caller.ended();
  });

  it('sends calls out by the trunk', async () => {
    const { alice, trunk } = office();
    const out = alice.dial('95550999');
    const outside = await trunk.rings();
    await outside.answer();
    await out.answered();
    await out.hangUp();
    await outside.ended();
  });

  it('shows an anonymous caller as such', async () => {
    const { alice, trunk } = office();
    const caller = trunk.call('5550001');
    expect((await alice.rings()).remote.name).toBe('Anonymous');
    await caller.hangUp();
  });

  it('restarts, crashes and comes back on the same ports', async () => {
    await office().restart();
    await office().asterisk.crash();
    await expect(Admin.connect(office().asterisk)).rejects.toThrow('ECONNREFUSED');
    await office().asterisk.relaunch();
    await office().crashAndRelaunch();
    const call = office().alice.dial('600');
    await call.answered();
    await call.hangUp();
  });

  it('ends with the process that started it, however that ends', async () => {
    const code = `import('${new URL('./server.mjs', import.meta.url)}').then((m) => m.Asterisk.start('${version}')).then((a) => console.log(a.pid))`;
    const runner = spawn(process.execPath, ['--input-type=module', '-e', `${code}; setInterval(() => {}, 1000);`]);
    const pid = await new Promise<number>((resolve) => runner.stdout.once('data', (text) => resolve(Number(text))));
    expect(running(version).map((one) => one.pid)).toContain(pid);
    runner.kill('SIGKILL');
    await expect.poll(() => running(version).some((one) => one.pid === pid), { timeout: 5000 }).toBe(false);
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 5000 }).toBe(false);
  });
});
