import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { applicationFolder } from '../support/electron.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The pictures of one window: `docs/images/NAME-light.png` and `NAME-dark.png`. */
export class Album {
  readonly #page: Page;
  readonly #folder = join(applicationFolder, 'docs/images');

  constructor(page: Page) {
    this.#page = page;
  }

  /** As the window stands, at a size of its content where one is given. */
  async take(name: string, size?: Size): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    if (size !== undefined) await this.#page.setViewportSize(size);
    await this.#page.mouse.move(0, 0);
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.#page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const file = `${name}-${colorScheme}.png`;
      await this.#page.screenshot({ path: join(this.#folder, file), caret: 'hide' });
      process.stdout.write(`✓ docs/images/${file}\n`);
    }
  }
}
