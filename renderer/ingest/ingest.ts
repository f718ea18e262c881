import type { JournalPage } from '../../core/contract/commands';
import { coreVersion } from '../../core/facts/core-version';
import { foldEvidence, noEvidence, type Evidence } from '../../core/fold/evidence';
import { foldVersion } from '../../core/fold/fold-version';
import { foldLetter, lettersOf, type LetterState } from '../../core/fold/letter-state';
import { retoldFolders } from '../../core/fold/seen-letter';
import type { StageOneFacts, StageTwoFacts } from '../../core/model/facts';
import type { AccountId, LetterId } from '../../core/model/ids';
import type { LetterVerdict } from '../../core/model/verdict';
import { SealedStore, type Sealed } from '../store/sealed-store';
import type { IngestParts } from './ingest-parts';
import { LetterReader } from './letter-reader';
import { cluesOf, makeRow, unitOfRow } from './make-row';
import { OpenLetters } from './open-letters';
import { isWorthProposing } from './propose-receipts';
import { isJudgedAnew, rowAfterFold, rowFromFacts, unread, verdictOfClosed } from './row-after-fold';
import { RowTable } from './row-table';
import { ListServer } from './serve-list';
import type { StoredRow } from './stored-row';
import { WorkQueue } from './work-queue';

const pageEvents = 1000;
const stageOneBatch = 24;

interface Cursor {
  readonly chain: string;
  readonly seq: number;
  readonly coreVersion: string;
  readonly foldVersion: string;
}

/** Follows the journal, runs core over each letter, writes the store. One step at a time, the cheap and visible ones first. */
export class Ingest {
  private readonly table = new RowTable();
  private readonly stored = new Map<LetterId, StoredRow>();
  private readonly toList = new WorkQueue();
  private readonly toOpen = new WorkQueue();
  private readonly toVerify = new WorkQueue();
  private readonly toPropose = new WorkQueue();
  private readonly list = new ListServer(this.table, () => this.toList.size + this.toOpen.size);
  private store: SealedStore | null = null;
  private evidence: Evidence = noEvidence;
  private cursor: Cursor | null = null;
  private readonly open: OpenLetters;
  private readonly reader: LetterReader;
  private behind = true;
  private rouse: (() => void) | null = null;

  constructor(private readonly parts: IngestParts) {
    this.open = new OpenLetters(parts.ask);
    this.reader = new LetterReader(parts, this.open);
  }

  /** The journal advanced, or the books were opened. */
  wake(): void {
    this.behind = true;
    this.rouse?.();
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
    this.store?.close();
    this.list.close();
  }

  private async openStore(): Promise<SealedStore | null> {
    this.behind = false;
    const key = await this.parts.ask('store.key', {});
    if (!key) return null;
    const store = await SealedStore.openOrRemake(key, this.parts.storeName);
    await this.open.recall(store);
    this.evidence = (await store.readMeta<Evidence>('evidence')) ?? noEvidence;
    this.cursor = await store.readMeta<Cursor>('cursor');
    // what an older version folded has another shape: it is thrown away with the first page
    if (this.cursor?.foldVersion === foldVersion) {
      for (const { id, value } of await store.readAll<StoredRow>(store.state.rows)) if (value) this.remember(id, value.row.damaged ? unread(value) : value);
    }
    this.list.open();
    this.behind = true;
    return store;
  }

  /** One piece of work; false when there is nothing to do. */
  private async step(store: SealedStore): Promise<boolean> {
    await this.parts.visibleFirst?.();
    if (this.behind) return this.fold(store);
    const batch = this.toList.take(stageOneBatch);
    if (batch.length > 0) return this.listLetters(store, batch);
    const proposed = this.toPropose.take(1)[0];
    if (proposed) return this.propose(store, proposed);
    const opened = this.toOpen.take(1)[0] ?? this.toVerify.take(1)[0];
    if (opened) return this.openLetter(store, opened);
    await this.open.unmark(store);
    return false;
  }

  private async fold(store: SealedStore): Promise<true> {
    this.behind = false;
    const page = await this.parts.ask('journal.read', { after: this.cursor?.seq ?? 0, limit: pageEvents });
    if (this.cursor && (this.cursor.chain !== page.chain || this.cursor.seq > page.head || this.cursor.coreVersion !== coreVersion || this.cursor.foldVersion !== foldVersion)) {
      await this.startAnew(store);
      return true;
    }
    await this.foldPage(store, page);
    if (page.next < page.head) this.behind = true;
    return true;
  }

  private async startAnew(store: SealedStore): Promise<void> {
    await store.clearState();
    this.table.clear();
    this.stored.clear();
    for (const queue of [this.toList, this.toOpen, this.toVerify, this.toPropose]) queue.clear();
    this.evidence = noEvidence;
    this.cursor = null;
    this.behind = true;
  }

