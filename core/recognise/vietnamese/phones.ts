import type { PreparedText } from '../prepare-text';
import { found } from '../found';
import type { Found } from '../found';
import type { Header } from './header';

/** telephone numbers kept of one document */
const most = 5;
const label = /(?<![a-z])(?:so )?(?:dien thoai|d\/t|dt|sdt|tel|phone|duong day nong|hotline)(?:\/fax)?(?: (?:lien he|co quan|van phong|ban|co dinh|so))?\.? ?[:.]? ?/g;
/** one of them stands in every label; most letters have none */
const signs = /dien thoai|d\/?t|tel|phone|duong day nong|hotline/;
const phone = /^[(]?(?:\+?84|0)[)]?[ .-]?\d(?:[ .)-]{0,2}\d){6,9}(?!\d)/;
const next = /^ ?(?:[-–;,/]|hoac|va) ?/;
/** Box 13: where an office can be found is said in one line, or on a few with these words. */
const contact = /(?<![a-z])(?:dia chi|email|e-mail|thu dien tu|website|trang thong tin|cong thong tin|fax|web)(?![a-z])/;
const asksToCall = /(?<![a-z])(?:lien he|dau moi|vuong mac|trao doi|chi tiet|thong tin them)(?![a-z])/;

/** characters on either side of a label, within its paragraph, that say whose number it is */
const reach = 240;

function numbersBehind(text: PreparedText, flat: string, from: number, confidence: number): readonly Found<string>[] {
  const numbers: Found<string>[] = [];
  let at = from;
  for (;;) {
    const match = phone.exec(flat.slice(at, at + 24));
    if (match === null) return numbers;
    numbers.push(found(text.text.slice(at, at + match[0].length).replaceAll('\n', ' '), at, at + match[0].length, 'contact-line', confidence));
    at += match[0].length;
    at += next.exec(flat.slice(at, at + 8))?.[0].length ?? 0;
  }
}

/** How far a number at this place speaks for the issuing unit; 0: not at all. */
function trust(text: PreparedText, at: number, bodyStart: number): number {
  if (at < bodyStart) return 0.9;
  const before = text.bare.slice(Math.max(0, at - reach), at).split('\n\n').at(-1)?.replaceAll('\n', ' ') ?? '';
  const behind = text.bare.slice(at, at + reach).split('\n\n', 1)[0]?.replaceAll('\n', ' ') ?? '';
  if (asksToCall.test(before)) return 0.6;
  return contact.test(before) || contact.test(behind) ? 0.8 : 0;
}

/**
 * Telephone numbers of the issuing unit as printed: letterhead, contact line (box 13 of decree 30/2020/NĐ-CP), or the sentence that says whom to ask.
 * @param twoParties a contract names the numbers of both sides: only its letterhead counts
 */
export function readPhones(text: PreparedText, header: Header, twoParties: boolean): readonly Found<string>[] {
  const phones = new Map<string, Found<string>>();
  const bodyStart = text.lines[header.bodyLine]?.start ?? 0;
  const { flat } = text;
  if (!signs.test(flat)) return [];
  label.lastIndex = 0;
  for (let match = label.exec(flat); match !== null && phones.size < most; match = label.exec(flat)) {
    if (twoParties && match.index >= bodyStart) break;
    const confidence = trust(text, match.index, bodyStart);
    if (confidence === 0) continue;
    for (const one of numbersBehind(text, flat, match.index + match[0].length, confidence)) {
      const key = one.value.replaceAll(/\D/g, '');
      if (phones.size < most && !phones.has(key)) phones.set(key, one);
    }
  }
  return [...phones.values()];
}
