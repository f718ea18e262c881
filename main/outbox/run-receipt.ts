import { assertNever } from '../../core/base/assert-never';
import { limits } from '../../core/base/limits';
import type { Result } from '../../core/base/result';
import { decideReceipt } from '../../core/acknowledge/decide-receipt';
import { receiptKey, stateOf, type ReceiptKey } from '../../core/acknowledge/fold-receipts';
import { hasKeyword, receiptKeywords, rivalKeywords } from '../../core/acknowledge/receipt-keywords';
import { sameLocation } from '../../core/fold/letter-state';
import type { AccountId, LetterId } from '../../core/model/ids';
import type { Location } from '../../core/model/letter';
import type { Policy } from '../../core/model/policy';
import type { Receipt, ReceiptDecision, ReceiptKind } from '../../core/model/receipt';
import type { VaultPort } from '../vault/vault-port';
import type { ClaimPort } from './claim-port';
import { composeReceipt, type Stationery } from './compose-receipt';
import { answerPlace, type PlacedLetter } from './letter-places';
import { nextReceiptStep, personOrdered } from './next-receipt-step';
import { proposalOf, type Proposal } from './proposal-of';
import { readLetterHeader } from './read-letter-header';
import { factsOf, receiptQuestion, type Considered } from './receipt-question';
import type { NewState, ReceiptBook } from './receipt-book';
import type { HandOutcome, SmtpSession } from './smtp-session';

export interface ReceiptRun {
  readonly book: ReceiptBook;
  readonly vault: Pick<VaultPort, 'readRange'>;
  readonly claim: ClaimPort;
  readonly policy: () => Policy;
  readonly stationery: Stationery;
  /** Runs `use` with the account's one SMTP session, nobody else using it meanwhile; fails where there is no line or no login. */
  withSession<Value>(accountId: AccountId, use: (session: SmtpSession) => Promise<Value>): Promise<Result<Value, 'noLine'>>;
}

/** settled: ended, or waits for a person. line: goes on when the line is back. later: the server said "later". */
export type RunEnd = 'settled' | 'line' | 'later';

/** Takes one receipt as far as it goes. Every state is on disk before the effect it announces (design, section 3). */
export async function runReceipt(run: ReceiptRun, key: ReceiptKey): Promise<RunEnd> {
  for (;;) {
    const receipt = run.book.get(key);
    if (receipt === null) return 'settled'; // erased
    const end = await takeStep(run, receipt);
    if (end !== 'moved') return end;
  }
}

/**
 * First states of a new receipt. What is decided at once against sending is journalled together with the proposal: a first sync
 * of ten thousand old letters then costs one entry of a batch each, and no turn of its own.
 */
export async function openingStates(run: Pick<ReceiptRun, 'book' | 'vault' | 'policy'>, letterId: LetterId, kind: ReceiptKind, proposal: Proposal): Promise<readonly NewState[]> {
  const proposed = { state: 'proposed', ...proposal } as const;
  const letter = run.book.places.letter(letterId);
  const account = letter && run.book.places.account(letter.accountId);
  const header = await readLetterHeader(run.vault, letterId);
  if (!letter || !account || header === 'missing') return [proposed];
  if (header === 'unreadable') return [proposed, { state: 'withheld', why: 'noSender', answer: null }];
  const receipt = { letterId, kind, history: [{ ...proposed, at: run.book.now() }] };
  const { decision, why } = decideReceipt(receiptQuestion({ receipt, letter, account, header }, run.book, run.policy(), letter.flags));
  switch (decision) {
    case 'send':
      return [proposed];
    case 'ask':
      return [proposed, { state: 'asked', why }];
    case 'withhold':
      return [proposed, { state: 'withheld', why, answer: null }];
    default:
      return assertNever(decision);
  }
}

type StepEnd = RunEnd | 'moved';

