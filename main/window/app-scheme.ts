import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { CustomScheme, Protocol } from 'electron';

export const appOrigin = 'app://vanthu';
export const appPage = `${appOrigin}/index.html`;
export const ingestPage = `${appOrigin}/ingest.html`;
export const pinPage = `${appOrigin}/pin.html`;

/** To be registered before the app is ready. `vault` serves raw letters by range to our own pages only. */
export const ownSchemes: CustomScheme[] = [
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  { scheme: 'vault', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true } },
];

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The pages' own policy. The letter frame has another: no script at all, nothing from any network. */
export function contentSecurityPolicy(page: string, nonce: string): string {
  if (page === '/letter-frame.html') {
    return "default-src 'none'; style-src 'unsafe-inline'; img-src blob: data:; base-uri 'none'; form-action 'none'; frame-ancestors app://vanthu";
  }
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self' vault:",
    "worker-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Serves the built renderer from `folder` (inside the package); nothing outside of it is reachable. */
export function serveAppScheme(protocol: Protocol, folder: string): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    const path = normalize(join(folder, decodeURIComponent(url.pathname)));
    if (url.host !== 'vanthu' || !path.startsWith(folder + sep)) return new Response('not found', { status: 404 });
    const nonce = randomBytes(16).toString('base64');
    const headers = {
      'content-type': contentTypes[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': contentSecurityPolicy(url.pathname, nonce),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      // names in links are not looked up ahead of a click
      'x-dns-prefetch-control': 'off',
    };
    try {
      const bytes = await readFile(path);
      if (extname(path) !== '.html') return new Response(new Uint8Array(bytes), { headers });
      return new Response(bytes.toString('utf8').replaceAll('__CSP_NONCE__', nonce), { headers });
    } catch {
      // a missing file is an answer, not an accident
      return new Response('not found', { status: 404 });
    }
  });
}
