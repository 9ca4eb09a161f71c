import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { vi } from 'vitest';

const run = promisify(execFile);
const SOON = { timeout: 10_000, interval: 30 };

/** A real notification daemon (dunst) on the test's display and bus, with a person at it who presses buttons. */
export interface NotificationDaemon {
  /** How many notifications are on the screen. */
  displayed(): Promise<number>;
  /** The buttons on the screen, each with the title of its notification: `Decline (Grace Hopper)`. */
  buttons(): Promise<readonly string[]>;
  press(button: string): Promise<void>;
  close(): Promise<void>;
}

export async function startNotificationDaemon(): Promise<NotificationDaemon> {
  const folder = mkdtempSync(join(tmpdir(), 'sidetone-notifications-'));
  const file = (name: string): string => join(folder, name);
  const [menu, offered, choice] = [file('menu'), file('offered'), file('choice')];
  // dunst shows buttons in a menu program, which gets them as lines and prints the one that was picked.
  writeFileSync(
    menu,
    `#!/bin/sh\ntee ${offered}.new | grep -F "#$(cat ${choice}) (" | head -1\nmv ${offered}.new ${offered}\n`,
    {
      mode: 0o755,
    },
  );
  writeFileSync(choice, '');
  const configuration = join(folder, 'dunstrc');
  writeFileSync(configuration, `[global]\ndmenu = ${menu}\n`);

  const daemon = spawn('dunst', ['-conf', configuration], { stdio: 'ignore' });
  const ended = new Promise((resolve) => daemon.once('close', resolve));
  const control = async (...words: readonly string[]): Promise<string> => (await run('dunstctl', words)).stdout.trim();
  await vi.waitFor(() => control('is-paused'), SOON);

  const openMenu = async (picked: string): Promise<readonly string[]> => {
    writeFileSync(choice, picked);
    writeFileSync(offered, '');
    await control('context');
    return vi.waitFor(() => {
      const lines = existsSync(offered) ? readFileSync(offered, 'utf8').split('\n') : [];
      const buttons = lines.filter((line) => line.startsWith('#')).map((line) => line.slice(1).replace(/ \[.*$/, ''));
      if (buttons.length === 0) throw new Error('No notification with buttons is shown.');
      return buttons;
    }, SOON);
  };
  return {
    displayed: async () => Number(await control('count', 'displayed')),
    buttons: () => openMenu(''),
    async press(button) {
      await openMenu(button);
    },
    async close() {
      daemon.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
