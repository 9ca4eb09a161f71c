import { realpath, stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

export const SCHEME = 'app';
const HOST = 'sidetone';
/** The origin of every page of ours. A scheme of our own: pages at `file://` would be able to read the disk. */
export const ORIGIN = `${SCHEME}://${HOST}`;

/** Every kind of file that a window may load. Another kind is not served. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
]);

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
