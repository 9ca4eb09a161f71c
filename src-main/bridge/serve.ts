import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { z } from 'zod';
import { type Result, refused } from '../control/result.ts';
import type { Log } from '../diagnostics/log.ts';
import { REQUEST_CHANNEL } from './channels.ts';
import { type Answer, type RequestArgument, type RequestName, requests } from './contract.ts';
import { mayAsk, type WindowKind } from './permissions.ts';

/** Answers one request. It gets the parsed argument, never what the window sent. */
type Handler<Name extends RequestName> = (
  argument: RequestArgument<Name>,
  sender: WindowKind,
) => Result<Answer<Name>> | Promise<Result<Answer<Name>>>;

export type Handlers = { readonly [Name in RequestName]: Handler<Name> };

export interface ServeParts {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  /** Which of our windows has this webContents id; `undefined` for a stranger. */
  readonly kindOf: (webContentsId: number) => WindowKind | undefined;
  /** The origin that our pages are served from, for example `app://sidetone`. */
  readonly origin: string;
  readonly log: Pick<Log, 'warning'>;
}

/**
 * Serves every request of the contract: who sent it (a known window, its main frame, our origin), may that window ask this, strict
 * parse, handler, `Result`. A stranger's request is rejected; a malformed one is answered with a code; both are logged, without
 * their contents, which may hold a secret.
 */
export function serve(handlers: Handlers, parts: ServeParts): void {
  const { ipcMain, log } = parts;
  ipcMain.handle(REQUEST_CHANNEL, async (event, name: unknown, argument: unknown, ...rest: unknown[]) => {
    const sender = senderOf(event, parts);
    if (sender === undefined) {
      log.warning(`refused a request from a stranger: ${frameOf(event)}`);
      throw new Error('This page may not ask Sidetone for anything.');
    }
    if (!isRequestName(name) || rest.length > 0 || !mayAsk(sender, name)) {
      log.warning(`refused a request that the ${sender} window may not make: ${describe(name)}`);
      return refused('unknown-request', 'Sidetone does not know this request.');
    }
    return answer(name, handlers[name], argument, sender, log);
  });
}

async function answer<Name extends RequestName>(
  name: Name,
  handler: Handler<Name>,
  argument: unknown,
  sender: WindowKind,
  log: ServeParts['log'],
): Promise<Result<Answer<Name>>> {
  const parsed = parse(name, argument);
  if (!parsed.ok) {
    log.warning(`refused a malformed ${name} from the ${sender} window: ${parsed.message}`);
    return parsed;
  }
  try {
    return await handler(parsed.value, sender);
  } catch (error) {
    log.warning(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown error'}`);
    return refused('internal', 'Something went wrong inside Sidetone. Its log says more.');
  }
}

/** The contract's shapes once more, as a map that the compiler can index by a name it does not know yet. */
const shapes: { readonly [Name in RequestName]: z.ZodType<RequestArgument<Name>> } = requests;

function parse<Name extends RequestName>(name: Name, argument: unknown): Result<RequestArgument<Name>> {
  const parsed = shapes[name].safeParse(argument);
  if (parsed.success) return { ok: true, value: parsed.data };
  const where = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'argument'} (${issue.code})`);
  return refused('bad-request', `Not understood: ${where.join(', ')}.`);
}

/** https://www.electronjs.org/docs/latest/tutorial/security#17-validate-the-sender-of-all-ipc-messages */
function senderOf(event: IpcMainInvokeEvent, { kindOf, origin }: ServeParts): WindowKind | undefined {
  const frame = event.senderFrame;
  // A frame that navigated away or was closed meanwhile has no senderFrame any more; a sub-frame has a parent.
  if (!frame || frame.parent !== null || !URL.canParse(frame.url)) return undefined;
  const url = new URL(frame.url);
  if (`${url.protocol}//${url.host}` !== origin) return undefined;
  return kindOf(event.sender.id);
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(requests, name);
}

function frameOf(event: IpcMainInvokeEvent): string {
  return describe(event.senderFrame?.url ?? 'a closed frame');
}

/** Bounded and quoted, because a stranger chose it. */
function describe(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 100)) : typeof value;
}
