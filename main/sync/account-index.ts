import type { FolderInfo } from '../../core/model/folder';
import type { AccountId, IsoTime, LetterId } from '../../core/model/ids';
import type { KeptLetter, Location } from '../../core/model/letter';
import type { Gone, JournalEntry } from '../../core/model/journal';
import type { LetterPlaceNow } from './mailbox-line';
import type { FolderIndex } from './folder-index';
import { flagList, flagText } from './flag-text';
import type { Places } from './folder-places';
import { lastUidOf } from './folder-places';
import { uidSet } from './uid-set';

/** A kept letter as far as finding it again on a server needs it. */
export interface KnownLetter {
  readonly letterId: LetterId;
  readonly internalDate: IsoTime;
  /** bytes */
  readonly size: number;
  readonly emailId: string | null;
}

const nowhere = -1;

/**
 * Which letter lies where on one account's server and how it can be found again: a fold of the account's events, nothing else.
 * Letters are rows of number columns, because an office keeps hundreds of thousands of them.
 */
export class AccountIndex {
  private readonly numbers = new Map<LetterId, number>();
  private readonly ids: (LetterId | null)[] = [];
  private readonly seconds: number[] = [];
  private readonly sizes: number[] = [];
  private readonly damaged = new Set<number>();
  private readonly imported = new Set<number>();
  private readonly emailIds = new Map<string, number>();
  private readonly emailIdOf = new Map<number, string>();
  /** INTERNALDATE in seconds → newest letter of that second; the others follow through `sameSecond` */
  private readonly bySecond = new Map<number, number>();
  private readonly sameSecond: number[] = [];
  private readonly placeCount: number[] = [];
  /** letters that lie somewhere */
  private placed = 0;
  /** the place met last, true for a letter with one place */
  private readonly lastPlaces: number[] = [];
  private readonly lastUids: number[] = [];
  private readonly lastFlags: number[] = [];
  private readonly all: Places[] = [];
  private readonly byFolder = new Map<string, Map<string, number>>();
  private readonly flagTexts: string[] = [''];
  private readonly flagNumbers = new Map<string, number>([['', 0]]);
  private listed: readonly FolderInfo[] = [];

  constructor(private readonly accountId: AccountId, private readonly erased: Set<LetterId> = new Set()) {}

  /** Idempotent: a writer applies its own entries at once and sees them again from the journal. */
  apply(entry: JournalEntry): void {
    switch (entry.kind) {
      case 'letter.kept':
        // brought along from files after it was erased: what the server still has must not take it away again
        this.erased.delete(entry.letter.letterId);
        if (entry.letter.accountId === this.accountId) this.keep(entry.letter);
        return;
      case 'letter.located': {
        const letter = this.numbers.get(entry.letterId);
        if (letter !== undefined) this.place(letter, entry.location, entry.flags === undefined ? (this.lastFlags[letter] ?? 0) : this.flagNumber(entry.flags));
        return;
      }
      case 'letters.flagged':
        if (entry.accountId !== this.accountId) return;
        for (const { letterId, flags, location } of entry.changes) {
          const letter = this.numbers.get(letterId);
          if (letter !== undefined) this.flag(letter, this.flagNumber(flags), location ?? null);
        }
        return;
      case 'letters.gone':
        if (entry.accountId !== this.accountId) return;
        for (const { letterId, location } of entry.gone) {
          const places = this.placesAt(location.folder, location.uidValidity);
          const letter = this.numbers.get(letterId);
          if (places && letter !== undefined && places.letters.get(location.uid) === letter) this.unplace(places, location.uid);
        }
        return;
      case 'letter.damaged': {
        const letter = this.numbers.get(entry.letterId);
        if (letter === undefined) return;
        this.damaged.add(letter);
        // nowhere to be found any more, so it is fetched again
        this.displace(letter);
        return;
      }
      case 'letter.erased': {
        this.erased.add(entry.letterId);
        const letter = this.numbers.get(entry.letterId);
        if (letter === undefined) return;
        for (const [places, uid] of this.displace(letter)) places.erased.add(uid);
        this.numbers.delete(entry.letterId);
        this.ids[letter] = null;
        const emailId = this.emailIdOf.get(letter);
        if (emailId !== undefined && this.emailIds.get(emailId) === letter) this.emailIds.delete(emailId);
        return;
      }
      case 'folders.seen':
        if (entry.accountId === this.accountId) this.listed = entry.folders;
        return;
      default:
    }
  }

  /** as the server listed them last */
  get folders(): readonly FolderInfo[] {
    return this.listed;
  }

  /** folders in which letters lie, as far as the journal knows */
  folderPaths(): readonly string[] {
    return [...this.byFolder.keys()].filter((path) => this.hasPlacesIn(path));
  }

