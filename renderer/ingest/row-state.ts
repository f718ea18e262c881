import type { ListRow } from '../../core/contract/list';
import type { Evidence } from '../../core/fold/evidence';
import { hasFlag, type LetterState } from '../../core/fold/letter-state';
import { shownLetter } from '../../core/fold/seen-letter';
import type { RowState } from './stored-row';

/** The part of a row that the journal alone decides. */
export function rowState(state: LetterState, evidence: Pick<Evidence, 'folders'>): RowState {
  const { letterId, accountId, internalDate, location, origin } = state.kept;
  const { read, folders, flags, gone, junk, trashed, outgoing } = shownLetter(state, evidence.folders[accountId] ?? []);
  return {
    letterId, accountId, arrivedAt: internalDate, uid: location.uid, read, folders, gone, junk, trashed, outgoing,
    receipt: worstReceipt(state),
    registered: state.desk.registered === null ? null : { number: state.desk.registered.number, year: state.desk.registered.year },
    refused: state.desk.refused !== null,
    imported: origin === 'import',
    flagged: hasFlag(flags, '\\Flagged'),
    answered: hasFlag(flags, '\\Answered'),
    waiting: state.acts.some((act) => act.outcome === null),
    conflict: conflictOf(state),
    damaged: state.damaged,
  };
}

function conflictOf(state: LetterState): ListRow['conflict'] {
  const outcome = state.acts.findLast((act) => act.outcome?.state === 'conflict')?.outcome;
  return outcome?.state === 'conflict' ? outcome.why : null;
}

/** What a person has to look at comes first; else the newest state of either kind. */
function worstReceipt(state: LetterState): ListRow['receipt'] {
  const last = Object.values(state.receipts).flatMap((history) => history.at(-1) ?? []);
  const order = ['unknown', 'asked', 'sent', 'handed', 'claimed', 'claiming', 'proposed', 'withheld'] as const;
  return order.find((name) => last.some((one) => one.state === name)) ?? null;
}
