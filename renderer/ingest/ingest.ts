import { isoTime } from '../../core/base/clock';
import { learnRules } from '../../core/correct/learn-rules';
import type { JournalPage } from '../../core/contract/commands';
import type { ListRow } from '../../core/contract/list';
import { keyWord } from '../../core/fold/evidence';
import type { LetterContent } from '../../core/facts/open-content';
import type { LetterState } from '../../core/fold/letter-state';
import type { LetterId } from '../../core/model/ids';
import type { LetterVerdict } from '../../core/model/verdict';
import { evidenceSeq } from '../../core/verify/pin';
import { SealedStore, type Sealed } from '../store/sealed-store';
import { Books, type Folded } from './books';
import { findReaders } from './find-readers';
import type { IngestParts } from './ingest-parts';
import { LetterReader } from './letter-reader';
import { LetterSteps } from './letter-steps';
import { OcrDesk } from './ocr/ocr-desk';
import { OpenLetters } from './open-letters';
import { isDamaged, rowAfterFold, unread } from './row-after-fold';
import { ownWord } from './row-finding';
import { RowTable } from './row-table';
import { ListServer } from './serve-list';
import { ShownRows } from './shown-rows';
import type { RowFinding, StoredRow } from './stored-row';
import { isTaughtAnew, retoldLetters, taughtLetters } from './told-anew';
import { TrackingDesk } from './tracking-desk';
import { unitRows } from './unit-rows';
import { WorkQueue } from './work-queue';

const pageEvents = 1000;
const stageOneBatch = 24;
/** rows made anew in one step: some ten milliseconds, so that a page a person waits for is not late */
const showBatch = 500;

/** Follows the journal, runs core over each letter, writes the store. One step at a time, the cheap and visible ones first. */
export class Ingest {
  private readonly table = new RowTable();
  private readonly books = new Books();
  private readonly rows = new ShownRows(this.table, (id) => this.tellOf(id), (row, found) => this.ocrOf(row, found));
  private readonly tracking = new TrackingDesk(this.books, this.rows);
  private readonly toShow = new WorkQueue();
  private readonly toList = new WorkQueue();
  private readonly toFind = new WorkQueue();
  private readonly toOpen = new WorkQueue();
  private readonly toVerify = new WorkQueue();
  private readonly toPropose = new WorkQueue();
  private readonly toWant = new WorkQueue();
  private readonly queues = [this.toShow, this.toList, this.toFind, this.toOpen, this.toVerify, this.toPropose, this.toWant];
  private readonly list: ListServer = new ListServer({
    table: this.table,
    pending: () => this.toList.size + this.toOpen.size,
    newestList: () => this.rows.newestList,
    related: (id) => this.rows.related(id),
    units: (search) => unitRows(this.table.rows(), this.books.knowledge.units, search),
    ledger: () => this.tracking.ledger(isoTime(new Date())),
    conversation: (id) => this.tracking.conversation(id),
    readers: (addresses) => findReaders(addresses, this.rows, async (ids) => (await this.store?.readMany<LetterVerdict>(this.store.state.verdicts, ids)) ?? []),
    directory: () => Object.values(this.books.knowledge.units),
    rules: () => learnRules(this.books.knowledge),
    // opened with the first table: most offices never read one
    readTable: async (name, bytes) => (await import('../../core/extract/read-table')).readTable(name, bytes),
    wantOcr: (id, wanted) => this.desk?.want(id, wanted),
    ocr: () => this.desk?.progress() ?? { type: 'ocr', reading: null, waiting: 0 },
  });
  private store: SealedStore | null = null;
  private readonly open: OpenLetters;
  private readonly reader: LetterReader;
  private readonly steps: LetterSteps;
  /** null: no pictures are read here */
  private readonly desk: OcrDesk | null;
  private behind = true;
  private rouse: (() => void) | null = null;

  constructor(private readonly parts: IngestParts) {
    const { books, rows } = this;
    this.open = new OpenLetters(parts.ask);
    this.reader = new LetterReader(parts, this.open);
    this.steps = new LetterSteps({ ask: parts.ask, books, rows, open: this.open, reader: this.reader, remember: (id, stored) => this.remember(id, stored), changed: (change) => this.list.verdictChanged(change) });
    this.desk = parts.pictures === undefined ? null : new OcrDesk({
      ask: parts.ask, fetchLetter: parts.fetchLetter, tools: parts.tools, open: (raw) => this.openContent(raw), reader: parts.pictures,
      rouse: () => this.wake(),
      tell: () => this.list.ocrChanged(),
      changed: (id, what) => this.afterOcr(id, what),
    });
  }