  private async foldPage(store: SealedStore, { events, next, chain }: JournalPage): Promise<void> {
    const ids = [...new Set(events.flatMap(lettersOf))];
    const states = new Map<LetterId, LetterState | null>();
    const known = await store.readMany<LetterState>(store.state.letters, ids);
    ids.forEach((id, index) => states.set(id, known[index] ?? null));
    const before = this.evidence;
    for (const event of events) {
      this.evidence = foldEvidence(this.evidence, event);
      for (const id of lettersOf(event)) states.set(id, foldLetter(states.get(id) ?? null, id, event));
    }
    await this.alsoRetold(store, before, states);
    const letters: Sealed[] = [];
    const rows = new Map<LetterId, Sealed>();
    const anew: LetterId[] = [];
    const erased: LetterId[] = [];
    for (const [id, state] of states) {
      if (!state) {
        if (events.some((event) => event.kind === 'letter.erased' && event.letterId === id)) erased.push(id);
        continue;
      }
      const was = this.stored.get(id);
      const row = rowAfterFold(was, state, this.evidence);
      if (isJudgedAnew(was, row)) anew.push(id);
      this.remember(id, row);
      letters.push(await store.seal('letters', id, state));
      rows.set(id, await store.seal('rows', id, row));
    }
    for (const row of await this.judgeAnew(store, anew, states)) rows.set(row.id, row);
    this.cursor = { chain, seq: next, coreVersion, foldVersion };
    const metas = [await store.sealMeta('cursor', this.cursor)];
    if (this.evidence !== before) metas.push(await store.sealMeta('evidence', this.evidence));
    const { state, facts } = store;
    await state.transaction('rw', [state.letters, state.rows, state.meta, state.verdicts], async () => {
      await state.letters.bulkPut(letters);
      await state.rows.bulkPut([...rows.values()]);
      await state.meta.bulkPut(metas);
      for (const table of [state.letters, state.rows, state.verdicts]) await table.bulkDelete(erased);
    });
    await Promise.all([facts.one.bulkDelete(erased), facts.two.bulkDelete(erased)]);
    for (const id of erased) this.forget(id);
    if (this.evidence.policy !== before.policy) await this.judgeUnitsAgain(store);
    if (this.evidence.seq !== before.seq) this.verifyAgain();
    if (this.evidence.folders !== before.folders || this.evidence.accounts !== before.accounts) this.list.mailboxesChanged();
  }

  /** Letters that no event of the page speaks of, but which lie in a folder that now is another kind of folder, or on their way to one. */
  private async alsoRetold(store: SealedStore, before: Evidence, states: Map<LetterId, LetterState | null>): Promise<void> {
    const retold = new Map<AccountId, ReadonlySet<string>>();
    for (const [id, folders] of Object.entries(this.evidence.folders) as [AccountId, Evidence['folders'][AccountId]][]) {
      if (before.folders[id] !== folders) retold.set(id, retoldFolders(before.folders[id] ?? [], folders));
    }
    const ids = [...this.stored].filter(([id, { row }]) => {
      const paths = retold.get(row.accountId);
      return paths !== undefined && paths.size > 0 && !states.has(id) && (row.waiting || row.folders.some((path) => paths.has(path)));
    }).map(([id]) => id);
    const found = await store.readMany<LetterState>(store.state.letters, ids);
    ids.forEach((id, index) => states.set(id, found[index] ?? null));
  }

  private async judgeAnew(store: SealedStore, ids: readonly LetterId[], states: ReadonlyMap<LetterId, LetterState | null>): Promise<readonly Sealed[]> {
    const [ones, twos, verdicts] = await Promise.all([
      store.readMany<StageOneFacts>(store.facts.one, ids), store.readMany<StageTwoFacts>(store.facts.two, ids), store.readMany<LetterVerdict>(store.state.verdicts, ids),
    ]);
    const rows: Sealed[] = [];
    for (const [index, id] of ids.entries()) {
      const [stored, state] = [this.stored.get(id), states.get(id)];
      if (!stored || !state) continue;
      const next = rowFromFacts(stored, state, { one: ones[index] ?? null, two: twos[index] ?? null, verdict: verdicts[index] ?? null }, this.evidence);
      this.remember(id, next);
      rows.push(await store.seal('rows', id, next));
    }
    return rows;
  }

