import type { ListRow, Related } from '../../core/contract/list';
import type { Citation } from '../../core/model/document';
import { directoryOf } from '../../core/correct/find-sender';
import { showLetter, addressOf, type ShownLetter } from '../../core/correct/show-letter';
import { noKnowledge, type Knowledge } from '../../core/fold/knowledge';
import type { IsoTime, LetterId } from '../../core/model/ids';
import type { JournalledPolicy } from '../../core/model/policy';
import { alone, DocumentIndex } from '../../core/relate/document-index';
import { relatedDocuments } from '../../core/relate/related-letter';
import { bindSigner } from '../../core/verify/bind-document';
import { makeRow } from './make-row';
import type { RowTable } from './row-table';
import type { RowFinding, StoredRow } from './stored-row';

/** What a row is shown by, beside what is stored of it. */
export interface ShownBy {
  readonly knowledge: Knowledge;
  readonly policy: JournalledPolicy | null;
}

/** The rows of all letters as they are shown: kept in memory, made anew whenever a letter, or what people taught, is another. */
export class ShownRows {
  private readonly stored = new Map<LetterId, StoredRow>();
  private readonly index = new DocumentIndex();
  private by: ShownBy = { knowledge: noKnowledge, policy: null };
  private isFilling = false;
  private newest: IsoTime | null = null;

  /**
   * @param changed a row, or what hangs together with it, may be another one
   * @param ocrOf how far the pictures of a letter are read
   */
  constructor(
    private readonly table: RowTable, private readonly changed: (letterId: LetterId) => void,
    private readonly ocrOf: (row: ListRow, found: RowFinding) => ListRow['ocr'],
  ) {}

  /** as it is shown now */
  row(letterId: LetterId): ListRow | null {
    return this.table.get(letterId);
  }

  get(letterId: LetterId): StoredRow | undefined {
    return this.stored.get(letterId);
  }

  all(): IterableIterator<[LetterId, StoredRow]> {
    return this.stored.entries();
  }

  /** From now on rows are shown by this; those that are there already are to be shown again, see `show`. */
  teach(by: ShownBy): void {
    this.by = by;
  }

  /** of the newest revocation list that an answer rests on, or rested on in this life */
  get newestList(): IsoTime | null {
    return this.newest;
  }

  put(letterId: LetterId, stored: StoredRow): void {
    this.stored.set(letterId, stored);
    if (stored.listAt !== undefined && stored.listAt > (this.newest ?? '')) this.newest = stored.listAt;
    this.show(letterId);
    this.changed(letterId);
  }

  /** As `put` for many, as at start: how they hang together is told once all are there. A thousand letters of one number would tell it a million times. */
  putAll(all: Iterable<readonly [LetterId, StoredRow]>): void {
    const ids = new Set<LetterId>();
    this.isFilling = true;
    for (const [id, stored] of all) {
      ids.add(id);
      this.put(id, stored);
    }
    this.isFilling = false;
    this.retie(ids);
  }

  /** As `put` for what no row shows. */
  note(letterId: LetterId, stored: StoredRow): void {
    this.stored.set(letterId, stored);
  }

  /** Makes the row anew, and those of letters that hang together with it. @returns whether it is another one now */
  show(letterId: LetterId): boolean {
    const stored = this.stored.get(letterId);
    if (stored === undefined) return false;
    const { found } = stored;
    if (found === null) {
      this.retie(this.index.remove(letterId));
      return this.place(makeRow(stored, null, null));
    }
    const shown = this.shown(stored, found);
    const { state } = stored;
    const isTied = shown.documents.length > 0 && !shown.secret;
    const affected = isTied
      ? this.index.put({
        letterId, arrivedAt: state.arrivedAt, sender: addressOf(found.basis), believed: isBelieved(shown), arrived: !state.trashed && !state.outgoing,
        documents: relatedDocuments(shown.documents),
      })
      : this.index.remove(letterId);
    const row = makeRow(stored, found, { shown, standing: this.isFilling ? alone : this.index.standing(letterId), policy: this.by.policy, otherIssuer: this.isOtherIssuer(found, shown) });
    const isAnother = this.place({ ...row, ocr: this.ocrOf(row, found) });
    this.retie(affected);
    return isAnother;
  }

  forget(letterId: LetterId): void {
    this.stored.delete(letterId);
    this.table.remove(letterId);
    this.retie(this.index.remove(letterId));
    this.changed(letterId);
  }

  clear(): void {
    this.stored.clear();
    this.index.clear();
    this.table.clear();
    this.newest = null;
    this.by = { knowledge: noKnowledge, policy: null };
  }

  related(letterId: LetterId): Related {
    const { cites, citedBy, arrivals } = this.index.related(letterId);
    const rows = (ids: readonly LetterId[]): readonly ListRow[] => ids.flatMap((id) => this.table.get(id) ?? []);
    const withRow = <Tie extends { readonly letter: LetterId }>(ties: readonly Tie[]): readonly (Omit<Tie, 'letter'> & { readonly letter: ListRow })[] =>
      ties.flatMap((tie) => rows([tie.letter]).map((letter) => ({ ...tie, letter })));
    return {
      cites: cites.flatMap(({ document, cite, letters }) => {
        const cited = this.citation(letterId, document, cite.at);
        return cited === undefined ? [] : [{ document, cite: cited, letters: rows(letters) }];
      }),
      citedBy: withRow(citedBy),
      arrivals: withRow(arrivals),
    };
  }

  private citation(letterId: LetterId, document: number, at: number): Citation | undefined {
    return this.stored.get(letterId)?.found?.basis.documents[document]?.cites[at];
  }

  /** What lies in junk is taken for nothing, whatever it says of itself; a stamp of secrecy it still keeps from being searched. */
  private shown({ state }: StoredRow, { basis }: RowFinding): ShownLetter {
    const { knowledge, policy } = this.by;
    const shown = showLetter(state.letterId, basis, knowledge, policy);
    return state.junk && shown.documents.length > 0 ? { ...showLetter(state.letterId, { ...basis, documents: [], digests: [] }, knowledge, policy), secret: shown.secret } : shown;
  }

  private isOtherIssuer({ signers }: RowFinding, { documents }: ShownLetter): boolean {
    if (signers === undefined) return false;
    const shown = documents.map(({ document }) => document);
    return signers.some((names) => bindSigner(names, shown, directoryOf(this.by.knowledge.units)).state === 'failed');
  }

  private place(row: ListRow): boolean {
    const before = this.table.get(row.letterId);
    const unit = row.unitId === null ? undefined : this.by.knowledge.units[row.unitId];
    this.table.put(row, unit === undefined ? [] : [unit.name, ...unit.aliases]);
    return before === null || (Object.keys(row) as (keyof ListRow)[]).some((name) => before[name] !== row[name]);
  }

  private retie(letterIds: ReadonlySet<LetterId>): void {
    if (this.isFilling) return;
    for (const id of letterIds) {
      this.table.amend(id, this.index.standing(id));
      this.changed(id);
    }
  }
}

/** A mailbox of some office under the letterhead of another one, or with anything else against it, may pass a document on; it does not speak for who issued it. */
function isBelieved({ sender, officialness }: ShownLetter): boolean {
  return sender.known && sender.conflicts.length === 0 && officialness.level !== 'doubtful';
}
