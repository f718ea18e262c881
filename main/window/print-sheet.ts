import { BrowserWindow, session, type Session } from 'electron';
import { fail, ok, type Result } from '../../core/base/result';
import { limits } from '../../core/base/limits';
import { guardSession } from './guard-session';

/** neither script nor anything from outside: styles and pictures that stand in the page itself */
const sheetPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const sheetPage = 'app://sheet/sheet.html';

/**
 * Prints pages of our own making, whose texts come from letters, to PDF (A4). Each is drawn in a hidden window without scripts, without a preload script and
 * without a network, in a session that lies in memory only; the window is gone afterwards whatever happened.
 */
export class SheetPrinter {
  private ownSession: Session | null = null;
  private html = '';
  private isPrinting = false;

  async print(html: string, landscape = false): Promise<Result<Uint8Array, { readonly code: 'busy' | 'notReadable' }>> {
    if (this.isPrinting) return fail({ code: 'busy' });
    this.isPrinting = true;
    this.html = html;
    const window = new BrowserWindow({
      show: false, width: 794, height: 1123, title: 'VanThu',
      webPreferences: { session: this.session(), sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false, webviewTag: false, spellcheck: false, devTools: false, images: true },
    });
    let timer: NodeJS.Timeout | undefined;
    try {
      window.removeMenu();
      const tooLate = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error('the sheet was not printed in time')), limits.sheetMillis);
      });
      const gone = new Promise<never>((_resolve, reject) => {
        window.webContents.once('render-process-gone', () => reject(new Error('the process of the sheet is gone')));
      });
      const printed = window.loadURL(sheetPage).then(() => window.webContents.printToPDF({ pageSize: 'A4', landscape, printBackground: true, preferCSSPageSize: false, generateTaggedPDF: true }));
      return ok(new Uint8Array(await Promise.race([printed, tooLate, gone])));
    } catch {
      // a page too large for its process, or too slow: the person is told that there is no sheet
      return fail({ code: 'notReadable' });
    } finally {
      clearTimeout(timer);
      window.destroy();
      this.html = '';
      this.isPrinting = false;
    }
  }

  private session(): Session {
    if (this.ownSession) return this.ownSession;
    const own = session.fromPartition('vanthu-sheet', { cache: false });
    guardSession(own);
    own.protocol.handle('app', (request) => (request.url === sheetPage
      ? new Response(this.html, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': sheetPolicy, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' } })
      : new Response('not found', { status: 404 })));
    this.ownSession = own;
    return own;
  }
}
