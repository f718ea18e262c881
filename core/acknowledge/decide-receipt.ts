import type { ReceiptChoice } from '../model/account';
import type { IsoTime } from '../model/ids';
import type { Policy, ReceiptPolicy } from '../model/policy';
import type { ReceiptDecision, ReceiptKind, ReceiptWhy } from '../model/receipt';
import { sameAddress } from './mail-address';
import { isDeskKind } from './fold-receipts';
import { isFreeDomain, isOfficialDomain } from './match-domain';
import { containsOwn, type ReceiptFacts } from './receipt-facts';
import { answerKeywords, hasKeyword, receiptKeywords, rivalKeywords } from './receipt-keywords';

/** Everything the decision rests on. A pure value: the same question always gets the same answer. */
export interface ReceiptQuestion {
  readonly kind: ReceiptKind;
  readonly facts: ReceiptFacts;
  readonly account: ReceiptAccount;
  /** where the letter came in or lies now (`receiptPlace`); null: nowhere any more */
  readonly place: ReceiptPlace | null;
  /** the server's INTERNALDATE */
  readonly arrivedAt: IsoTime;
  readonly keywords: readonly string[];
  readonly policy: Pick<Policy, 'officialDomains' | 'freeDomains' | 'receipts'>;
  /** what the person chose when connecting; an administrator's policy goes before it */
  readonly choice: ReceiptChoice;
  /** did recognition find an official document? null where that was not asked */
  readonly isOfficial: boolean | null;
  /** messages handed over in the last 60 minutes */
  readonly lastHour: { readonly sender: number; readonly account: number };
  /** other kinds that this device already answered this letter with (handed, sent or unknown) */
  readonly made: readonly ReceiptKind[];
  /** kinds that the same letter was answered with in other bytes (same Message-ID: a server that was migrated renders it anew) */
  readonly madeForTwin?: readonly ReceiptKind[];
  /** what a person said about this receipt, null where nobody was asked */
  readonly answer: 'send' | 'decline' | null;
}

export interface ReceiptAccount {
  /** own address and aliases */
  readonly addresses: readonly string[];
  readonly connectedAt: IsoTime;
  /** INBOX at the first connection; null where it is not known */
  readonly firstSeen: { readonly uidValidity: string; readonly uidNext: number } | null;
}

export interface ReceiptPlace {
  readonly folder: string;
  /** `\Junk` and the like (RFC 6154), null where the server names none */
  readonly specialUse: string | null;
  readonly uidValidity: string | null;
  readonly uid: number | null;
}

/**
 * The whole decision table. First come the reasons never to answer, then those for which a person is asked; only a letter
 * that meets none of them is answered by itself. So a further suspicious header can only make the answer more careful. A
 * person's "send" settles the second group, never the first (but see `oneAlready`).
 */
export function decideReceipt(question: ReceiptQuestion): ReceiptDecision {
  const never = whyNever(question);
  if (never !== null) return { decision: 'withhold', why: never };
  if (question.answer === 'send') return { decision: 'send', why: 'eligible' };
  const ask = whyAsk(question);
  return ask === null ? { decision: 'send', why: 'eligible' } : { decision: 'ask', why: ask };
}

function whyNever(question: ReceiptQuestion): ReceiptWhy | null {
  const { facts, kind, policy, account } = question;
  const sender = facts.from[0];
  if (question.answer === 'decline') return 'personDeclined';
  if (question.place === null) return 'gone';
  if (hasKeyword(question.keywords, receiptKeywords[kind]) || question.madeForTwin?.includes(kind) === true) return 'alreadyAnswered';
  if (isJunk(question)) return 'junk';
  if (question.place.folder.toUpperCase() !== 'INBOX') return 'notInInbox';
  if (isBeforeConnection(question)) return 'beforeConnection';
  if (facts.returnPath.kind === 'null') return 'nullReturnPath';
  if (facts.isList) return 'list';
  if (facts.isBulk) return 'bulk';
  if (facts.isAutomatic) return 'autoSubmitted';
  if (sender === undefined) return 'noSender';
  if (isOurselves(question)) return 'ourselves';
  if (kind === 'displayed' && facts.notificationTo === null) return 'notRequested';
  if (facts.from.some((each) => isFreeDomain(each.domain, policy.freeDomains))) return 'freeWebmail';
  if (!facts.from.every((each) => isOfficialDomain(each.domain, policy.officialDomains))) return 'notOfficialDomain';
  // "địa chỉ nhận báo khác người gửi": a third party would learn that the letter was opened
  if (kind === 'displayed' && !facts.notificationTo?.some((each) => sameAddress(each, sender))) return 'notificationDiffers';
  if (kind === 'arrival' && policy.receipts.arrivalFor === 'officialDocument' && question.isOfficial === false) return 'notOfficialLetter';
  if (isDeskKind(kind) ? policy.receipts.arrivalNotice === 'never' : modeOf(question) === 'never') return 'policyNever';
  if (policy.receipts.whenBcc === 'never' && !isAddressed(question, account)) return 'notAddressed';
  return whyEnough(question);
}

