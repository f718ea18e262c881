import { randomBytes } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { isoTime, type Clock } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import { fail, ok, type Result } from '../../core/base/result';
import type { DraftFailure } from '../../core/contract/outgoing-commands';
import { safeName } from '../../core/letter/safe-name';
import type { Draft, DraftFile, FileRole, KeptDraft } from '../../core/model/draft';
import type { AccountId, Digest, DraftId, FileId } from '../../core/model/ids';
import type { JournalPort } from '../journal/journal-port';
import { JournalWriteError } from '../journal/journal-writer';
import { isDiskFull, isReadOnly, systemCode } from '../vault/durable-file';
import type { DraftFates } from './draft-fates';
import { DraftFolder, type SavedDraft } from './draft-folder';
import { isFrozenBy } from './frozen-draft';
import { mediaTypeOf } from './media-type-of';

export interface DraftsParts {
  readonly dir: string;
  readonly key: Uint8Array;
  readonly keyId: Uint8Array;
  /** folded already, and kept up by whoever owns it */
  readonly fates: DraftFates;
  readonly journal: Pick<JournalPort, 'append'>;
  readonly clock: Clock;
  readonly onChanged: () => void;
}

const dayMillis = 24 * 60 * 60 * 1000;

/**
 * Drafts as they are typed: sealed files, the newest save wins. The journal holds that they began and that they were thrown away. The file is
 * written before the journal tells of it: a draft the journal does not know is told of at the next start, one it knows without a file is damaged.
 */
export class Drafts {
  private readonly kept = new Map<DraftId, SavedDraft>();
  /** files whose bytes are here, whether a save names them yet or not */
  private readonly files = new Map<DraftId, Map<FileId, DraftFile>>();
  private readonly broken = new Set<string>();
  private readonly lanes = new Map<DraftId, Promise<unknown>>();

  private constructor(private readonly parts: DraftsParts, readonly folder: DraftFolder) {}

  static async open(parts: DraftsParts): Promise<Drafts> {
    const folder = new DraftFolder(parts.dir, parts.key, parts.keyId);
    await folder.prepare();
    const drafts = new Drafts(parts, folder);
    await drafts.readAll();
    return drafts;
  }

  /** Drafts whose messages have not all been sent, newest save first. */
  list(): readonly KeptDraft[] {
    return [...this.kept.values()]
      .filter(({ draft }) => this.parts.fates.sentAt(draft.draftId) === null)
      .map((state) => ({ ...state, queued: this.parts.fates.isQueued(state.draft.draftId) }))
      .sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
  }

  /** Those that began, were neither sent nor discarded, and whose file is torn or gone. */
  damaged(): readonly { readonly draftId: DraftId; readonly accountId: AccountId }[] {
    return this.parts.fates.began().filter(({ draftId }) => !this.kept.has(draftId) && this.parts.fates.sentAt(draftId) === null);
  }

  get(draftId: DraftId): Draft | null {
    return this.kept.get(draftId)?.draft ?? null;
  }

  /** True when it is on disk; false where its messages are queued and nothing is changed any more. */
  save(draft: Draft): Promise<Result<boolean, DraftFailure>> {
    return this.inLane(draft.draftId, async () => {
      const { fates } = this.parts;
      if (fates.isDiscarded(draft.draftId)) return fail({ code: 'noSuchDraft' });
      if (fates.isQueued(draft.draftId)) return ok(false);
      const before = this.kept.get(draft.draftId)?.draft ?? null;
      if (before !== null && fates.isIssued(draft.draftId) && isFrozenBy(before, draft)) return fail({ code: 'issued' });
      const known = this.files.get(draft.draftId);
      if (draft.files.some(({ fileId, digest, size }) => known?.get(fileId)?.digest !== digest || known.get(fileId)?.size !== size)) return fail({ code: 'noSuchFile' });
      const state: SavedDraft = { draft, savedAt: isoTime(this.parts.clock.now()) };
      await this.folder.write(state);
      this.kept.set(draft.draftId, state);
      await this.tellBegun(draft);
      this.parts.onChanged();
      return ok(true);
    });
  }

