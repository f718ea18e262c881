import { join } from 'node:path';
import { BrowserWindow, type WebPreferences } from 'electron';
import type { BridgeOwner } from '../ipc/serve-bridge';
import { appPage, ingestPage } from './app-scheme';

function sandboxed(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    webviewTag: false,
    spellcheck: false,
    enableWebSQL: false,
    devTools: process.env['VANTHU_DEVTOOLS'] === '1',
  };
}

/** The window of the person, and the hidden one that opens hostile content. */
export class Windows {
  private app: BrowserWindow | null = null;
  private ingest: BrowserWindow | null = null;
  private quitting = false;

  constructor(private readonly preloadFolder: string, private readonly icon: string, private readonly onHide: () => 'hide' | 'minimise' | 'close') {}

  showApp(): void {
    if (this.app && !this.app.isDestroyed()) {
      if (this.app.isMinimized()) this.app.restore();
      this.app.show();
      this.app.focus();
      return;
    }
    const window = new BrowserWindow({
      width: 1366, height: 768, minWidth: 900, minHeight: 560, show: false, autoHideMenuBar: true, icon: this.icon, title: 'VanThu',
      webPreferences: sandboxed(join(this.preloadFolder, 'app.cjs')),
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
    void window.loadURL(appPage);
  }

  /** Starts the hidden window; it is started again when its process dies (an attempt was journalled before). */
  startIngest(onGone: (reason: string) => void): void {
    const window = new BrowserWindow({
      show: false, width: 400, height: 300, title: 'VanThu',
      webPreferences: { ...sandboxed(join(this.preloadFolder, 'ingest.cjs')), backgroundThrottling: false },
    });
    this.ingest = window;
    window.removeMenu();
    window.webContents.on('render-process-gone', (_event, details) => {
      if (this.quitting) return;
      onGone(details.reason);
      window.destroy();
      this.startIngest(onGone);
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
