import type { ListAnswer, ListQuery, ListRow, Related, TableAnswer, UnitRow, VerdictChange } from '../../core/contract/list';
import type { LearnedRule } from '../../core/model/correction';
import type { DraftId, LetterId } from '../../core/model/ids';
import type { Unit } from '../../core/model/unit';
import type { KnownReaders } from '../../core/verify/find-readers';
import type { KnownMailbox } from './known-mailbox';
import type { LetterView } from './letter-view';

export type RowsAnswer = Extract<ListAnswer, { readonly type: 'rows' }>;

/** What the features may ask of the store; made by `connectStore(keyBytes)`. */
export interface StorePort {
  /** one window of rows [from, to), with the counts of every queue */
  rows(query: ListQuery, from: number, to: number): Promise<RowsAnswer>;
  /** the table changed; carries how many letters there are, how many still wait for a stage, and of when the newest revocation list is that answers rest on */
  onRowsChanged(listener: (state: Pick<Extract<ListAnswer, { readonly type: 'changed' }>, 'letters' | 'pending' | 'newestList'>) => void): () => void;
  /** rows of these letters in the order asked for, without those that are not here */
  rowsOf(letterIds: readonly LetterId[]): Promise<readonly ListRow[]>;
  /** how the documents of a letter hang together with other letters */
  related(letterId: LetterId): Promise<Related>;
  /** who got what we sent; see `ledger` in core/contract/list.ts */
  ledger(asked: { readonly batch: DraftId | null; readonly attention: boolean; readonly from: number; readonly to: number }): Promise<LedgerAnswer>;
  /** letters of one conversation in order of time, what we sent included */
  conversation(letterId: LetterId): Promise<readonly ListRow[]>;
  /** certificates that letters brought for these addresses, so that something can be encrypted for them */
  readers(addresses: readonly string[]): Promise<KnownReaders>;
  units(search: string): Promise<readonly UnitRow[]>;
  /** every entry of the directory, for comparing it with a table or a directory service */
  directory(): Promise<readonly Unit[]>;
  rules(): Promise<readonly LearnedRule[]>;
  /** rows of a CSV or XLSX file, opened in the ingest window */
  readTable(name: string, bytes: Uint8Array): Promise<TableAnswer>;
  /** read the pictures of this letter next, or stop reading them */
  wantOcr(letterId: LetterId, wanted: boolean): void;
  /** calls at once and whenever OCR goes on */
  watchOcr(listener: (progress: OcrProgress) => void): () => void;
  /** calls at once and whenever accounts or their folders changed */
  watchMailboxes(listener: (mailboxes: readonly KnownMailbox[]) => void): () => void;
  /** letters whose answer on their signatures became another one since a person could have seen it: once for each batch that was verified again */
  watchVerdictChanges(listener: (changed: readonly VerdictChange[]) => void): () => void;
  letter(letterId: LetterId): Promise<LetterView | null>;
  /** calls at once and after each change of that letter */
  watchLetter(letterId: LetterId, listener: (view: LetterView | null) => void): () => void;
  close(): void;
}

export type LedgerAnswer = Pick<Extract<ListAnswer, { readonly type: 'ledger' }>, 'total' | 'sendings' | 'alarms'>;
export type OcrProgress = Omit<Extract<ListAnswer, { readonly type: 'ocr' }>, 'type'>;