async function takeStep(run: ReceiptRun, receipt: Receipt): Promise<StepEnd> {
  const next = nextReceiptStep(stateOf(receipt));
  switch (next.step) {
    case 'wait':
    case 'done':
      return 'settled';
    case 'giveUp':
      return moved(run, receipt, { state: 'unknown', cause: next.cause });
    case 'decide':
      return considered(run, receipt, decide);
    case 'lookForClaim':
      return considered(run, receipt, lookForClaim);
    case 'send':
      return considered(run, receipt, send);
    default:
      return assertNever(next);
  }
}

async function moved(run: ReceiptRun, { letterId, kind }: Receipt, state: NewState): Promise<'moved'> {
  await run.book.move(letterId, kind, state);
  return 'moved';
}

function withheld(run: ReceiptRun, receipt: Receipt, why: Extract<NewState, { state: 'withheld' }>['why'], answer: string | null = null): Promise<'moved'> {
  return moved(run, receipt, { state: 'withheld', why, answer });
}

interface Consideration extends Considered {
  readonly receipt: Receipt;
}

async function considered(run: ReceiptRun, receipt: Receipt, next: (run: ReceiptRun, about: Consideration) => Promise<StepEnd>): Promise<StepEnd> {
  const letter = run.book.places.letter(receipt.letterId);
  const account = letter && run.book.places.account(letter.accountId);
  if (!letter || !account) return 'settled'; // erased meanwhile
  const header = await readLetterHeader(run.vault, receipt.letterId);
  if (header === 'missing') return 'later'; // damaged: it is being fetched again
  if (header === 'unreadable') return withheld(run, receipt, 'noSender');
  return next(run, { receipt, letter, account, header });
}

async function decide(run: ReceiptRun, about: Consideration): Promise<StepEnd> {
  const { receipt, letter } = about;
  const { book, claim } = run;
  const early = decideReceipt(receiptQuestion(about, book, run.policy(), letter.flags));
  if (early.decision !== 'send') return settle(run, receipt, early);
  const location = answerPlace(letter);
  if (location === null) return withheld(run, receipt, 'gone');
  await book.learnAnswered(letter.accountId, async (letterId) => {
    const header = await readLetterHeader(run.vault, letterId);
    return typeof header === 'string' ? null : factsOf({ header, account: about.account }).messageId;
  });
  const read = await claim.readKeywords(letter.accountId, location);
  // "gone" alone is not final: a UIDVALIDITY change or an unfinished sync looks the same; the journal will tell
  if ('failure' in read) return 'line';
  const question = receiptQuestion(about, book, run.policy(), [...read.flags, ...flagsElsewhere(letter, location)]);
  const decision = decideReceipt(question);
  if (decision.decision !== 'send') return settle(run, receipt, decision);
  // in the same turn as the decision, so that two receipts decided side by side see each other
  book.reserve(receiptKey(receipt.letterId, receipt.kind), letter.accountId, question.facts.from[0]?.text ?? null, { letterId: receipt.letterId, messageId: question.facts.messageId });
  await book.move(receipt.letterId, receipt.kind, { state: 'claiming', ...(question.facts.messageId === null ? {} : { answers: question.facts.messageId }) });
  const keyword = receiptKeywords[receipt.kind];
  // what stood there already was weighed in the decision, and a person's order goes before it
  const rivals = question.answer === 'send' ? [] : rivalKeywords(receipt.kind).filter((each) => each !== keyword && !hasKeyword(read.flags, each));
  const claimed = await claim.claimKeyword(letter.accountId, location, keyword, rivals);
  if (claimed === 'rival') return moved(run, receipt, proposedAgain(receipt));
  if (claimed === 'claimed') return moved(run, receipt, { state: 'claimed' });
  if (claimed === 'taken') return withheld(run, receipt, 'alreadyAnswered');
  if (claimed === 'noClaim' || claimed.failure === 'refused') return withoutClaim(run, receipt);
  switch (claimed.failure) {
    case 'gone':
      return withheld(run, receipt, 'gone');
    case 'offline':
      // nothing left this computer, so the claim was not begun after all
      await book.move(receipt.letterId, receipt.kind, proposedAgain(receipt));
      return 'line';
    case 'unclear':
      return 'line';
    default:
      return assertNever(claimed.failure);
  }
}

