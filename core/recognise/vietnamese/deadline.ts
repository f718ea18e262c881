import type { IsoDate } from '../../model/ids';
import type { PreparedText } from '../prepare-text';
import { found } from '../found';
import type { Found } from '../found';
import { findVietnameseDates } from '../read-date';

const limit =
  /(?:truoc|cham nhat|[a-z#]?[wu]oc|khong muon hon|khong qua|han cuoi|han chot|thoi han|han nop|han gui|den het|tre nhat|xong)(?: (?:la|vao|den|trong|cung|hoan thanh|bao cao|gui|nop|truoc|ngay|luc|cuoi|thu \w{2,5},?)){0,3}:?(?: \d{1,2} ?(?:h|g|gio|:) ?\d{0,2}(?: ?phut)?,?)? ?(?:cua )?$/;
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
  for (const span of findVietnameseDates(flat, from)) {
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
