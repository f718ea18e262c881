import { notVerified, wholeLetter } from '../../core/facts/closed-letter';
import type { Evidence } from '../../core/fold/evidence';
import type { LetterState } from '../../core/fold/letter-state';
import type { StageOneFacts } from '../../core/model/facts';
import type { LetterVerdict } from '../../core/model/verdict';
import { rowState } from './row-state';
import type { StoredRow } from './stored-row';

/** What the journal changes in a row; what the stages found stays. */
export function rowAfterFold(before: StoredRow | undefined, state: LetterState, evidence: Evidence): StoredRow {
  const fresh = rowState(state, evidence);
  const hasArrival = state.receipts.arrival !== undefined;
  if (!before) {
    return { state: fresh, found: null, opened: false, verifiedWith: null, signed: false, arrivalProposed: hasArrival, displayedProposed: state.receipts.displayed !== undefined };
  }
  const { letterId, accountId, arrivedAt, uid, imported } = before.state;
  const isFetchedAgain = isDamaged(before) && !fresh.damaged;
  const isBack = (before.state.junk && !fresh.junk) || (before.state.gone && !fresh.gone);
  return {
    // fetched again: it is read as if it had just come
    ...(isFetchedAgain ? unread(before) : before),
    state: { ...fresh, letterId, accountId, arrivedAt, uid, imported },
    // in junk nothing was asked for it
    ...(isBack && before.signed ? { verifiedWith: null } : {}),
    // out of junk, or between two folders no more: whether an answer is owed is asked as if it had just come
    arrivalProposed: hasArrival || (before.arrivalProposed && !isBack),
    displayedProposed: state.receipts.displayed !== undefined || (before.displayedProposed && state.displayedAt === null && !isBack),
  };
}

export function isDamaged({ state, found }: StoredRow): boolean {
  return state.damaged || found?.readable === false;
}

/** A letter that is not opened any more: nothing may be claimed of its signatures. */
export function verdictOfClosed(one: StageOneFacts | null): LetterVerdict | null {
  return one?.problems.some(({ code, part }) => code === 'couldNotBeOpened' && part === wholeLetter) ? notVerified : null;
}

/** To be read again from the start. */
export function unread(stored: StoredRow): StoredRow {
  return { ...stored, opened: false, found: null };
}
