import type { ElectronApplication, Page } from 'playwright-core';

/**
 * What to add to this process's `performance.now()` to have the wall clock, exactly: `performance.timeOrigin` of two processes can be
 * milliseconds apart, and `Date.now()` alone is only as fine as a millisecond. It waits for the next tick of that.
 * It stands for itself, because it also runs in pages and in Electron's main process.
 */
export function wallClockOffset(): number {
  const tick = Date.now();
  let now = tick;
  while (now === tick) now = Date.now();
  return now - performance.now();
}

export interface Eyes {
  /** Watches for a pop with this text from now on; what it resolves with waits for it, and tells when it was painted and its window shown, in milliseconds since the epoch. */
  watchFor(text: string): Promise<() => Promise<number>>;
  /** Resolves when the pop's window is hidden. */
  hidden(): Promise<void>;
}

/** The same eyes for every application: they see its pop's page and window from outside, and know nothing of how it is made. */
export async function openEyes(app: ElectronApplication, page: Page): Promise<Eyes> {
  const browserWindow = await app.browserWindow(page);
  const shown = await browserWindow.evaluateHandle((window) => {
    const last = { at: 0 };
    window.on('show', () => {
      last.at = performance.now();
    });
    return last;
  });
  const mainOffset = await app.evaluate(wallClockOffset);

  return {
    async watchFor(text) {
      const pageOffset = await page.evaluate(wallClockOffset);
      const framed = await page.evaluateHandle(twoFramesAfter, text);
      return async () => {
        const frame = (await framed.evaluate((watching) => watching.at)) + pageOffset;
        await browserWindow.evaluate(async (window) => {
          while (!window.isVisible()) await new Promise((resolve) => setTimeout(resolve, 1));
        });
        return Math.max(frame, (await shown.evaluate((last) => last.at)) + mainOffset);
      };
    },
    hidden: () =>
      browserWindow.evaluate(async (window) => {
        while (window.isVisible()) await new Promise((resolve) => setTimeout(resolve, 5));
      }),
  };
}

/** In the page: two animation frames after the text has come into it, the first of which painted it. */
function twoFramesAfter(text: string): { readonly at: Promise<number> } {
  return {
    at: new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!document.body.textContent?.includes(text)) return;
        observer.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    }),
  };
}
