import { expect, it, onTestFinished } from 'vitest';
import { launchApp } from '../support/app.ts';

const WITHIN = { timeout: 20_000, interval: 50 };

it('the demo PBX is there again when its process dies', async () => {
  const app = await launchApp();
  onTestFinished(() => app.close());
  const pid = (): Promise<number | undefined> =>
    app.electron.evaluate(
      ({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'Sidetone demo PBX')?.pid,
    );
  await app.line(/^connected/);
  const first = await pid();
  if (first === undefined) throw new Error('The demo PBX has no process of its own.');
  process.kill(first, 'SIGKILL');
  const connections = (): number => app.lines.filter((line) => line.startsWith('connected')).length;
  await expect.poll(connections, WITHIN).toBe(2);
  expect(await pid()).not.toBe(first);
});
