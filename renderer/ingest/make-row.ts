import type { ListRow } from '../../core/contract/list';
import { hasFlag, type LetterState } from '../../core/fold/letter-state';
import type { StageOneFacts, StageTwoFacts } from '../../core/model/facts';
import type { Policy } from '../../core/model/policy';
import type { LetterVerdict } from '../../core/model/verdict';
import { isSenderRefuted } from '../../core/acknowledge/decide-from-journal';
import { forwardedFrom } from '../../core/letter/forwarded-from';
import type { Evidence } from '../../core/fold/evidence';
import { shownLetter, type SeenLetter } from '../../core/fold/seen-letter';
import { believeUnit, provenNames, type UnitClues } from '../../core/recognise/believe-unit';

export interface RowFacts {
  readonly one: StageOneFacts | null;
  readonly two: StageTwoFacts | null;
  readonly verdict: LetterVerdict | null;
}

/** One row of the list from what is known so far: times and size at once, the rest as the stages come in. */
export function makeRow(state: LetterState, facts: RowFacts, evidence: Pick<Evidence, 'policy' | 'accounts' | 'folders'>): ListRow {
  const seen = shownLetter(state, evidence.folders[state.kept.accountId] ?? []);
  const { one } = facts;
  const recognition = recognitionOf(seen, facts);
  const document = recognition?.documents[0] ?? null;
  const from = one?.header.from[0];
  const subject = one?.header.subject ?? '';
  return {
    letterId: state.kept.letterId,
    accountId: state.kept.accountId,
    arrivedAt: state.kept.internalDate,
    uid: state.kept.location.uid,
    read: seen.read,
    official: recognition?.isOfficial ?? false,
    type: document?.type ?? null,
    number: document?.number ?? null,
    date: document?.date ?? null,
    ...unitOfRow(cluesOf(state, facts, evidence), evidence.policy),
    from: from ? `${from.name} ${from.address}`.trim() : '',
    summary: document?.summary ?? subject,
    subject,
    signer: document?.signer ?? null,
    urgency: document?.urgency ?? null,
    secrecy: document?.secrecy ?? null,
    meetingAt: document?.meeting?.at ?? null,
    deskKind: document?.deskKind ?? null,
    documents: recognition?.documents.length ?? 0,
    unitKey: '',
    unitId: null,
    officialness: 'unproven',
    secret: document?.secrecy != null,
    arrivals: 1,
    touched: null,
    ocr: 'none',
    corrected: false,
    deadline: document?.deadline ?? null,
    attachments: one?.attachments.filter((attachment) => !attachment.inline).length ?? 0,
    verdict: verdictOf(one, facts.verdict),
    reason: facts.verdict?.reason ?? null,
    receipt: worstReceipt(state),
    folders: seen.folders,
    gone: seen.gone,
    imported: state.kept.origin === 'import',
    junk: seen.junk,
    trashed: seen.trashed,
    outgoing: seen.outgoing,
    flagged: hasFlag(seen.flags, '\\Flagged'),
    answered: hasFlag(seen.flags, '\\Answered'),
    waiting: state.acts.some((act) => act.outcome === null),
    conflict: conflictOf(state),
    forwardedFrom: one === null ? null : (forwardedFrom(one.header.fields, ownAddresses(state, evidence))?.provider ?? null),
    damaged: state.damaged,
    listed: one !== null,
  };
}

/** What lies in junk is taken for nothing, whatever it says of itself. */
function recognitionOf(seen: SeenLetter, { one, two }: RowFacts): StageOneFacts['recognition'] | null {
  return seen.junk ? null : (two?.recognition ?? one?.recognition ?? null);
}

/** What the unit of a letter is judged by: kept beside the row, so that another policy is applied without opening the letter. */
export function cluesOf(state: LetterState, facts: RowFacts, evidence: Pick<Evidence, 'accounts' | 'folders'>): UnitClues {
  const { one, verdict } = facts;
  const document = recognitionOf(shownLetter(state, evidence.folders[state.kept.accountId] ?? []), facts)?.documents[0];
  return { agency: document?.agency ?? null, from: one?.header.from[0] ?? null, certified: provenNames(verdict), refuted: one !== null && isSenderRefuted(state, one, evidence) };
}

/** before a policy was read no domain is worth anything */
const noDomains = { officialDomains: [], freeDomains: [] };

/** The part of a row that the office's lists of domains decide. */
export function unitOfRow(clues: UnitClues, policy: Pick<Policy, 'officialDomains' | 'freeDomains'> | null): Pick<ListRow, 'unit' | 'unitKnown' | 'freeWebmail'> {
  const belief = believeUnit(clues, policy ?? noDomains);
  return { unit: belief.unit, unitKnown: belief.known, freeWebmail: belief.domainKind === 'free' };
}

function ownAddresses(state: LetterState, { accounts }: Pick<Evidence, 'accounts'>): readonly string[] {
  const settings = accounts[state.kept.accountId]?.settings;
  return settings === undefined ? [] : [settings.address, ...settings.aliases];
}

function verdictOf(one: StageOneFacts | null, verdict: LetterVerdict | null): ListRow['verdict'] {
  if (verdict) return verdict.verdict;
  return one?.signed ? 'pending' : 'unsigned';
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
