import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasKeyring = ['dbus-daemon', 'gnome-keyring-daemon'].every(
  (program) => spawnSync(program, ['--version']).error === undefined,
);

/**
 * A D-Bus session with a gnome-keyring of its own, for this process: libsecret finds them by the environment, once in a process's life.
 * `locked`: there is no keyring that was ever unlocked, and nobody to ask for its password.
 * Returns the function that ends both.
 */
export async function startKeyring(state: 'unlocked' | 'locked'): Promise<() => void> {
  const home = mkdtempSync(join(tmpdir(), 'sidetone-keyring-'));
  for (const name of ['XDG_RUNTIME_DIR', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME']) {
    const folder = join(home, name);
    mkdirSync(folder, { mode: 0o700 });
    process.env[name] = folder;
  }
  delete process.env['DISPLAY'];
  delete process.env['WAYLAND_DISPLAY'];
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  process.env['DBUS_SESSION_BUS_ADDRESS'] = await firstLine(bus);
  const unlock = state === 'unlocked' ? ['--unlock'] : [];
  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...unlock], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keyring.stdin.end('\n');
  await untilOnTheBus('org.freedesktop.secrets');
  return () => {
    keyring.kill();
    bus.kill();
    rmSync(home, { recursive: true, force: true });
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stdout?.once('data', (text: Buffer) => resolve(text.toString().trim()));
  });
}

async function untilOnTheBus(name: string): Promise<void> {
  const ask = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.NameHasOwner',
    `string:${name}`,
  ];
  for (let attempt = 0; attempt < 200; attempt++) {
    if (spawnSync('dbus-send', ask, { encoding: 'utf8' }).stdout.includes('true')) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The keyring did not come up.');
}
