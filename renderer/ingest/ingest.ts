import type { LetterId } from '../../core/model/ids';
import type { JournalPage } from '../../core/contract/commands';
import type { StageOneFacts, StageTwoFacts } from '../../core/model/facts';
import type { LetterVerdict } from '../../core/model/verdict';
import { coreVersion } from '../../core/facts/core-version';
import { openContent, type LetterContent } from '../../core/facts/open-content';
import { parseLetter } from '../../core/letter/parse-letter';
import { stageOne } from '../../core/facts/stage-one';
import { stageTwo } from '../../core/facts/stage-two';
import { foldEvidence, noEvidence, type Evidence } from '../../core/fold/evidence';
import { foldLetter, lettersOf, type LetterState } from '../../core/fold/letter-state';
import type { ExtractTools } from '../../core/extract/extract-attachment';
import { limits } from '../../core/base/limits';
import { verifyLetter } from '../../core/verify/verify-letter';
import { SealedStore, type Sealed } from '../store/sealed-store';
import type { AskMain } from './ask-main';
import { makeRow } from './make-row';
import { isWorthProposing } from './propose-receipts';
import { RowTable } from './row-table';
import { ListServer } from './serve-list';
import type { StoredRow } from './stored-row';
import { trustContextOf } from './trust-context';
import { WorkQueue } from './work-queue';

const pageEvents = 1000;
const stageOneBatch = 24;

export interface IngestParts {
  readonly ask: AskMain;
  /** a letter is being opened; null: no more */
  readonly busy: (letter: string | null) => void;
  /** the raw letter, null where the vault has none that opens */
  readonly fetchLetter: (id: LetterId) => Promise<Uint8Array | null>;
  /** the PDF engine is loaded with the first attachment */
  readonly tools: () => Promise<ExtractTools>;
  /** name of the databases */
  readonly storeName: string;
}

interface Cursor {
  readonly chain: string;
  readonly seq: number;
  readonly coreVersion: string;
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
  private behind = true;
  private rouse: (() => void) | null = null;

