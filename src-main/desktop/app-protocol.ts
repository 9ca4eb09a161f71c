import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { protocol } from 'electron';

const SCHEME = 'app';
const HOST = 'sidetone';
/** The origin of every page of ours. A scheme of our own: pages at `file://` would be able to read the disk. */
export const ORIGIN = `${SCHEME}://${HOST}`;

/**
 * SECURITY: our own files and nothing else: no inline script or style, no connection anywhere, no frame, no form, and no string
 * becomes script (Trusted Types with no policy at all).
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Every kind of file that a window may load. Another kind is not served. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
]);

/** Must run before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

/** Serves the files of `root` at `app://sidetone/`. Must run once Electron is ready. */
export function serveApp(root: string): void {
  protocol.handle(SCHEME, async (request) => {
    const file = request.method === 'GET' ? await fileFor(root, request.url) : undefined;
    if (!file) return new Response('Not found', { status: 404, headers: headersFor('text/plain; charset=utf-8') });
    return new Response(await readFile(file.path), { headers: headersFor(file.type) });
  });
}

/**
 * The file that a URL of ours names, `undefined` where there is none that may be served. Symbolic links are resolved before
 * the check, so that nothing outside `root` is reachable by any spelling.
 */
export async function fileFor(root: string, url: string): Promise<{ path: string; type: string } | undefined> {
  if (!URL.canParse(url)) return undefined;
  const { protocol: scheme, host, pathname } = new URL(url);
  if (scheme !== `${SCHEME}:` || host !== HOST) return undefined;
  const type = TYPES.get(extname(pathname));
  if (type === undefined) return undefined;
  try {
    const name = decodeURIComponent(pathname);
    if (/[\0\\]|\.\./.test(name)) return undefined;
    const base = await realpath(root);
    const path = await realpath(resolve(base, `.${name}`));
    const inside = path.startsWith(base + sep) && (await stat(path)).isFile();
    return inside ? { path, type } : undefined;
  } catch {
    return undefined; // No such file, or a name that is not properly encoded.
  }
}

function headersFor(type: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
  };
}
