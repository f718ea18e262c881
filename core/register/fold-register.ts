import type { DeviceId, DraftId, IsoDate, IsoTime, RegisterId } from '../model/ids';
import type { JournalEvent } from '../model/journal';
import type { NumberBlock, NumberPlace, NumberState, PaperDispatch, RegisterBook, RegisterLine } from '../model/register';
import { yearOfDay } from './office-day';

/** What became of one number with one draft. */
export interface GivenNumber {
  readonly place: NumberPlace;
  readonly state: Exclude<NumberState, { readonly state: 'blocked' }>;
  readonly draftId: DraftId | null;
  readonly date: IsoDate | null;
  readonly code: string | null;
  /** whose journal gave it */
  readonly device: DeviceId;
  readonly isOfBlock: boolean;
}

export interface KeptBlock extends NumberBlock {
  readonly at: IsoTime;
}

/** One outgoing register as the journal tells it. */
export interface FoldedRegister {
  readonly book: RegisterBook;
  readonly blocks: readonly KeptBlock[];
  /** by year and number; more than one entry: the number was given twice */
  readonly years: ReadonlyMap<number, ReadonlyMap<number, readonly GivenNumber[]>>;
  readonly dispatches: readonly PaperDispatch[];
}

interface OpenRegister {
  book: RegisterBook;
  readonly blocks: KeptBlock[];
  readonly years: Map<number, Map<number, readonly GivenNumber[]>>;
  readonly dispatches: PaperDispatch[];
}

/**
 * All outgoing registers: a fold of journal events and of nothing else. Events of another device's journal may be folded in beside the own ones;
 * what is told twice counts once, and a number that two drafts got stands there twice.
 */
export class FoldedRegisters {
  private readonly registers = new Map<RegisterId, OpenRegister>();
  private readonly byDraft = new Map<DraftId, readonly NumberPlace[]>();

  /** @param device whose journal the event stands in */
  apply(event: JournalEvent, device: DeviceId): void {
    switch (event.kind) {
      case 'register.opened':
        if (!this.registers.has(event.book.registerId)) this.registers.set(event.book.registerId, { book: event.book, blocks: [], years: new Map(), dispatches: [] });
        return;
      case 'register.changed': {
        const register = this.registers.get(event.book.registerId);
        // who gives the numbers, and where they began, is not a matter of taste
        if (register) register.book = { ...event.book, authority: register.book.authority, firstNumber: register.book.firstNumber, firstYear: register.book.firstYear };
        return;
      }
      case 'numbers.blocked': {
        const register = this.registers.get(event.block.registerId);
        if (register && !register.blocks.some((one) => sameBlock(one, event.block))) register.blocks.push({ ...event.block, at: event.at });
        return;
      }
      case 'number.reserved':
        this.reserve(event, device);
        return;
      case 'number.voided':
        this.void(event.place, event.reason, event.at, device);
        return;
      case 'document.issued':
        this.issue(event.line, event.at, device);
        return;
      case 'paper.dispatched': {
        const register = this.registers.get(event.dispatch.place.registerId);
        if (register && !register.dispatches.some((one) => JSON.stringify(one) === JSON.stringify(event.dispatch))) register.dispatches.push(event.dispatch);
        return;
      }
      default:
        return;
    }
  }

  /** in the order in which they were opened */
  all(): readonly FoldedRegister[] {
    return [...this.registers.values()];
  }

  of(registerId: RegisterId): FoldedRegister | null {
    return this.registers.get(registerId) ?? null;
  }

  /** entries of one place: none, one, or more where it was given twice */
  at(place: NumberPlace): readonly GivenNumber[] {
    return this.registers.get(place.registerId)?.years.get(place.year)?.get(place.number) ?? [];
  }

  /** every number a draft ever got, voided ones among them */
  ofDraft(draftId: DraftId): readonly GivenNumber[] {
    return (this.byDraft.get(draftId) ?? []).flatMap((place) => this.at(place).filter((given) => given.draftId === draftId));
  }

  /** Documents that bear, or are to bear, this number and symbol in a year, whichever registers they stand in: two of them are told apart by nobody. */
  withCode(code: string, year: number): readonly GivenNumber[] {
    return this.all().flatMap(({ years }) => [...(years.get(year)?.values() ?? [])].flatMap((given) => given.filter((one) => one.code === code && isInUse(one))));
  }

