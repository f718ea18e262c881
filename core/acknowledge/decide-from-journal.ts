import type { Evidence } from '../fold/evidence';
import type { LetterState } from '../fold/letter-state';
import { seenLetter } from '../fold/seen-letter';
import type { StageOneFacts } from '../model/facts';
import type { ReceiptDecision, ReceiptKind, ReceiptWhy } from '../model/receipt';
import { decideReceipt } from './decide-receipt';
import { ownServersOf } from './own-servers';
import { receiptFacts } from './receipt-facts';
import { receiptPlace } from './receipt-place';

/**
 * The decision as far as the journal and the letter alone show it, without the caps and the server's word that only main
 * knows; null before account or policy are known, and for what a person brought along from files: that is nobody's to answer.
 */
export function decideFromJournal(kind: ReceiptKind, state: LetterState, one: StageOneFacts, evidence: Evidence): ReceiptDecision | null {
  const account = evidence.accounts[state.kept.accountId];
  if (!account || !evidence.policy || state.kept.origin !== undefined) return null;
  const folders = evidence.folders[state.kept.accountId] ?? [];
  const seen = seenLetter(state, folders);
  return decideReceipt({
    kind,
    facts: receiptFacts(one.header, ownServersOf(account.settings)),
    account: { addresses: [account.settings.address, ...account.settings.aliases], connectedAt: account.connectedAt, firstSeen: account.firstSeen },
    place: receiptPlace(state.kept.location, state.locations, seen, folders),
    arrivedAt: state.kept.internalDate,
    keywords: seen.flags,
    policy: evidence.policy,
    choice: account.receipts,
    isOfficial: one.recognition.isOfficial,
    lastHour: { sender: 0, account: 0 },
    made: [],
    answer: null,
  });
}

/** Does our own server deny that the letter comes from its sender's domain (SPF, DKIM, DMARC)? */
export function isSenderRefuted(state: LetterState, one: StageOneFacts, evidence: Pick<Evidence, 'accounts'>): boolean {
  const account = evidence.accounts[state.kept.accountId];
  return account !== undefined && receiptFacts(one.header, ownServersOf(account.settings)).authentication === 'failed';
}

/** Reasons that are plain from the letter itself: not worth a journal entry for each of ten thousand old letters. */
const plainReasons: ReadonlySet<ReceiptWhy> = new Set(['beforeConnection', 'notInInbox', 'gone', 'notRequested', 'junk']);

/** Is this a decision that the journal does not repeat because it can be seen again at any time? */
export function isPlain(decision: ReceiptDecision): boolean {
  return decision.decision === 'withhold' && plainReasons.has(decision.why);
}

/** Why the arrival of a letter was never answered although the journal says nothing of it; null where there is no such reason. */
export function whyUnanswered(state: LetterState, one: StageOneFacts, evidence: Evidence): ReceiptWhy | null {
  if (state.receipts.arrival !== undefined) return null;
  const decision = decideFromJournal('arrival', state, one, evidence);
  return decision !== null && isPlain(decision) ? decision.why : null;
}
