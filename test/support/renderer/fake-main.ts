import type { AppState, Messages, Result, SidetoneApi, TestStep } from '../../../src-main/bridge/contract.ts';

/** One request that a window made: the function's name and what it was given. */
export interface Asked {
  readonly name: keyof SidetoneApi;
  readonly given: readonly unknown[];
}

const done: Result = { ok: true, value: null };
export const refused = (message: string): { readonly ok: false; readonly code: string; readonly message: string } => ({
  ok: false,
  code: 'refused',
  message,
});

/** Main's side of the bridge in a test of a window: sends what the test says, and writes down what the window asks. */
export function fakeMain(first: AppState) {
  const asked: Asked[] = [];
  const stateListeners = new Set<(state: AppState) => void>();
  const stepListeners = new Set<(step: TestStep) => void>();
  const showListeners = new Set<(target: Messages['window/show']) => void>();
  const answers = new Map<keyof SidetoneApi, () => Promise<Result<never>>>();
  let state = first;

  const answer = async <Value>(
    name: keyof SidetoneApi,
    given: readonly unknown[],
    value: Result<Value>,
  ): Promise<Result<Value>> => {
    asked.push({ name, given });
    return (await answers.get(name)?.()) ?? value;
  };
  const listen = <Listener>(listeners: Set<Listener>, listener: Listener): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const api: SidetoneApi = {
    getState: () => answer('getState', [], { ok: true, value: state }),
    testAccount: (draft) => answer('testAccount', [draft], { ok: true, value: [] }),
    saveAccount: (draft) => answer('saveAccount', [draft], { ok: true, value: { accountId: draft.id ?? 'new' } }),
    removeAccount: (id) => answer('removeAccount', [id], done),
    reconnectAccount: (id) => answer('reconnectAccount', [id], done),
    dial: (...given) => answer('dial', given, done),
    hangUp: (...given) => answer('hangUp', given, done),
    transfer: (...given) => answer('transfer', given, done),
    dismissPop: (...given) => answer('dismissPop', given, done),
    dismissNotice: (id) => answer('dismissNotice', [id], done),
    retryKeychain: () => answer('retryKeychain', [], done),
    resizePop: (height) => answer('resizePop', [height], done),
    reportPopPainted: (ids) => answer('reportPopPainted', [ids], done),
    openMainWindow: (id) => answer('openMainWindow', [id], done),
    quit: () => answer('quit', [], done),
    onStateChanged: (listener) => listen(stateListeners, listener),
    onTestStep: (listener) => listen(stepListeners, listener),
    onShow: (listener) => listen(showListeners, listener),
  };
  return {
    api,
    asked,
    /** What was given with each request of this name, in order. */
    askedFor: (name: keyof SidetoneApi) => asked.filter((request) => request.name === name).map(({ given }) => given),
    /** Sends a snapshot as main would, with a revision of its own unless it is given one. */
    send(next: Partial<AppState>): void {
      state = { ...state, revision: state.revision + 1, ...next };
      for (const listener of stateListeners) listener(structuredClone(state));
    },
    sendStep(step: TestStep): void {
      for (const listener of stepListeners) listener(step);
    },
    show(target: Messages['window/show']): void {
      for (const listener of showListeners) listener(target);
    },
    /** From now on requests of this name are answered so. */
    answer(name: keyof SidetoneApi, given: () => Promise<Result<never>>): void {
      answers.set(name, given);
    },
  };
}
export type FakeMain = ReturnType<typeof fakeMain>;
