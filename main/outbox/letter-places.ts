import { foldDesk, sameLocation, type DeskEvent, type DeskState, type LetterPlace } from '../../core/fold/letter-state';
import { seenLetter, type SeenLetter } from '../../core/fold/seen-letter';
import type { AccountRecord } from '../../core/model/account';
import type { FolderInfo } from '../../core/model/folder';
import type { AccountId, Digest, IsoTime, LetterId } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { KeptLetter, Location } from '../../core/model/letter';
import { ActBook } from '../acts/act-book';
import type { JournalPort } from '../journal/journal-port';

/** What outbox and acts have to know of a letter, from the journal alone. */
export interface PlacedLetter {
  readonly accountId: AccountId;
  readonly digest: Digest;
  /** bytes */
  readonly size: number;
  readonly internalDate: IsoTime;
  /** where it was first met */
  readonly keptIn: Location;
  readonly origin: KeptLetter['origin'];
  /** where it lies on the server now; empty: nowhere */
  readonly places: readonly LetterPlace[];
  /** every flag it has at any place; once it is gone, those it had last */
  readonly flags: readonly string[];
  /** first time a person really read it, null before */
  readonly displayedAt: IsoTime | null;
  readonly damaged: boolean;
  /** what the office said of it; absent: nothing yet */
  readonly desk?: DeskState;
}

/** Place whose keywords an answer goes by: in the inbox, else the newest known; null: gone from the server. */
export function answerPlace({ places }: Pick<PlacedLetter, 'places'>): Location | null {
  return (places.find(({ location }) => location.folder.toUpperCase() === 'INBOX') ?? places.at(-1))?.location ?? null;
}

/** Accounts, folders, letters and acts as the journal tells them: a fold, events in order. */
export class LetterPlaces {
  readonly acts = new ActBook();
  private readonly accounts = new Map<AccountId, AccountRecord>();
  private readonly foldersOf = new Map<AccountId, readonly FolderInfo[]>();
  private readonly letters = new Map<LetterId, PlacedLetter>();
  /** a hundred thousand letters have few distinct sets of flags */
  private readonly flagSets = new Map<string, readonly string[]>();

  /** null also for an account that was removed: nothing of it is sent any more */
  account(accountId: AccountId): AccountRecord | null {
    return this.accounts.get(accountId) ?? null;
  }

  folders(accountId: AccountId): readonly FolderInfo[] {
    return this.foldersOf.get(accountId) ?? [];
  }

  letter(letterId: LetterId): PlacedLetter | null {
    return this.letters.get(letterId) ?? null;
  }

  /** as the person who acted on it expects to see it */
  seen(letterId: LetterId): SeenLetter | null {
    const letter = this.letters.get(letterId);
    if (!letter) return null;
    const { places, flags, origin, displayedAt, accountId } = letter;
    const kept = origin === undefined ? {} : { origin };
    return seenLetter({ locations: places.map(({ location }) => location), flags, acts: this.acts.ofLetter(letterId), readHere: displayedAt !== null, kept }, this.folders(accountId));
  }

  *ofAccount(accountId: AccountId): Generator<readonly [LetterId, PlacedLetter]> {
    for (const entry of this.letters) if (entry[1].accountId === accountId) yield entry;
  }

  /** The letter known to lie there; looks through all, so only for the rare question. */
  letterAt(accountId: AccountId, location: Location): LetterId | null {
    for (const [letterId, { places }] of this.ofAccount(accountId)) if (places.some((place) => sameLocation(place.location, location))) return letterId;
    return null;
  }

  /** Hears the journal from now on; call it in the turn in which the replay ended. @returns the unsubscribe function */
  follow(journal: Pick<JournalPort, 'onAdvanced'>): () => void {
    return journal.onAdvanced((_head, events) => events.forEach((event) => this.apply(event)));
  }

