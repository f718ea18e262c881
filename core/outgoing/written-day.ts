import type { IsoDate } from '../model/ids';
import type { Template } from './template';

const thaiMonths = ['มกราคม', 'กุมภาพันธ์', 'มีนาคม', 'เมษายน', 'พฤษภาคม', 'มิถุนายน', 'กรกฎาคม', 'สิงหาคม', 'กันยายน', 'ตุลาคม', 'พฤศจิกายน', 'ธันวาคม'];
const malayMonths = ['Januari', 'Februari', 'Mac', 'April', 'Mei', 'Jun', 'Julai', 'Ogos', 'September', 'Oktober', 'November', 'Disember'];
/** Buddhist era */
const thaiYears = 543;

/**
 * A day as offices write it. Vietnam (NĐ 30/2020, Appendix I): days below ten and the months January and February with a zero, the others without: `05 tháng 02
 * năm 2020`, `02 tháng 5 năm 2019`.
 */
export function writtenDay(date: IsoDate, language: Template['language']): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  switch (language) {
    case 'vi': return `${day < 10 ? '0' : ''}${day} tháng ${month <= 2 ? '0' : ''}${month} năm ${year}`;
    case 'th': return `${day} ${thaiMonths[month - 1] ?? ''} ${year + thaiYears}`;
    case 'ms': return `${day} ${malayMonths[month - 1] ?? ''} ${year}`;
  }
}
