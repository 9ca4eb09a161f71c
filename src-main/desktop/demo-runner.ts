import { randomBytes } from 'node:crypto';
import { type UtilityProcess, utilityProcess } from 'electron';
import { z } from 'zod';
import type { DemoHandle } from '../companion/application.ts';
import type { DemoStart } from '../demo/demo-process.ts';
import type { Log } from '../diagnostics/log.ts';

/** How long the demo PBX may take to listen, in milliseconds. */
const PATIENCE = 15_000;

const ready = z.object({
  ready: z.literal(true),
  port: z.number().int(),
  username: z.string(),
  extension: z.string(),
  context: z.string(),
});
const answer = z.discriminatedUnion('ready', [ready, z.object({ ready: z.literal(false), message: z.string() })]);

/**
 * Starts the demo PBX in a process of its own, with a secret made for this run: other programs on this computer can reach its port,
 * and are refused like anywhere. Rejects with an `Error` in words when it does not come up.
 *
 * @param file the built `demo-process.js`
 */
export async function startDemoProcess(file: string, log: Pick<Log, 'warning'>): Promise<DemoHandle> {
  const secret = randomBytes(24).toString('base64url');
  const child = utilityProcess.fork(file, [], { serviceName: 'Sidetone demo PBX', stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  try {
    child.postMessage({ secret } satisfies DemoStart);
    const { port, username, extension, context } = await readyOf(child);
    let stopped = false;
    child.once('exit', (code) => {
      if (!stopped) log.warning(`the demo PBX ended by itself, with ${code}`);
    });
    return {
      port,
      username,
      secret,
      extension,
      context,
      ended,
      async stop() {
        stopped = true;
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function readyOf(child: UtilityProcess): Promise<z.infer<typeof ready>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The demo PBX did not start in time.')), PATIENCE);
    child.once('message', (message: unknown) => {
      clearTimeout(timer);
      const said = answer.safeParse(message);
      if (!said.success) reject(new Error('The demo PBX did not say where it listens.'));
      else if (said.data.ready) resolve(said.data);
      else reject(new Error(`The demo PBX could not start: ${said.data.message}`));
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The demo PBX ended before it was ready, with ${code}.`));
    });
  });
}
