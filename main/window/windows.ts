import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import type { BridgeOwner } from '../ipc/serve-bridge';
import { appPage, ingestPage } from './app-scheme';
import { sandboxed } from './sandboxed';
import { hasSystemSpelling } from './system-spelling';

const firstWait = 500;
/** a process that lived for longer than this did not die of being started */
const steadyMillis = 60_000;

/** The window of the person, and the hidden one that opens hostile content. */
export class Windows {
  private app: BrowserWindow | null = null;
  private ingest: BrowserWindow | null = null;
  private quitting = false;
  private appDiedAt = 0;
  private ingestWait = firstWait;

  constructor(
    private readonly preloadFolder: string,
    private readonly icon: string,
    private readonly onHide: () => 'hide' | 'minimise' | 'close',
    private readonly onGone: (window: 'app' | 'ingest', reason: string) => void,
  ) {}

  showApp(): void {
    if (this.app && !this.app.isDestroyed()) {
      if (this.app.isMinimized()) this.app.restore();
      this.app.show();
      this.app.focus();
      return;
    }
    const window = new BrowserWindow({
      width: 1366, height: 768, minWidth: 900, minHeight: 560, show: false, autoHideMenuBar: true, icon: this.icon, title: 'VanThu',
      webPreferences: { ...sandboxed(join(this.preloadFolder, 'app.cjs')), spellcheck: hasSystemSpelling(process.platform) },
    });
    this.app = window;
    window.removeMenu();
    window.once('ready-to-show', () => window.show());
    window.on('close', (event) => {
      const wish = this.quitting ? 'close' : this.onHide();
      if (wish === 'close') return;
      event.preventDefault();
      if (wish === 'hide') window.hide();
      else window.minimize();
    });
    window.on('closed', () => {
      this.app = null;
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (this.quitting) return;
      this.onGone('app', reason);
      // what a person was looking at comes back by itself, unless the page dies of being shown
      const now = Date.now();
      if (now - this.appDiedAt > steadyMillis) void window.loadURL(appPage);
      this.appDiedAt = now;
    });
    void window.loadURL(appPage);
  }

  /** Starts the hidden window; it is started again when its process dies (an attempt was journalled before). */
  startIngest(): void {
    const startedAt = Date.now();
    const window = new BrowserWindow({
      show: false, width: 400, height: 300, title: 'VanThu',
      webPreferences: { ...sandboxed(join(this.preloadFolder, 'ingest.cjs')), backgroundThrottling: false },
    });
    this.ingest = window;
    window.removeMenu();
    window.webContents.on('render-process-gone', (_event, details) => {
      if (this.quitting) return;
      this.onGone('ingest', details.reason);
      window.destroy();
      // doubled while it keeps dying at once: a loop of starting processes would take the machine
      this.ingestWait = Date.now() - startedAt > steadyMillis ? firstWait : Math.min(this.ingestWait * 2, steadyMillis);
      setTimeout(() => {
        if (!this.quitting) this.startIngest();
      }, this.ingestWait);
    });
    void window.loadURL(ingestPage);
  }

  get appOwner(): BridgeOwner | null {
    return this.app && !this.app.isDestroyed() ? { webContents: this.app.webContents, url: appPage } : null;
  }

  get ingestOwner(): BridgeOwner | null {
    return this.ingest && !this.ingest.isDestroyed() ? { webContents: this.ingest.webContents, url: ingestPage } : null;
  }

  get appWindow(): BrowserWindow | null {
    return this.app && !this.app.isDestroyed() ? this.app : null;
  }

  /** visible and focused: what "displayed" asks for */
  get isReading(): boolean {
    return this.app !== null && !this.app.isDestroyed() && this.app.isVisible() && !this.app.isMinimized() && this.app.isFocused();
  }

  prepareToQuit(): void {
    this.quitting = true;
  }
}
