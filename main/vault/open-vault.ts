import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { AccountId, Digest, LetterId } from '../../core/model/ids';
import { limits } from '../../core/base/limits';
import { fail, ok } from '../../core/base/result';
import type { Result } from '../../core/base/result';
import type { ProfileKeys } from './derive-keys';
import { isDiskFull, renameHeld, syncFolder, systemCode } from './durable-file';
import { eraseLetterFile } from './erase-letter-file';
import { inParallel } from './in-parallel';
import { journalKeyOf, letterIdOf, newLetterFileKeys, sealLetter } from './letter-file';
import type { LetterFileKeys } from './letter-file';
import { readHeader, readLetterRange, readSize } from './read-letter-file';
import type { LetterPlace } from './read-letter-file';
import { PartialLetters } from './partial-letter';
import type { KeptFile, PartialLetter, VaultFailure, VaultPort } from './vault-port';
import { streamTemporary, writeTemporary } from './write-letter-file';

export interface OpenVault {
  /** the vault's folder; made where it is missing */
  readonly dir: string;
  readonly keys: Pick<ProfileKeys, 'letterId' | 'letterWrap' | 'keyId'>;
}

export interface SweptFiles {
  readonly orphans: number;
  readonly temporaries: number;
}

export interface Vault extends VaultPort {
  /**
   * Removes letters older than `limits.orphanDays` that the journal does not know (`knownIds`), and every temporary
   * file that no running write owns.
   */
  sweepOrphans(knownIds: ReadonlySet<LetterId>, now: Date): Promise<SweptFiles>;
}

const suffix = '.vtl';
const incoming = 'incoming';
const folderNames = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));
/** files open at once; ordinary users may have as few as 1024 descriptors */
const filesAtOnce = 64;

interface Planned {
  readonly kept: KeptFile;
  readonly raw: Uint8Array;
  readonly keys: LetterFileKeys;
  readonly temporary: string;
}

/** Makes all folders at once, so that no later write has to fsync a new folder's parent. */
export async function openVault(options: OpenVault): Promise<Vault> {
  await mkdir(join(options.dir, incoming), { recursive: true, mode: 0o700 });
  const present = new Set(await readdir(options.dir));
  const absent = folderNames.filter((name) => !present.has(name));
  await inParallel(absent, 16, async (name) => {
    await mkdir(join(options.dir, name), { recursive: true, mode: 0o700 });
  });
  if (absent.length > 0) {
    await syncFolder(options.dir);
    await syncFolder(join(options.dir, '..'));
  }
  return new FileVault(options);
}

class FileVault implements Vault {
  private readonly journalKeys = new Map<LetterId, Uint8Array>();
  /** letters being written or erased; a second writer of the same letter waits, or it would destroy the first one's key */
  private readonly busy = new Map<LetterId, Promise<void>>();
  private readonly temporaries = new Set<string>();

  private readonly partials: PartialLetters;

  constructor(private readonly options: OpenVault) {
    this.partials = new PartialLetters({ dir: join(options.dir, 'partial'), letterWrap: options.keys.letterWrap, vault: this });
  }

  letterId(accountId: AccountId, digest: Digest): LetterId {
    return letterIdOf(this.options.keys.letterId, accountId, digest);
  }

  async putBatch(accountId: AccountId, letters: readonly Uint8Array[]): Promise<Result<readonly KeptFile[], VaultFailure>> {
    const named = letters.map((raw) => {
      const digest = createHash('sha256').update(raw).digest('hex') as Digest;
      return { raw, digest, letterId: this.letterId(accountId, digest) };
    });
    const release = await this.claim(named.map((letter) => letter.letterId));
    const planned: Planned[] = [];
    try {
      const keptKeys = await this.presentKeys(named);
      const kept = new Map<LetterId, KeptFile>();
      const result = named.map(({ raw, digest, letterId }): KeptFile => {
        const repeated = kept.has(letterId);
        const state = keptKeys.get(letterId);
        const file: KeptFile = { letterId, digest, size: raw.length, isNew: !repeated && state !== 'whole' };
        kept.set(letterId, file);
        if (file.isNew) {
          const keys = state === undefined || state === 'whole' ? newLetterFileKeys() : state;
          planned.push({ kept: file, raw, keys, temporary: this.newTemporary() });
        }
        return file;
      });
      await inParallel(planned, filesAtOnce, (plan) =>
        writeTemporary(
          plan.temporary,
          sealLetter(this.options.keys.letterWrap, this.options.keys.keyId, plan.kept.letterId, plan.keys, plan.raw),
        ),
      );
      await inParallel(planned, filesAtOnce, (plan) => this.settle(plan.temporary, plan.kept.letterId, plan.keys));
      await this.syncFolders(result.map((file) => file.letterId));
      return ok(result);
    } catch (error) {
      return await this.afterFailure(error, planned.map((plan) => plan.temporary));
    } finally {
      for (const plan of planned) this.temporaries.delete(plan.temporary);
      release();
    }
  }

