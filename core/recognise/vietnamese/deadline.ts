import type { IsoDate } from '../../model/ids';
import type { PreparedText } from '../prepare-text';
import { everyMatch } from '../every-match';
import { found } from '../found';
import type { Found } from '../found';
import { dayAfter, findDays } from './moments';
import { endOfTerm } from './term';

const hour = '(?: \\d{1,2} ?(?:h|g|gio|:) ?\\d{0,2}(?: ?phut)?,?(?: (?:sang|trua|chieu),?)?)?';
const weekday = '(?: (?:(?:sang|chieu),? )?(?:thu \\w{2,5}|chu nhat),?)?(?: [(])?';
const until = '(?:truoc|cham nhat|[a-z#]?[wu]oc|khong muon hon|muon nhat|khong qua|han cuoi|han chot|thoi han|han nop|han gui|den het|tre nhat|xong)';
const between = '(?: (?:la|vao|den|trong|cung|hoan thanh|bao cao|gui|nop|truoc|ngay|luc|cuoi|thu \\w{2,5},?|gio|buoi|sang|chieu|het|hanh chinh|lam viec)){0,5}:?';
/** "Hạn cuối nộp hồ sơ:", "Hạn chót gửi ý kiến góp ý là": what is due stands between the word and the day. */
const labelled = 'han (?:cuoi|chot|nop|gui)(?: (?:cung|la))?(?: [a-z]{1,8}){0,8}(?: la|:)';
const limit = new RegExp(`(?:${until}${between}|${labelled}(?: (?:truoc|cham nhat|den het))?)${hour}${weekday} ?(?:cua )?$`);
const asked = /(?:hoan thanh|gui|bao cao|nop|tra loi|phan hoi|de nghi|yeu cau|gop y|tong hop|dang ky|xong|trinh|thuc hien|tham gia|cung cap|cho y kien|han|ra soat|ban hanh)/;
const notAsked = /(?:co hieu luc|sinh truoc|tro ve truoc|thi hanh|duoc cap truoc|ket nap|gia tri|tu tran|da duoc|ap dung|den het ngay \d{1,2}[^.;]{0,40}hieu luc)/;

/** "trong thời hạn 05 ngày làm việc kể từ ngày ban hành": only the letter's own day can be counted from, not that of receipt. */
const term = /(?:trong (?:thoi han|thoi gian|vong)|thoi han(?: la)?|cham nhat(?: la)?|khong qua) (\d{1,2})(?: ?\([a-z ]{1,20}\))? ngay( lam viec)?,? (?:ke )?tu ngay (?:ky |ban hanh |phat hanh |ra )(?:ban hanh )?(?:(?:cong van|van ban|quyet dinh|thong bao|cong dien|ke hoach|chi thi|huong dan|phieu chuyen) nay)?/g;
/** A day without the word "ngày" and without its year is only met directly behind a limit. */
const shortDay = /(?:truoc|cham nhat|han cuoi|han chot)(?: (?:la|vao))?:? (\d{1,2})\/(\d{1,2})(?![/.-]?\d)/g;
const recurring = /^[^.;]{0,12}(?:hang|moi) (?:nam|thang|quy|tuan)/;

/**
 * The earliest day by which the addressee is to do something. Days before the document's own date speak of
 * the past; transitional rules of legal texts speak of the world, not of a task.
 * @param meeting when people meet is no day to answer by
 */
export function readDeadline(text: PreparedText, issued: IsoDate | null, normative: boolean, from: number, meeting: { readonly start: number; readonly end: number } | null): Found<IsoDate> | null {
  if (normative) return null;
  const { flat } = text;
  let earliest: Found<IsoDate> | null = null;
  const consider = (next: Found<IsoDate>): void => {
    if (earliest === null || next.value < earliest.value) earliest = next;
  };
  for (const span of findDays(flat, from, flat.length, issued)) {
    if (issued !== null && span.date <= issued) continue;
    if (meeting !== null && span.start < meeting.end && span.end > meeting.start) continue;
    const before = flat.slice(Math.max(0, span.start - 60), span.start);
    const sign = limit.exec(before);
    if (sign === null || (span.yearless && recurring.test(flat.slice(span.end, span.end + 30)))) continue;
    const sentence = flat.slice(Math.max(0, span.start - 320), span.end + 120);
    const own = flat.slice(Math.max(0, span.start - 70), span.start);
    if (!asked.test(sentence) || notAsked.test(own)) continue;
    const certain = /truoc|cham nhat|khong muon|han /.test(sign[0]) && !span.yearless;
    consider(found(span.date, span.start, span.end, span.yearless ? 'deadline-without-year' : 'deadline-phrase', certain ? 0.85 : 0.65));
  }
  if (issued !== null) {
    for (const match of everyMatch(shortDay, flat.slice(from))) {
      const start = from + match.index;
      const end = start + match[0].length;
      const date = dayAfter(issued, Number(match[2]), Number(match[1]));
      if (date !== null && date > issued && asked.test(flat.slice(Math.max(0, start - 320), end + 120)) && !recurring.test(flat.slice(end, end + 30))) consider(found(date, start, end, 'deadline-without-year', 0.6));
    }
    for (const match of flat.includes('tu ngay ') ? everyMatch(term, flat.slice(from)) : []) {
      const start = from + match.index;
      const date = endOfTerm(issued, Number(match[1]), match[2] !== undefined);
      if (date !== null && asked.test(flat.slice(Math.max(0, start - 200), start + match[0].length + 160))) consider(found(date, start, start + match[0].length, 'deadline-term', 0.6));
    }
  }
  return earliest;
}
