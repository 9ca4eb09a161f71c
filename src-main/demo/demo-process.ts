import { type DemoPbx, startDemoPbx } from './demo-pbx.ts';

/**
 * The demo PBX in a process of its own: Electron's utilityProcess, or a child process of Node.
 * The first message from the parent, a `DemoStart`, gives what it needs, so that the secret never shows among a process's arguments;
 * the answer, a `DemoReady` or a `DemoFailed`, says where it listens. It ends when its parent does.
 */

export interface DemoStart {
  readonly secret: string;
  readonly seed?: number;
  readonly pace?: number;
}

export interface DemoReady {
  readonly ready: true;
  readonly port: number;
  readonly username: string;
  readonly extension: string;
  readonly context: string;
}

export interface DemoFailed {
  readonly ready: false;
  readonly message: string;
}

export type DemoAnswer = DemoReady | DemoFailed;

/** The line to the parent: what both kinds of process offer. */
interface Parent {
  onMessage(listener: (message: unknown) => void): void;
  send(answer: DemoAnswer): void;
}

/** What Electron adds to `process` in a utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

function findParent(): Parent {
  const { parentPort } = process as NodeJS.Process & { readonly parentPort?: ParentPort | null };
  if (parentPort !== undefined && parentPort !== null) {
    return {
      onMessage: (listener) => parentPort.on('message', (event) => listener(event.data)),
      send: (answer) => parentPort.postMessage(answer),
    };
  }
  if (process.send === undefined) throw new Error('The demo PBX has to be started by another process.');
  process.once('disconnect', () => process.exit(0));
  return {
    onMessage: (listener) => process.on('message', listener),
    send: (answer) => process.send?.(answer),
  };
}

function isStart(message: unknown): message is DemoStart {
  return (
    typeof message === 'object' &&
    message !== null &&
    'secret' in message &&
    typeof message.secret === 'string' &&
    message.secret !== '' &&
    (!('seed' in message) || typeof message.seed === 'number') &&
    (!('pace' in message) || typeof message.pace === 'number')
  );
}

async function serve(parent: Parent, start: DemoStart): Promise<void> {
  try {
    const { port, username, extension, context }: DemoPbx = await startDemoPbx(start);
    parent.send({ ready: true, port, username, extension, context });
  } catch (error) {
    parent.send({ ready: false, message: error instanceof Error ? error.message : String(error) });
  }
}

const parent = findParent();
let started = false;
parent.onMessage((message) => {
  if (started || !isStart(message)) return;
  started = true;
  void serve(parent, message);
});