  /** Its bytes are gone when it resolves; a number it was given stays in its register. */
  discard(draftId: DraftId): Promise<Result<null, DraftFailure>> {
    return this.inLane(draftId, async () => {
      const { fates, journal } = this.parts;
      if (fates.isQueued(draftId) && fates.sentAt(draftId) === null) return fail({ code: 'queued' });
      if (fates.isOnlyHere(draftId)) return fail({ code: 'issued' });
      // told first: half of it erased and the program ended, the rest goes at the next start
      if (fates.isKnown(draftId) && !fates.isDiscarded(draftId)) await journal.append({ kind: 'draft.discarded', draftId });
      await this.forget(draftId);
      this.parts.onChanged();
      return ok(null);
    });
  }

  async read(draftId: DraftId, fileId: FileId): Promise<Result<Uint8Array, DraftFailure>> {
    const file = this.files.get(draftId)?.get(fileId);
    return file ? this.bytesOf(draftId, file.digest) : fail({ code: 'noSuchFile' });
  }

  /** Are the bytes that the draft names here and whole? */
  async holds(draftId: DraftId, digests: readonly Digest[]): Promise<boolean> {
    for (const digest of digests) if (!(await this.bytesOf(draftId, digest)).ok) return false;
    return true;
  }

  keepFile(input: { readonly draftId: DraftId; readonly name: string; readonly mediaType: string; readonly role: FileRole; readonly bytes: Uint8Array }): Promise<Result<DraftFile, DraftFailure>> {
    return this.inLane(input.draftId, async () => {
      const refused = this.refusesFile(input.draftId, input.role);
      if (refused) return fail(refused);
      const put = await this.folder.putFile(input.draftId, [input.bytes], this.roomFor(input.draftId));
      return put === null ? fail({ code: 'tooLarge' }) : ok(this.remember(input.draftId, { ...put, name: safeName(input.name, input.mediaType), mediaType: input.mediaType, role: input.role }));
    });
  }

  /** Files of this computer, all or none. Whoever calls has made sure that a person chose them. */
  attach(draftId: DraftId, paths: readonly string[]): Promise<Result<readonly DraftFile[], DraftFailure>> {
    return this.inLane(draftId, async () => {
      const refused = this.refusesFile(draftId, 'file');
      if (refused) return fail(refused);
      const attached: DraftFile[] = [];
      for (const path of paths) {
        const put = await this.putPath(draftId, path);
        if (!put.ok) {
          for (const { fileId } of attached) this.files.get(draftId)?.delete(fileId);
          return put;
        }
        const name = safeName(basename(path), mediaTypeOf(path));
        attached.push(this.remember(draftId, { ...put.value, name, mediaType: mediaTypeOf(name), role: 'file' }));
      }
      return ok(attached);
    });
  }

  /** Resolves when nothing is being written any more. */
  async close(): Promise<void> {
    await Promise.allSettled(this.lanes.values());
  }

  private async putPath(draftId: DraftId, path: string): Promise<Result<{ readonly digest: Digest; readonly size: number }, DraftFailure>> {
    let source: FileHandle;
    try {
      source = await open(path, 'r');
    } catch (error) {
      if (systemCode(error) === null) throw error;
      return fail({ code: 'notReadable' });
    }
    try {
      const found = await source.stat();
      if (!found.isFile()) return fail({ code: 'notReadable' });
      if (found.size > this.roomFor(draftId)) return fail({ code: 'tooLarge' });
      const put = await this.folder.putFile(draftId, source.createReadStream({ autoClose: false, highWaterMark: limits.streamPieceBytes }), this.roomFor(draftId));
      return put === null ? fail({ code: 'tooLarge' }) : ok(put);
    } finally {
      await source.close();
    }
  }

  private async bytesOf(draftId: DraftId, digest: Digest): Promise<Result<Uint8Array, DraftFailure>> {
    const read = await this.folder.readFile(draftId, digest);
    return read.ok ? ok(read.value) : fail({ code: read.failure.code === 'missing' ? 'noSuchFile' : 'damaged' });
  }

