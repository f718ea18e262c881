import type { ListRow } from '../../core/contract/list';
import type { UnitClues } from '../../core/recognise/believe-unit';

/** A row as it lies sealed in the store, with how far ingest has come with the letter. */
export interface StoredRow {
  readonly row: ListRow;
  /** what its unit is judged by */
  readonly clues: UnitClues;
  /** attachments were read, or there are none */
  readonly opened: boolean;
  /** sequence number of the evidence the verdict was computed with; null: no verdict needed or none yet */
  readonly verifiedWith: number | null;
  readonly signed: boolean;
  /** the arrival of this letter was put before main (or is none of the kind that is) */
  readonly arrivalProposed: boolean;
  readonly displayedProposed: boolean;
}
