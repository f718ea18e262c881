import { sameLocation } from '../fold/letter-state';
import type { Location } from '../model/letter';
import { ask, isRefusal, type Errand } from './act-step';
import { removeForGood } from './move-letter';
import { has } from './set-flags';
import { alreadySo, conflict, refusedAs, settled, together, type Settlement } from './settlement';
import { foundElsewhere, placeMeant, surely, type ActLetter } from './where-is-it';

/**
 * Takes a letter off the server because the vault holds it; the vault's copy is read again and verified before each removal.
 * @param erases the letter must not be anywhere: neither a flag nor a damaged copy here keeps it on the server
 */
export function* freeLetter(from: readonly Location[], letter: ActLetter, erases: boolean): Errand<Settlement> {
  const results: Settlement[] = [];
  // a copy that came to be known since is one more that may not stay
  const all = erases && letter.places.length > 0 ? letter.places.map(({ location }) => location) : from;
  for (const seen of all) results.push(yield* freeAt(seen, letter, erases));
  return together(results);
}

function* freeAt(seen: Location, letter: ActLetter, erases: boolean, isCompared = false): Errand<Settlement> {
  const at = placeMeant(seen, letter);
  const look = at === null ? 'absent' : yield* ask({ ask: 'look', at });
  if (at === null || look === 'absent') {
    const elsewhere = yield* foundElsewhere(letter, [seen.folder]);
    return elsewhere === null ? settled(alreadySo, { gone: [seen] }) : settled(conflict('movedElsewhere'), { gone: [seen], located: surely(elsewhere) });
  }
  // a number under another UIDVALIDITY names another letter: nothing is removed on the strength of it
  if (look === 'otherValidity') return settled(conflict('notTheSame'));
  if (isRefusal(look)) return settled(refusedAs(look));
  const { flags, size, can } = look.here;
  if (!erases && has(flags, '\\Flagged')) return settled(conflict('flaggedSince'), { flagged: [{ location: at, flags }] });
  if (!erases && !(yield* ask({ ask: 'verify' }))) return settled(conflict('notTheSame'));
  // where it was only recognised, another letter with the same header may lie; RFC822.SIZE may be an estimate, and a server may render
  // a letter anew: then only the bytes can tell
  if (!isCompared && (size !== letter.traits.size || !sameLocation(at, letter.keptIn))) {
    const same = yield* ask({ ask: 'compare', at });
    if (same !== true) return settled(same === false ? conflict('notTheSame') : refusedAs(same));
    // that took a while: somebody may have marked it meanwhile
    return yield* freeAt(seen, letter, erases, true);
  }
  return yield* removeForGood({ location: at, flags }, can, 'notAllowed');
}
