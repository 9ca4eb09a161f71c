import type { AppState, Messages, Result, SidetoneApi, TestStep } from '../../../src-main/bridge/contract.ts';

/** One request that a window made: the function's name and what it was given. */
export interface Asked {
  readonly name: keyof SidetoneApi;
  readonly given: readonly unknown[];
}

const ok = <Value>(value: Value): Promise<Result<Value>> => Promise.resolve({ ok: true, value });
const done = (): Promise<Result> => ok(null);
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
  const answers: { -readonly [Name in keyof SidetoneApi]?: SidetoneApi[Name] } = {};
  let state = first;

  /** Writes a request down, then answers it. */
  const note = <Given extends readonly unknown[], Value>(
    name: keyof SidetoneApi,
    given: Given,
    answer: (...given: Given) => Value,
  ): Value => {
    asked.push({ name, given });
    return answer(...given);
  };
  const listen = <Listener>(listeners: Set<Listener>, listener: Listener): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const api: SidetoneApi = {
    getState: (...given) => note('getState', given, answers.getState ?? (() => ok(state))),
    testAccount: (...given) => note('testAccount', given, answers.testAccount ?? (() => ok([]))),
    saveAccount: (...given) =>
      note('saveAccount', given, answers.saveAccount ?? ((draft) => ok({ accountId: draft.id ?? 'new' }))),
    removeAccount: (...given) => note('removeAccount', given, answers.removeAccount ?? done),
    reconnectAccount: (...given) => note('reconnectAccount', given, answers.reconnectAccount ?? done),
    dial: (...given) => note('dial', given, answers.dial ?? done),
    hangUp: (...given) => note('hangUp', given, answers.hangUp ?? done),
    transfer: (...given) => note('transfer', given, answers.transfer ?? done),
    dismissPop: (...given) => note('dismissPop', given, answers.dismissPop ?? done),
    dismissNotice: (...given) => note('dismissNotice', given, answers.dismissNotice ?? done),
    retryKeychain: (...given) => note('retryKeychain', given, answers.retryKeychain ?? done),
    resizePop: (...given) => note('resizePop', given, answers.resizePop ?? done),
    reportPopPainted: (...given) => note('reportPopPainted', given, answers.reportPopPainted ?? done),
    openMainWindow: (...given) => note('openMainWindow', given, answers.openMainWindow ?? done),
    quit: (...given) => note('quit', given, answers.quit ?? done),
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
    answer<Name extends keyof SidetoneApi>(name: Name, given: SidetoneApi[Name]): void {
      answers[name] = given;
    },
  };
}
