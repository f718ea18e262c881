import type { WebPreferences } from 'electron';

/** What every window of ours runs with. @param preload path of its preload script */
export function sandboxed(preload: string): WebPreferences {
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
