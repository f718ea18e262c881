import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from 'electron';

/** Starts with the session when asked to: receipts depend on the program being there. */
export async function setAutostart(app: App, on: boolean): Promise<void> {
  if (process.platform === 'win32' || process.platform === 'darwin') {
    app.setLoginItemSettings({ openAtLogin: on, args: ['--hidden'] });
    return;
  }
  // XDG Desktop Application Autostart Specification 0.5
  const folder = join(app.getPath('appData'), 'autostart');
  const file = join(folder, 'vanthu.desktop');
  if (!on) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(folder, { recursive: true });
  const program = process.env['APPIMAGE'] ?? process.execPath;
  await writeFile(file, `[Desktop Entry]\nType=Application\nName=VanThu\nExec="${program.replace(/(["\\`$])/g, '\\$1').replaceAll('%', '%%')}" --hidden\nTerminal=false\n`);
}
