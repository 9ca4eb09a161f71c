import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onEnd, signalGroup, start } from './run.mjs';
import { Plain } from './say.mjs';

/** A display: the person's own, or an Xvfb that lives as long as the work that needs it. */

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/** An Xauthority file with one cookie that serves any display (see Xau's AuGetBest: family wild). */
function authority(/** @type {string} */ file) {
  const field = (/** @type {Buffer} */ data) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(data.length);
    return Buffer.concat([length, data]);
  };
  const familyWild = Buffer.from([0xff, 0xff]);
  const nothing = Buffer.alloc(0);
  writeFileSync(
    file,
    Buffer.concat([
      familyWild,
      field(nothing),
      field(nothing),
      field(Buffer.from('MIT-MAGIC-COOKIE-1')),
      field(randomBytes(16)),
    ]),
    { mode: 0o600 },
  );
}

/**
 * Starts an Xvfb on a display number that it finds itself.
 * @param {string} size for instance `1600x1200`
 * @returns {Promise<{ environment: Record<string, string>, end: () => Promise<void> }>}
 */
export async function startXvfb(size = '1600x1200') {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sidetone-display-'));
  const authorityFile = path.join(folder, 'authority');
  authority(authorityFile);
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  const forget = onEnd(removeFolder);
  const server = start(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-auth', authorityFile],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  let complaint = '';
  server.stderr?.setEncoding('utf8').on('data', (text) => {
    complaint = (complaint + text).slice(-2000);
  });
  const closed = new Promise((resolve) => server.once('close', resolve));
  const number = await new Promise((resolve, reject) => {
    let said = '';
    server.stdio[3]?.on('data', (/** @type {Buffer} */ data) => {
      said += data.toString();
      if (said.includes('\n')) resolve(said.trim());
    });
    server.once('error', () =>
      reject(new Plain('Xvfb (a display without a screen) could not be started. On Debian: apt-get install -y xvfb')),
    );
    server.once('close', () => reject(new Plain(`Xvfb ended at once: ${complaint.trim()}`)));
  });
  return {
    environment: { DISPLAY: `:${number}`, XAUTHORITY: authorityFile },
    end: async () => {
      signalGroup(server, 'SIGTERM');
      await closed;
      removeFolder();
      forget();
    },
  };
}

/**
 * Does work with a display. `WAYLAND_DISPLAY` is emptied where Xvfb is used, so that nothing opens elsewhere.
 * @template T
 * @param {{ always: boolean }} how `always`: on Linux under Xvfb even where there is a display (tests open many windows)
 * @param {(environment: NodeJS.ProcessEnv) => Promise<T>} work gets the environment to start programs with
 * @returns {Promise<T>}
 */
export async function withDisplay({ always }, work) {
  if (process.platform !== 'linux' || (hasDisplay() && !always)) return work(process.env);
  const display = await startXvfb();
  const { WAYLAND_DISPLAY: _, ...environment } = process.env;
  try {
    return await work({ ...environment, XDG_SESSION_TYPE: 'x11', ...display.environment });
  } finally {
    await display.end();
  }
}
