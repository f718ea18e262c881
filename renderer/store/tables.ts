import Dexie, { type Table } from 'dexie';
import type { LetterId } from '../../core/model/ids';

/** Ids and times stand open as keys; everything else lies in sealed values. */
export interface SealedRow {
  readonly id: LetterId;
  readonly sealed: Uint8Array;
}

export interface SealedMeta {
  readonly name: string;
  readonly sealed: Uint8Array;
}

/** Fold of the journal: may be deleted at any time, the journal gives the same again. */
export class StateTables extends Dexie {
  declare readonly letters: Table<SealedRow, LetterId>;
  declare readonly rows: Table<SealedRow, LetterId>;
  declare readonly verdicts: Table<SealedRow, LetterId>;
  declare readonly meta: Table<SealedMeta, string>;

  constructor(name = 'vanthu-state') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ letters: 'id', rows: 'id', verdicts: 'id', meta: 'name' });
  }
}

/** Facts of bytes and core version: kept over a rebuild, because parsing again costs minutes. */
export class FactTables extends Dexie {
  declare readonly one: Table<SealedRow, LetterId>;
  declare readonly two: Table<SealedRow, LetterId>;
  /** what was read from pictures: seconds a page, so it outlives a new core version */
  declare readonly ocr: Table<SealedRow, LetterId>;

  constructor(name = 'vanthu-facts') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ one: 'id', two: 'id' });
    this.version(2).stores({ ocr: 'id' });
  }
}