  async putStream(accountId: AccountId, raw: AsyncIterable<Uint8Array>): Promise<Result<KeptFile, VaultFailure>> {
    const temporary = this.newTemporary();
    let release: (() => void) | null = null;
    try {
      const { letterWrap, keyId } = this.options.keys;
      const letter = await streamTemporary(temporary, raw, letterWrap, keyId, (digest) => this.letterId(accountId, digest));
      const { letterId, digest, size } = letter;
      release = await this.claim([letterId]);
      const isNew = !(await this.isWhole(letterId, size));
      if (isNew) {
        await this.settle(temporary, letterId, letter.keys);
      } else {
        await this.adopt(letterId);
        await rm(temporary, { force: true });
      }
      await this.syncFolders([letterId]);
      return ok({ letterId, digest, size, isNew });
    } catch (error) {
      return await this.afterFailure(error, [temporary]);
    } finally {
      this.temporaries.delete(temporary);
      release?.();
    }
  }

  resumePartial(accountId: AccountId, key: string): Promise<PartialLetter | null> {
    return this.partials.resume(accountId, key);
  }

  beginPartial(accountId: AccountId, key: string, whole: number): Promise<Result<PartialLetter, VaultFailure>> {
    return this.partials.begin(accountId, key, whole);
  }

  async size(letterId: LetterId): Promise<Result<number, VaultFailure>> {
    return await readSize(this.place(letterId));
  }

  async readRange(letterId: LetterId, start: number, end: number): Promise<Result<Uint8Array, VaultFailure>> {
    return await readLetterRange(this.place(letterId), start, end);
  }

  async has(letterId: LetterId): Promise<boolean> {
    return (await this.statOf(letterId)) !== null;
  }

  async erase(letterId: LetterId): Promise<Result<void, VaultFailure>> {
    const release = await this.claim([letterId]);
    try {
      // not overwritten in memory: the journal may be sealing with it at this moment
      this.journalKeys.delete(letterId);
      await eraseLetterFile(this.path(letterId));
      return ok(undefined);
    } catch (error) {
      if (isDiskFull(error)) return fail({ code: 'diskFull' });
      throw error;
    } finally {
      release();
    }
  }

  async journalKey(letterId: LetterId): Promise<Uint8Array | null> {
    const known = this.journalKeys.get(letterId);
    if (known !== undefined) return known;
    const header = await readHeader(this.place(letterId));
    if (!header.ok) return null;
    const key = journalKeyOf(header.value.letterKey);
    // an erase that began while the header was read must not find its key back in memory
    if (!this.busy.has(letterId)) this.journalKeys.set(letterId, key);
    return key;
  }

  async sweepOrphans(knownIds: ReadonlySet<LetterId>, now: Date): Promise<SweptFiles> {
    let temporaries = await this.partials.sweep(now);
    for (const name of await readdir(join(this.options.dir, incoming))) {
      const path = join(this.options.dir, incoming, name);
      if (this.temporaries.has(path)) continue;
      await rm(path, { force: true });
      temporaries += 1;
    }
    const oldest = now.getTime() - limits.orphanDays * 24 * 60 * 60 * 1000;
    let orphans = 0;
    for (const folder of folderNames) {
      for (const name of await readdir(join(this.options.dir, folder))) {
        const letterId = name.slice(0, -suffix.length) as LetterId;
        if (!name.endsWith(suffix) || knownIds.has(letterId) || this.busy.has(letterId)) continue;
        const found = await this.statOf(letterId);
        if (found === null || found.mtimeMs >= oldest) continue;
        if ((await this.erase(letterId)).ok) orphans += 1;
      }
    }
    return { orphans, temporaries };
  }

