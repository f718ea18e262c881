import type { IsoDate } from '../../model/ids';
import { found } from '../found';
import type { Found } from '../found';
import { findThaiDates } from '../read-date';

/** characters between the word that sets a limit and the day */
const reach = 40;
/** "ภายใน(วันศุกร์ที่)", "ก่อน(วันที่)", "ไม่เกินวันที่", "ตั้งแต่บัดนี้จนถึงวันที่" */
const limit = /(?:ภายใน|ก่อน(?:หรือภายใน)?|ไม่เกิน|ไม่ช้ากว่า|อย่างช้า|ตั้งแต่บัดนี้(?:เป็นต้นไป)? ?(?:จน)?ถึง) ?(?:วัน(?:[ก-๎]{2,10})?ที่ ?|วัน ?)?(?=\d)/g;

/**
 * The earliest day behind a word that sets a limit, after the letter's own date; the day of an urgency stamp
 * ("ด่วนภายใน …", clause 28.4) counts too. Limits without a day ("ภายใน 15 วัน") are not reckoned: their beginning is unknown.
 * @param flat comparison form of the letter, line breaks as spaces
 */
export function readThaiDeadline(flat: string, issued: IsoDate | null): Found<IsoDate> | null {
  let earliest: Found<IsoDate> | null = null;
  for (const match of flat.matchAll(limit)) {
    const from = match.index + match[0].length;
    const day = findThaiDates(flat.slice(from, from + reach))[0];
    if (day === undefined || day.start > 0 || (issued !== null && day.date < issued)) continue;
    if (earliest === null || day.date < earliest.value) earliest = found(day.date, from, from + day.end, 'deadline-phrase', 0.85);
  }
  return earliest;
}
