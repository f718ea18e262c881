import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { fail, ok, type Result } from '../../core/base/result';
import { draft as draftSchema, isoTime } from '../../core/contract/outgoing-schemas';
import type { Draft } from '../../core/model/draft';
import type { Digest, DraftId, IsoTime, LetterId } from '../../core/model/ids';
import { deriveKey } from '../vault/derive-keys';
import { renameHeld, syncFolder, systemCode } from '../vault/durable-file';
import { eraseLetterFile } from '../vault/erase-letter-file';
import { readLetterRange } from '../vault/read-letter-file';
import { readSealedFile, writeSealedFile } from '../vault/sealed-file';
import { streamTemporary } from '../vault/write-letter-file';

export interface SavedDraft {
  readonly draft: Draft;
  readonly savedAt: IsoTime;
}

const saved = v.object({ version: v.literal(1), draft: draftSchema, savedAt: isoTime });

/**
 * One folder a draft: `<name>/<name>.vtd` is the newest save, sealed and replaced as a whole; `<name>/<name of the digest>.vtf` its files, sealed in
 * chunks with a key of their own each, in the format of letters. Names are HMACs: they tell neither whose draft it is nor which files it carries.
 */
export class DraftFolder {
  private readonly stateKey: Uint8Array;
  private readonly nameKey: Uint8Array;
  private readonly wrapKey: Uint8Array;

  constructor(private readonly dir: string, key: Uint8Array, private readonly keyId: Uint8Array) {
    this.stateKey = deriveKey(key, 'state');
    this.nameKey = deriveKey(key, 'name');
    this.wrapKey = deriveKey(key, 'wrap');
  }

  async prepare(): Promise<void> {
    if ((await mkdir(this.dir, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(join(this.dir, '..'));
  }

  nameOf(draftId: DraftId): string {
    return this.hmac(draftId);
  }

  /** names of the folders that are there */
  async names(): Promise<readonly string[]> {
    return (await readdir(this.dir, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  }

  /** 'missing' and 'damaged' are of this draft alone. */
  async read(name: string): Promise<Result<SavedDraft, { readonly code: 'missing' | 'damaged' }>> {
    const read = await readSealedFile(this.statePath(name), this.stateKey);
    if (!read.ok) return read;
    const checked = v.safeParse(saved, JSON.parse(Buffer.from(read.value).toString('utf8')));
    // sealed by us and yet not a draft, or another's: of a version that is not known here
    return checked.success && this.nameOf(checked.output.draft.draftId) === name ? ok({ draft: checked.output.draft, savedAt: checked.output.savedAt }) : fail({ code: 'damaged' });
  }

  /** Durable when it resolves; throws the system's error where the disk refuses (the save before stays). */
  async write(state: SavedDraft): Promise<void> {
    const name = await this.make(state.draft.draftId);
    await writeSealedFile(this.statePath(name), this.stateKey, Buffer.from(JSON.stringify({ version: 1, ...state }), 'utf8'));
  }

  /** Bytes of a file, sealed as they come, at most `largest`; null: more of them came. */
  async putFile(draftId: DraftId, raw: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, largest: number): Promise<{ readonly digest: Digest; readonly size: number } | null> {
    const folder = join(this.dir, await this.make(draftId));
    const temporary = join(folder, `${randomBytes(8).toString('hex')}.tmp`);
    try {
      const streamed = await streamTemporary(temporary, upTo(raw, largest), this.wrapKey, this.keyId, (digest) => this.fileName(draftId, digest));
      await renameHeld(temporary, this.filePath(draftId, streamed.digest), rename);
      await syncFolder(folder);
      return { digest: streamed.digest, size: streamed.size };
    } catch (error) {
      await rm(temporary, { force: true });
      if (error instanceof TooLarge) return null;
      throw error;
    }
  }

  async readFile(draftId: DraftId, digest: Digest): Promise<Result<Uint8Array, { readonly code: 'missing' | 'damaged' }>> {
    const place = { path: this.filePath(draftId, digest), letterId: this.fileName(draftId, digest), wrapKey: this.wrapKey, keyId: this.keyId };
    const read = await readLetterRange(place, 0, Number.MAX_SAFE_INTEGER);
    return read.ok ? read : fail({ code: read.failure.code === 'missing' ? 'missing' : 'damaged' });
  }

  /** The letter that is to lie in the Drafts folder of the mailbox and does not yet; the newest replaces the one before. */
  async writePending(draftId: DraftId, message: Uint8Array): Promise<void> {
    await writeSealedFile(this.pendingPath(await this.make(draftId)), this.stateKey, message);
  }

  /** null: none waits, or it is damaged and the next one takes its place */
  async readPending(draftId: DraftId): Promise<Uint8Array | null> {
    const read = await readSealedFile(this.pendingPath(this.nameOf(draftId)), this.stateKey);
    return read.ok ? read.value : null;
  }

  async dropPending(draftId: DraftId): Promise<void> {
    await eraseLetterFile(this.pendingPath(this.nameOf(draftId)));
  }

  /** Heads first, so that no key of a file stays behind. Once begun it may be begun again. */
  async erase(name: string): Promise<void> {
    const folder = join(this.dir, name);
    const entries = await entriesOf(folder);
    if (entries === null) return;
    for (const entry of entries) await eraseLetterFile(join(folder, entry));
    await rmdir(folder);
    await syncFolder(this.dir);
  }

  /** What a crash left half-written goes at once; files that no save names go when they are old enough. @param before milliseconds since 1970 */
  async tidy(name: string, kept: ReadonlySet<Digest> | null, draftId: DraftId | null, before: number): Promise<void> {
    const folder = join(this.dir, name);
    const named = new Set<string>(draftId === null || kept === null ? [] : [...kept].map((digest) => `${this.fileName(draftId, digest)}.vtf`));
    for (const entry of (await entriesOf(folder)) ?? []) {
      const path = join(folder, entry);
      const isLeft = entry.endsWith('.tmp') || (kept !== null && entry.endsWith('.vtf') && !named.has(entry) && (await stat(path)).mtimeMs < before);
      if (isLeft) await eraseLetterFile(path);
    }
  }

  /** milliseconds since 1970 at which anything in the folder was last written */
  async touchedAt(name: string): Promise<number> {
    return (await stat(join(this.dir, name))).mtimeMs;
  }

  private async make(draftId: DraftId): Promise<string> {
    const name = this.nameOf(draftId);
    if ((await mkdir(join(this.dir, name), { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(this.dir);
    return name;
  }

  private statePath(name: string): string {
    return join(this.dir, name, `${name}.vtd`);
  }

  private pendingPath(name: string): string {
    return join(this.dir, name, `${name}.vtp`);
  }

  private filePath(draftId: DraftId, digest: Digest): string {
    return join(this.dir, this.nameOf(draftId), `${this.fileName(draftId, digest)}.vtf`);
  }

  /** bound into the file's header in the place of a letter's id */
  private fileName(draftId: DraftId, digest: Digest): LetterId {
    return this.hmac(`${draftId}\0${digest}`) as LetterId;
  }

  private hmac(text: string): string {
    return createHmac('sha256', this.nameKey).update(text).digest('hex').slice(0, 32);
  }
}

class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

async function* upTo(raw: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, largest: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of raw) {
    size += piece.length;
    if (size > largest) throw new TooLarge();
    yield piece;
  }
}

async function entriesOf(folder: string): Promise<readonly string[] | null> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
