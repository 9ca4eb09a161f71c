import { chmod, mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EMPTY_SETTINGS, SETTINGS_VERSION, type Settings, settingsFile } from './schema.ts';

export type { AccountSettings, Settings } from './schema.ts';

export interface SettingsStore {
  readonly value: Settings;
  /** What a person should know about the settings file, or `null`. */
  readonly problem: string | null;
  /** On the disk when it resolves. Rejects with an `Error` in words, and then nothing has changed. */
  save(settings: Settings): Promise<void>;
}

/**
 * Reads the settings, JSON of mode 0600 in a folder of mode 0700. A file that is not understood (damaged, or of a newer
 * Sidetone) is kept aside and told of in `problem`; one that cannot even be read is left as it is, and then nothing can be saved.
 */
export async function openSettings(file: string, now: () => number = Date.now): Promise<SettingsStore> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await chmod(dirname(file), 0o700);
  const found = await read(file, now);
  let value = found.settings;
  let saving: Promise<void> = Promise.resolve();
  return {
    get value() {
      return value;
    },
    problem: found.problem,
    async save(settings) {
      if (!found.writable) throw new Error(found.problem ?? 'The settings cannot be saved.');
      const turn = saving.catch(() => {}).then(() => write(file, settings));
      saving = turn;
      await turn;
      value = settings;
    },
  };
}

interface Found {
  readonly settings: Settings;
  readonly problem: string | null;
  readonly writable: boolean;
}

async function read(file: string, now: () => number): Promise<Found> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { settings: EMPTY_SETTINGS, problem: null, writable: true };
    const problem = `The settings in ${file} cannot be read (${codeOf(error)}); they were left as they are, and nothing can be saved until that is mended.`;
    return { settings: EMPTY_SETTINGS, problem, writable: false };
  }
  const content = parseJson(text);
  const parsed = settingsFile.safeParse(content);
  if (parsed.success) return { settings: { accounts: parsed.data.accounts }, problem: null, writable: true };
  const aside = `${file}.${new Date(now()).toISOString().replaceAll(':', '-')}.aside`;
  const why = versionOf(content) > SETTINGS_VERSION ? 'were written by a newer Sidetone' : 'are damaged';
  try {
    await rename(file, aside);
  } catch (error) {
    const problem = `The settings in ${file} ${why} and cannot be kept aside (${codeOf(error)}); nothing can be saved until that is mended.`;
    return { settings: EMPTY_SETTINGS, problem, writable: false };
  }
  return { settings: EMPTY_SETTINGS, problem: `The settings ${why}. They were kept as ${aside}.`, writable: true };
}

/** Written beside, synced and renamed: a crash at any moment leaves the old file or the new one, whole. */
async function write(file: string, settings: Settings): Promise<void> {
  const beside = `${file}.new`;
  try {
    const handle = await open(beside, 'w', 0o600);
    try {
      await handle.chmod(0o600);
      await handle.writeFile(`${JSON.stringify({ version: SETTINGS_VERSION, ...settings }, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await unlink(beside).catch(() => {});
    throw new Error(`The settings could not be saved to ${file} (${codeOf(error)}).`, { cause: error });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function versionOf(content: unknown): number {
  return typeof content === 'object' && content !== null && 'version' in content && typeof content.version === 'number'
    ? content.version
    : 0;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
