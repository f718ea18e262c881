import type { RegisterRow, RegisterView } from '../contract/outgoing-commands';
import type { DeviceId, IsoDate, RegisterId } from '../model/ids';
import type { NumberState } from '../model/register';
import { freeOf } from './decide';
import { isInUse, newestDate, nextNumber, yearsOf, type FoldedRegister, type FoldedRegisters } from './fold-register';
import { yearOfDay } from './office-day';

export interface Looking {
  readonly device: DeviceId;
  readonly today: IsoDate;
  readonly floor?: (registerId: RegisterId, year: number) => number;
}

/** A register as people choose it from a list. */
export function registerView(register: FoldedRegister, { device, today, floor }: Looking): RegisterView {
  const nextYear = yearOfDay(today);
  return {
    book: register.book,
    isAuthority: register.book.authority === device,
    next: nextNumber(register, nextYear, floor?.(register.book.registerId, nextYear)),
    nextYear,
    newestDate: newestDate(register),
    blocks: register.blocks.map(({ at: _at, ...block }) => ({ ...block, left: freeOf(register, block).length })),
    years: yearsOf(register, today),
  };
}

/**
 * Every number of a year in order, those of blocks that nobody got among them; one that was given twice has a row for each.
 * @param all every register: another one may have given the same number and symbol
 */
export function registerRows(register: FoldedRegister, year: number, all: FoldedRegisters): readonly RegisterRow[] {
  const { registerId } = register.book;
  const rows: RegisterRow[] = [];
  const elsewhere = codesElsewhere(register, year, all);
  for (const [number, given] of register.years.get(year) ?? []) {
    const isTwice = given.length > 1;
    const dispatches = register.dispatches.filter(({ place }) => place.year === year && place.number === number);
    for (const one of given) {
      const isDoubled = isTwice || (one.code !== null && isInUse(one) && elsewhere.has(one.code));
      rows.push({ place: one.place, code: one.code, state: isDoubled ? doubled(one.state) : one.state, dispatches, isDoubled });
    }
  }
  for (const block of register.blocks) {
    if (block.year !== year) continue;
    const state: NumberState = { state: 'blocked', holder: block.holder, at: block.at };
    for (const number of freeOf(register, block)) rows.push({ place: { registerId, year, number }, code: null, state, dispatches: [], isDoubled: false });
  }
  return rows.sort((a, b) => a.place.number - b.place.number);
}

function codesElsewhere({ book }: FoldedRegister, year: number, all: FoldedRegisters): ReadonlySet<string> {
  const others = all.all().filter((other) => other.book.registerId !== book.registerId);
  return new Set(others.flatMap(({ years }) => [...(years.get(year)?.values() ?? [])].flatMap((given) => given.filter(isInUse).flatMap(({ code }) => code ?? []))));
}

/** The line was written before anybody could know of the other one. */
function doubled(state: NumberState): NumberState {
  return state.state === 'issued' && !state.line.oddities.includes('doubled') ? { ...state, line: { ...state.line, oddities: [...state.line.oddities, 'doubled'] } } : state;
}
