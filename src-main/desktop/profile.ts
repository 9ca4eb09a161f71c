import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

/**
 * The folder that settings, history and the log are kept in, readable by its owner alone. Must run before Electron is ready and
 * before the single-instance lock is asked for, which lies in it.
 *
 * @param folder another folder than the user's own
 */
export function openProfile(folder: string | null): string {
  app.setName('Sidetone');
  // Windows shows notifications only of a program that has one; the same as in electron-builder.yml.
  if (process.platform === 'win32') app.setAppUserModelId('org.sidetone.Sidetone');
  const profile = folder ?? join(app.getPath('appData'), 'Sidetone');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  chmodSync(profile, 0o700);
  app.setPath('userData', profile);
  return profile;
}
