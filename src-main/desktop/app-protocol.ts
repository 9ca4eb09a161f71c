import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { fileFor, SCHEME } from './app-files.ts';

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