  private reserve({ place, draftId, date, code, at }: Extract<JournalEvent, { kind: 'number.reserved' }>, device: DeviceId): void {
    const register = this.registers.get(place.registerId);
    if (!register || this.at(place).some((given) => given.draftId === draftId)) return;
    this.add(register, { place, draftId, date, code: code ?? null, device, isOfBlock: isInBlock(register, place), state: { state: 'reserved', draftId, date, at } });
  }

  private issue(line: RegisterLine, at: IsoTime, device: DeviceId): void {
    const register = this.registers.get(line.place.registerId);
    if (!register) return;
    const issued = { place: line.place, draftId: line.draftId, date: line.date, code: line.code, device, isOfBlock: isInBlock(register, line.place), state: { state: 'issued' as const, line, at } };
    const known = this.at(line.place).find((given) => given.draftId === line.draftId);
    // the reservation lay in a part of a journal that was lost: the line still stands for itself
    if (!known) this.add(register, issued);
    else if (known.state.state === 'reserved') this.replace(register, known, issued);
  }

  private void(place: NumberPlace, reason: string, at: IsoTime, device: DeviceId): void {
    const register = this.registers.get(place.registerId);
    if (!register) return;
    const given = this.at(place);
    // of a number that was given twice it is the later one that is withdrawn
    const living = given.filter(({ state }) => state.state !== 'void').at(-1);
    if (living) this.replace(register, living, { ...living, state: { state: 'void', reason, at, line: living.state.state === 'issued' ? living.state.line : null } });
    else if (given.length === 0) this.add(register, { place, draftId: null, date: null, code: null, device, isOfBlock: isInBlock(register, place), state: { state: 'void', reason, at, line: null } });
  }

  private add(register: OpenRegister, given: GivenNumber): void {
    const { place, draftId } = given;
    const year = register.years.get(place.year) ?? new Map<number, readonly GivenNumber[]>();
    register.years.set(place.year, year);
    year.set(place.number, [...(year.get(place.number) ?? []), given]);
    if (draftId !== null) this.byDraft.set(draftId, [...(this.byDraft.get(draftId) ?? []), place]);
  }

  private replace(register: OpenRegister, known: GivenNumber, next: GivenNumber): void {
    const year = register.years.get(known.place.year);
    year?.set(known.place.number, (year.get(known.place.number) ?? []).map((one) => (one === known ? next : one)));
  }
}

/** A number that was voided before it was used stands on no document. */
export function isInUse({ state }: GivenNumber): boolean {
  return state.state !== 'void' || state.line !== null;
}

export function isInBlock({ blocks }: Pick<FoldedRegister, 'blocks'>, { year, number }: NumberPlace): boolean {
  return blocks.some((block) => block.year === year && block.from <= number && number <= block.to);
}

/** The next number of the running sequence: past all that was ever given or set aside, whether it is still in use or not. */
export function nextNumber(register: FoldedRegister, year: number, floor = 1): number {
  const first = year === register.book.firstYear ? register.book.firstNumber : 1;
  let next = Math.max(first, floor);
  for (const number of register.years.get(year)?.keys() ?? []) next = Math.max(next, number + 1);
  for (const block of register.blocks) if (block.year === year) next = Math.max(next, block.to + 1);
  return next;
}

/** The newest date given in the running sequence, over all years; blocks have an order of their own. null: none yet. */
export function newestDate(register: FoldedRegister): IsoDate | null {
  let newest: IsoDate | null = null;
  for (const numbers of register.years.values()) {
    for (const given of numbers.values()) for (const { date, isOfBlock } of given) if (!isOfBlock && date !== null && (newest === null || date > newest)) newest = date;
  }
  return newest;
}

/** Years that anything was given in, and the one that `today` lies in; newest first. */
export function yearsOf(register: FoldedRegister, today: IsoDate): readonly number[] {
  return [...new Set([yearOfDay(today), ...register.years.keys(), ...register.blocks.map((block) => block.year)])].sort((a, b) => b - a);
}

function sameBlock(a: NumberBlock, b: NumberBlock): boolean {
  return a.year === b.year && a.from === b.from && a.to === b.to && a.holder === b.holder && a.device === b.device;
}
