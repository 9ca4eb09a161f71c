import { resolve } from 'node:path';

/** What Sidetone can be told on its command line. */
export interface Switches {
  /** Quit by itself after so many seconds. */
  readonly exitAfter: number | null;
  /** Leave PNG pictures of the windows in this folder. */
  readonly screenshot: string | null;
  /** Keep settings, history and window positions in this folder instead of the user's own. */
  readonly profile: string | null;
}

/** Reads `--name value` and `--name=value` wherever they stand; what is not ours (Electron's, Chromium's) is passed over. */
export function readSwitches(argv: readonly string[], workingDirectory: string): Switches {
  const folder = (value: string | undefined): string | null => (value ? resolve(workingDirectory, value) : null);
  const seconds = Number(valueOf(argv, '--exit-after') ?? Number.NaN);
  return {
    exitAfter: Number.isFinite(seconds) && seconds > 0 ? seconds : null,
    screenshot: folder(valueOf(argv, '--screenshot')),
    profile: folder(valueOf(argv, '--profile')),
  };
}

function valueOf(argv: readonly string[], name: string): string | undefined {
  for (const [index, word] of argv.entries()) {
    if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
    const next = argv[index + 1];
    if (word === name && next !== undefined && !next.startsWith('--')) return next;
  }
  return undefined;
}
