import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import type { Handlers } from '../../core/contract/bridge';
import type { PinCommands } from '../../core/contract/outgoing-commands';
import type { BridgeOwner } from '../ipc/serve-bridge';
import { PinTalk } from '../signing/pin-talk';
import { pinPage } from './app-scheme';
import { sandboxed } from './sandboxed';

/**
 * The small window that asks for a PIN. It is main's own: no page that shows letters can draw over it, read what is typed in it or answer for the person.
 */
export class PinWindow {
  private window: BrowserWindow | null = null;
  private talk: PinTalk | null = null;

  constructor(private readonly preloadFolder: string, private readonly parent: () => BrowserWindow | null) {}

  readonly handlers: Handlers<PinCommands> = {
    'pin.question': async () => this.talk?.current ?? null,
    'pin.answer': async ({ pin, lastTry }) => {
      await this.talk?.answer(pin, lastTry);
      return null;
    },
    'pin.cancel': async () => {
      this.talk?.cancel();
      return null;
    },
  };

  get owner(): BridgeOwner | null {
    return this.window && !this.window.isDestroyed() ? { webContents: this.window.webContents, url: pinPage } : null;
  }

  /** One window at a time: the desk signs one batch at a time. */
  readonly open = (): PinTalk => {
    const talk = new PinTalk();
    const parent = this.parent();
    const window = new BrowserWindow({
      width: 580, height: 660, show: false, resizable: true, minWidth: 480, minHeight: 420, maximizable: false, minimizable: false, fullscreenable: false, autoHideMenuBar: true, title: 'VanThu',
      ...(parent !== null && { parent, modal: true }),
      webPreferences: sandboxed(join(this.preloadFolder, 'pin.cjs')),
    });
    this.talk = talk;
    this.window = window;
    window.removeMenu();
    window.once('ready-to-show', () => window.show());
    window.once('closed', () => talk.cancel());
    // a page that died shows nothing and can be answered by nobody
    window.webContents.once('render-process-gone', () => talk.cancel());
    talk.onClosed(() => {
      if (this.talk === talk) this.talk = null;
      if (this.window === window) this.window = null;
      if (!window.isDestroyed()) window.destroy();
    });
    // a page that does not come can be answered by nobody
    window.loadURL(pinPage).catch(() => talk.cancel());
    return talk;
  };
}
