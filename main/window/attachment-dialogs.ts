import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dialog, shell, type BrowserWindow, type FileFilter } from 'electron';
import { limits } from '../../core/base/limits';
import type { FileFailure } from '../../core/contract/commands';
import { fail, ok, type Result } from '../../core/base/result';
import { fileFailure, freeName, plainName, type NamedFile, type OpenedFiles } from './opened-files';

/** a certificate file is a few kilobytes; more is something else */
const largestCertificateFile = 64 * 1024;

interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The dialogs of the system around files: opening, saving, choosing. */
export class FileDialogs {
  constructor(private readonly opened: OpenedFiles, private readonly window: () => BrowserWindow | null) {}

  async open(file: NamedFile): Promise<Result<null, FileFailure>> {
    const path = await this.opened.put(file);
    if (!path.ok) return path;
    const error = await shell.openPath(path.value);
    return error === '' ? ok(null) : fail({ code: 'notReadable' });
  }

  async save(file: NamedFile): Promise<Result<string | null, FileFailure>> {
    const chosen = await this.chooseTarget(plainName(file));
    return chosen === null ? ok(null) : this.write(chosen, file.bytes);
  }

  async saveText(name: string, text: string): Promise<Result<string | null, FileFailure>> {
    const chosen = await this.chooseTarget(name);
    // a recovery code opens everything: not for the other users of this computer
    return chosen === null ? ok(null) : this.write(chosen, new TextEncoder().encode(text), 0o600);
  }

  async saveAll(files: readonly NamedFile[]): Promise<Result<string | null, FileFailure>> {
    const window = this.window();
    const answer = await (window ? dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] }) : dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] }));
    const folder = answer.filePaths[0];
    if (answer.canceled || folder === undefined) return ok(null);
    const taken = new Set<string>();
    for (const file of files) {
      let name = freeName(plainName(file), taken);
      // never over a file that is there already
      while (await stat(join(folder, name)).then(() => true, () => false)) {
        taken.add(name.toLowerCase());
        name = freeName(plainName(file), taken);
      }
      taken.add(name.toLowerCase());
      const written = await this.write(join(folder, name), file.bytes);
      if (!written.ok) return written;
    }
    return ok(folder);
  }

  chooseCertificate(): Promise<Result<ChosenFile | null, FileFailure>> {
    return this.chooseFile({ name: 'X.509', extensions: ['pem', 'crt', 'cer', 'der'] }, 'application/pkix-cert', largestCertificateFile);
  }

  /** PKCS #12 (RFC 7292): a certificate with its key. */
  chooseKey(): Promise<Result<ChosenFile | null, FileFailure>> {
    return this.chooseFile({ name: 'PKCS #12', extensions: ['p12', 'pfx'] }, 'application/x-pkcs12', limits.keyFileBytes);
  }

  /** Handwriting or seal (NĐ 30/2020, Appendix I: PNG with a transparent ground). */
  choosePicture(): Promise<Result<ChosenFile | null, FileFailure>> {
    return this.chooseFile({ name: 'PNG', extensions: ['png'] }, 'image/png', limits.signaturePictureBytes);
  }

  /** A directory of units as a table. */
  chooseTable(): Promise<Result<ChosenFile | null, FileFailure>> {
    return this.chooseFile({ name: 'CSV, XLSX', extensions: ['csv', 'tsv', 'txt', 'xlsx'] }, 'application/octet-stream', limits.tableBytes);
  }

  /** A PKCS #11 module, by its path: it is loaded where it lies. */
  async chooseDriver(): Promise<string | null> {
    const options = { properties: ['openFile' as const], filters: [{ name: 'PKCS #11', extensions: ['dll', 'so', 'dylib'] }, { name: '*', extensions: ['*'] }] };
    const window = this.window();
    const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  }

  private async chooseFile(filter: FileFilter, contentType: string, largest: number): Promise<Result<ChosenFile | null, FileFailure>> {
    const options = { properties: ['openFile' as const], filters: [filter, { name: '*', extensions: ['*'] }] };
    const window = this.window();
    const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
    const path = answer.filePaths[0];
    if (answer.canceled || path === undefined) return ok(null);
    try {
      if ((await stat(path)).size > largest) return fail({ code: 'tooLarge' });
      return ok({ name: plainName({ name: path.split(/[/\\]/).at(-1) ?? filter.name, contentType }), bytes: new Uint8Array(await readFile(path)) });
    } catch {
      return fail({ code: 'notReadable' });
    }
  }

  private async chooseTarget(name: string): Promise<string | null> {
    const window = this.window();
    const answer = await (window ? dialog.showSaveDialog(window, { defaultPath: name }) : dialog.showSaveDialog({ defaultPath: name }));
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  }

  private async write(path: string, bytes: Uint8Array, mode = 0o666): Promise<Result<string, FileFailure>> {
    try {
      await writeFile(path, bytes, { flush: true, mode });
      return ok(path);
    } catch (error) {
      return fail(fileFailure(error));
    }
  }
}
