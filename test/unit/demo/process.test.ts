import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { header, WireClient } from '../../support/wire-client.ts';

const file = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

let child: ChildProcess;

function start(): void {
  child = fork(file('build/lib/run-typescript.mjs'), [file('src-main/demo/demo-process.ts')]);
}

async function tell(message: object): Promise<unknown> {
  const answered = once(child, 'message');
  child.send(message);
  const [answer] = await answered;
  return answer;
}

afterEach(() => {
  child.kill('SIGKILL');
});

it('serves on loopback with the secret it was given by message, and goes when its parent goes', async () => {
  start();
  const answer = await tell({ secret: 'canary-secret', seed: 1 });
  expect(answer).toEqual({
    ready: true,
    port: expect.any(Number),
    username: 'sidetone',
    extension: '1001',
    context: 'internal',
  });
  expect(child.spawnargs.join(' ')).not.toContain('canary-secret');
  const port = typeof answer === 'object' && answer !== null && 'port' in answer ? Number(answer.port) : 0;
  const client = await WireClient.connect(port);
  const reply = await client.ask('Login', { Username: 'sidetone', Secret: 'canary-secret' });
  expect(header(reply, 'Response')).toBe('Success');
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
  await client.untilClosed();
});

it('does not start without a secret', async () => {
  start();
  child.send({ secret: '' });
  expect(await tell({ secret: 'one' })).toMatchObject({ ready: true });
});
