import type { ListRow, VerdictChange } from '../../core/contract/list';
import { limits } from '../../core/base/limits';
import { coreVersion } from '../../core/facts/core-version';
import { keyWord } from '../../core/fold/evidence';
import type { LetterState } from '../../core/fold/letter-state';
import type { StageOneFacts, StageTwoFacts } from '../../core/model/facts';
import type { IsoTime, LetterId } from '../../core/model/ids';
import type { Indication, LetterVerdict } from '../../core/model/verdict';
import { evidenceSeq } from '../../core/verify/pin';
import type { Sealed, SealedStore } from '../store/sealed-store';
import type { AskMain } from './ask-main';
import type { Books } from './books';
import { isWanting, sendWants } from './evidence-wants';
import type { LetterReader } from './letter-reader';
import type { OpenLetters } from './open-letters';
import { isWorthProposing } from './propose-receipts';
import { verdictOfClosed } from './row-after-fold';
import { rowFinding } from './row-finding';
import type { ShownRows } from './shown-rows';
import type { StoredRow } from './stored-row';

interface StepParts {
  readonly ask: AskMain;
  readonly books: Books;
  readonly rows: ShownRows;
  readonly reader: LetterReader;
  readonly open: OpenLetters;
  /** the row is another, and may wait for another step */
  readonly remember: (id: LetterId, stored: StoredRow) => void;
  /** the answer on its signatures is another one than a person could have seen */
  readonly changed: (change: VerdictChange) => void;
}

/** The steps a letter goes through, each of which leaves its row and facts in the store. */
export class LetterSteps {
  /** when a letter got its first answer in this life of the worker, in milliseconds */
  private readonly firstHere = new Map<LetterId, number>();

  constructor(private readonly parts: StepParts) {}

  async list(store: SealedStore, ids: readonly LetterId[]): Promise<void> {
    const cached = await store.readMany<StageOneFacts>(store.facts.one, ids);
    const states = await store.readMany<LetterState>(store.state.letters, ids);
    const made: Sealed[] = [];
    const rows: Sealed[] = [];
    const { evidence } = this.parts.books;
    const isCurrent = (facts: StageOneFacts | null | undefined): boolean => facts?.coreVersion === coreVersion && (facts.keys === undefined || facts.keys === keyWord(evidence));
    const uncached = ids.filter((_id, index) => !isCurrent(cached[index]));
    if (uncached.length > 0) await this.parts.open.mark(store, uncached);
    for (const [index, id] of ids.entries()) {
      const state = states[index];
      const before = this.parts.rows.get(id);
      if (!state || !before) continue;
      let one = cached[index] ?? null;
      if (!isCurrent(one)) {
        one = await this.parts.reader.first(id, state, evidence);
        if (one) made.push(await store.seal('one', id, one));
      }
      const opened = one === null || (!one.signed && one.attachments.length === 0);
      const found = rowFinding({ one, two: null, verdict: verdictOfClosed(one) }, state.kept, evidence);
      const next: StoredRow = { ...before, found, opened, signed: one?.signed ?? false };
      rows.push(await store.seal('rows', id, next));
      this.parts.remember(id, next);
    }
    await store.facts.one.bulkPut(made);
    await store.state.rows.bulkPut(rows);
  }

  /** What an account's own addresses and servers say of its letters is another thing now; no letter has to be opened for that. */
  async findAnew(store: SealedStore, ids: readonly LetterId[]): Promise<void> {
    const [ones, twos, verdicts, states] = await Promise.all([
      store.readMany<StageOneFacts>(store.facts.one, ids), store.readMany<StageTwoFacts>(store.facts.two, ids),
      store.readMany<LetterVerdict>(store.state.verdicts, ids), store.readMany<LetterState>(store.state.letters, ids),
    ]);
    const rows: Sealed[] = [];
    for (const [index, id] of ids.entries()) {
      const [before, state, one, two] = [this.parts.rows.get(id), states[index], ones[index] ?? null, twos[index]];
      if (!before?.found || !state) continue;
      const facts = { one: before.found.readable ? one : null, two: before.opened && isOf(two ?? null, one) ? (two ?? null) : null, verdict: verdicts[index] ?? verdictOfClosed(one) };
      const next: StoredRow = { ...before, found: rowFinding(facts, state.kept, this.parts.books.evidence) };
      rows.push(await store.seal('rows', id, next));
      this.parts.remember(id, next);
    }
    await store.state.rows.bulkPut(rows);
  }

