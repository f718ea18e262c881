import type { IsoTime, LetterId, PartId } from '../model/ids';
import type { JournalEvent } from '../model/journal';
import type { KeptLetter, Location } from '../model/letter';
import type { ReceiptKind, ReceiptState } from '../model/receipt';

/** What the journal says of one letter: a fold of its events and of nothing else. */
export interface LetterState {
  readonly kept: KeptLetter;
  /** where it lies on the server now; empty: no longer there */
  readonly locations: readonly Location[];
  readonly flags: readonly string[];
  readonly displayedAt: IsoTime | null;
  readonly receipts: Readonly<Partial<Record<ReceiptKind, readonly ReceiptState[]>>>;
  readonly damaged: boolean;
  /** attempts of the second stage since it last came back alive, by part */
  readonly attempts: Readonly<Record<PartId, number>>;
}

/** Letters an event speaks of. */
export function lettersOf(event: JournalEvent): readonly LetterId[] {
  switch (event.kind) {
    case 'letter.kept':
      return [event.letter.letterId];
    case 'letter.located':
    case 'letter.damaged':
    case 'letter.erased':
    case 'letter.displayed':
    case 'receipt.moved':
    case 'ingest.attempted':
    case 'ingest.finished':
      return [event.letterId];
    case 'letters.flagged':
      return event.changes.map((change) => change.letterId);
    case 'letters.gone':
      return event.gone.map((gone) => gone.letterId);
    case 'device.created':
    case 'account.connected':
    case 'account.changed':
    case 'policy.loaded':
    case 'anchor.added':
    case 'anchor.removed':
      return [];
  }
}

/** The next state of `letterId`; null: not known (yet), or erased. Events of other letters change nothing. */
export function foldLetter(state: LetterState | null, letterId: LetterId, event: JournalEvent): LetterState | null {
  if (event.kind === 'letter.kept') return event.letter.letterId === letterId ? keep(state, event.letter) : state;
  if (!state) return state;
  switch (event.kind) {
    case 'letter.located':
      return event.letterId === letterId ? { ...state, locations: addLocation(state.locations, event.location) } : state;
    case 'letters.flagged': {
      const change = event.changes.findLast((one) => one.letterId === letterId);
      return change ? { ...state, flags: change.flags } : state;
    }
    case 'letters.gone': {
      const gone = event.gone.filter((one) => one.letterId === letterId);
      return gone.length === 0 ? state : { ...state, locations: state.locations.filter((at) => !gone.some((one) => sameLocation(one.location, at))) };
    }
    case 'letter.damaged':
      return event.letterId === letterId ? { ...state, damaged: true } : state;
    case 'letter.erased':
      return event.letterId === letterId ? null : state;
    case 'letter.displayed':
      return event.letterId === letterId ? { ...state, displayedAt: state.displayedAt ?? event.at } : state;
    case 'receipt.moved':
      return event.letterId === letterId
        ? { ...state, receipts: { ...state.receipts, [event.receiptKind]: [...(state.receipts[event.receiptKind] ?? []), event.state] } }
        : state;
    case 'ingest.attempted':
      return event.letterId === letterId ? { ...state, attempts: { ...state.attempts, [event.part]: (state.attempts[event.part] ?? 0) + 1 } } : state;
    case 'ingest.finished':
      return event.letterId === letterId ? { ...state, attempts: {} } : state;
    case 'device.created':
    case 'account.connected':
    case 'account.changed':
    case 'policy.loaded':
    case 'anchor.added':
    case 'anchor.removed':
      return state;
  }
}

function keep(state: LetterState | null, kept: KeptLetter): LetterState {
  // fetched again, after damage or a new UIDVALIDITY: the same letter, its history stays
  if (state) return { ...state, locations: addLocation(state.locations, kept.location), flags: kept.flags, damaged: false };
  return { kept, locations: [kept.location], flags: kept.flags, displayedAt: null, receipts: {}, damaged: false, attempts: {} };
}

function addLocation(locations: readonly Location[], location: Location): readonly Location[] {
  return locations.some((at) => sameLocation(at, location)) ? locations : [...locations, location];
}

function sameLocation(a: Location, b: Location): boolean {
  return a.folder === b.folder && a.uid === b.uid && a.uidValidity === b.uidValidity;
}