  apply(event: JournalEntry & { readonly at: IsoTime }): void {
    this.acts.fold(event, event.kind === 'act.asked' ? this.letters.get(event.letterId)?.places ?? [] : []);
    switch (event.kind) {
      case 'account.connected':
      case 'account.changed':
        this.accounts.set(event.account.accountId, event.account);
        return;
      case 'account.removed':
        this.accounts.delete(event.accountId);
        return;
      case 'folders.seen':
        this.foldersOf.set(event.accountId, event.folders);
        return;
      case 'letter.kept':
        this.keep(event.letter);
        return;
      case 'letter.located':
        this.place(event.letterId, event.location, event.flags ?? this.letters.get(event.letterId)?.flags ?? []);
        return;
      case 'letters.flagged':
        for (const { letterId, flags, location } of event.changes) this.flagged(letterId, this.shared(flags), location);
        return;
      case 'letters.gone':
        for (const { letterId, location } of event.gone) this.setPlaces(letterId, (places) => places.filter((place) => !sameLocation(place.location, location)));
        return;
      case 'letter.damaged':
        this.change(event.letterId, { damaged: true });
        return;
      case 'letter.displayed': {
        const known = this.letters.get(event.letterId);
        if (known && known.displayedAt === null) this.change(event.letterId, { displayedAt: event.at });
        return;
      }
      case 'letter.registered':
      case 'letter.refused':
      case 'letter.progressed':
        this.applyDesk(event);
        return;
      case 'letter.erased':
        this.letters.delete(event.letterId);
        return;
      default:
    }
  }

  /** As `apply`; an entry that was applied at once by its writer is heard once more and changes nothing. */
  applyDesk(event: DeskEvent): void {
    this.change(event.letterId, { desk: foldDesk(this.letters.get(event.letterId)?.desk, event) });
  }

  private keep({ letterId, accountId, digest, size, internalDate, location, flags, origin }: KeptLetter): void {
    if (this.letters.has(letterId)) {
      // a copy elsewhere, or fetched again after damage: the arrival that counts is the first one
      this.change(letterId, { damaged: false });
      if (origin === undefined) this.place(letterId, location, flags);
      return;
    }
    const shared = this.shared(flags);
    const places = origin !== undefined ? [] : [{ location, flags: shared }];
    this.letters.set(letterId, { accountId, digest, size, internalDate, keptIn: location, origin, places, flags: shared, displayedAt: null, damaged: false });
  }

  private place(letterId: LetterId, location: Location, flags: readonly string[]): void {
    const place = { location, flags: this.shared(flags) };
    this.setPlaces(letterId, (places) => [...places.filter((one) => !sameLocation(one.location, location)), place]);
  }

  private flagged(letterId: LetterId, flags: readonly string[], location: Location | undefined): void {
    const known = this.letters.get(letterId);
    if (known && known.places.length === 0) this.change(letterId, { flags });
    else this.setPlaces(letterId, (places) => places.map((place) => (location === undefined || sameLocation(place.location, location) ? { ...place, flags } : place)));
  }

  private setPlaces(letterId: LetterId, change: (places: readonly LetterPlace[]) => readonly LetterPlace[]): void {
    const known = this.letters.get(letterId);
    if (!known) return;
    const places = change(known.places);
    const [first] = places;
    const flags = first === undefined ? known.flags : places.length === 1 ? first.flags : this.shared(new Set(places.flatMap((place) => place.flags)));
    this.letters.set(letterId, { ...known, places, flags });
  }

  private shared(flags: Iterable<string>): readonly string[] {
    const list = [...flags];
    const text = list.join(' ');
    const known = this.flagSets.get(text);
    if (known) return known;
    this.flagSets.set(text, list);
    return list;
  }

  private change(letterId: LetterId, change: Partial<PlacedLetter>): void {
    const known = this.letters.get(letterId);
    if (known) this.letters.set(letterId, { ...known, ...change });
  }
}
