import { notVerified, wholeLetter } from '../../core/facts/closed-letter';
import { coreVersion } from '../../core/facts/core-version';
import type { Evidence } from '../../core/fold/evidence';
import type { LetterState } from '../../core/fold/letter-state';
import type { StageOneFacts } from '../../core/model/facts';
import type { LetterVerdict } from '../../core/model/verdict';
import { cluesOf, makeRow, type RowFacts } from './make-row';
import type { StoredRow } from './stored-row';

const nothing: RowFacts = { one: null, two: null, verdict: null };

/** What the journal changes in a row; what the stages found stays. */
export function rowAfterFold(before: StoredRow | undefined, state: LetterState, evidence: Evidence): StoredRow {
  const fresh = makeRow(state, nothing, evidence);
  const hasArrival = state.receipts.arrival !== undefined;
  if (!before) {
    return { row: fresh, clues: cluesOf(state, nothing, evidence), opened: false, verifiedWith: null, signed: false, arrivalProposed: hasArrival, displayedProposed: state.receipts.displayed !== undefined };
  }
  const { read, receipt, folders, gone, damaged, junk, trashed, outgoing, flagged, answered, waiting, conflict } = fresh;
  const isFetchedAgain = before.row.damaged && !damaged;
  const isBack = (before.row.junk && !junk) || (before.row.gone && !gone);
  return {
    // fetched again: it is read as if it had just come
    ...(isFetchedAgain ? unread(before) : before),
    row: { ...before.row, read, receipt, folders, gone, damaged, junk, trashed, outgoing, flagged, answered, waiting, conflict, listed: before.row.listed && !isFetchedAgain },
    // out of junk, or between two folders no more: whether an answer is owed is asked as if it had just come
    arrivalProposed: hasArrival || (before.arrivalProposed && !isBack),
    displayedProposed: state.receipts.displayed !== undefined || (before.displayedProposed && state.displayedAt === null && !isBack),
  };
}

/** Into junk or out of it: what the stages found counts no longer, or counts again. */
export function isJudgedAnew(before: StoredRow | undefined, after: StoredRow): boolean {
  return before !== undefined && after.row.listed && before.row.junk !== after.row.junk;
}

/** The row with all that ingest had come to know of the letter so far. */
export function rowFromFacts(stored: StoredRow, state: LetterState, known: RowFacts, evidence: Evidence): StoredRow {
  const facts: RowFacts = { one: known.one, two: stored.opened && known.two?.coreVersion === coreVersion ? known.two : null, verdict: known.verdict ?? verdictOfClosed(known.one) };
  const row = makeRow({ ...state, damaged: stored.row.damaged }, facts, evidence);
  return { ...stored, row: { ...row, listed: stored.row.listed }, clues: cluesOf(state, facts, evidence) };
}

/** A letter that is not opened any more: nothing may be claimed of its signatures. */
export function verdictOfClosed(one: StageOneFacts | null): LetterVerdict | null {
  return one?.problems.some(({ code, part }) => code === 'couldNotBeOpened' && part === wholeLetter) ? notVerified : null;
}

/** To be read again from the start. */
export function unread(stored: StoredRow): StoredRow {
  return { ...stored, opened: false, row: { ...stored.row, listed: false } };
}
