/** Desktops on Linux that show a status icon without an extension; elsewhere a hidden window would be lost. */
const desktopsWithTray = /kde|xfce|mate|cinnamon|lxqt|lxde|budgie|deepin|unity|ubuntu/i;

/** What closing the window does: hide into the tray where there is one, else minimise. */
export function closingMeans(platform: string, desktop: string | undefined): 'hide' | 'minimise' {
  if (platform === 'win32' || platform === 'darwin') return 'hide';
  return desktopsWithTray.test(desktop ?? '') ? 'hide' : 'minimise';
}