  hasPlacesIn(folder: string): boolean {
    return [...(this.byFolder.get(folder)?.values() ?? [])].some((at) => (this.all[at]?.letters.size ?? 0) > 0);
  }

  places(letterId: LetterId): readonly LetterPlaceNow[] {
    const letter = this.numbers.get(letterId);
    if (letter === undefined) return [];
    return this.placesOf(letter).map(([{ folder, uidValidity, flags }, uid]) => ({
      location: { folder, uidValidity, uid }, flags: flagList(this.flagTexts[flags.get(uid) ?? 0] ?? ''),
    }));
  }

  knows(letterId: LetterId): boolean {
    return this.numbers.has(letterId);
  }

  /** Does it lie on the server still, in whatever folder? */
  isAnywhere(letterId: LetterId): boolean {
    return (this.placeCount[this.numbers.get(letterId) ?? nowhere] ?? 0) > 0;
  }

  isKept(letterId: LetterId): boolean {
    const letter = this.numbers.get(letterId);
    return letter !== undefined && !this.damaged.has(letter);
  }

  isErased(letterId: LetterId): boolean {
    return this.erased.has(letterId);
  }

  get hasErased(): boolean {
    return this.erased.size > 0;
  }

  /** Whole letters the server calls by this EMAILID: none or one. */
  byEmailId(emailId: string): readonly KnownLetter[] {
    const letter = this.emailIds.get(emailId);
    return letter === undefined ? [] : this.findable(letter);
  }

  /** Whole letters of this INTERNALDATE (to the second), newest first. */
  byInternalDate(internalDate: IsoTime): readonly KnownLetter[] {
    const found: KnownLetter[] = [];
    for (let at = this.bySecond.get(secondsOf(internalDate)) ?? nowhere; at !== nowhere; at = this.sameSecond[at] ?? nowhere) found.push(...this.findable(at));
    return found;
  }

  /** Is anything here that might be met again in this folder: letters of other folders, of an older UIDVALIDITY, or of no place? */
  hasOthersThanIn(folder: string, uidValidity: string): boolean {
    const here = this.placesAt(folder, uidValidity);
    return this.placed < this.numbers.size || this.all.some((places) => places !== here && places.letters.size > 0);
  }

  /** Letters that lie in this folder now. */
  lettersIn(folder: string, uidValidity: string): ReadonlySet<LetterId> {
    const letters = this.placesAt(folder, uidValidity)?.letters.values() ?? [];
    return new Set([...letters].flatMap((letter) => this.ids[letter] ?? []));
  }

  folder(folder: string): FolderIndex {
    const at = (uidValidity: string): Places | null => this.placesAt(folder, uidValidity);
    const { erased } = this;
    return {
      folder,
      uids: (uidValidity) => uidSet(at(uidValidity)?.letters.keys() ?? []),
      count: (uidValidity) => at(uidValidity)?.letters.size ?? 0,
      lastUid: (uidValidity) => lastUidOf(at(uidValidity)),
      isLike: (uidValidity, uid, internalDate, size) => {
        const letter = at(uidValidity)?.letters.get(uid) ?? nowhere;
        return this.seconds[letter] === secondsOf(internalDate) && this.sizes[letter] === size;
      },
      erasedUids: (uidValidity) => uidSet(at(uidValidity)?.erased ?? []),
      letterAt: (uidValidity, uid) => this.ids[at(uidValidity)?.letters.get(uid) ?? nowhere] ?? null,
      flagsAt: (uidValidity, uid) => this.flagTexts[at(uidValidity)?.flags.get(uid) ?? 0] ?? '',
      outdated: (uidValidity) => this.outdated(folder, uidValidity),
      isKept: (letterId) => this.isKept(letterId),
      isErased: (letterId) => this.isErased(letterId),
      get hasErased() {
        return erased.size > 0;
      },
      apply: (entry) => this.apply(entry),
    };
  }

  private outdated(folder: string, current: string | null): readonly Gone[] {
    const gone: Gone[] = [];
    for (const [uidValidity, at] of this.byFolder.get(folder) ?? []) {
      if (uidValidity === current) continue;
      for (const [uid, letter] of this.all[at]?.letters ?? []) {
        const letterId = this.ids[letter];
        if (letterId) gone.push({ letterId, location: { folder, uidValidity, uid } });
      }
    }
    return gone;
  }