  private refusesFile(draftId: DraftId, role: FileRole): DraftFailure | null {
    const { fates } = this.parts;
    if (fates.isDiscarded(draftId)) return { code: 'noSuchDraft' };
    if (fates.isQueued(draftId)) return { code: 'queued' };
    return role !== 'file' && fates.isIssued(draftId) ? { code: 'issued' } : null;
  }

  private roomFor(draftId: DraftId): number {
    const taken = this.kept.get(draftId)?.draft.files.reduce((sum, { size }) => sum + size, 0) ?? 0;
    return Math.min(limits.draftFileBytes, Math.max(0, limits.draftTotalBytes - taken));
  }

  private remember(draftId: DraftId, file: Pick<DraftFile, 'name' | 'mediaType' | 'size' | 'digest' | 'role'>): DraftFile {
    const made: DraftFile = { fileId: randomBytes(8).toString('hex') as FileId, ...file, signedBy: [], stamped: false };
    const files = this.files.get(draftId) ?? new Map<FileId, DraftFile>();
    files.set(made.fileId, made);
    this.files.set(draftId, files);
    return made;
  }

  private async forget(draftId: DraftId): Promise<void> {
    this.kept.delete(draftId);
    this.files.delete(draftId);
    await this.folder.erase(this.folder.nameOf(draftId));
  }

  private async tellBegun({ draftId, accountId }: Draft): Promise<void> {
    if (!this.parts.fates.isKnown(draftId)) await this.parts.journal.append({ kind: 'draft.created', draftId, accountId });
  }

  /** One after the other for each draft; the disk's refusals become failures, everything else is a bug. */
  private inLane<Value>(draftId: DraftId, work: () => Promise<Result<Value, DraftFailure>>): Promise<Result<Value, DraftFailure>> {
    const next = (this.lanes.get(draftId) ?? Promise.resolve()).then(work).catch((error: unknown) => {
      if (isDiskFull(error) || (error instanceof JournalWriteError && error.code === 'diskFull')) return fail({ code: 'diskFull' as const });
      if (isReadOnly(error) || (error instanceof JournalWriteError && error.code === 'readOnly')) return fail({ code: 'notWritable' as const });
      if (systemCode(error) === 'EIO') return fail({ code: 'notReadable' as const });
      throw error;
    });
    const lane = next.catch(() => undefined);
    this.lanes.set(draftId, lane);
    void lane.then(() => {
      if (this.lanes.get(draftId) === lane) this.lanes.delete(draftId);
    });
    return next;
  }

  private async readAll(): Promise<void> {
    const { fates, clock } = this.parts;
    const gone = new Set(fates.discarded().map((draftId) => this.folder.nameOf(draftId)));
    const old = clock.now().getTime();
    for (const name of await this.folder.names()) {
      if (gone.has(name)) {
        await this.folder.erase(name);
        continue;
      }
      const read = await this.folder.read(name);
      if (!read.ok) {
        this.broken.add(name);
        await this.folder.tidy(name, null, null, 0);
        continue;
      }
      const { draft } = read.value;
      const sentAt = fates.sentAt(draft.draftId);
      if (sentAt !== null && Date.parse(sentAt) < old - limits.sentDraftDays * dayMillis) {
        await this.folder.erase(name);
        continue;
      }
      this.kept.set(draft.draftId, read.value);
      this.files.set(draft.draftId, new Map(draft.files.map((file) => [file.fileId, file])));
      await this.folder.tidy(name, new Set(draft.files.map(({ digest }) => digest)), draft.draftId, old - limits.orphanDays * dayMillis);
      await this.tellBegun(draft);
    }
    await this.sweep(old);
  }

  /** Folders of files that were attached to something never saved. What the journal knows stays, however damaged: a person discards it. */
  private async sweep(now: number): Promise<void> {
    const known = new Set(this.parts.fates.began().map(({ draftId }) => this.folder.nameOf(draftId)));
    for (const name of this.broken) {
      if (!known.has(name) && (await this.folder.touchedAt(name)) < now - limits.orphanDays * dayMillis) await this.folder.erase(name);
    }
  }
}
