import type { AccountId, LetterId } from '../../core/model/ids';
import type { Gone, JournalEntry } from '../../core/model/journal';
import type { Location } from '../../core/model/letter';
import type { JournalPort } from '../journal/journal-port';
import type { UidSet } from './uid-set';
import { uidSet } from './uid-set';

interface KnownLetter {
  readonly flags: string;
  readonly damaged: boolean;
}

const readAtOnce = 2000;

/** Flags in one order, so that two sets compare as text; `\Recent` belongs to a session, not to a letter (RFC 9051, 2.3.2). */
export function flagText(flags: Iterable<string>): string {
  return [...flags].filter((flag) => flag.toLowerCase() !== '\\recent').sort().join(' ');
}

export function flagList(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

/** Which letter lies where on the server, as far as the journal knows: a fold of one account's events, nothing else. */
export class LocationIndex {
  private readonly byValidity = new Map<string, Map<number, LetterId>>();
  private readonly letters = new Map<LetterId, KnownLetter>();
  private readonly erased = new Set<LetterId>();
  /** places of letters that were erased since this index was read */
  private readonly erasedPlaces = new Map<string, Set<number>>();

  private constructor(private readonly accountId: AccountId, private readonly folder: string) {}

  /** Reads the whole journal once and follows it from there on, for as long as the journal is open. */
  static async load(journal: JournalPort, accountId: AccountId, folder: string): Promise<LocationIndex> {
    const index = new LocationIndex(accountId, folder);
    for (let after = 0; after < journal.head; ) {
      const events = await journal.read(after, readAtOnce);
      for (const event of events) index.apply(event);
      after = events.at(-1)?.seq ?? journal.head;
    }
    // in the same turn as the last look at the head: nothing can fall between reading and following
    journal.onAdvanced((_head, events) => events.forEach((event) => index.apply(event)));
    return index;
  }

  /** Idempotent: the writer applies its own entries at once and may see them again from the journal. */
  apply(entry: JournalEntry): void {
    switch (entry.kind) {
      case 'letter.kept':
        if (entry.letter.accountId !== this.accountId) return;
        this.letters.set(entry.letter.letterId, { flags: flagText(entry.letter.flags), damaged: false });
        this.place(entry.letter.letterId, entry.letter.location);
        return;
      case 'letter.located':
        if (this.letters.has(entry.letterId)) this.place(entry.letterId, entry.location);
        return;
      case 'letters.flagged':
        if (entry.accountId !== this.accountId) return;
        for (const { letterId, flags } of entry.changes) {
          const known = this.letters.get(letterId);
          if (known) this.letters.set(letterId, { ...known, flags: flagText(flags) });
        }
        return;
      case 'letters.gone':
        if (entry.accountId !== this.accountId) return;
        for (const { location } of entry.gone) if (location.folder === this.folder) this.byValidity.get(location.uidValidity)?.delete(location.uid);
        return;
      case 'letter.damaged': {
        const known = this.letters.get(entry.letterId);
        if (known) this.letters.set(entry.letterId, { ...known, damaged: true });
        // nowhere to be found any more, so it is fetched again
        this.displace(entry.letterId);
        return;
      }
      case 'letter.erased':
        this.erased.add(entry.letterId);
        this.letters.delete(entry.letterId);
        for (const [validity, uid] of this.displace(entry.letterId)) this.erasedPlaces.set(validity, (this.erasedPlaces.get(validity) ?? new Set()).add(uid));
        return;
      default:
    }
  }

  /** UIDs whose letters are kept. */
  uids(uidValidity: string): UidSet {
    return uidSet(this.byValidity.get(uidValidity)?.keys() ?? []);
  }

  /** UIDs of letters that were erased here; only those the journal could still place. */
  erasedUids(uidValidity: string): UidSet {
    return uidSet(this.erasedPlaces.get(uidValidity) ?? []);
  }

  letterAt(uidValidity: string, uid: number): LetterId | null {
    return this.byValidity.get(uidValidity)?.get(uid) ?? null;
  }

  /** Kept and whole: a further copy is only a further location. */
  isKept(letterId: LetterId): boolean {
    return this.letters.get(letterId)?.damaged === false;
  }

  isErased(letterId: LetterId): boolean {
    return this.erased.has(letterId);
  }

  get hasErased(): boolean {
    return this.erased.size > 0;
  }

  flagsOf(letterId: LetterId): string {
    return this.letters.get(letterId)?.flags ?? '';
  }

  /** Letters below a UIDVALIDITY that is over: their UIDs mean nothing any more. */
  outdated(uidValidity: string): readonly Gone[] {
    return [...this.byValidity].filter(([validity]) => validity !== uidValidity).flatMap(([validity, uids]) =>
      [...uids].map(([uid, letterId]) => ({ letterId, location: { folder: this.folder, uidValidity: validity, uid } })));
  }

  private place(letterId: LetterId, location: Location): void {
    if (location.folder !== this.folder) return;
    let uids = this.byValidity.get(location.uidValidity);
    if (!uids) this.byValidity.set(location.uidValidity, (uids = new Map<number, LetterId>()));
    uids.set(location.uid, letterId);
  }

  private displace(letterId: LetterId): readonly (readonly [uidValidity: string, uid: number])[] {
    const places = [...this.byValidity].flatMap(([validity, uids]) => [...uids].flatMap(([uid, at]) => (at === letterId ? [[validity, uid] as const] : [])));
    for (const [validity, uid] of places) this.byValidity.get(validity)?.delete(uid);
    return places;
  }
}
