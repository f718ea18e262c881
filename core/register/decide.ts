import { fail, ok, type Result } from '../base/result';
import type { DeviceId, DraftId, IsoDate, RegisterId } from '../model/ids';
import type { JournalEntry } from '../model/journal';
import type { NumberBlock, NumberFailure, NumberFailureCode, NumberPlace, RegisterBook, RegisterLine } from '../model/register';
import type { FoldedRegisters} from './fold-register';
import { isInBlock, newestDate, nextNumber, type FoldedRegister, type GivenNumber } from './fold-register';
import { numberCode } from './number-code';
import { isCalendarDay, yearOfDay } from './office-day';
import { odditiesOf } from './oddities';

/** Who asks, when, and what is known beside the journal. */
export interface Asking {
  readonly device: DeviceId;
  /** the office's calendar day */
  readonly today: IsoDate;
  /** a number of the running sequence that was certainly not given yet, for journals that lost a part; absent: the journal is whole */
  readonly floor?: (registerId: RegisterId, year: number) => number;
}

type Entry<Kind extends JournalEntry['kind']> = Extract<JournalEntry, { readonly kind: Kind }>;

/** `given`: the draft has this number already, nothing is to be journalled. */
export type Reservation = { readonly is: 'new'; readonly entry: Entry<'number.reserved'> } | { readonly is: 'given'; readonly place: NumberPlace; readonly code: string; readonly date: IsoDate };

export interface ReserveAsked {
  readonly registerId: RegisterId;
  readonly draftId: DraftId;
  readonly date: IsoDate;
  readonly typeCode: string;
  readonly secrecy: string | null;
  /** holder of a block; null: the running sequence */
  readonly block: string | null;
  readonly drafter?: string;
}

function refuse(code: NumberFailureCode): { readonly ok: false; readonly failure: NumberFailure } {
  return fail({ code });
}

/**
 * The next number for a draft. Whoever asks twice for one draft gets the same number, with the date it was given: a flow that failed after the
 * reservation was journalled and before the draft was saved finds it again.
 */
export function decideReserve(registers: FoldedRegisters, asked: ReserveAsked, asking: Asking): Result<Reservation, NumberFailure> {
  const register = registers.of(asked.registerId);
  if (!register) return refuse('noSuchRegister');
  const had = registers.ofDraft(asked.draftId);
  if (had.some(isOrWasIssued)) return refuse('alreadyIssued');
  const living = had.find(({ state }) => state.state === 'reserved');
  if (living) {
    return living.place.registerId === asked.registerId && living.code !== null && living.date !== null
      ? ok({ is: 'given', place: living.place, code: living.code, date: living.date })
      : refuse('alreadyNumbered');
  }
  const elsewhere = belongsElsewhere(registers, register.book, asked);
  if (elsewhere) return refuse(elsewhere);
  const year = yearOfDay(asked.date);
  if (!isCalendarDay(asked.date) || asked.date > asking.today) return refuse('inTheFuture');
  if (year !== yearOfDay(asking.today)) return refuse('otherYear');
  const number = asked.block === null ? ofRunning(register, asked.date, asking) : ofBlocks(register, year, asked.block, asking.device);
  if (!number.ok) return number;
  const place: NumberPlace = { registerId: asked.registerId, year, number: number.value };
  const code = numberCode(register.book, { number: number.value, year, typeCode: asked.typeCode, ...(asked.drafter !== undefined && { drafter: asked.drafter }) });
  return ok({ is: 'new', entry: { kind: 'number.reserved', place, draftId: asked.draftId, date: asked.date, code } });
}

function ofRunning(register: FoldedRegister, date: IsoDate, asking: Asking): Result<number, NumberFailure> {
  if (register.book.authority !== asking.device) return refuse('notTheAuthority');
  const newest = newestDate(register);
  if (newest !== null && date < newest) return refuse('beforeNewest');
  const year = yearOfDay(date);
  return ok(nextNumber(register, year, asking.floor?.(register.book.registerId, year)));
}

function ofBlocks(register: FoldedRegister, year: number, holder: string, device: DeviceId): Result<number, NumberFailure> {
  const own = register.blocks.filter((block) => block.year === year && block.holder === holder && mayGive(register.book, block, device));
  if (own.length === 0) return refuse('notTheAuthority');
  const free = own.map((block) => freeOf(register, block)[0]).find((number) => number !== undefined);
  return free === undefined ? refuse('blockUsedUp') : ok(free);
}

/** Numbers of a block that nobody got yet. */
export function freeOf(register: FoldedRegister, block: NumberBlock): readonly number[] {
  const given = register.years.get(block.year);
  return Array.from({ length: block.to - block.from + 1 }, (_, index) => block.from + index).filter((number) => !given?.has(number));
}

function mayGive(book: RegisterBook, block: NumberBlock, device: DeviceId): boolean {
  return (block.device ?? book.authority) === device;
}

