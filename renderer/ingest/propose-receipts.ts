import { decideReceipt } from '../../core/acknowledge/decide-receipt';
import { receiptFacts } from '../../core/acknowledge/receipt-facts';
import type { Evidence } from '../../core/fold/evidence';
import type { LetterState } from '../../core/fold/letter-state';
import type { StageOneFacts } from '../../core/model/facts';
import type { ReceiptKind } from '../../core/model/receipt';

/** Reasons that are plain from the list itself: not worth a journal entry for each of ten thousand old letters. */
const plainReasons = new Set(['beforeConnection', 'notInInbox', 'gone', 'notRequested']);

/**
 * Should main be asked about this receipt? The worker only proposes: main reads the header block itself, decides again with
 * the caps it alone knows, and writes the text.
 */
export function isWorthProposing(kind: ReceiptKind, state: LetterState, one: StageOneFacts, evidence: Evidence): boolean {
  const account = evidence.accounts[state.kept.accountId];
  if (!account || !evidence.policy || state.receipts[kind] !== undefined) return false;
  if (kind === 'displayed' && state.displayedAt === null) return false;
  const place = state.locations[0];
  const decision = decideReceipt({
    kind,
    facts: receiptFacts(one.header, []),
    account: { addresses: [account.settings.address, ...account.settings.aliases], connectedAt: account.connectedAt, firstSeen: account.firstSeen },
    place: place ? { ...place, specialUse: null } : null,
    arrivedAt: state.kept.internalDate,
    keywords: state.flags,
    policy: evidence.policy,
    choice: account.receipts,
    isOfficial: one.recognition.isOfficial,
    lastHour: { sender: 0, account: 0 },
    made: [],
    answer: null,
  });
  return decision.decision !== 'withhold' || !plainReasons.has(decision.why);
}
