const day = 86_400_000;
const vietnam = 7 * 3_600_000;
const months = {
  melayu: ['Januari', 'Februari', 'Mac', 'April', 'Mei', 'Jun', 'Julai', 'Ogos', 'September', 'Oktober', 'November', 'Disember'],
  english: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  thai: ['มกราคม', 'กุมภาพันธ์', 'มีนาคม', 'เมษายน', 'พฤษภาคม', 'มิถุนายน', 'กรกฎาคม', 'สิงหาคม', 'กันยายน', 'ตุลาคม', 'พฤศจิกายน', 'ธันวาคม'],
} as const;

/**
 * Replaces `{ngay -3}`, `{ngaydai 0}`, `{thai +7}`, `{melayu -2}`, `{english +14}`, `{nam}` and `{namsau}` by the day that lies so many days
 * from `today` in Vietnam's zone. Offices do not sign on weekends: a Saturday or Sunday moves on, or back where the day lies behind.
 */
export function fillDates(text: string, today: Date): string {
  const year = onDay(today, 0).getUTCFullYear();
  return text
    .replaceAll('{nam}', String(year))
    .replaceAll('{namsau}', String(year + 1))
    .replaceAll(/\{(ngay|ngaydai|thai|melayu|english) ([+-]?\d+)\}/g, (_all, form: string, offset: string) => written(form, workday(today, Number(offset))));
}

function onDay(today: Date, offset: number): Date {
  return new Date(today.getTime() + vietnam + offset * day);
}

function workday(today: Date, offset: number): Date {
  const step = offset > 0 ? 1 : -1;
  let moved = onDay(today, offset);
  // today stays today: a telegram does not wait for Monday
  while (offset !== 0 && (moved.getUTCDay() === 0 || moved.getUTCDay() === 6)) moved = new Date(moved.getTime() + step * day);
  return moved;
}

function written(form: string, date: Date): string {
  const [d, m, y] = [date.getUTCDate(), date.getUTCMonth(), date.getUTCFullYear()];
  const two = (value: number): string => String(value).padStart(2, '0');
  switch (form) {
    // only days below 10 and the months 1 and 2 take a zero (decree 30/2020/NĐ-CP, appendix I, II.4)
    case 'ngaydai': return `ngày ${two(d)} tháng ${m < 2 ? two(m + 1) : m + 1} năm ${y}`;
    case 'thai': return `${d} ${months.thai[m] ?? ''} ${y + 543}`.replaceAll(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
    case 'melayu': return `${d} ${months.melayu[m] ?? ''} ${y}`;
    case 'english': return `${d} ${months.english[m] ?? ''} ${y}`;
    default: return `${two(d)}/${m < 2 ? two(m + 1) : m + 1}/${y}`;
  }
}