function settle(run: ReceiptRun, receipt: Receipt, { decision, why }: Exclude<ReceiptDecision, { decision: 'send' }>): Promise<'moved'> {
  return decision === 'ask' ? moved(run, receipt, { state: 'asked', why }) : withheld(run, receipt, why);
}

/** No CONDSTORE, or the keyword would not be kept: two desks could both answer, and policy says who risks that. */
function withoutClaim(run: ReceiptRun, receipt: Receipt): Promise<'moved'> {
  const rule = personOrdered(receipt) ? 'send' : run.policy().receipts.withoutClaim;
  switch (rule) {
    case 'send':
      return moved(run, receipt, { state: 'claimed' });
    case 'ask':
      return moved(run, receipt, { state: 'asked', why: 'noClaim' });
    case 'never':
      return withheld(run, receipt, 'noClaim');
    default:
      return assertNever(rule);
  }
}

/** A claim was begun and its end is not known. The keyword may be ours or another desk's: only its absence is clear. */
async function lookForClaim(run: ReceiptRun, { receipt, letter }: Consideration): Promise<StepEnd> {
  const location = answerPlace(letter);
  if (location === null) return withheld(run, receipt, 'gone');
  const read = await run.claim.readKeywords(letter.accountId, location);
  if ('failure' in read) return 'line';
  return hasKeyword(read.flags, receiptKeywords[receipt.kind])
    ? moved(run, receipt, { state: 'unknown', cause: 'claimUnclear' })
    : moved(run, receipt, proposedAgain(receipt));
}

function proposedAgain(receipt: Receipt): NewState {
  return { state: 'proposed', ...proposalOf(receipt) };
}

/** A letter may lie in two folders, and have been answered from the other one. */
function flagsElsewhere({ places }: PlacedLetter, location: Location): readonly string[] {
  return places.filter((place) => !sameLocation(place.location, location)).flatMap(({ flags }) => flags);
}

async function send(run: ReceiptRun, about: Consideration): Promise<StepEnd> {
  const { receipt, letter, account } = about;
  const ended = await run.withSession(letter.accountId, async (session): Promise<StepEnd> => {
    // the account may have been removed while its session was waited for
    if (run.book.places.account(letter.accountId) === null) return 'settled';
    const mail = composeReceipt(about, run.book.now(), run.stationery);
    if (mail === null) return withheld(run, receipt, 'noSender');
    const { messageId, to, raw } = mail;
    run.book.reserve(receiptKey(receipt.letterId, receipt.kind), letter.accountId, to);
    await run.book.move(receipt.letterId, receipt.kind, { state: 'handed', messageId, to });
    const nobody = await session.hand({ sender: '', recipient: to, raw });
    // some servers refuse the null sender of RFC 3834 and RFC 8098, at MAIL or (Postfix) only at RCPT
    const isRefused = nobody.outcome === 'refused' && nobody.isPermanent && nobody.at === 'envelope';
    const outcome = isRefused ? await session.hand({ sender: account.settings.address, recipient: to, raw }) : nobody;
    return afterHanding(run, receipt, outcome, { messageId, to });
  });
  return ended.ok ? ended.value : 'line';
}

async function afterHanding(run: ReceiptRun, receipt: Receipt, outcome: HandOutcome, mail: { readonly messageId: string; readonly to: string }): Promise<StepEnd> {
  switch (outcome.outcome) {
    case 'taken':
      return moved(run, receipt, { state: 'sent', ...mail, answer: outcome.answer });
    case 'refused': {
      const attempts = 1 + receipt.history.filter((state) => state.state === 'handed').length;
      if (outcome.isPermanent || attempts >= limits.receiptAttempts) return withheld(run, receipt, 'serverRefused', outcome.answer);
      await run.book.move(receipt.letterId, receipt.kind, { state: 'claimed' });
      return 'later';
    }
    case 'lost':
      if (outcome.mayBeTaken) return moved(run, receipt, { state: 'unknown', cause: 'handedWithoutAnswer' });
      await run.book.move(receipt.letterId, receipt.kind, { state: 'claimed' });
      return 'line';
    default:
      return assertNever(outcome);
  }
}
