import { assertNever } from '../base/assert-never';
import { foldAct } from './fold-acts';
import type { ActRecord, MailAct } from '../model/act';
import type { JournalledCorrection } from '../model/correction';
import type { IsoTime, LetterId, PartId } from '../model/ids';
import type { FlagChange, JournalEntry, JournalEvent } from '../model/journal';
import type { KeptLetter, Location } from '../model/letter';
import type { RefusalReason } from '../model/notice';
import type { ReceiptKind, ReceiptState } from '../model/receipt';
import type { IncomingLine } from '../model/register';
import type { VerdictAcceptance } from '../model/verdict';

/** One place a letter lies at on the server, with the flags it has there. */
export interface LetterPlace {
  readonly location: Location;
  readonly flags: readonly string[];
}

/** What became of an incoming letter on the desk. */
export interface DeskState {
  readonly registered: (IncomingLine & { readonly at: IsoTime }) | null;
  readonly refused: { readonly reason: RefusalReason; readonly words: string; readonly at: IsoTime } | null;
  readonly progress: readonly { readonly code: '04' | '05' | '06'; readonly words: string; readonly at: IsoTime }[];
}

const untouched: DeskState = { registered: null, refused: null, progress: [] };

export type DeskEvent = Extract<JournalEntry, { readonly kind: 'letter.registered' | 'letter.refused' | 'letter.progressed' }> & { readonly at: IsoTime };

/** Who registers after a refusal takes it back. */
export function foldDesk(desk: DeskState = untouched, event: DeskEvent): DeskState {
  switch (event.kind) {
    case 'letter.registered':
      return { ...desk, registered: { ...event.line, at: event.at }, refused: null };
    case 'letter.refused':
      return { ...desk, refused: { reason: event.reason, words: event.words, at: event.at } };
    case 'letter.progressed':
      return desk.progress.some(({ code, at }) => code === event.code && at === event.at) ? desk : { ...desk, progress: [...desk.progress, { code: event.code, words: event.words, at: event.at }] };
    default:
      return assertNever(event);
  }
}

/** What the journal says of one letter: a fold of its events and of nothing else. */
export interface LetterState {
  readonly kept: KeptLetter;
  /** where it lies on the server now; empty: no longer there */
  readonly places: readonly LetterPlace[];
  /** the locations of `places` */
  readonly locations: readonly Location[];
  /** every flag it has at any place; once it is gone from the server, those it had last */
  readonly flags: readonly string[];
  readonly displayedAt: IsoTime | null;
  /** opened by a person here, and nobody marked it unread since, here or elsewhere */
  readonly readHere: boolean;
  readonly receipts: Readonly<Partial<Record<ReceiptKind, readonly ReceiptState[]>>>;
  /** acts of a person that are not settled, or could not be carried out and were not put aside; oldest first */
  readonly acts: readonly ActRecord[];
  /** what a person corrected and did not take back; oldest first */
  readonly corrections: readonly JournalledCorrection[];
  /** a person took it for authentic although its verdict was not passed; the last word on it */
  readonly acceptance: (VerdictAcceptance & { readonly at: IsoTime }) | null;
  /** what the office said of it: 03 registered, 02 refused, 04 to 06 */
  readonly desk: DeskState;
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
    case 'act.asked':
    case 'act.settled':
    case 'act.dismissed':
    case 'receipt.moved':
    case 'ingest.attempted':
    case 'ingest.finished':
    case 'field.corrected':
    case 'correction.undone':
    case 'verdict.accepted':
    case 'letter.registered':
    case 'letter.refused':
    case 'letter.progressed':
      return [event.letterId];
    case 'letters.flagged':
      return event.changes.map((change) => change.letterId);
    case 'letters.gone':
      return event.gone.map((gone) => gone.letterId);
    case 'device.created':
    case 'account.connected':
    case 'account.changed':
    case 'account.removed':
    case 'folders.seen':
    case 'policy.loaded':
    case 'anchor.added':
    case 'anchor.removed':
    case 'evidence.kept':
    case 'key.imported':
    case 'key.removed':
    case 'rule.stopped':
    case 'units.saved':
    case 'units.removed':
    case 'draft.created':
    case 'draft.discarded':
    case 'register.opened':
    case 'register.changed':
    case 'number.reserved':
    case 'numbers.blocked':
    case 'number.voided':
    case 'document.issued':
    case 'paper.dispatched':
    case 'mail.queued':
    case 'mail.moved':
    case 'alarm.settled':
      return [];
  }
}

