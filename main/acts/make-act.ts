import { randomBytes } from 'node:crypto';
import { isRepeating, useOf } from '../../core/acts/folder-for';
import { has } from '../../core/acts/set-flags';
import { fail, ok, type Result } from '../../core/base/result';
import type { ActFailure } from '../../core/contract/commands';
import type { ActChange, MailAct } from '../../core/model/act';
import type { ActId, LetterId } from '../../core/model/ids';
import type { Location } from '../../core/model/letter';
import type { LetterPlaces, PlacedLetter } from '../outbox/letter-places';

/** \Deleted would be carried out by whoever expunges next; \Recent belongs to sessions; \Draft says what a letter is. */
const notForPeople = ['\\Deleted', '\\Recent', '\\Draft'];

/**
 * The act as it is journalled: with the places the person saw. A place that an act before this one will bring about has no number yet
 * (UID 0).
 * @param folder the one the person looks at; null: where the letter chiefly lies
 */
export function makeAct(places: LetterPlaces, letterId: LetterId, change: ActChange, folder: string | null): Result<MailAct, ActFailure> {
  const letter = places.letter(letterId);
  const seen = places.seen(letterId);
  if (!letter || !seen || places.account(letter.accountId) === null) return fail({ code: 'noSuchLetter' });
  const { accountId } = letter;
  const act = (seenAt: readonly Location[]): Result<MailAct, ActFailure> => ok({ actId: randomBytes(8).toString('hex') as ActId, accountId, letterId, change, seenAt });
  if (change.kind === 'append') return act([]);
  // by where it lies, not by where it is shown: what waits to be taken off the server may fail, and a copy there must not be lost sight of
  if (change.kind === 'erase') return letter.places.length === 0 ? fail({ code: 'notOnServer' }) : act(letter.places.map(({ location }) => location));
  if (seen.folders.length === 0) return fail({ code: 'notOnServer' });
  const folders = places.folders(accountId);
  const undeleted = seen.folders.filter((path) => !isLeft(letter, path));
  const lies = undeleted.length > 0 ? undeleted : seen.folders;
  const shown = folder !== null && lies.includes(folder) ? folder : chiefFolder(lies, (path) => isRepeating(path, folders));
  const from = (...paths: readonly string[]): Result<MailAct, ActFailure> => act(paths.flatMap((path) => placesIn(letter, path)));
  switch (change.kind) {
    case 'flag':
      if (has(notForPeople, change.flag) || has(seen.flags, change.flag) === change.on) return fail({ code: 'nothingToDo' });
      return act(letter.places.length > 0 ? letter.places.map(({ location }) => location) : placesIn(letter, shown));
    case 'move': {
      const to = folders.find(({ path }) => path === change.to);
      if (to?.selectable !== true || isRepeating(change.to, folders)) return fail({ code: 'noSuchFolder' });
      return shown === change.to ? fail({ code: 'nothingToDo' }) : from(shown);
    }
    case 'delete':
      return from(shown);
    case 'junk': {
      // spam is spam wherever it lies
      const leaving = lies.filter((path) => !isRepeating(path, folders) && (useOf(path, folders) === 'junk') !== change.isJunk);
      return leaving.length === 0 ? fail({ code: 'nothingToDo' }) : from(...leaving);
    }
    case 'free':
      return act(letter.places.map(({ location }) => location));
  }
}

/** What reading a letter does to the mailbox; null: nothing, it is marked already, or lies only where we may not keep that (RFC 4314, right s). */
export function makeSeenAct(places: LetterPlaces, letterId: LetterId): MailAct | null {
  const made = makeAct(places, letterId, { kind: 'flag', flag: '\\Seen', on: true }, null);
  if (!made.ok) return null;
  const folders = places.folders(made.value.accountId);
  const may = made.value.seenAt.some(({ folder }) => folders.find(({ path }) => path === folder)?.rights?.includes('s') ?? true);
  return may ? made.value : null;
}

function chiefFolder(paths: readonly string[], repeats: (path: string) => boolean): string {
  const own = paths.filter((path) => !repeats(path));
  return own.find((path) => path.toUpperCase() === 'INBOX') ?? own.at(-1) ?? paths[0] ?? 'INBOX';
}

function placesIn(letter: PlacedLetter, folder: string): readonly Location[] {
  const there = letter.places.filter(({ location }) => location.folder === folder);
  if (there.length === 0) return [{ folder, uidValidity: '0', uid: 0 }];
  const live = there.filter(({ flags }) => !has(flags, '\\Deleted'));
  return (live.length > 0 ? live : there).map(({ location }) => location);
}

/** Nothing of it there but copies marked as deleted, which a server without UIDPLUS keeps until somebody empties the folder. */
function isLeft(letter: PlacedLetter, folder: string): boolean {
  const there = letter.places.filter(({ location }) => location.folder === folder);
  return there.length > 0 && there.every(({ flags }) => has(flags, '\\Deleted'));
}
