import { readSealedFile, writeSealedFile } from '../vault/sealed-file';
import { limits } from '../../core/base/limits';
import type { FolderCursor } from './cursor';
import { decodeCursors, encodeCursors } from './cursor';

/** Where the cursors of one mailbox lie. Losing them costs time, never a letter: the journal says what is kept. */
export interface CursorStore {
  /** null where there are none or they cannot be read */
  load(): Promise<ReadonlyMap<string, FolderCursor> | null>;
  save(cursors: ReadonlyMap<string, FolderCursor>): Promise<void>;
}

export function sealedCursorStore(path: string, key: Uint8Array): CursorStore {
  return {
    async load() {
      const read = await readSealedFile(path, key);
      return read.ok ? decodeCursors(read.value) : null;
    },
    async save(cursors) {
      await writeSealedFile(path, key, encodeCursors(cursors));
    },
  };
}

/** The cursors of one mailbox, by folder; one file for all, written at most every `limits.cursorSaveMillis`. */
export class CursorBook {
  private savedAt = Number.NEGATIVE_INFINITY;
  private isChanged = false;
  private writing: Promise<void> = Promise.resolve();

  private constructor(private readonly store: CursorStore, private readonly cursors: Map<string, FolderCursor>) {}

  /** @param believe false: what they were about is partly lost, so nothing of them counts */
  static async open(store: CursorStore, believe: boolean): Promise<CursorBook> {
    return new CursorBook(store, new Map(believe ? await store.load() : null));
  }

  get(path: string): FolderCursor | null {
    return this.cursors.get(path) ?? null;
  }

  /** To be written when something else is. */
  note(path: string, cursor: FolderCursor): void {
    this.cursors.set(path, cursor);
    this.isChanged = true;
  }

  async set(path: string, cursor: FolderCursor): Promise<void> {
    this.note(path, cursor);
    if (performance.now() - this.savedAt >= limits.cursorSaveMillis) await this.save();
  }

  /** Folders that are no more. */
  keepOnly(paths: ReadonlySet<string>): void {
    for (const path of this.cursors.keys()) if (!paths.has(path)) this.isChanged = this.cursors.delete(path) || this.isChanged;
  }

  /** Resolves when all that was set is on disk. */
  async save(): Promise<void> {
    if (this.isChanged) {
      this.isChanged = false;
      this.savedAt = performance.now();
      const write = (): Promise<void> => this.store.save(this.cursors);
      this.writing = this.writing.then(write, write);
    }
    await this.writing;
  }
}
