import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, vi } from 'vitest';
import type { AppState } from '../../../src-main/bridge/contract.ts';
import { fakeMain } from './fake-main.ts';

/** What a window has in Electron and jsdom has not. Import this before what is tested. */

let wide = false;
vi.stubGlobal('matchMedia', (query: string) => ({
  media: query,
  get matches() {
    return query.includes('min-width') && wide;
  },
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}));
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  },
);

// react-aria looks its overlays up by their ids.
vi.stubGlobal('CSS', { escape: (text: string) => text.replace(/\W/gu, '\\$&') });

afterEach(() => {
  cleanup();
  localStorage.clear();
  wide = false;
});

/** Opens the main window, past its welcome unless `welcomed` is false. */
export async function openMain(state: AppState, { welcomed = true, asWide = false } = {}) {
  wide = asWide;
  const main = fakeMain(state);
  vi.stubGlobal('sidetone', main.api);
  if (welcomed) localStorage.setItem('sidetone.welcomed', 'yes');
  const { MainWindow } = await import('../../../src-renderer/main/main-window.tsx');
  const { createStateStore } = await import('../../../src-renderer/state.ts');
  const view = render(<MainWindow store={createStateStore(main.api)} />);
  await vi.waitFor(() => {
    if (view.container.childElementCount === 0) throw new Error('The window is still empty.');
  });
  return { main, user: userEvent.setup({ delay: null }), view };
}

/** Opens the pop window; it is empty while nothing pops. */
export async function openPop(state: AppState) {
  const main = fakeMain(state);
  vi.stubGlobal('sidetone', main.api);
  const { PopStack } = await import('../../../src-renderer/pop/pop-stack.tsx');
  const { createStateStore } = await import('../../../src-renderer/state.ts');
  const view = render(<PopStack store={createStateStore(main.api)} />);
  return { main, user: userEvent.setup({ delay: null }), view };
}