/** Numbers in a row, set aside: nobody else gets them, and who holds them needs no line to give them. */
export function decideBlock(
  registers: FoldedRegisters, asked: { readonly registerId: RegisterId; readonly year: number; readonly count: number; readonly holder: string; readonly device: DeviceId | null }, asking: Asking,
): Result<Entry<'numbers.blocked'>, NumberFailure> {
  const register = registers.of(asked.registerId);
  if (!register) return refuse('noSuchRegister');
  if (register.book.authority !== asking.device) return refuse('notTheAuthority');
  // next year's first numbers may be handed out before a holiday; last year's sequence is closed
  const thisYear = yearOfDay(asking.today);
  if (asked.year !== thisYear && asked.year !== thisYear + 1) return refuse('otherYear');
  const from = nextNumber(register, asked.year, asking.floor?.(asked.registerId, asked.year));
  return ok({ kind: 'numbers.blocked', block: { registerId: asked.registerId, year: asked.year, from, to: from + asked.count - 1, holder: asked.holder, ...(asked.device !== null && { device: asked.device }) } });
}

/** A number that is not used stays in the register with the reason, and is never given again. A document that was issued is recalled in this way too. */
export function decideVoid(registers: FoldedRegisters, place: NumberPlace, reason: string, asking: Asking): Result<Entry<'number.voided'>, NumberFailure> {
  const register = registers.of(place.registerId);
  if (!register) return refuse('noSuchRegister');
  if (reason.trim() === '') return refuse('reasonMissing');
  // what another profile holds may be with a draft there already: only that profile knows
  const block = register.blocks.find((one) => one.year === place.year && one.from <= place.number && place.number <= one.to);
  if (block ? !mayGive(register.book, block, asking.device) : register.book.authority !== asking.device) return refuse('notTheAuthority');
  const given = registers.at(place);
  if (given.length > 0 && given.every(({ state }) => state.state === 'void')) return refuse('voided');
  // what was neither given nor set aside is either still to come or was lost with a part of the journal: the second can be put on record
  const isPassed = place.number < nextNumber(register, place.year, asking.floor?.(place.registerId, place.year)) && place.number >= (place.year === register.book.firstYear ? register.book.firstNumber : 1);
  if (given.length === 0 && !isInBlock(register, place) && !isPassed) return refuse('notReserved');
  return ok({ kind: 'number.voided', place, reason });
}

/** The moment a draft becomes a document. `line` as composed from the draft; what is unusual about its place is added here. */
export function decideIssue(
  registers: FoldedRegisters, line: Omit<RegisterLine, 'oddities'>, { isSigned, secrecy }: { readonly isSigned: boolean; readonly secrecy: string | null }, asking: Asking,
): Result<Entry<'document.issued'>, NumberFailure> {
  const register = registers.of(line.place.registerId);
  if (!register) return refuse('noSuchRegister');
  // stamped secret after it got its number: its summary would stand in a register that is open
  if (isWrongSecrecy(register.book, secrecy)) return refuse('secretElsewhere');
  const had = registers.ofDraft(line.draftId);
  if (had.some(isOrWasIssued)) return refuse('alreadyIssued');
  const own = had.find(({ place }) => samePlace(place, line.place));
  if (!own) return refuse('notReserved');
  if (own.state.state === 'void') return refuse('voided');
  // what is registered is what was given, and printed
  if (own.code !== line.code || own.date !== line.date) return refuse('notReserved');
  return ok({ kind: 'document.issued', line: { ...line, oddities: odditiesOf(registers, register, line, isSigned, asking.today) } });
}

/**
 * Does the type have a register of its own in the same unit, or none here? Secret documents have their own sequence by law (NĐ 30/2020, Article 15),
 * and an ordinary register takes none: its summaries are open.
 */
function belongsElsewhere(registers: FoldedRegisters, book: RegisterBook, { typeCode, secrecy }: ReserveAsked): NumberFailureCode | null {
  if (isWrongSecrecy(book, secrecy)) return 'secretElsewhere';
  if (book.typeCodes !== null) return book.typeCodes.includes(typeCode) ? null : 'typeElsewhere';
  const hasOwn = registers.all().some(({ book: other }) => other.registerId !== book.registerId && other.unit === book.unit && (other.isSecret === true) === (book.isSecret === true) && other.typeCodes?.includes(typeCode) === true);
  return hasOwn ? 'typeElsewhere' : null;
}

function isWrongSecrecy(book: RegisterBook, secrecy: string | null): boolean {
  return (secrecy !== null) !== (book.isSecret === true);
}

function isOrWasIssued({ state }: GivenNumber): boolean {
  return state.state === 'issued' || (state.state === 'void' && state.line !== null);
}

export function samePlace(a: NumberPlace, b: NumberPlace): boolean {
  return a.registerId === b.registerId && a.year === b.year && a.number === b.number;
}
