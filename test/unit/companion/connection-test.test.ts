import { createServer, type Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TestStep } from '../../../src-main/companion/view.ts';
import { startScriptedPeer } from '../../../src-main/demo/scripted/scripted-peer.ts';
import { draftFor, startApplication, startDemo } from '../../support/application.ts';

const nowhere = { username: 'u', secret: 's', extension: '1001', context: 'internal', stop: () => Promise.resolve() };

/** Something that is not a PBX, and says this when somebody connects. */
async function serverSaying(text: string): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {});
    socket.write(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function test(draft: Parameters<typeof draftFor>[1], port: number): Promise<readonly TestStep[]> {
  const { application } = await startApplication({ startDemo: () => Promise.reject(new Error('none')) });
  const reported: TestStep[] = [];
  const result = await application.testAccount(draftFor({ ...nowhere, port }, draft), (step) => reported.push(step));
  if (!result.ok) throw new Error(result.message);
  expect(reported.filter(({ result: state }) => state !== 'running')).toEqual(result.value);
  return result.value;
}

const brief = (steps: readonly TestStep[]): readonly string[] => steps.map(({ step, result }) => `${step} ${result}`);

describe('the connection test', () => {
  it('passes every step on a PBX where all is well', async () => {
    const office = await startDemo();
    const steps = await test(draftFor(office), office.port);
    expect(brief(steps)).toEqual([
      'reach passed',
      'banner passed',
      'login passed',
      'rights passed',
      'extension passed',
      'devices passed',
    ]);
    const words = steps.map((step) => step.words).join('\n');
    expect(words).toContain('not encrypted');
    expect(words).toContain('version 11.0.0');
    expect(words).toContain('PJSIP/1001');
    expect(words).not.toContain(office.secret);
  });

  it('finds an extension that is not there', async () => {
    const office = await startDemo();
    const steps = await test(draftFor(office, { extension: '4711' }), office.port);
    expect(brief(steps).slice(4)).toEqual(['extension warned', 'devices warned']);
    expect(steps[4]?.words).toContain('4711');
  });

  it('stops where the secret is refused', async () => {
    const office = await startDemo();
    const steps = await test(draftFor(office, { secret: 'wrong' }), office.port);
    expect(brief(steps).slice(2)).toEqual(['login failed', 'rights skipped', 'extension skipped', 'devices skipped']);
    expect(steps[2]?.words).toMatch(/refused/);
  });

  it('names the rights that are missing, and what for', async () => {
    const peer = await startScriptedPeer({ write: ['reporting'] });
    onTestFinished(() => peer.close());
    const steps = await test({ username: peer.username, secret: peer.secret }, peer.port);
    expect(brief(steps)).toContain('rights warned');
    const { words } = steps.find(({ step }) => step === 'rights') ?? { words: '' };
    expect(words).toContain('“call” for hanging up and transferring');
    expect(words).toContain('“originate” for dialling');
    expect(words).not.toContain('“call or reporting”');
  });

  it('says what an extension could not be found by, where the user may not ask', async () => {
    const peer = await startScriptedPeer({ write: ['originate'] });
    onTestFinished(() => peer.close());
    const steps = await test({ username: peer.username, secret: peer.secret }, peer.port);
    expect(brief(steps).slice(4)).toEqual(['extension warned', 'devices warned']);
    expect(steps[4]?.words).toContain('needs the PBX right');
  });

  it('stops where nobody listens', async () => {
    const steps = await test({}, 1);
    expect(brief(steps)[0]).toBe('reach failed');
    expect(steps[0]?.words).toMatch(/127\.0\.0\.1/);
  });

  it('stops where something else than an Asterisk answers', async () => {
    const steps = await test({}, await serverSaying('SSH-2.0-OpenSSH_9.2p1\r\n'));
    expect(brief(steps).slice(0, 2)).toEqual(['reach passed', 'banner failed']);
    expect(steps[1]?.words).not.toBe('');
  });
});
