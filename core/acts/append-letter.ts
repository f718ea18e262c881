import { ask, isRefusal, type Errand } from './act-step';
import { alreadySo, conflict, done, refusedAs, settled, type Settlement } from './settlement';
import { foundAs, isSameLetter, newCopyIn, surely, type ActLetter } from './where-is-it';

/**
 * Once: the folder is searched before every APPEND, so one whose answer was lost is found. Some servers put what they send into Sent
 * themselves; that counts too. A folder that cannot be searched is not appended to blindly.
 */
export function* appendLetter(to: string, flags: readonly string[], letter: ActLetter): Errand<Settlement> {
  const known = yield* ask({ ask: 'find', folder: to });
  if (isRefusal(known)) return settled(known.refused === 'serverRefused' ? conflict('unclear', known.serverSaid) : refusedAs(known));
  const there = known.rows.find((row) => (letter.traits.messageId === null ? isSameLetter(row, letter.traits) : row.messageId === letter.traits.messageId));
  if (there) return settled(alreadySo, { located: surely(foundAs(there, letter)) });
  const appended = yield* ask({ ask: 'append', to, flags });
  if (isRefusal(appended)) return settled(refusedAs(appended));
  if (appended.now !== null) return settled(done, { located: [{ location: appended.now, flags }] });
  const found = yield* newCopyIn(to, letter);
  return settled(done, { located: found === null ? [] : surely(found) });
}
