// @ts-check
/** Run by Electron: prints every `.html` of the folder in VANTHU_PRINT_FOLDER to a `.pdf` beside it. Nothing is loaded from a network. */
const { readdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { app, BrowserWindow } = require('electron');

const folder = process.env.VANTHU_PRINT_FOLDER ?? '';

void app.whenReady().then(async () => {
  try {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, javascript: false } });
    for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.html')).sort()) {
      await window.loadFile(join(folder, name));
      const bytes = await window.webContents.printToPDF({ pageSize: 'A4', printBackground: true, preferCSSPageSize: true });
      writeFileSync(join(folder, name.replace(/html$/, 'pdf')), bytes);
    }
    app.exit(0);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    app.exit(1);
  }
});