  async propose(store: SealedStore, id: LetterId): Promise<void> {
    const before = this.parts.rows.get(id);
    const [state, one] = await Promise.all([store.read<LetterState>(store.state.letters, id), store.read<StageOneFacts>(store.facts.one, id)]);
    if (!before || !state || !one) return;
    const { evidence } = this.parts.books;
    const official = one.recognition.isOfficial;
    if (isWorthProposing('arrival', state, one, evidence)) {
      const files = await this.parts.reader.files(id, state, one, evidence);
      await this.parts.ask('receipt.propose', { letterId: id, kind: 'arrival', official, ...(files.length === 0 ? {} : { files: [...files] }) });
    }
    if (isWorthProposing('displayed', state, one, evidence)) await this.parts.ask('receipt.propose', { letterId: id, kind: 'displayed', official });
    const next: StoredRow = { ...before, arrivalProposed: true, displayedProposed: true };
    this.parts.rows.note(id, next);
    await store.state.rows.put(await store.seal('rows', id, next));
  }

  async openLetter(store: SealedStore, id: LetterId): Promise<void> {
    const before = this.parts.rows.get(id);
    const [state, one, cached] = await Promise.all([
      store.read<LetterState>(store.state.letters, id), store.read<StageOneFacts>(store.facts.one, id), store.read<StageTwoFacts>(store.facts.two, id),
    ]);
    if (!before || !state || !one) return;
    const { evidence } = this.parts.books;
    const known = { one, two: isOf(cached, one) ? cached : null, verified: before.verifiedWith !== null };
    const read = await this.parts.reader.second(store, id, state, evidence, known);
    if (!read) return;
    const { two, isSigned, judged } = read;
    const verdict = judged?.verdict ?? null;
    const listAt = newestList(verdict);
    const { asked: _asked, wanting: _wanting, listAt: _listAt, ...rest } = { ...before, ...this.parts.rows.get(id) };
    const next: StoredRow = {
      ...rest, found: rowFinding({ one, two, verdict }, state.kept, evidence), opened: true, signed: isSigned,
      verifiedWith: judged ? evidenceSeq(evidence, judged.asked) : null, ...(judged && judged.asked.length > 0 ? { asked: judged.asked } : {}), ...(verdict && isWanting(verdict) ? { wanting: true } : {}), ...(listAt === null ? {} : { listAt }),
    };
    if (verdict) await store.state.verdicts.put(await store.seal('verdicts', id, verdict));
    await store.state.rows.put(await store.seal('rows', id, next));
    const was = before.verifiedWith === null || !this.couldBeSeen(id, state) ? null : this.parts.rows.row(id);
    if (before.verifiedWith === null && verdict) this.firstHere.set(id, performance.now());
    this.parts.remember(id, next);
    const is = this.parts.rows.row(id);
    if (verdict) await this.sendWants(id, verdict);
    if (was && is) this.tellChange(was, is);
  }

  /** What verdicts of earlier runs want: main remembers nothing of it. */
  async wantAgain(store: SealedStore, ids: readonly LetterId[]): Promise<void> {
    const verdicts = await store.readMany<LetterVerdict>(store.state.verdicts, ids);
    for (const [index, id] of ids.entries()) {
      const verdict = verdicts[index];
      if (verdict) await this.sendWants(id, verdict);
    }
  }

  /** Nobody is asked anything for junk, nor for what is stamped as a state secret. */
  private async sendWants(id: LetterId, verdict: LetterVerdict): Promise<void> {
    const row = this.parts.rows.row(id);
    if (row && !row.junk && !row.secret) await sendWants(this.parts.ask, id, verdict);
  }

  /** Nobody is told of an answer that became another one before anybody could know the first: while a new mailbox is read, answers follow each other. */
  private couldBeSeen(id: LetterId, { displayedAt }: LetterState): boolean {
    const since = this.firstHere.get(id);
    return displayedAt !== null || since === undefined || performance.now() - since > limits.verdictStandsMillis;
  }

  private tellChange(was: ListRow, { letterId, verdict, reason }: ListRow): void {
    if (was.verdict === verdict && was.reason === reason) return;
    if (isIndication(was.verdict) && isIndication(verdict)) this.parts.changed({ letterId, was: was.verdict, is: verdict, reason });
  }
}

function newestList(verdict: LetterVerdict | null): IsoTime | null {
  return (verdict?.signatures ?? []).reduce<IsoTime | null>((newest, { revocationListAt: at }) => (at !== null && at > (newest ?? '') ? at : newest), null);
}

/** Were these facts made by this version, and with the keys that its text was read with? */
function isOf(two: StageTwoFacts | null, one: StageOneFacts | null): boolean {
  return two?.coreVersion === coreVersion && two.keys === one?.keys;
}

function isIndication(verdict: ListRow['verdict']): verdict is Indication {
  return verdict !== 'unsigned' && verdict !== 'pending';
}