/** One automatic message per letter: what we made counts, and what another client's keyword tells. */
function whyEnough(question: ReceiptQuestion): ReceiptWhy | null {
  // what a person says of a letter is no automatic message
  if (question.answer === 'send' || isDeskKind(question.kind)) return null;
  const own = receiptKeywords[question.kind];
  const made = [...new Set([...question.made, ...(question.madeForTwin ?? [])])];
  const mine = made.map((kind) => receiptKeywords[kind]);
  const foreign = answerKeywords.filter((keyword) =>
    keyword !== own && !mine.includes(keyword) && hasKeyword(question.keywords, keyword));
  if (made.length + foreign.length < question.policy.receipts.automaticPerLetter) return null;
  return foreign.length > 0 ? 'alreadyAnswered' : 'oneAlready';
}

function whyAsk(question: ReceiptQuestion): ReceiptWhy | null {
  const { facts, kind, policy, account, lastHour } = question;
  const sender = facts.from[0];
  if (facts.fromFields !== 1 || facts.from.length !== 1 || sender === undefined) return 'severalSenders';
  if (facts.returnPath.kind === 'none') return 'noReturnPath';
  if (facts.returnPath.kind !== 'one' || !sameAddress(facts.returnPath.address, sender)) return 'returnPathDiffers';
  if (facts.authentication === 'failed') return 'authenticationFailed';
  if (kind === 'displayed' && facts.notificationTo?.length !== 1) return 'severalNotifications';
  if (policy.receipts.whenBcc === 'ask' && !isAddressed(question, account)) return 'notAddressed';
  if (isDeskKind(kind)) return whyAskDesk(question);
  if (modeOf(question) === 'ask') return 'policyAsk';
  if (kind === 'arrival' && policy.receipts.arrivalFor === 'officialDocument' && question.isOfficial === null) return 'notOfficialLetter';
  if (lastHour.sender >= policy.receipts.perSenderHour) return 'senderCap';
  if (lastHour.account >= policy.receipts.perAccountHour) return 'accountCap';
  return null;
}

/**
 * A person registered or refused: that is said without asking again, unless another desk said the opposite. Steps on the way are said where the
 * sender asked for them.
 */
function whyAskDesk({ kind, facts, keywords, made }: ReceiptQuestion): ReceiptWhy | null {
  if (rivalKeywords(kind).some((keyword) => hasKeyword(keywords, keyword)) && !made.some((other) => rivalKeywords(kind).includes(receiptKeywords[other]))) return 'alreadyAnswered';
  return (kind === 'assigned' || kind === 'inProgress' || kind === 'completed') && !facts.wantsProgress ? 'notRequested' : null;
}

function isJunk({ place, keywords, facts }: ReceiptQuestion): boolean {
  const use = place?.specialUse?.toLowerCase();
  // $Junk is registered with IANA; Junk is what older clients set
  return use === '\\junk' || facts.isSpam || hasKeyword(keywords, '$Junk') || hasKeyword(keywords, 'Junk');
}

const clocksApart = 24 * 60 * 60 * 1000;

/** UID order where it can be compared, else the server's clock against ours at the first connection. */
function isBeforeConnection({ place, account, arrivedAt }: ReceiptQuestion): boolean {
  const first = account.firstSeen;
  if (first !== null && place !== null && place.uid !== null && place.uidValidity === first.uidValidity) {
    // an old letter that somebody drags into the inbox gets a new number there, and keeps its INTERNALDATE
    return place.uid < first.uidNext || !(Date.parse(arrivedAt) > Date.parse(account.connectedAt) - clocksApart);
  }
  // negated, so that a time that cannot be read counts as before
  return !(Date.parse(arrivedAt) > Date.parse(account.connectedAt));
}

function isOurselves({ facts, account }: ReceiptQuestion): boolean {
  const path = facts.returnPath.kind === 'one' ? [facts.returnPath.address] : [];
  return containsOwn([...facts.from, ...path], account.addresses);
}

function isAddressed({ facts }: ReceiptQuestion, account: ReceiptAccount): boolean {
  return containsOwn(facts.recipients, account.addresses);
}

function modeOf({ kind, policy, choice }: ReceiptQuestion): 'automatic' | 'ask' | 'never' {
  return kind === 'arrival'
    ? policy.receipts.arrivalNotice ?? choice.arrivalNotice
    : policy.receipts.displayedMdn ?? choice.displayedMdn;
}

/** The mode that holds for an account: policy first, then the person's choice. For the settings page. */
export function effectiveChoice(policy: ReceiptPolicy, choice: ReceiptChoice): ReceiptChoice {
  return {
    arrivalNotice: policy.arrivalNotice ?? choice.arrivalNotice,
    displayedMdn: policy.displayedMdn ?? choice.displayedMdn,
  };
}
