import type { OutgoingMail } from '../../core/model/outgoing';
import { formatSince } from '../ui/format-time';
import type { Tone } from '../ui/tone';
import { words, type Words } from '../ui/words';
import { idsIn } from './group-sendings';
import { dueOf, secondsLeft } from './mail-words';

/** One sentence on messages that were queued together; what needs a person goes first. */
export function undoWords(mails: readonly OutgoingMail[], now: Date): { readonly tone: Tone; readonly headline: Words } {
  const count = (...states: Parameters<typeof idsIn>[1]): number => idsIn({ mails }, states).length;
  const attention = count('failed', 'unknown');
  if (attention > 0) return { tone: 'warn', headline: words('outbox:undo.attention', { count: attention }) };
  const waits = mails.find(({ history }) => history.at(-1)?.state === 'waiting');
  if (waits !== undefined) {
    const seconds = secondsLeft(waits, now);
    if (seconds !== null) return { tone: 'info', headline: words('outbox:undo.soon', { seconds }) };
    const isDue = Date.parse(dueOf(waits)) <= now.getTime();
    return { tone: 'info', headline: isDue ? words('outbox:undo.waiting') : words('outbox:undo.later', { time: formatSince(dueOf(waits), now) }) };
  }
  if (count('handing') > 0) return { tone: 'info', headline: words('outbox:undo.handing') };
  const sent = count('sent');
  return sent > 0 ? { tone: 'good', headline: words('outbox:undo.sent', { count: sent }) } : { tone: 'neutral', headline: words('outbox:state.takenBack') };
}
