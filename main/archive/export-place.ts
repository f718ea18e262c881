import { open, readdir, rm, utimes, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { exportName, FreeNames } from '../../core/archive/export-name';
import { limits } from '../../core/base/limits';
import type { IsoTime } from '../../core/model/ids';
import { systemCode } from '../vault/durable-file';

/** A letter's files: as the person sees them, nothing is ever written over. */
export class ExportPlace {
  private constructor(readonly folder: string, private readonly names: FreeNames) {}

  static async at(folder: string): Promise<ExportPlace> {
    const names = new FreeNames();
    for (const entry of await readdir(folder)) names.take(entry.replace(/\.(?:eml|txt|mbox)$|-kem-theo$/i, ''));
    return new ExportPlace(folder, names);
  }

  /** A name that neither a file nor a folder there has; it is taken from now on. */
  freeName(wanted: string): string {
    return this.names.next(exportName(wanted));
  }

  /**
   * Makes one new file for each ending, all of the same free name, and hands them to `write`. Where that fails, none of them is left.
   * @returns the name without ending
   */
  async make(wanted: string, endings: readonly string[], write: (files: readonly FileHandle[]) => Promise<void>, at: IsoTime | null): Promise<string> {
    let bytes: number = limits.exportNameBytes;
    for (;;) {
      const name = this.names.next(exportName(wanted, bytes));
      const paths = endings.map((ending) => join(this.folder, `${name}${ending}`));
      const made: string[] = [];
      const files: FileHandle[] = [];
      try {
        for (const path of paths) {
          files.push(await open(path, 'wx'));
          made.push(path);
        }
        await write(files);
        for (const file of files) await file.datasync();
        await closeAll(files);
        if (at !== null) for (const path of made) await utimes(path, new Date(at), new Date(at));
        return name;
      } catch (error) {
        await closeAll(files);
        for (const path of made) await rm(path, { force: true });
        const code = systemCode(error);
        // somebody put a file there since the folder was read
        if (code === 'EEXIST') continue;
        // a deep folder on Windows, or an encrypted one that leaves less room for names
        if (code !== 'ENAMETOOLONG' || bytes === limits.exportShortNameBytes) throw error;
        bytes = limits.exportShortNameBytes;
      }
    }
  }
}

async function closeAll(files: FileHandle[]): Promise<void> {
  for (const file of files.splice(0)) await file.close();
}
