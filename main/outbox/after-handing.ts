import { assertNever } from '../../core/base/assert-never';
import { isoTime } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
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
      return outcome.mayBeTaken ? { state: 'unknown', cause: 'handedWithoutAnswer' } : { state: 'waiting', notBefore: null, serverSaid: null };
    case 'refused': {
      const tries = triesOf(mail.history);
      if (!outcome.isPermanent && tries < limits.mailAttempts) {
        const wait = retryMillis[Math.min(Math.max(tries, 1), retryMillis.length) - 1] ?? 0;
        return { state: 'waiting', notBefore: isoTime(new Date(now.getTime() + wait)), serverSaid: outcome.answer };
      }
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