  private remember(id: LetterId, stored: StoredRow): void {
    this.stored.set(id, stored);
    this.table.put(stored.row);
    this.list.changed(id);
    const at = stored.row.arrivedAt;
    if (!stored.row.listed) this.toList.add(id, at);
    else if (!stored.opened) this.toOpen.add(id, at);
    else if (stored.signed && stored.verifiedWith !== this.evidence.seq) this.toVerify.add(id, at);
    if (stored.row.listed && (!stored.arrivalProposed || !stored.displayedProposed)) this.toPropose.add(id, at);
  }

  private forget(id: LetterId): void {
    this.stored.delete(id);
    this.table.remove(id);
    this.list.changed(id);
  }

  /** Another policy may know other domains; no letter has to be opened for that. */
  private async judgeUnitsAgain(store: SealedStore): Promise<void> {
    const rows: Sealed[] = [];
    for (const [id, stored] of this.stored) {
      const unit = unitOfRow(stored.clues, this.evidence.policy);
      if (unit.unitKnown === stored.row.unitKnown && unit.freeWebmail === stored.row.freeWebmail) continue;
      const next: StoredRow = { ...stored, row: { ...stored.row, ...unit } };
      this.remember(id, next);
      rows.push(await store.seal('rows', id, next));
    }
    await store.state.rows.bulkPut(rows);
  }

  private verifyAgain(): void {
    for (const [id, stored] of this.stored) if (stored.signed && stored.opened) this.toVerify.add(id, stored.row.arrivedAt);
  }

  private async listLetters(store: SealedStore, ids: readonly LetterId[]): Promise<true> {
    const cached = await store.readMany<StageOneFacts>(store.facts.one, ids);
    const states = await store.readMany<LetterState>(store.state.letters, ids);
    const made: Sealed[] = [];
    const rows: Sealed[] = [];
    const uncached = ids.filter((_id, index) => cached[index]?.coreVersion !== coreVersion);
    if (uncached.length > 0) await this.open.mark(store, uncached);
    for (const [index, id] of ids.entries()) {
      const state = states[index];
      const before = this.stored.get(id);
      if (!state || !before) continue;
      let one = cached[index] ?? null;
      if (one?.coreVersion !== coreVersion) {
        one = await this.reader.first(id, state);
        if (one) made.push(await store.seal('one', id, one));
      }
      const opened = one !== null && !one.signed && one.attachments.length === 0;
      const facts = { one, two: null, verdict: verdictOfClosed(one) };
      const row = makeRow({ ...state, damaged: state.damaged || one === null }, facts, this.evidence);
      const next: StoredRow = { ...before, row: { ...row, listed: true }, clues: cluesOf(state, facts, this.evidence), opened: opened || one === null, signed: one?.signed ?? false };
      rows.push(await store.seal('rows', id, next));
      this.remember(id, next);
    }
    await store.facts.one.bulkPut(made);
    await store.state.rows.bulkPut(rows);
    return true;
  }

  private async propose(store: SealedStore, id: LetterId): Promise<true> {
    const before = this.stored.get(id);
    const [state, one] = await Promise.all([store.read<LetterState>(store.state.letters, id), store.read<StageOneFacts>(store.facts.one, id)]);
    if (!before || !state || !one) return true;
    for (const kind of ['arrival', 'displayed'] as const) {
      if (isWorthProposing(kind, state, one, this.evidence)) await this.parts.ask('receipt.propose', { letterId: id, kind, official: one.recognition.isOfficial });
    }
    const next: StoredRow = { ...before, arrivalProposed: true, displayedProposed: true };
    this.stored.set(id, next);
    await store.state.rows.put(await store.seal('rows', id, next));
    return true;
  }

  private async openLetter(store: SealedStore, id: LetterId): Promise<true> {
    const before = this.stored.get(id);
    const [state, one, cached] = await Promise.all([
      store.read<LetterState>(store.state.letters, id), store.read<StageOneFacts>(store.facts.one, id), store.read<StageTwoFacts>(store.facts.two, id),
    ]);
    if (!before || !state || !one) return true;
    const known = { one, two: cached?.coreVersion === coreVersion ? cached : null, verified: before.verifiedWith !== null };
    const read = await this.reader.second(store, id, state, this.evidence, known);
    if (!read) return true;
    const { two, isSigned, verdict } = read;
    const row = makeRow(state, { one, two, verdict }, this.evidence);
    const next: StoredRow = { ...before, ...this.stored.get(id), row: { ...row, listed: true }, clues: cluesOf(state, { one, two, verdict }, this.evidence), opened: true, signed: isSigned, verifiedWith: verdict ? this.evidence.seq : null };
    if (verdict) await store.state.verdicts.put(await store.seal('verdicts', id, verdict));
    await store.state.rows.put(await store.seal('rows', id, next));
    this.remember(id, next);
    return true;
  }
}
