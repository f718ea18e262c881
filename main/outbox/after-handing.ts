import { assertNever } from '../../core/base/assert-never';
import { isoTime } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import type { IsoTime } from '../../core/model/ids';
import type { MailFailureCode, MailState, OutgoingMail } from '../../core/model/outgoing';
import type { NewMailState } from './mail-book';
import { statusIn, type MailOutcome } from './mail-handing';

/**
 * What an attempt makes of a message. A recipient who was put off ("later") while others were taken is told as refused: a second message under the same
 * Message-ID would reach those others twice on servers that expand lists.
 * @param retryMillis waits after "later"; the last one repeats
 */
export function afterHanding(outcome: MailOutcome, mail: OutgoingMail, now: Date, retryMillis: readonly number[] = limits.mailRetryMillis): NewMailState {
  switch (outcome.outcome) {
    case 'taken':
      return { state: 'sent', serverSaid: outcome.answer, refused: outcome.refused, by: 'server' };
    case 'lost':
      if (outcome.mayBeTaken) return { state: 'unknown', cause: 'handedWithoutAnswer' };
      // due as it was: the time that was planned may lie ahead where a person said "now". At one message that breaks every line the others pass by
      return { state: 'waiting', notBefore: triesOf(mail.history) < 2 ? isoTime(now) : waitAfter(mail.history, now, retryMillis), serverSaid: null };
    case 'refused': {
      if (!outcome.isPermanent && triesOf(mail.history) < limits.mailAttempts) return { state: 'waiting', notBefore: waitAfter(mail.history, now, retryMillis), serverSaid: outcome.answer };
      return { state: 'failed', code: failureCode(outcome), serverSaid: outcome.answer, refused: outcome.refused };
    }
    default:
      return assertNever(outcome);
  }
}

/** Attempts since a person last said "send". */
function triesOf(history: readonly MailState[]): number {
  const asked = history.findLastIndex(({ state }) => state === 'unknown' || state === 'failed');
  return history.slice(asked + 1).filter(({ state }) => state === 'handing').length;
}

function waitAfter(history: readonly MailState[], now: Date, retryMillis: readonly number[]): IsoTime {
  const wait = retryMillis[Math.min(Math.max(triesOf(history), 1), retryMillis.length) - 1] ?? 0;
  return isoTime(new Date(now.getTime() + wait));
}

/** RFC 3463 tells more than the three digits; where it is missing, the place in the dialogue does. */
function failureCode({ at, answer, isPermanent }: Extract<MailOutcome, { outcome: 'refused' }>): MailFailureCode {
  const [, subject, detail] = (statusIn(answer) ?? '').split('.');
  if (subject === '3' && detail === '4') return 'tooLarge';
  if (subject === '2' && detail === '3') return 'tooLarge';
  if (subject === '2' && detail === '2') return 'mailboxFull';
  if (!isPermanent) return 'serverError';
  if (at === 'sender') return answer.startsWith('552') ? 'tooLarge' : 'senderRefused';
  if (at === 'recipients') return 'recipientsRefused';
  if (answer.startsWith('552')) return 'tooLarge';
  if (subject === '7') return 'policy';
  return answer.startsWith('554') || answer.startsWith('550') || subject === '6' ? 'contentRefused' : 'serverError';
}