  /** The journal advanced, or the books were opened. */
  wake(): void {
    this.behind = true;
    this.rouse?.();
  }

  /** A letter as a person reads it: with our keys, where it is encrypted for one. */
  openContent(raw: Uint8Array): Promise<LetterContent> {
    return this.reader.openContent(raw, this.books.evidence);
  }

  async run(): Promise<never> {
    for (;;) {
      await this.workUntilIdle();
      if (!this.behind) await new Promise<void>((resolve) => (this.rouse = resolve));
    }
  }

  /** Does what can be done now; returns when the journal is folded and no letter waits. */
  async workUntilIdle(): Promise<void> {
    this.store ??= await this.openStore();
    if (this.store) while (await this.step(this.store));
  }

  close(): void {
    this.desk?.close();
    this.store?.close();
    this.list.close();
  }

  private async openStore(): Promise<SealedStore | null> {
    this.behind = false;
    const key = await this.parts.ask('store.key', {});
    if (!key) return null;
    const store = await SealedStore.openOrRemake(key, this.parts.storeName);
    await this.open.recall(store);
    await this.desk?.recall(store);
    // what an older version folded has another shape: it is thrown away with the first page
    if (await this.books.recall(store)) {
      this.teach();
      this.rows.putAll((await store.readAll<StoredRow>(store.state.rows)).flatMap(({ id, value }) => (value ? [[id, isDamaged(value) ? unread(value) : value] as const] : [])));
      for (const [id, stored] of this.rows.all()) {
        this.queue(id, stored);
        if (stored.wanting) this.toWant.add(id, stored.state.arrivedAt);
      }
    }
    this.list.open();
    this.behind = true;
    return store;
  }

  /** One piece of work; false when there is nothing to do. */
  private async step(store: SealedStore): Promise<boolean> {
    await this.parts.visibleFirst?.();
    if (this.behind) return this.fold(store);
    const shown = this.toShow.take(showBatch);
    if (shown.length > 0) return this.showAnew(shown);
    const batch = this.toList.take(stageOneBatch);
    if (batch.length > 0) return done(this.steps.list(store, batch));
    const found = this.toFind.take(stageOneBatch);
    if (found.length > 0) return done(this.steps.findAnew(store, found));
    const proposed = this.toPropose.take(1)[0];
    if (proposed) return done(this.steps.propose(store, proposed));
    const opened = this.toOpen.take(1)[0] ?? this.toVerify.take(1)[0];
    if (opened) return done(this.steps.openLetter(store, opened));
    this.list.tellVerdicts();
    const wanting = this.toWant.take(stageOneBatch);
    if (wanting.length > 0) return done(this.steps.wantAgain(store, wanting));
    await this.open.unmark(store);
    return (await this.desk?.step(store)) ?? false;
  }

  /** What of the pictures of a letter is read; those that are not are offered to be. */
  private ocrOf(row: ListRow, { scans, scansRead }: RowFinding): ListRow['ocr'] {
    if (scans === 0) return 'none';
    if (scansRead) this.desk?.forget(row.letterId);
    else this.desk?.offer(row.letterId, row.arrivedAt, row);
    if (row.secret) return 'none';
    return scansRead ? 'read' : (this.desk?.stateOf(row.letterId) ?? 'stopped');
  }

  private afterOcr(id: LetterId, what: 'row' | 'facts'): void {
    const stored = this.rows.get(id);
    if (stored === undefined) return;
    if (what === 'facts') this.toFind.add(id, stored.state.arrivedAt);
    this.rows.show(id);
    this.list.changed(id);
  }

  private async fold(store: SealedStore): Promise<true> {
    this.behind = false;
    const page = await this.parts.ask('journal.read', { after: this.books.seq, limit: pageEvents });
    if (this.books.isAnother(page)) {
      await this.startAnew(store);
      return true;
    }
    await this.foldPage(store, page);
    if (page.next < page.head) this.behind = true;
    return true;
  }

