import { assertNever } from '../../core/base/assert-never';
import { stateOfMail } from '../../core/fold/outgoing-book';
import type { MailState, OutgoingMail } from '../../core/model/outgoing';
import { formatSince } from '../ui/format-time';
import type { Tone } from '../ui/tone';
import { words, type Words } from '../ui/words';

export interface MailWords {
  readonly tone: Tone;
  readonly said: Words;
  /** what to do next; null: nothing */
  readonly next: Words | null;
  /** the server's own words, '' where it has said none */
  readonly serverSaid: string;
}

/** seconds within which a message that waits is counted down */
const countedDown = 120;

/** When it may be handed over, by its last state. */
export function dueOf({ mail, history }: OutgoingMail): string {
  const last = history.at(-1);
  return last?.state === 'waiting' && last.notBefore !== null ? last.notBefore : mail.sendAfter;
}

/** Whole seconds until it is handed over; null: it does not wait for a time, or for a long one. */
export function secondsLeft(one: OutgoingMail, now: Date): number | null {
  if (stateOfMail(one).state !== 'waiting') return null;
  const left = Math.ceil((Date.parse(dueOf(one)) - now.getTime()) / 1000);
  return left > 0 && left <= countedDown ? left : null;
}

/** The state of one message as a sentence. */
export function mailWords(one: OutgoingMail, now: Date): MailWords {
  const state = stateOfMail(one);
  const time = formatSince(state.at, now);
  switch (state.state) {
    case 'waiting':
      return { tone: 'info', said: waitingWords(one, state, now), next: null, serverSaid: state.serverSaid ?? '' };
    case 'handing':
      return { tone: 'info', said: words('outbox:state.handing'), next: null, serverSaid: '' };
    case 'sent':
      return { tone: state.refused.length > 0 ? 'warn' : 'good', said: sentWords(state, time), next: null, serverSaid: state.serverSaid };
    case 'failed':
      return { tone: 'bad', said: words('outbox:state.failed', { time }), next: words(`outbox:failure.${state.code}`), serverSaid: state.serverSaid ?? '' };
    case 'unknown':
      return { tone: 'warn', said: words('outbox:state.unknown'), next: words('outbox:unknownLead'), serverSaid: '' };
    case 'takenBack':
      return { tone: 'neutral', said: words('outbox:state.takenBack'), next: null, serverSaid: '' };
    default:
      return assertNever(state);
  }
}

function waitingWords(one: OutgoingMail, state: Extract<MailState, { state: 'waiting' }>, now: Date): Words {
  const due = dueOf(one);
  const isDue = Date.parse(due) <= now.getTime();
  if (state.serverSaid !== null && !isDue) return words('outbox:state.again', { time: formatSince(due, now) });
  if (isDue) return words('outbox:state.line');
  const seconds = secondsLeft(one, now);
  return seconds === null ? words('outbox:state.later', { time: formatSince(due, now) }) : words('outbox:state.soon', { seconds });
}

function sentWords({ by, refused }: Extract<MailState, { state: 'sent' }>, time: string): Words {
  switch (by) {
    case 'server':
      return refused.length > 0 ? words('outbox:state.sentPartly', { time, count: refused.length }) : words('outbox:state.sent', { time });
    case 'sentFolder':
    case 'receipt':
      return words(`outbox:state.${by}`);
    case 'person':
      return words('outbox:state.person', { time });
    default:
      return assertNever(by);
  }
}