  constructor(private readonly parts: IngestParts) {}

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
    const store = await SealedStore.open(key, this.parts.storeName);
    this.evidence = (await store.readMeta<Evidence>('evidence')) ?? noEvidence;
    this.cursor = await store.readMeta<Cursor>('cursor');
    if (this.cursor) {
      for (const { id, value } of await store.readAll<StoredRow>(store.state.rows)) if (value) this.remember(id, value);
    }
    this.behind = true;
    return store;
  }

  /** One piece of work; false when there is nothing to do. */
  private async step(store: SealedStore): Promise<boolean> {
    if (this.behind) return this.fold(store);
    const batch = this.toList.take(stageOneBatch);
    if (batch.length > 0) return this.listLetters(store, batch);
    const proposed = this.toPropose.take(1)[0];
    if (proposed) return this.propose(store, proposed);
    const opened = this.toOpen.take(1)[0] ?? this.toVerify.take(1)[0];
    return opened ? this.openLetter(store, opened) : false;
  }

  private async fold(store: SealedStore): Promise<true> {
    this.behind = false;
    const page = await this.parts.ask('journal.read', { after: this.cursor?.seq ?? 0, limit: pageEvents });
    if (this.cursor && (this.cursor.chain !== page.chain || this.cursor.seq > page.head || this.cursor.coreVersion !== coreVersion)) {
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
    const evidenceBefore = this.evidence.seq;
    for (const event of events) {
      this.evidence = foldEvidence(this.evidence, event);
      for (const id of lettersOf(event)) states.set(id, foldLetter(states.get(id) ?? null, id, event));
    }
    const letters: Sealed[] = [];
    const rows: Sealed[] = [];
    const erased: LetterId[] = [];
    for (const [id, state] of states) {
      if (!state) {
        if (events.some((event) => event.kind === 'letter.erased' && event.letterId === id)) erased.push(id);
        continue;
      }
      const row = this.rowAfterFold(id, state);
      this.remember(id, row);
      letters.push(await store.seal('letters', id, state));
      rows.push(await store.seal('rows', id, row));
    }
    this.cursor = { chain, seq: next, coreVersion };
    const metas = [await store.sealMeta('cursor', this.cursor), await store.sealMeta('evidence', this.evidence)];
    const { state, facts } = store;
    await state.transaction('rw', [state.letters, state.rows, state.meta, state.verdicts], async () => {
      await state.letters.bulkPut(letters);
      await state.rows.bulkPut(rows);
      await state.meta.bulkPut(metas);
      for (const table of [state.letters, state.rows, state.verdicts]) await table.bulkDelete(erased);
    });
    await Promise.all([facts.one.bulkDelete(erased), facts.two.bulkDelete(erased)]);
    for (const id of erased) this.forget(id);
    if (this.evidence.seq !== evidenceBefore) this.verifyAgain();
  }

  /** What the journal changes in a row; what the stages found stays. */
  private rowAfterFold(id: LetterId, state: LetterState): StoredRow {
    const before = this.stored.get(id);
    const fresh = makeRow(state, { one: null, two: null, verdict: null }, this.evidence.policy);
    const folders = [...new Set(state.locations.map((at) => at.folder))];
    if (!before) return { row: fresh, folders, opened: false, verifiedWith: null, signed: false, arrivalProposed: state.receipts.arrival !== undefined, displayedProposed: state.receipts.displayed !== undefined };
    const { read, receipt, gone, damaged } = fresh;
    return {
      ...before,
      folders,
      row: { ...before.row, read, receipt, gone, damaged },
      arrivalProposed: before.arrivalProposed || state.receipts.arrival !== undefined,
      displayedProposed: state.receipts.displayed !== undefined || (before.displayedProposed && state.displayedAt === null),
    };
  }

  private remember(id: LetterId, stored: StoredRow): void {
    this.stored.set(id, stored);
    this.table.put(stored.row, stored.folders);
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

  private verifyAgain(): void {
    for (const [id, stored] of this.stored) if (stored.signed && stored.opened) this.toVerify.add(id, stored.row.arrivedAt);
  }

  private async listLetters(store: SealedStore, ids: readonly LetterId[]): Promise<true> {
    const cached = await store.readMany<StageOneFacts>(store.facts.one, ids);
    const states = await store.readMany<LetterState>(store.state.letters, ids);
    const facts: Sealed[] = [];
    const rows: Sealed[] = [];
    for (const [index, id] of ids.entries()) {
      const state = states[index];
      const before = this.stored.get(id);
      if (!state || !before) continue;
      let one = cached[index] ?? null;
      if (one?.coreVersion !== coreVersion) {
        this.parts.busy(id);
        const raw = await this.parts.fetchLetter(id);
        one = raw ? await stageOne(raw) : null;
        this.parts.busy(null);
        if (one) facts.push(await store.seal('one', id, one));
      }
      const opened = one !== null && !one.signed && one.attachments.length === 0;
      const row = makeRow({ ...state, damaged: state.damaged || one === null }, { one, two: null, verdict: null }, this.evidence.policy);
      const next: StoredRow = { ...before, row: { ...row, listed: true }, opened: opened || one === null, signed: one?.signed ?? false };
      rows.push(await store.seal('rows', id, next));
      this.remember(id, next);
    }
    await store.facts.one.bulkPut(facts);
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
    const raw = await this.parts.fetchLetter(id);
    if (!raw) return true;
    const content = await openContent(raw);
    let two = cached;
    const parts = content.parsed.attachments.map((attachment) => attachment.part);
    const skip = new Set(parts.filter((part) => (state.attempts[part] ?? 0) >= limits.ingestAttempts));
    const tried = two?.coreVersion !== coreVersion;
    if (tried) {
      await this.parts.ask('ingest.attempt', { letterId: id, parts: parts.filter((part) => !skip.has(part)) });
      this.parts.busy(id);
      two = await stageTwo({ content, tools: await this.parts.tools(), skip });
      await store.facts.two.put(await store.seal('two', id, two));
    }
    const verdict = one.signed || two?.attachments.some((a) => a.signaturePresent) ? await this.verify(raw, content, state, two) : null;
    this.parts.busy(null);
    if (tried && parts.length > skip.size) await this.parts.ask('ingest.finish', { letterId: id });
    const row = makeRow(state, { one, two, verdict }, this.evidence.policy);
    const next: StoredRow = { ...before, ...this.stored.get(id), row: { ...row, listed: true }, opened: true, signed: verdict !== null, verifiedWith: verdict ? this.evidence.seq : null };
    if (verdict) await store.state.verdicts.put(await store.seal('verdicts', id, verdict));
    await store.state.rows.put(await store.seal('rows', id, next));
    this.remember(id, next);
    return true;
  }

  private async verify(raw: Uint8Array, content: LetterContent, state: LetterState, two: StageTwoFacts | null): Promise<LetterVerdict | null> {
    const trust = trustContextOf(this.evidence, state.kept);
    if (!trust) return null;
    const documents = two?.attachments.flatMap((a) => (a.signaturePresent ? [{ part: a.part, kind: a.signaturePresent }] : [])) ?? [];
    return verifyLetter(raw, content.wrapped ? parseLetter(raw) : content.parsed, trust, documents);
  }
}