  private place(letterId: LetterId): LetterPlace {
    const { letterWrap, keyId } = this.options.keys;
    return { path: this.path(letterId), letterId, wrapKey: letterWrap, keyId };
  }

  private folder(letterId: LetterId): string {
    return join(this.options.dir, letterId.slice(0, 2));
  }

  private path(letterId: LetterId): string {
    // ids reach this file from the renderer too; nothing but hex may become a path
    if (!/^[0-9a-f]{32}$/.test(letterId)) throw new Error('not a letter id');
    return join(this.folder(letterId), `${letterId}${suffix}`);
  }

  private newTemporary(): string {
    const path = join(this.options.dir, incoming, randomBytes(12).toString('hex'));
    this.temporaries.add(path);
    return path;
  }

  private async statOf(letterId: LetterId): Promise<{ readonly mtimeMs: number } | null> {
    try {
      return await stat(this.path(letterId));
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return null;
      throw error;
    }
  }

  private async isWhole(letterId: LetterId, size: number): Promise<boolean> {
    if (!(await this.has(letterId))) return false;
    return (await this.readRange(letterId, 0, size)).ok;
  }

  /**
   * What the vault has of these letters: 'whole', or the keys of a file whose header still opens but whose chunks do not.
   * Such a file is written again under the same keys: the same plaintext gives the same ciphertext, and the journal's
   * payloads about the letter stay readable.
   */
  private async presentKeys(
    letters: readonly { readonly letterId: LetterId; readonly raw: Uint8Array }[],
  ): Promise<ReadonlyMap<LetterId, LetterFileKeys | 'whole'>> {
    const present = new Map<LetterId, LetterFileKeys | 'whole'>();
    await inParallel(letters, filesAtOnce, async ({ letterId, raw }) => {
      if (!(await this.has(letterId))) return;
      if (await this.isWhole(letterId, raw.length)) {
        await this.adopt(letterId);
        present.set(letterId, 'whole');
        return;
      }
      const header = await readHeader(this.place(letterId));
      if (header.ok && header.value.chunkSize === limits.vaultChunkBytes) present.set(letterId, header.value);
    });
    return present;
  }

  private async settle(temporary: string, letterId: LetterId, keys: LetterFileKeys): Promise<void> {
    await renameHeld(temporary, this.path(letterId));
    this.journalKeys.set(letterId, journalKeyOf(keys.letterKey));
  }

  /** Young again: an old orphan that came back must not be swept before the caller has journalled it. */
  private async adopt(letterId: LetterId): Promise<void> {
    const now = new Date();
    await utimes(this.path(letterId), now, now);
  }

  private async syncFolders(letterIds: readonly LetterId[]): Promise<void> {
    const folders = new Set(letterIds.map((letterId) => this.folder(letterId)));
    await inParallel([...folders], filesAtOnce, syncFolder);
  }

  /** Waits until nobody else writes or erases one of these letters, then holds them until the returned function is called. */
  private async claim(letterIds: readonly LetterId[]): Promise<() => void> {
    for (;;) {
      const others = new Set(letterIds.map((letterId) => this.busy.get(letterId)).filter((other) => other !== undefined));
      if (others.size === 0) break;
      await Promise.all(others);
    }
    let finish = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      finish = resolve;
    });
    for (const letterId of letterIds) this.busy.set(letterId, done);
    return () => {
      for (const letterId of letterIds) this.busy.delete(letterId);
      finish();
    };
  }

  private async afterFailure(error: unknown, temporaries: readonly string[]): Promise<Result<never, VaultFailure>> {
    for (const temporary of temporaries) await rm(temporary, { force: true });
    if (isDiskFull(error)) return fail({ code: 'diskFull' });
    throw error;
  }
}
