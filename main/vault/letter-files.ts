import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { LetterId } from '../../core/model/ids';
import type { Result } from '../../core/base/result';
import type { ProfileKeys } from './derive-keys';
import { renameHeld, syncFolder, systemCode } from './durable-file';
import { eraseLetterFile } from './erase-letter-file';
import { inParallel } from './in-parallel';
import type { LetterFileHeader } from './letter-file';
import { readHeader, readLetterRange, readSize } from './read-letter-file';
import type { LetterPlace } from './read-letter-file';
import type { VaultFailure } from './vault-port';

const suffix = '.vtl';
const incoming = 'incoming';
const folderNames = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));
/** files open at once; ordinary users may have as few as 1024 descriptors */
export const filesAtOnce = 64;

/** Letters with a file each: large ones, and all that older versions kept. */
export class LetterFiles {
  private readonly present: Set<LetterId>;
  private readonly temporaries = new Set<string>();

  private constructor(private readonly dir: string, private readonly keys: Pick<ProfileKeys, 'letterWrap' | 'keyId'>, present: Set<LetterId>) {
    this.present = present;
  }

  /** Makes all folders at once, so that no later write has to fsync a new folder's parent. */
  static async open(dir: string, keys: Pick<ProfileKeys, 'letterWrap' | 'keyId'>): Promise<LetterFiles> {
    await mkdir(join(dir, incoming), { recursive: true, mode: 0o700 });
    const folders = new Set(await readdir(dir));
    const absent = folderNames.filter((name) => !folders.has(name));
    await inParallel(absent, 16, async (name) => {
      await mkdir(join(dir, name), { recursive: true, mode: 0o700 });
    });
    if (absent.length > 0) {
      await syncFolder(dir);
      await syncFolder(join(dir, '..'));
    }
    const present = new Set<LetterId>();
    await inParallel(folderNames.filter((name) => folders.has(name)), 16, async (name) => {
      for (const file of await readdir(join(dir, name))) if (file.endsWith(suffix)) present.add(file.slice(0, -suffix.length) as LetterId);
    });
    return new LetterFiles(dir, keys, present);
  }

  /** Asks the disk only where there is something to ask for. */
  async has(letterId: LetterId): Promise<boolean> {
    return this.present.has(letterId) && (await this.statOf(letterId)) !== null;
  }

  header(letterId: LetterId): Promise<Result<LetterFileHeader, VaultFailure>> {
    return readHeader(this.place(letterId));
  }

  size(letterId: LetterId): Promise<Result<number, VaultFailure>> {
    return readSize(this.place(letterId));
  }

  readRange(letterId: LetterId, start: number, end: number): Promise<Result<Uint8Array, VaultFailure>> {
    return readLetterRange(this.place(letterId), start, end);
  }

  newTemporary(): string {
    const path = join(this.dir, incoming, randomBytes(12).toString('hex'));
    this.temporaries.add(path);
    return path;
  }

  /** Temporary files that have become letters, or that are of no use any more. */
  async release(temporaries: readonly string[]): Promise<void> {
    for (const temporary of temporaries) {
      await rm(temporary, { force: true });
      this.temporaries.delete(temporary);
    }
  }

  /** Durable after `syncFolders`. */
  async settle(temporary: string, letterId: LetterId): Promise<void> {
    await renameHeld(temporary, this.path(letterId));
    this.temporaries.delete(temporary);
    this.present.add(letterId);
  }

  async syncFolders(letterIds: readonly LetterId[]): Promise<void> {
    const folders = new Set(letterIds.map((letterId) => this.folder(letterId)));
    await inParallel([...folders], filesAtOnce, syncFolder);
  }

  async erase(letterId: LetterId): Promise<void> {
    await eraseLetterFile(this.path(letterId));
    this.present.delete(letterId);
  }

  /** Young again: an old orphan that came back must not be swept before the caller has journalled it. */
  async adopt(letterId: LetterId): Promise<void> {
    const now = new Date();
    await utimes(this.path(letterId), now, now);
  }

  /** Letters whose file is older than a time (ms) and that pass. */
  async olderThan(time: number, passes: (letterId: LetterId) => boolean): Promise<readonly LetterId[]> {
    const old: LetterId[] = [];
    await inParallel([...this.present].filter(passes), filesAtOnce, async (letterId) => {
      const found = await this.statOf(letterId);
      if (found !== null && found.mtimeMs < time) old.push(letterId);
    });
    return old;
  }

  /** @returns how many files that no running write owns were removed */
  async sweepTemporaries(): Promise<number> {
    let swept = 0;
    for (const name of await readdir(join(this.dir, incoming))) {
      const path = join(this.dir, incoming, name);
      if (this.temporaries.has(path)) continue;
      await rm(path, { force: true });
      swept += 1;
    }
    return swept;
  }

  private place(letterId: LetterId): LetterPlace {
    const { letterWrap, keyId } = this.keys;
    return { path: this.path(letterId), letterId, wrapKey: letterWrap, keyId };
  }

  private folder(letterId: LetterId): string {
    return join(this.dir, letterId.slice(0, 2));
  }

  private path(letterId: LetterId): string {
    return join(this.folder(letterId), `${letterId}${suffix}`);
  }

  private async statOf(letterId: LetterId): Promise<{ readonly mtimeMs: number } | null> {
    try {
      return await stat(this.path(letterId));
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return null;
      throw error;
    }
  }
}