  private keep({ letterId, internalDate, size, emailId, flags, location, origin }: KeptLetter): void {
    let letter = this.numbers.get(letterId);
    if (letter === undefined) {
      letter = this.ids.length;
      const second = secondsOf(internalDate);
      this.numbers.set(letterId, letter);
      this.ids.push(letterId);
      this.seconds.push(second);
      this.sizes.push(size);
      this.sameSecond.push(this.bySecond.get(second) ?? nowhere);
      this.bySecond.set(second, letter);
      this.placeCount.push(0);
      this.lastPlaces.push(nowhere);
      this.lastUids.push(0);
      this.lastFlags.push(0);
      if (origin !== undefined) this.imported.add(letter);
    }
    this.damaged.delete(letter);
    if (emailId !== undefined) {
      this.emailIds.set(emailId, letter);
      this.emailIdOf.set(letter, emailId);
    }
    // an imported letter lies in a file, one that was just sent nowhere yet
    if (origin === undefined) this.place(letter, location, this.flagNumber(flags));
  }

  private findable(letter: number): readonly KnownLetter[] {
    const letterId = this.ids[letter];
    if (!letterId || this.damaged.has(letter) || this.imported.has(letter)) return [];
    const internalDate = new Date((this.seconds[letter] ?? 0) * 1000).toISOString() as IsoTime;
    return [{ letterId, internalDate, size: this.sizes[letter] ?? 0, emailId: this.emailIdOf.get(letter) ?? null }];
  }

  private place(letter: number, { folder, uidValidity, uid }: Location, flags: number): void {
    const at = this.placesNumber(folder, uidValidity);
    const places = this.all[at];
    if (!places) return;
    if (places.letters.get(uid) !== letter) {
      this.unplace(places, uid);
      places.letters.set(uid, letter);
      const count = (this.placeCount[letter] ?? 0) + 1;
      this.placeCount[letter] = count;
      if (count === 1) this.placed += 1;
    }
    this.lastPlaces[letter] = at;
    this.lastUids[letter] = uid;
    this.lastFlags[letter] = flags;
    if (uid >= places.lastUid) {
      places.lastUid = uid;
      places.isLastGone = false;
    }
    if (flags === 0) places.flags.delete(uid);
    else places.flags.set(uid, flags);
  }

  private unplace(places: Places, uid: number): void {
    const letter = places.letters.get(uid);
    if (letter === undefined) return;
    places.letters.delete(uid);
    places.flags.delete(uid);
    if (uid === places.lastUid) places.isLastGone = true;
    const count = (this.placeCount[letter] ?? 1) - 1;
    this.placeCount[letter] = count;
    if (count === 0) this.placed -= 1;
  }

  /** @param location null: an older journal, which knew one folder: everywhere */
  private flag(letter: number, flags: number, location: Location | null): void {
    this.lastFlags[letter] = flags;
    const places = location ? this.placesOf(letter).filter(([{ folder, uidValidity }, uid]) => folder === location.folder && uidValidity === location.uidValidity && uid === location.uid) : this.placesOf(letter);
    for (const [place, uid] of places) {
      if (flags === 0) place.flags.delete(uid);
      else place.flags.set(uid, flags);
    }
  }

  private displace(letter: number): readonly (readonly [Places, number])[] {
    const places = this.placesOf(letter);
    for (const [place, uid] of places) this.unplace(place, uid);
    return places;
  }

  private placesOf(letter: number): readonly (readonly [Places, number])[] {
    const count = this.placeCount[letter] ?? 0;
    if (count === 0) return [];
    const last = this.all[this.lastPlaces[letter] ?? nowhere];
    const lastUid = this.lastUids[letter] ?? 0;
    if (count === 1 && last?.letters.get(lastUid) === letter) return [[last, lastUid]];
    return this.all.flatMap((places) => [...places.letters].flatMap(([uid, at]) => (at === letter ? [[places, uid] as const] : [])));
  }

  private placesAt(folder: string, uidValidity: string): Places | null {
    return this.all[this.byFolder.get(folder)?.get(uidValidity) ?? nowhere] ?? null;
  }

  private placesNumber(folder: string, uidValidity: string): number {
    let validities = this.byFolder.get(folder);
    if (!validities) this.byFolder.set(folder, (validities = new Map<string, number>()));
    let at = validities.get(uidValidity);
    if (at === undefined) {
      at = this.all.length;
      validities.set(uidValidity, at);
      this.all.push({ folder, uidValidity, letters: new Map(), flags: new Map(), erased: new Set(), lastUid: 0, isLastGone: false });
    }
    return at;
  }

  private flagNumber(flags: readonly string[]): number {
    const text = flagText(flags);
    let number = this.flagNumbers.get(text);
    if (number === undefined) {
      number = this.flagTexts.length;
      this.flagTexts.push(text);
      this.flagNumbers.set(text, number);
    }
    return number;
  }
}

function secondsOf(time: IsoTime): number {
  return Math.floor(Date.parse(time) / 1000);
}