/** The next state of `letterId`; null: not known (yet), or erased. Events of other letters change nothing. */
export function foldLetter(state: LetterState | null, letterId: LetterId, event: JournalEvent): LetterState | null {
  if (event.kind === 'letter.kept') return event.letter.letterId === letterId ? keep(state, event.letter) : state;
  if (!state) return state;
  switch (event.kind) {
    case 'letter.located':
      return event.letterId === letterId ? withPlace(state, event.location, event.flags ?? state.flags) : state;
    case 'letters.flagged':
      return event.changes.filter((one) => one.letterId === letterId).reduce(flagged, state);
    case 'letters.gone': {
      const gone = event.gone.filter((one) => one.letterId === letterId);
      return gone.length === 0 ? state : withPlaces(state, state.places.filter((place) => !gone.some((one) => sameLocation(one.location, place.location))));
    }
    case 'letter.damaged':
      return event.letterId === letterId ? { ...state, damaged: true } : state;
    case 'letter.erased':
      return event.letterId === letterId ? null : state;
    case 'letter.displayed':
      return event.letterId === letterId ? { ...state, displayedAt: state.displayedAt ?? event.at, readHere: true } : state;
    case 'act.asked':
      return event.letterId === letterId ? { ...state, acts: foldAct(state.acts, event), readHere: state.readHere && !marksUnread(event.act) } : state;
    case 'act.settled':
    case 'act.dismissed':
      return event.letterId === letterId ? { ...state, acts: foldAct(state.acts, event) } : state;
    case 'receipt.moved':
      return event.letterId === letterId
        ? { ...state, receipts: { ...state.receipts, [event.receiptKind]: [...(state.receipts[event.receiptKind] ?? []), event.state] } }
        : state;
    case 'ingest.attempted':
      return event.letterId === letterId ? { ...state, attempts: { ...state.attempts, [event.part]: (state.attempts[event.part] ?? 0) + 1 } } : state;
    case 'ingest.finished':
      return event.letterId === letterId ? { ...state, attempts: {} } : state;
    case 'field.corrected':
      return event.letterId === letterId ? { ...state, corrections: [...state.corrections, { ...event.correction, letterId, at: event.at }] } : state;
    case 'correction.undone':
      return event.letterId === letterId ? { ...state, corrections: state.corrections.filter((one) => one.correctionId !== event.correctionId) } : state;
    case 'verdict.accepted':
      return event.letterId === letterId ? { ...state, acceptance: { ...event.acceptance, at: event.at } } : state;
    case 'letter.registered':
    case 'letter.refused':
    case 'letter.progressed':
      return event.letterId === letterId ? { ...state, desk: foldDesk(state.desk, event) } : state;
    case 'device.created':
    case 'account.connected':
    case 'account.changed':
    case 'account.removed':
    case 'folders.seen':
    case 'rule.stopped':
    case 'units.saved':
    case 'units.removed':
    case 'policy.loaded':
    case 'anchor.added':
    case 'anchor.removed':
    case 'evidence.kept':
    case 'key.imported':
    case 'key.removed':
    case 'draft.created':
    case 'draft.discarded':
    case 'register.opened':
    case 'register.changed':
    case 'number.reserved':
    case 'numbers.blocked':
    case 'number.voided':
    case 'document.issued':
    case 'paper.dispatched':
    case 'mail.queued':
    case 'mail.moved':
    case 'alarm.settled':
      return state;
  }
}

export function sameLocation(a: Location, b: Location): boolean {
  return a.folder === b.folder && a.uid === b.uid && a.uidValidity === b.uidValidity;
}

function keep(state: LetterState | null, kept: KeptLetter): LetterState {
  // fetched again, after damage or a new UIDVALIDITY: the same letter, its history stays
  if (state) return kept.origin !== undefined ? { ...state, damaged: false } : withPlace({ ...state, damaged: false }, kept.location, kept.flags);
  const places = kept.origin !== undefined ? [] : [{ location: kept.location, flags: kept.flags }];
  return { kept, places, locations: places.map((place) => place.location), flags: kept.flags, displayedAt: null, readHere: false, receipts: {}, acts: [], corrections: [], acceptance: null, desk: untouched, damaged: false, attempts: {} };
}

function flagged(state: LetterState, { flags, location }: FlagChange): LetterState {
  const next = state.places.length === 0
    ? { ...state, flags }
    : withPlaces(state, state.places.map((place) => (location === undefined || sameLocation(place.location, location) ? { ...place, flags } : place)));
  return { ...next, readHere: state.readHere && !(hasFlag(state.flags, '\\Seen') && !hasFlag(next.flags, '\\Seen')) };
}

function marksUnread({ change }: MailAct): boolean {
  return change.kind === 'flag' && change.flag.toLowerCase() === '\\seen' && !change.on;
}

/** Flags and keywords know no case (RFC 9051, 2.3.2). */
export function hasFlag(flags: readonly string[], flag: string): boolean {
  return flags.some((one) => one.toLowerCase() === flag.toLowerCase());
}

function withPlace(state: LetterState, location: Location, flags: readonly string[]): LetterState {
  const place = { location, flags };
  const isKnown = state.places.some((one) => sameLocation(one.location, location));
  return withPlaces(state, isKnown ? state.places.map((one) => (sameLocation(one.location, location) ? place : one)) : [...state.places, place]);
}

function withPlaces(state: LetterState, places: readonly LetterPlace[]): LetterState {
  const flags = places.length === 0 ? state.flags : [...new Set(places.flatMap((place) => place.flags))];
  return { ...state, places, locations: places.map((place) => place.location), flags };
}
