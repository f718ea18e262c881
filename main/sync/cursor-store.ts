import { readSealedFile, writeSealedFile } from '../vault/sealed-file';
import type { InboxCursor } from './cursor';
import { decodeCursor, encodeCursor } from './cursor';

/** Where a mailbox's cursor lies. Losing it costs time, never a letter: the journal says what is kept. */
export interface CursorStore {
  /** null where there is none or it cannot be read */
  load(): Promise<InboxCursor | null>;
  save(cursor: InboxCursor): Promise<void>;
}

export function sealedCursorStore(path: string, key: Uint8Array): CursorStore {
  return {
    async load() {
      const read = await readSealedFile(path, key);
      return read.ok ? decodeCursor(read.value) : null;
    },
    async save(cursor) {
      await writeSealedFile(path, key, encodeCursor(cursor));
    },
  };
}
