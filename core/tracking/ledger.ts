import type { IsoTime, OutgoingId } from '../model/ids';
import type { MailAddressee, MailState, OutgoingMail } from '../model/outgoing';
import type { Ledger, LedgerAlarm, LedgerLine, LedgerStep } from '../model/tracking';
import { stateOfMail } from '../fold/outgoing-book';
import { assertNever } from '../base/assert-never';
import type { HomeLetter } from './home-letter';
import { lineKey, matchLetters, plainLine, type AskedBy, type Told, type ToldBy } from './match-letters';
import type { Speakers } from './speaks-for';
import { compareSteps, furthestOf, isAnswer } from './step-order';

export interface LedgerQuestion {
  readonly mails: readonly OutgoingMail[];
  readonly told: ToldBy;
  /** silence is an alarm once its day is over */
  readonly now: IsoTime;
  /** what a person wrote when they put an alarm aside */
  readonly settledWith: (outgoingId: OutgoingId, address: string) => { readonly words: string; readonly at: IsoTime } | null;
}

/** Everything at once: who got what we sent and what came back, newest sending first. Order of letters and messages does not matter. */
export function ledgerOf({ letters, speakers, asked, ...question }: Omit<LedgerQuestion, 'told'> & { readonly letters: Iterable<HomeLetter>; readonly speakers: Speakers; readonly asked?: AskedBy }): readonly Ledger[] {
  return ledgersOf({ ...question, told: matchLetters(question.mails, letters, speakers, asked) });
}

/** As `ledgerOf` where letters are matched already: only the time has changed. */
export function ledgersOf(question: LedgerQuestion): readonly Ledger[] {
  const batches = new Map<string, OutgoingMail[]>();
  for (const one of question.mails) {
    // a receipt of ours waits for nothing
    if (one.mail.signedReceiptFor !== undefined) continue;
    const batch = batches.get(one.mail.batch);
    if (batch === undefined) batches.set(one.mail.batch, [one]);
    else batch.push(one);
  }
  return [...batches.values()]
    // what was taken back in time was never sent
    .filter((mails) => mails.some((one) => stateOfMail(one).state !== 'takenBack'))
    .map((mails) => oneSending(mails.filter((one) => !isQueuedAnew(one, mails)), question))
    .sort((a, b) => (a.queuedAt < b.queuedAt ? 1 : a.queuedAt > b.queuedAt ? -1 : a.batch < b.batch ? -1 : 1));
}

/** Taken back, written anew and sent: what was taken back is no second message to the same office. */
function isQueuedAnew(one: OutgoingMail, mails: readonly OutgoingMail[]): boolean {
  const last = stateOfMail(one);
  return last.state === 'takenBack' && mails.some(({ queuedAt }) => queuedAt >= last.at);
}

function oneSending(mails: readonly OutgoingMail[], question: LedgerQuestion): Ledger {
  const ordered = [...mails].sort(inOrder);
  const [first] = ordered;
  if (first === undefined) throw new Error('a sending has a message');
  const lines = ordered.flatMap((one) => one.mail.addressees.map((addressee) => lineOf(one, addressee, question)));
  const counts: Partial<Record<LedgerStep['step'], number>> = {};
  for (const { furthest } of lines) counts[furthest] = (counts[furthest] ?? 0) + 1;
  const { batch, code, place, subject } = first.mail;
  return { batch, code, place, subject, queuedAt: first.queuedAt, lines, counts, alarms: lines.filter(({ alarm }) => alarm !== null).length };
}

/** Messages of a circular are queued in one moment: then by name, as a clerk looks for them. */
function inOrder(a: OutgoingMail, b: OutgoingMail): number {
  const [one, other] = [a.mail.addressees[0]?.name ?? '', b.mail.addressees[0]?.name ?? ''];
  return (a.queuedAt < b.queuedAt ? -1 : a.queuedAt > b.queuedAt ? 1 : 0) || names.compare(one, other) || (a.mail.outgoingId < b.mail.outgoingId ? -1 : 1);
}

const names = new Intl.Collator('vi', { numeric: true });

function lineOf(one: OutgoingMail, addressee: MailAddressee, { told, now, settledWith }: LedgerQuestion): LedgerLine {
  const { mail } = one;
  const about = told.get(lineKey(one, addressee)) ?? [];
  const steps = distinct([...ourSteps(one, addressee), ...about.map(({ step }) => step)]).sort(compareSteps);
  const furthest = furthestOf(steps);
  const state = stateOfMail(one).state;
  const alarm = alarmOf(one, furthest, about, now);
  const settled = settledWith(mail.outgoingId, addressee.address);
  const isSettled = alarm !== null && settled !== null && settled.at >= alarm.since;
  return {
    outgoingId: mail.outgoingId, addressee, state, furthest: furthest.step, steps, answerBy: mail.answerBy,
    alarm: alarm === null || isSettled ? null : alarm.alarm,
    settled: isSettled ? settled.words : null,
  };
}

/** The first thing a person has to look at, and since when it is there. */
function alarmOf({ mail, history }: OutgoingMail, furthest: LedgerStep, about: readonly Told[], now: IsoTime): { readonly alarm: LedgerAlarm; readonly since: IsoTime } | null {
  const { step, at } = furthest;
  if (step === 'unknown' || step === 'failed' || step === 'refused') return { alarm: step, since: at };
  const differing = about.find(({ step: { strength }, files }) => strength !== 'guessed' && files.length > 0 && mail.files.some(({ digest }) => !files.some((file) => file.digest === digest)));
  if (differing !== undefined) return { alarm: 'filesDiffer', since: differing.step.at };
  if (step === 'deletedUnread') return { alarm: 'deletedUnread', since: at };
  const isOut = history.some(({ state }) => state === 'sent');
  return isOut && mail.answerBy !== null && now > mail.answerBy && !isAnswer(step) ? { alarm: 'silent', since: mail.answerBy } : null;
}

/** What we ourselves know: every state of the message, as it concerns this addressee. */
function ourSteps({ history }: OutgoingMail, { address }: MailAddressee): readonly LedgerStep[] {
  return history.map((state) => ourStep(state, address));
}

function ourStep(state: MailState, address: string): LedgerStep {
  const common = { at: state.at, toldAt: null, kind: 'ours', letterId: null, strength: 'ours' } as const;
  switch (state.state) {
    case 'waiting':
    case 'handing':
    case 'unknown':
    case 'takenBack':
      return { ...common, step: state.state, line: null };
    case 'failed':
    case 'sent': {
      const refused = state.refused.find((one) => one.address.toLowerCase() === address.toLowerCase());
      if (refused !== undefined) return { ...common, step: 'failed', line: { ...plainLine('failed', refused.serverSaid), address, status: refused.status } };
      return state.state === 'failed' ? { ...common, step: 'failed', line: plainLine('failed', state.serverSaid ?? '') } : { ...common, step: 'sent', line: null };
    }
    default:
      return assertNever(state);
  }
}

/** One receipt that came twice, or lies in two folders, says one thing. */
function distinct(steps: readonly LedgerStep[]): LedgerStep[] {
  const seen = new Map<string, LedgerStep>();
  for (const one of [...steps].sort(compareSteps)) {
    const { step, kind, toldAt, line } = one;
    const key = kind === 'ours' && one.letterId === null ? `${step} ${one.at}` : JSON.stringify([step, kind, toldAt, line, step === 'answered' ? one.letterId : null]);
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}
