import type { IsoDate } from '../model/ids';
import type { NumberOddity, RegisterLine } from '../model/register';
import type { FoldedRegister, FoldedRegisters } from './fold-register';
import { isInBlock } from './fold-register';
import { nextWorkday } from './office-day';

/** What is unusual about a line at the moment it is issued; recorded with it for good, nothing here prevents it. */
export function odditiesOf(registers: FoldedRegisters, register: FoldedRegister, line: Omit<RegisterLine, 'oddities'>, isSigned: boolean, today: IsoDate): readonly NumberOddity[] {
  const { year, number } = line.place;
  const numbers = register.years.get(year) ?? new Map<number, never>();
  const dated = [...numbers].flatMap(([other, given]) => given.flatMap(({ date, state }) => (date === null ? [] : [{ number: other, date, isOpen: state.state === 'reserved' }])));
  const before = dated.filter((one) => one.number < number);
  const found: NumberOddity[] = [];
  if (before.some((one) => one.date > line.date)) found.push('backdated');
  if (dated.some((one) => one.number > number && one.date < line.date)) found.push('postdated');
  if (before.some((one) => one.isOpen && one.date < line.date) || isMissingBelow(register, numbers, line)) found.push('gap');
  // NĐ 30/2020, Article 18: the day it is signed, at the latest the next working day
  if (today > nextWorkday(line.date)) found.push('late');
  if (!isSigned) found.push('unsigned');
  // patterns of two registers may make one code of it as well
  if (registers.at(line.place).length > 1 || registers.withCode(line.code, year).some(({ draftId }) => draftId !== line.draftId)) found.push('doubled');
  return found;
}

/** Numbers below that nobody knows of: they were given in a part of the journal that was lost. */
function isMissingBelow(register: FoldedRegister, numbers: ReadonlyMap<number, unknown>, { place }: Omit<RegisterLine, 'oddities'>): boolean {
  const first = place.year === register.book.firstYear ? register.book.firstNumber : 1;
  for (let number = first; number < place.number; number += 1) {
    if (!numbers.has(number) && !isInBlock(register, { ...place, number })) return true;
  }
  return false;
}
