import type { IsoDate } from '../../model/ids';
import type { PreparedText } from '../prepare-text';
import { found } from '../found';
import type { Found } from '../found';
import { findVietnameseDates, isoDate } from '../read-date';

const hour = '(?: \\d{1,2} ?(?:h|g|gio|:) ?\\d{0,2}(?: ?phut)?,?)?';
const weekday = '(?: (?:(?:sang|chieu),? )?(?:thu \\w{2,5}|chu nhat),?)?';
const until = '(?:truoc|cham nhat|[a-z#]?[wu]oc|khong muon hon|muon nhat|khong qua|han cuoi|han chot|thoi han|han nop|han gui|den het|tre nhat|xong)';
const between = '(?: (?:la|vao|den|trong|cung|hoan thanh|bao cao|gui|nop|truoc|ngay|luc|cuoi|thu \\w{2,5},?)){0,3}:?';
/** "Hạn cuối nộp hồ sơ:", "Hạn chót gửi ý kiến góp ý là": what is due stands between the word and the day. */
const labelled = 'han (?:cuoi|chot|nop|gui)(?: (?:cung|la))?(?: [a-z]{1,8}){0,8}(?: la|:)';
const limit = new RegExp(`(?:${until}${between}|${labelled}(?: (?:truoc|cham nhat|den het))?)${hour}${weekday} ?(?:cua )?$`);
/** A day without the word "ngày" is only met directly behind a limit. */
const bareDay = /(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?![\d/-])/g;
const asked = /(?:hoan thanh|gui|bao cao|nop|tra loi|phan hoi|de nghi|yeu cau|gop y|tong hop|dang ky|xong|trinh|thuc hien|tham gia|cung cap|cho y kien|han|ra soat|ban hanh)/;
const notAsked = /(?:co hieu luc|sinh truoc|tro ve truoc|thi hanh|duoc cap truoc|ket nap|gia tri|tu tran|da duoc|ap dung|den het ngay \d{1,2}[^.;]{0,40}hieu luc)/;

/**
 * The earliest day by which the addressee is to do something. Days before the document's own date speak of
 * the past; transitional rules of legal texts speak of the world, not of a task.
 */
export function readDeadline(text: PreparedText, issued: IsoDate | null, normative: boolean, from: number): Found<IsoDate> | null {
  if (normative) return null;
  const flat = text.bare.replaceAll('\n', ' ');
  let earliest: Found<IsoDate> | null = null;
  for (const span of [...findVietnameseDates(flat, from), ...bareDays(flat, from)]) {
    if (issued !== null && span.date <= issued) continue;
    const before = flat.slice(Math.max(0, span.start - 60), span.start);
    const sign = limit.exec(before);
    if (sign === null) continue;
    const sentence = flat.slice(Math.max(0, span.start - 320), span.end + 120);
    const own = flat.slice(Math.max(0, span.start - 70), span.start);
    if (!asked.test(sentence) || notAsked.test(own)) continue;
    const certain = /truoc|cham nhat|khong muon|han /.test(sign[0]);
    if (earliest !== null && earliest.value <= span.date) continue;
    earliest = found(span.date, span.start, span.end, 'deadline-phrase', certain ? 0.85 : 0.65);
  }
  return earliest;
}

function bareDays(flat: string, from: number): readonly { readonly date: IsoDate; readonly start: number; readonly end: number }[] {
  return [...flat.slice(from).matchAll(bareDay)].flatMap((match) => {
    const date = isoDate(Number(match[3]), Number(match[2]), Number(match[1]));
    const start = from + match.index;
    // with the word before it, it was found already
    return date === null || /ngay ?$/.test(flat.slice(Math.max(0, start - 6), start)) ? [] : [{ date, start, end: start + match[0].length }];
  });
}
