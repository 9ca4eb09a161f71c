import { useSyncExternalStore } from 'react';
import type { AppState, Result, SidetoneApi } from '../src-main/bridge/contract.ts';
import { shareUnchanged } from './share-unchanged.ts';

declare global {
  interface Window {
    readonly sidetone: SidetoneApi;
  }
}

export type Loaded =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly message: string }
  | { readonly phase: 'ready'; readonly state: AppState };

/** The newest snapshot that main has sent. */
export interface StateStore {
  readonly get: () => Loaded;
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks main for its state again, after a failure. */
  readonly load: () => Promise<void>;
}

/** Snapshots arrive both asked for and by themselves, in any order; an older one never replaces a newer one. */
export function createStateStore(api: Pick<SidetoneApi, 'getState' | 'onStateChanged'>): StateStore {
  let loaded: Loaded = { phase: 'loading' };
  const listeners = new Set<() => void>();
  const publish = (next: Loaded): void => {
    loaded = next;
    for (const listener of listeners) listener();
  };
  const take = (state: AppState): void => {
    if (loaded.phase === 'ready' && loaded.state.revision >= state.revision) return;
    publish({ phase: 'ready', state: loaded.phase === 'ready' ? shareUnchanged(loaded.state, state) : state });
  };
  const fail = (message: string): void => {
    if (loaded.phase !== 'ready') publish({ phase: 'failed', message });
  };
  const load = async (): Promise<void> => {
    const answer: Result<AppState> | null = await api.getState().catch(() => null);
    if (answer?.ok === true) take(answer.value);
    else fail(answer?.message ?? '');
  };
  api.onStateChanged(take);
  void load();
  return {
    get: () => loaded,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load,
  };
}

export const useStore = (store: StateStore): Loaded => useSyncExternalStore(store.subscribe, store.get);
