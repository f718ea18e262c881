import type { ListRow } from '../../core/contract/list';
import type { LetterState } from '../../core/fold/letter-state';
import type { StageOneFacts, StageTwoFacts } from '../../core/model/facts';
import type { Policy } from '../../core/model/policy';
import type { LetterVerdict } from '../../core/model/verdict';
import { readAddress } from '../../core/acknowledge/mail-address';
import { isFreeDomain } from '../../core/acknowledge/match-domain';

export interface RowFacts {
  readonly one: StageOneFacts | null;
  readonly two: StageTwoFacts | null;
  readonly verdict: LetterVerdict | null;
}

/** One row of the list from what is known so far: times and size at once, the rest as the stages come in. */
export function makeRow(state: LetterState, facts: RowFacts, policy: Policy | null): ListRow {
  const { one, two } = facts;
  const recognition = two?.recognition ?? one?.recognition;
  const document = recognition?.documents[0] ?? null;
  const from = one?.header.from[0];
  const sender = from ? readAddress(from.address) : null;
  const free = sender !== null && policy !== null && isFreeDomain(sender.domain, policy.freeDomains);
  const subject = one?.header.subject ?? '';
  return {
    letterId: state.kept.letterId,
    accountId: state.kept.accountId,
    arrivedAt: state.kept.internalDate,
    read: state.displayedAt !== null || state.flags.includes('\\Seen'),
    official: recognition?.isOfficial ?? false,
    type: document?.type ?? null,
    number: document?.number ?? null,
    date: document?.date ?? null,
    unit: document?.agency ?? (from?.name || from?.address) ?? '',
    unitKnown: document?.agency !== null && document?.agency !== undefined && !free,
    from: from ? `${from.name} ${from.address}`.trim() : '',
    summary: document?.summary ?? subject,
    subject,
    signer: document?.signer ?? null,
    urgency: document?.urgency ?? null,
    secrecy: document?.secrecy ?? null,
    meetingAt: document?.meeting?.at ?? null,
    deadline: document?.deadline ?? null,
    attachments: one?.attachments.filter((attachment) => !attachment.inline).length ?? 0,
    verdict: verdictOf(one, facts.verdict),
    reason: facts.verdict?.reason ?? null,
    freeWebmail: free,
    receipt: worstReceipt(state),
    gone: state.locations.length === 0,
    damaged: state.damaged,
    listed: one !== null,
  };
}

function verdictOf(one: StageOneFacts | null, verdict: LetterVerdict | null): ListRow['verdict'] {
  if (verdict) return verdict.verdict;
  return one?.signed ? 'pending' : 'unsigned';
}

/** What a person has to look at comes first; else the newest state of either kind. */
function worstReceipt(state: LetterState): ListRow['receipt'] {
  const last = Object.values(state.receipts).flatMap((history) => history.at(-1) ?? []);
  const order = ['unknown', 'asked', 'sent', 'handed', 'claimed', 'claiming', 'proposed', 'withheld'] as const;
  return order.find((name) => last.some((one) => one.state === name)) ?? null;
}

