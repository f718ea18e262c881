import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { AccountId, Digest, LetterId } from '../../core/model/ids';
import { limits } from '../../core/base/limits';
import { fail, ok } from '../../core/base/result';
import type { Result } from '../../core/base/result';
import type { ProfileKeys } from './derive-keys';
import { isDiskFull, isReadOnly } from './durable-file';
import { inParallel } from './in-parallel';
import { LetterClaims } from './letter-claims';
import { journalKeyOf, letterIdOf, newLetterFileKeys, sealChunks, sealHeader } from './letter-file';
import type { LetterFileHeader, LetterFileKeys } from './letter-file';
import { filesAtOnce, LetterFiles } from './letter-files';
import { Packs } from './packs';
import { PartialLetters } from './partial-letter';
import type { KeptFile, PartialLetter, VaultFailure, VaultPort } from './vault-port';
import { streamTemporary, writeTemporary } from './write-letter-file';

export interface OpenVault {
  /** the vault's folder; made where it is missing */
  readonly dir: string;
  readonly keys: Pick<ProfileKeys, 'letterId' | 'letterWrap' | 'keyId'>;
  /** letters below this many bytes share packs; limits.packLetterBytes unless a bench or a test asks for another */
  readonly packLetterBytes?: number;
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
  /** Gives back the space of erased letters where a pack is mostly that. @returns packs removed */
  compact(): Promise<number>;
  /** letters of packs that were found damaged beyond telling which they were; the journal knows them and they are fetched again */
  readonly damagedSlots: number;
}

export async function openVault(options: OpenVault): Promise<Vault> {
  const files = await LetterFiles.open(options.dir, options.keys);
  return new SealedVault(options, files, await Packs.open(join(options.dir, 'packs'), options.keys));
}

interface Planned {
  readonly letterId: LetterId;
  readonly raw: Uint8Array;
  readonly keys: LetterFileKeys;
}

/** What the vault has of a letter that is brought: 'whole', or the keys of one whose chunks do not open any more, and where. */
type Present = 'whole' | { readonly keys: LetterFileKeys; readonly isFile: boolean };

class SealedVault implements Vault {
  private readonly journalKeys = new Map<LetterId, Uint8Array>();
  private readonly claims = new LetterClaims();
  /** old orphans that came back and whose journal entry is on its way */
  private readonly adopted = new Set<LetterId>();
  private readonly partials: PartialLetters;

  constructor(private readonly options: OpenVault, private readonly files: LetterFiles, private readonly packs: Packs) {
    this.partials = new PartialLetters({ dir: join(options.dir, 'partial'), letterWrap: options.keys.letterWrap, vault: this });
  }

  get damagedSlots(): number {
    return this.packs.damaged;
  }

  letterId(accountId: AccountId, digest: Digest): LetterId {
    return letterIdOf(this.options.keys.letterId, accountId, digest);
  }

  async putBatch(accountId: AccountId, letters: readonly Uint8Array[]): Promise<Result<readonly KeptFile[], VaultFailure>> {
    const named = letters.map((raw) => {
      const digest = createHash('sha256').update(raw).digest('hex') as Digest;
      return { raw, digest, letterId: this.letterId(accountId, digest) };
    });
    const release = await this.claims.claim(named.map((letter) => letter.letterId));
    try {
      const present = await this.presentOf(named);
      const small: Planned[] = [];
      const large: Planned[] = [];
      const seen = new Set<LetterId>();
      const result = named.map(({ raw, digest, letterId }): KeptFile => {
        const state = present.get(letterId);
        const file = { letterId, digest, size: raw.length };
        if (seen.has(letterId) || state === 'whole') return { ...file, isNew: false };
        seen.add(letterId);
        // a damaged letter is mended where it stands: the same key must not lie in two places
        const inFile = state?.isFile ?? raw.length >= (this.options.packLetterBytes ?? limits.packLetterBytes);
        (inFile ? large : small).push({ letterId, raw, keys: state?.keys ?? newLetterFileKeys() });
        return { ...file, isNew: true };
      });
      const written = await Promise.allSettled([this.writeFiles(large), this.writePacked(small)]);
      for (const one of written) if (one.status === 'rejected') throw one.reason;
      for (const { letterId, keys } of [...small, ...large]) this.remember(letterId, keys);
      return ok(result);
    } catch (error) {
      return refused(error);
    } finally {
      release();
    }
  }

