import type { IpcMainInvokeEvent } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import { requests, type RequestName } from '../../../src-main/bridge/contract.ts';
import { type Handlers, serve } from '../../../src-main/bridge/serve.ts';
import { DONE, type Result } from '../../../src-main/control/result.ts';

const ORIGIN = 'app://sidetone';
const MAIN = 1;
const POP = 2;

type Listener = (event: IpcMainInvokeEvent, ...sent: unknown[]) => unknown;
interface Sender {
  readonly id?: number;
  readonly url?: string;
  readonly parent?: object | null;
  /** The frame has gone. */
  readonly gone?: boolean;
}

let listener: Listener;
let calls: { readonly name: string; readonly argument: unknown; readonly sender: string }[];
let warnings: string[];

/** Sends as Electron would hand it over. */
async function send(sender: Sender, ...sent: unknown[]): Promise<unknown> {
  const { id = MAIN, url = `${ORIGIN}/main/index.html`, parent = null, gone = false } = sender;
  const event = { sender: { id }, senderFrame: gone ? null : { url, parent } };
  // @ts-expect-error the event of a real Electron has much more; none of it is looked at
  return listener(event, ...sent);
}

function recordingHandlers(): Handlers {
  const handlers = Object.fromEntries(
    Object.keys(requests).map((name) => [
      name,
      (argument: unknown, sender: string): Result => {
        calls.push({ name, argument, sender });
        return DONE;
      },
    ]),
  );
  // @ts-expect-error made from the contract's own keys
  return handlers;
}

function serveWith(handlers: Handlers): void {
  serve(handlers, {
    ipcMain: {
      handle(_channel, given) {
        listener = given;
      },
    },
    kindOf: (id) => (id === MAIN ? 'main' : id === POP ? 'pop' : undefined),
    origin: ORIGIN,
    log: { warning: (message) => warnings.push(message) },
  });
}

beforeEach(() => {
  calls = [];
  warnings = [];
  serveWith(recordingHandlers());
});

describe('a request from a window', () => {
  it('reaches its handler with the parsed argument and says which window asked', async () => {
    expect(await send({}, 'call/hangUp', { accountId: 'a', callId: 'c' })).toEqual(DONE);
    expect(calls).toEqual([{ name: 'call/hangUp', argument: { accountId: 'a', callId: 'c' }, sender: 'main' }]);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['a window that is not ours', { id: 99 }],
    ['another origin', { url: 'https://sidetone/main/index.html' }],
    ['another host of our scheme', { url: 'app://elsewhere/main/index.html' }],
    ['a page on the disk', { url: 'file:///main/index.html' }],
    ['no page at all', { url: 'about:blank' }],
    ['something that is no address', { url: '' }],
    ['a frame inside the page', { parent: {} }],
    ['a frame that has gone', { gone: true }],
  ])('is rejected and logged when it comes from %s', async (_what, sender) => {
    await expect(send(sender, 'call/hangUp', { accountId: 'a', callId: 'c' })).rejects.toThrow('may not ask');
    expect(calls).toEqual([]);
    expect(warnings).toHaveLength(1);
  });

  it.each([
    ['a key too many', { accountId: 'a', callId: 'c', force: true }],
    ['a key too few', { accountId: 'a' }],
    ['another type', { accountId: 'a', callId: 7 }],
    ['an empty identifier', { accountId: '', callId: 'c' }],
    ['nothing', undefined],
    ['a bare string', 'c'],
    ['an array', ['a', 'c']],
  ])('is refused and logged when its argument has %s', async (_what, argument) => {
    expect(await send({}, 'call/hangUp', argument)).toMatchObject({ ok: false, code: 'bad-request' });
    expect(calls).toEqual([]);
    expect(warnings).toHaveLength(1);
  });

  it('is refused when it carries more than its one argument', async () => {
    expect(await send({}, 'state/get', null, 'more')).toMatchObject({ ok: false, code: 'unknown-request' });
    expect(calls).toEqual([]);
  });

  it.each(['call/answerEverything', '__proto__', 'constructor', '', 7, null, undefined])(
    'is refused and logged when nobody knows it: %s',
    async (name) => {
      expect(await send({}, name, null)).toMatchObject({ ok: false, code: 'unknown-request' });
      expect(warnings).toHaveLength(1);
    },
  );

  it('never has its secret logged, malformed as it may be', async () => {
    const draft = { label: '', host: '', port: 0, username: '', secret: 'canary-secret', extension: '', devices: [] };
    await send({}, 'account/save', draft);
    await send({}, 'account/save', 'canary-secret');
    await send({ id: 99 }, 'account/save', draft).catch(() => {});
    expect(warnings).toHaveLength(3);
    expect(warnings.join()).not.toContain('canary');
  });

  it('is answered with words when its handler throws, and the fault is logged', async () => {
    const broken = (): never => {
      throw new Error('a fault inside');
    };
    serveWith({ ...recordingHandlers(), 'state/get': broken });
    expect(await send({}, 'state/get', null)).toMatchObject({ ok: false, code: 'internal' });
    expect(warnings.join()).toContain('a fault inside');
  });
});

describe('the pop window', () => {
  const permitted: readonly RequestName[] = [
    'state/get',
    'call/hangUp',
    'call/transfer',
    'call/dismissPop',
    'pop/resize',
    'pop/painted',
    'window/openMain',
  ];

  it.each(Object.keys(requests))('may ask for no more than it needs: %s', async (name) => {
    const answer = await send({ id: POP, url: `${ORIGIN}/pop/index.html` }, name, 'malformed');
    const code = permitted.some((one) => one === name) ? 'bad-request' : 'unknown-request';
    expect(answer).toMatchObject({ ok: false, code });
  });
});
