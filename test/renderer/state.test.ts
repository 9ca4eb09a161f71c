import { describe, expect, it, vi } from 'vitest';
import type { AppState, Result } from '../../src-main/bridge/contract.ts';
import { shareUnchanged } from '../../src-renderer/share-unchanged.ts';
import { createStateStore } from '../../src-renderer/state.ts';
import { fakeMain } from '../support/renderer/fake-main.ts';
import { account, appState, call } from '../support/renderer/views.ts';

describe('the newest snapshot', () => {
  it('is kept when an older one arrives late', async () => {
    const main = fakeMain(appState({ revision: 3 }));
    const store = createStateStore(main.api);
    await vi.waitFor(() => expect(store.get().phase).toBe('ready'));
    main.send({ revision: 7, notices: [{ id: 'n', tone: 'info', words: 'newer' }] });
    main.send({ revision: 6, notices: [{ id: 'n', tone: 'info', words: 'older' }] });
    expect(store.get()).toMatchObject({ state: { revision: 7, notices: [{ words: 'newer' }] } });
  });

  it('is kept when the answer to the first question arrives after it', async () => {
    let answer: (state: Result<AppState>) => void = () => undefined;
    const answered = new Promise<Result<AppState>>((resolve) => {
      answer = resolve;
    });
    const main = fakeMain(appState());
    const store = createStateStore({ ...main.api, getState: () => answered });
    main.send({ revision: 5 });
    answer({ ok: true, value: appState({ revision: 4 }) });
    await store.load();
    expect(store.get()).toMatchObject({ state: { revision: 5 } });
  });

  it('comes after a failure, when asked for again', async () => {
    const main = fakeMain(appState());
    let answer: Result<AppState> = { ok: false, code: 'x', message: 'The application is starting.' };
    const store = createStateStore({ ...main.api, getState: () => Promise.resolve(answer) });
    await vi.waitFor(() => expect(store.get()).toEqual({ phase: 'failed', message: 'The application is starting.' }));
    answer = { ok: true, value: appState() };
    await store.load();
    expect(store.get().phase).toBe('ready');
  });
});

describe('parts that have not changed', () => {
  it('keep their identity, so that they are not rendered again', () => {
    const before = appState({ accounts: [account({ calls: [call({ id: '1' }), call({ id: '2' })] })] });
    const after = structuredClone({ ...before, revision: 2 });
    const shared = shareUnchanged(before, after);
    expect(shared).toEqual(after);
    expect(shared.accounts).toBe(before.accounts);
  });

  it('keep it by their id when a row before them goes', () => {
    const before = [call({ id: '1' }), call({ id: '2' })];
    const shared = shareUnchanged(before, structuredClone(before.slice(1)));
    expect(shared).toHaveLength(1);
    expect(shared[0]).toBe(before[1]);
  });

  it('lose it when anything inside changes, and a field that goes is gone', () => {
    const before = { id: '1', deep: { a: [1, 2] }, gone: 1 as number | undefined };
    const shared = shareUnchanged<unknown>(before, { id: '1', deep: { a: [1, 3] } });
    expect(shared).toEqual({ id: '1', deep: { a: [1, 3] } });
    expect(shareUnchanged<unknown>([1, 2, 3], [1, 2])).toEqual([1, 2]);
    expect(shareUnchanged<unknown>({ a: null }, { a: {} })).toEqual({ a: {} });
  });
});
