/** Places below one UIDVALIDITY of one folder. Flag sets are numbered; 0 is the empty set and is not written down. */
export interface Places {
  readonly folder: string;
  readonly uidValidity: string;
  readonly letters: Map<number, number>;
  readonly flags: Map<number, number>;
  readonly erased: Set<number>;
  /** no letter lies above it */
  lastUid: number;
  /** none may lie at it either: a letter that lay there left */
  isLastGone: boolean;
}

/** Highest UID at which a letter lies, 0 where none does; looked for only after the one that was highest left. */
export function lastUidOf(places: Places | null): number {
  if (!places) return 0;
  if (places.isLastGone) {
    places.isLastGone = false;
    places.lastUid = 0;
    for (const uid of places.letters.keys()) places.lastUid = Math.max(places.lastUid, uid);
  }
  return places.lastUid;
}
