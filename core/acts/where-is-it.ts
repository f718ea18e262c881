import { sameLocation, type LetterPlace } from '../fold/letter-state';
import type { FolderInfo } from '../model/folder';
import type { Location } from '../model/letter';
import { ask, isRefusal, type Errand, type LetterTraits, type ServerRow } from './act-step';
import { isRepeating } from './folder-for';

/** A letter an act is about, as the journal tells it. */
export interface ActLetter {
  readonly traits: LetterTraits;
  /** where it lies now */
  readonly places: readonly LetterPlace[];
  /** where it lay when the act was asked for: copies that are not news */
  readonly before: readonly Location[];
  /** where the vault's bytes were fetched from; at every other place the letter was recognised by its marks, and its body not looked at */
  readonly keptIn: Location;
  readonly folders: readonly FolderInfo[];
}

export type Found = { readonly location: Location; readonly flags: readonly string[]; readonly isDoubtful?: boolean };

/** Is that row this letter? Servers may render a letter anew (other size), but keep its INTERNALDATE when they move it. */
export function isSameLetter(row: ServerRow, traits: LetterTraits): boolean {
  if (traits.messageId === null) return row.messageId === null && row.size === traits.size && isSameTime(row, traits);
  return row.messageId === traits.messageId && (row.size === traits.size || isSameTime(row, traits));
}

/** Whoever writes letters chooses their Message-ID, and may send two in one second: only where all agrees it is told as known. */
function isDoubtful(row: ServerRow, traits: LetterTraits): boolean {
  return traits.messageId === null || row.messageId !== traits.messageId || row.size !== traits.size || !isSameTime(row, traits);
}

function isSameTime(row: ServerRow, traits: LetterTraits): boolean {
  return row.internalDate !== null && Math.floor(Date.parse(row.internalDate) / 1000) === Math.floor(Date.parse(traits.internalDate) / 1000);
}

/** What the journal may be told of: a place that is told of is never fetched, and another letter there would be lost. Sync finds out about the others. */
export function surely(found: Found): readonly Found[] {
  return found.isDoubtful === true ? [] : [found];
}

export function foundAs(row: ServerRow, { traits }: Pick<ActLetter, 'traits'>): Found {
  return { location: row.location, flags: row.flags, isDoubtful: isDoubtful(row, traits) };
}

/** A copy in this folder that was not there when the act was asked for: made by an earlier try of ours, or by somebody. */
export function* newCopyIn(folder: string, letter: ActLetter): Errand<Found | null> {
  const told = letter.places.find(({ location }) => location.folder === folder && !isOld(location, letter));
  const answer = yield* ask({ ask: 'find', folder });
  if (isRefusal(answer)) return null;
  const found = answer.rows.filter((row) => isSameLetter(row, letter.traits) && !isOld(row.location, letter));
  const known = found.find((row) => told !== undefined && sameLocation(row.location, told.location));
  if (known) return { location: known.location, flags: known.flags };
  const all = found.map((row) => foundAs(row, letter));
  return all.find((one) => one.isDoubtful === false) ?? all[0] ?? null;
}

/** The new place of a letter that is no longer where it lay: by the journal, else by looking through the folders. */
export function* foundElsewhere(letter: ActLetter, without: readonly string[]): Errand<Found | null> {
  const told = letter.places.find(({ location }) => !without.includes(location.folder) && !isOld(location, letter) && !isRepeating(location.folder, letter.folders));
  const paths = letter.folders.filter(({ path, selectable }) => selectable && !without.includes(path) && !isRepeating(path, letter.folders)).map(({ path }) => path);
  const first = told === undefined ? paths : [told.location.folder, ...paths.filter((path) => path !== told.location.folder)];
  for (const path of first) {
    const found = yield* newCopyIn(path, letter);
    if (found !== null) return found;
  }
  return null;
}

/** The place an act means, as the journal has it now; null: the journal knows that it is no longer in that folder. */
export function placeMeant(seen: Location, letter: ActLetter): Location | null {
  const exact = letter.places.find(({ location }) => sameLocation(location, seen));
  if (exact) return exact.location;
  // numbered anew after a UIDVALIDITY change, or brought there by an act before this one
  return letter.places.find(({ location }) => location.folder === seen.folder && !letter.before.some((one) => sameLocation(one, location)))?.location ?? null;
}

/** A folder that was numbered anew holds what it held. */
function isOld(location: Location, { before }: ActLetter): boolean {
  return before.some((one) => one.folder === location.folder && (one.uidValidity !== location.uidValidity || one.uid === location.uid));
}