  private async startAnew(store: SealedStore): Promise<void> {
    await store.clearState();
    this.rows.clear();
    for (const queue of this.queues) queue.clear();
    this.desk?.clear();
    this.books.forget();
    this.behind = true;
  }

  private async foldPage(store: SealedStore, page: JournalPage): Promise<void> {
    const { before, states, erased, metas, isOutgoingChanged } = await this.books.fold(store, page);
    const { state: folded, facts } = store;
    // before the cursor goes on: who dies in between folds this page once more
    await Promise.all([facts.one, facts.two, facts.ocr].map((table) => table.bulkDelete([...erased])));
    for (const id of erased) this.forget(id);
    const retold = retoldLetters(before, this.books, this.rows.all()).filter((id) => !states.has(id));
    const found = await store.readMany<LetterState>(store.state.letters, retold);
    retold.forEach((id, index) => states.set(id, found[index] ?? null));
    this.teach();
    const letters: Sealed[] = [];
    const rows: Sealed[] = [];
    for (const [id, state] of states) {
      if (!state) continue;
      const row = rowAfterFold(this.rows.get(id), state, this.books.evidence);
      this.remember(id, row);
      letters.push(await store.seal('letters', id, state));
      rows.push(await store.seal('rows', id, row));
    }
    await folded.transaction('rw', [folded.letters, folded.rows, folded.meta, folded.verdicts], async () => {
      for (const table of [folded.letters, folded.rows, folded.verdicts]) await table.bulkDelete([...erased]);
      await folded.letters.bulkPut(letters);
      await folded.rows.bulkPut(rows);
      await folded.meta.bulkPut([...metas]);
    });
    if (isOutgoingChanged) {
      this.tracking.changed();
      this.list.ledgerChanged();
    }
    this.goOnFrom(before);
  }

  /** What letters that the page did not speak of have to do with it. */
  private goOnFrom(before: Folded): void {
    const { evidence } = this.books;
    for (const [id, { state }] of taughtLetters(before, this.books, this.rows.all())) this.toShow.add(id, state.arrivedAt);
    if (isTaughtAnew(before, this.books)) this.list.another('knowledge');
    if (keyWord(evidence) !== keyWord(before.evidence)) this.parts.keysChanged?.();
    if (evidence.seq !== before.evidence.seq) for (const [id, stored] of this.rows.all()) if (stored.signed) this.queue(id, stored);
    if (evidence.folders === before.evidence.folders && evidence.accounts === before.evidence.accounts) return;
    this.list.another('mailboxes');
    if (evidence.accounts !== before.evidence.accounts) for (const [id, stored] of this.rows.all()) this.queue(id, stored);
  }

  private tellOf(id: LetterId): void {
    this.tracking.changed();
    this.list.changed(id);
  }

  private teach(): void {
    this.tracking.changed();
    this.rows.teach({ knowledge: this.books.knowledge, policy: this.books.evidence.policy });
  }

  private remember(id: LetterId, stored: StoredRow): void {
    this.rows.put(id, stored);
    this.queue(id, stored);
  }

  /** Which step the letter waits for. */
  private queue(id: LetterId, stored: StoredRow): void {
    const { state: { arrivedAt, accountId }, found } = stored;
    const { evidence } = this.books;
    if (found === null || (found.keys !== undefined && found.keys !== keyWord(evidence))) this.toList.add(id, arrivedAt);
    else if (!stored.opened) this.toOpen.add(id, arrivedAt);
    else if (stored.signed && evidence.policy !== null && stored.verifiedWith !== evidenceSeq(evidence, stored.asked ?? [])) this.toVerify.add(id, arrivedAt);
    if (found !== null && found.own !== ownWord(evidence.accounts[accountId] ?? null)) this.toFind.add(id, arrivedAt);
    if (found !== null && (!stored.arrivalProposed || !stored.displayedProposed)) this.toPropose.add(id, arrivedAt);
  }

  private forget(id: LetterId): void {
    for (const queue of this.queues) queue.remove(id);
    this.desk?.forget(id);
    this.rows.forget(id);
  }

  private showAnew(ids: readonly LetterId[]): true {
    for (const id of ids) if (this.rows.show(id)) this.list.changed(id);
    return true;
  }
}

async function done(work: Promise<void>): Promise<true> {
  await work;
  return true;
}
