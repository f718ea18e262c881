import type { ListAnswer, ListQuery, ListRow } from '../../core/contract/list';
import type { LetterId } from '../../core/model/ids';
import type { KnownMailbox } from './known-mailbox';
import type { LetterView } from './letter-view';

export type RowsAnswer = Extract<ListAnswer, { readonly type: 'rows' }>;

/** What the features may ask of the store; made by `connectStore(keyBytes)`. */
export interface StorePort {
  /** one window of rows [from, to), with the counts of every queue */
  rows(query: ListQuery, from: number, to: number): Promise<RowsAnswer>;
  /** the table changed; carries how many letters there are and how many still wait for a stage */
  onRowsChanged(listener: (state: { readonly letters: number; readonly pending: number }) => void): () => void;
  /** rows of these letters in the order asked for, without those that are not here */
  rowsOf(letterIds: readonly LetterId[]): Promise<readonly ListRow[]>;
  /** calls at once and whenever accounts or their folders changed */
  watchMailboxes(listener: (mailboxes: readonly KnownMailbox[]) => void): () => void;
  letter(letterId: LetterId): Promise<LetterView | null>;
  /** calls at once and after each change of that letter */
  watchLetter(letterId: LetterId, listener: (view: LetterView | null) => void): () => void;
  close(): void;
}
