import type { App, Session, WebContents } from 'electron';
import { appOrigin } from './app-scheme';
import { hasSystemSpelling } from './system-spelling';

const letterFramePage = `${appOrigin}/letter-frame.html`;
const ownSchemesOnly = new Set(['app:', 'vault:', 'blob:', 'data:', 'devtools:']);
/** What our own pages may be granted; everything else is refused. */
const grantedPermissions = new Set(['persistent-storage', 'clipboard-sanitized-write']);

/** No page of ours ever touches a network: requests of any other scheme are cancelled before they leave. */
export function guardSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !ownSchemesOnly.has(new URL(details.url).protocol) });
  });
  const allowed = (permission: string, url: string): boolean => grantedPermissions.has(permission) && isOwnPage(url);
  session.setPermissionRequestHandler((_contents, permission, answer, details) => answer(allowed(permission, details.requestingUrl)));
  session.setPermissionCheckHandler((_contents, permission, origin) => allowed(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(hasSystemSpelling(process.platform));
  session.on('will-download', (event) => event.preventDefault());
}

/** Denies navigation, new windows and web views to every page, now and later. */
export function guardContents(app: App): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    // the one way out that no request filter sees: peer connections over UDP
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (event.isMainFrame || withoutHash(event.url) !== letterFramePage) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

function withoutHash(url: string): string {
  return url.replace(/#.*$/s, '');
}

/** `app://vanthu` and what lies below it; `app://vanthu.example` is nobody. */
export function isOwnPage(url: string): boolean {
  return url === appOrigin || url.startsWith(`${appOrigin}/`);
}
