import { decideFromJournal, isPlain } from '../../core/acknowledge/decide-from-journal';
import type { Evidence } from '../../core/fold/evidence';
import type { LetterState } from '../../core/fold/letter-state';
import { seenLetter } from '../../core/fold/seen-letter';
import type { StageOneFacts } from '../../core/model/facts';
import type { ReceiptKind } from '../../core/model/receipt';

/**
 * Should main be asked about this receipt? The worker only proposes: main reads the header block itself, decides again with
 * the caps it alone knows, and writes the text.
 */
export function isWorthProposing(kind: ReceiptKind, state: LetterState, one: StageOneFacts, evidence: Evidence): boolean {
  if (state.receipts[kind] !== undefined) return false;
  if (kind === 'displayed' && state.displayedAt === null) return false;
  // moved to junk here, though the server may not know yet
  if (seenLetter(state, evidence.folders[state.kept.accountId] ?? []).junk || state.kept.origin !== undefined) return false;
  const decision = decideFromJournal(kind, state, one, evidence);
  return decision !== null && !isPlain(decision);
}
