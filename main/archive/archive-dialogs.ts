import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';

/** The system's dialogs for bringing letters along and writing them out. */
export class ArchiveDialogs {
  constructor(private readonly window: () => BrowserWindow | null) {}

  /** One dialog cannot offer files and folders alike on every system. */
  async chooseSources(what: 'files' | 'folder'): Promise<readonly string[] | null> {
    return this.ask({ properties: what === 'files' ? ['openFile', 'multiSelections'] : ['openDirectory', 'multiSelections'] });
  }

  async chooseFolder(): Promise<string | null> {
    return (await this.ask({ properties: ['openDirectory', 'createDirectory'] }))?.[0] ?? null;
  }

  private async ask(options: OpenDialogOptions): Promise<readonly string[] | null> {
    const window = this.window();
    const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
    return answer.canceled || answer.filePaths.length === 0 ? null : answer.filePaths;
  }
}
