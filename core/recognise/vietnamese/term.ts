import type { IsoDate } from '../../model/ids';
import { uncertainDays } from '../data/vietnamese-holidays';

/** longest term that is counted, days */
const longest = 60;
const dayMillis = 86_400_000;

const iso = (time: number): IsoDate => new Date(time).toISOString().slice(0, 10) as IsoDate;
const isWeekend = (time: number): boolean => [0, 6].includes(new Date(time).getUTCDay());
const isUncertain = (time: number): boolean => uncertainDays.some(([from, to]) => iso(time).slice(5) >= from && iso(time).slice(5) <= to);

/**
 * Last day of a term of so many days that begins with `issued`: the first day does not count, and a term that ends on a weekend ends on the next
 * working day (Civil Code 91/2015/QH13, Articles 147 and 148). Null where a public holiday may lie in it.
 */
export function endOfTerm(issued: IsoDate, days: number, workingDays: boolean): IsoDate | null {
  if (days < 1 || days > longest) return null;
  let time = Date.parse(`${issued}T00:00:00Z`);
  for (let left = days; left > 0;) {
    time += dayMillis;
    if (workingDays && isUncertain(time)) return null;
    if (!workingDays || !isWeekend(time)) left -= 1;
  }
  while (isWeekend(time)) time += dayMillis;
  return isUncertain(time) ? null : iso(time);
}
