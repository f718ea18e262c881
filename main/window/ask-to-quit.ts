import { dialog, type BrowserWindow } from 'electron';
import type { TrayTexts } from './tray-texts';

/**
 * A person wants to leave: says what waits in the outbox, if anything does. True: leave. A shutdown of the system never comes
 * here; nothing is lost by it, so it is not held up.
 * @param waiting receipts and other mail that are not out yet
 */
export async function askToQuit(waiting: number, texts: TrayTexts, window: BrowserWindow | null): Promise<boolean> {
  if (waiting === 0) return true;
  const question = {
    type: 'info' as const, title: 'VanThu', message: texts.waiting.replace('{count}', String(waiting)), detail: texts.waitingNext,
    buttons: [texts.stay, texts.quit], defaultId: 0, cancelId: 0, noLink: true,
  };
  const { response } = await (window?.isVisible() ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question));
  return response === 1;
}