  async putStream(accountId: AccountId, raw: AsyncIterable<Uint8Array>): Promise<Result<KeptFile, VaultFailure>> {
    const temporary = this.files.newTemporary();
    let release: (() => void) | null = null;
    try {
      const { letterWrap, keyId } = this.options.keys;
      const letter = await streamTemporary(temporary, raw, letterWrap, keyId, (digest) => this.letterId(accountId, digest));
      const { letterId, digest, size } = letter;
      release = await this.claims.claim([letterId]);
      const isNew = !(await this.isWhole(letterId, size));
      if (isNew) {
        await this.files.settle(temporary, letterId);
        await this.files.syncFolders([letterId]);
        // it was damaged there
        await this.packs.erase([letterId]);
        this.remember(letterId, letter.keys);
      } else {
        await this.adopt(letterId);
      }
      return ok({ letterId, digest, size, isNew });
    } catch (error) {
      return refused(error);
    } finally {
      await this.files.release([temporary]);
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
    const packed = this.packs.header(named(letterId));
    if (packed === null) return await this.files.size(letterId);
    return packed.ok ? ok(packed.value.size) : packed;
  }

  async readRange(letterId: LetterId, start: number, end: number): Promise<Result<Uint8Array, VaultFailure>> {
    return this.packs.has(named(letterId)) ? await this.packs.readRange(letterId, start, end) : await this.files.readRange(letterId, start, end);
  }

  async has(letterId: LetterId): Promise<boolean> {
    return this.packs.has(named(letterId)) || (await this.files.has(letterId));
  }

  async erase(letterId: LetterId): Promise<Result<void, VaultFailure>> {
    return await this.eraseAll([named(letterId)]);
  }

  async journalKey(letterId: LetterId): Promise<Uint8Array | null> {
    const known = this.journalKeys.get(letterId);
    if (known !== undefined) return known;
    const header = await this.header(named(letterId));
    if (!header?.ok) return null;
    // an erase that began while the header was read must not find its key back in memory
    return this.claims.has(letterId) ? journalKeyOf(header.value.letterKey) : this.remember(letterId, header.value);
  }

  async sweepOrphans(knownIds: ReadonlySet<LetterId>, now: Date): Promise<SweptFiles> {
    const oldest = now.getTime() - limits.orphanDays * 24 * 60 * 60 * 1000;
    const isOrphan = (letterId: LetterId): boolean => !knownIds.has(letterId) && !this.claims.has(letterId) && !this.adopted.has(letterId);
    const orphans = [...this.packs.olderThan(oldest).filter(isOrphan), ...(await this.files.olderThan(oldest, isOrphan))];
    const temporaries = (await this.partials.sweep(now)) + (await this.files.sweepTemporaries());
    const erased = await this.eraseAll(orphans);
    return { orphans: erased.ok ? orphans.length : 0, temporaries };
  }

  compact(): Promise<number> {
    return this.packs.compact(limits.vaultCompactBytes);
  }

  private async eraseAll(letterIds: readonly LetterId[]): Promise<Result<void, VaultFailure>> {
    const release = await this.claims.claim(letterIds);
    try {
      // not overwritten in memory: the journal may be sealing with it at this moment
      for (const letterId of letterIds) this.journalKeys.delete(letterId);
      await this.packs.erase(letterIds);
      await inParallel(letterIds, filesAtOnce, (letterId) => this.files.erase(letterId));
      return ok(undefined);
    } catch (error) {
      return refused(error);
    } finally {
      release();
    }
  }

  private async writePacked(letters: readonly Planned[]): Promise<void> {
    const keptAt = Date.now();
    await this.packs.append(letters.map(({ letterId, raw, keys }) => ({ letterId, keys, size: raw.length, keptAt, pieces: sealChunks(keys, raw) })));
  }

  private async writeFiles(letters: readonly Planned[]): Promise<void> {
    const { letterWrap, keyId } = this.options.keys;
    const written = letters.map((letter) => ({ ...letter, temporary: this.files.newTemporary() }));
    try {
      await inParallel(written, filesAtOnce, async ({ letterId, raw, keys, temporary }) => {
        const header = sealHeader(letterWrap, keyId, letterId, { ...keys, chunkSize: limits.vaultChunkBytes, size: raw.length });
        await writeTemporary(temporary, [header, ...sealChunks(keys, raw)]);
      });
      await inParallel(written, filesAtOnce, ({ temporary, letterId }) => this.files.settle(temporary, letterId));
      await this.files.syncFolders(written.map(({ letterId }) => letterId));
    } finally {
      await this.files.release(written.map(({ temporary }) => temporary));
    }
  }

  private async header(letterId: LetterId): Promise<Result<LetterFileHeader, VaultFailure> | null> {
    return this.packs.header(letterId) ?? (await this.files.header(letterId));
  }

  private async isWhole(letterId: LetterId, size: number): Promise<boolean> {
    if (!(await this.has(letterId))) return false;
    let at = 0;
    do {
      // a letter that came as a stream may be larger than what may be held at once
      if (!(await this.readRange(letterId, at, Math.min(size, at + limits.streamPieceBytes))).ok) return false;
      at += limits.streamPieceBytes;
    } while (at < size);
    return true;
  }

  /**
   * A letter whose header still opens but whose chunks do not is written again under the same keys: the same plaintext gives the
   * same ciphertext, and the journal's payloads about the letter stay readable.
   */
  private async presentOf(letters: readonly { readonly letterId: LetterId; readonly raw: Uint8Array }[]): Promise<ReadonlyMap<LetterId, Present>> {
    const present = new Map<LetterId, Present>();
    await inParallel(letters, filesAtOnce, async ({ letterId, raw }) => {
      if (!(await this.has(letterId))) return;
      if (await this.isWhole(letterId, raw.length)) {
        await this.adopt(letterId);
        present.set(letterId, 'whole');
        return;
      }
      const header = await this.header(letterId);
      if (header?.ok && header.value.chunkSize === limits.vaultChunkBytes) present.set(letterId, { keys: header.value, isFile: !this.packs.has(letterId) });
    });
    return present;
  }

  /** Young again: an old orphan that came back must not be swept before the caller has journalled it. */
  private async adopt(letterId: LetterId): Promise<void> {
    const keptAt = this.packs.keptAt(letterId);
    if (keptAt === null) await this.files.adopt(letterId);
    else if (Date.now() - keptAt > (limits.orphanDays - 1) * 24 * 60 * 60 * 1000) this.adopted.add(letterId);
  }

  private remember(letterId: LetterId, keys: LetterFileKeys): Uint8Array {
    const key = journalKeyOf(keys.letterKey);
    if (this.journalKeys.size >= limits.rememberedLetterKeys) this.journalKeys.clear();
    this.journalKeys.set(letterId, key);
    return key;
  }
}

/** Ids reach the vault from the renderer too; nothing but hex may become a path. */
function named(letterId: LetterId): LetterId {
  if (!/^[0-9a-f]{32}$/.test(letterId)) throw new Error('not a letter id');
  return letterId;
}

function refused(error: unknown): Result<never, VaultFailure> {
  if (isDiskFull(error)) return fail({ code: 'diskFull' });
  if (isReadOnly(error)) return fail({ code: 'readOnly' });
  throw error;
}
