import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';

/** The most pictures of pops that one run leaves. */
const MOST_POPS = 20;

/** PNG pictures of the windows as people see them: `pop.png`, `pop-2.png` … as each pop is painted, `main.png` at the end. */
export class Pictures {
  readonly #folder: string;
  readonly #pending = new Set<Promise<void>>();
  #pops = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  pop(window: BrowserWindow): void {
    if (this.#pops >= MOST_POPS) return;
    this.#pops += 1;
    this.#take(window, this.#pops === 1 ? 'pop.png' : `pop-${this.#pops}.png`);
  }

  /** Resolves when every picture is on the disk. */
  async finish(main: BrowserWindow): Promise<void> {
    this.#take(main, 'main.png');
    await Promise.all(this.#pending);
  }

  #take(window: BrowserWindow, name: string): void {
    const taken = this.#write(window, name);
    this.#pending.add(taken);
    void taken.finally(() => this.#pending.delete(taken));
  }

  async #write(window: BrowserWindow, name: string): Promise<void> {
    if (window.isDestroyed()) return;
    const image = await window.webContents.capturePage();
    // A window that has never been shown has no picture.
    if (image.isEmpty()) return;
    await mkdir(this.#folder, { recursive: true });
    await writeFile(join(this.#folder, name), image.toPNG());
  }
}
