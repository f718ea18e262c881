import type { PreparedText } from '../prepare-text';
import { found } from '../found';
import type { Found } from '../found';
import { secrecyStamps, urgencyStamps } from '../data/vietnamese-stamps';
import { toneForm } from '../tone-form';
import { isCapitals } from './vocabulary';
import type { Header } from './header';

/**
 * A stamp is a line of its own, in capitals, on the first page: running text that speaks of "mật" or "khẩn"
 * is none, and a false "secret" would stop the work of an office.
 */
export function readStamp(text: PreparedText, header: Header, kind: 'urgency' | 'secrecy'): Found<string> | null {
  const stamps = (kind === 'urgency' ? urgencyStamps : secrecyStamps).map(toneForm);
  const last = Math.min(text.lines.length, Math.max(header.bodyLine, header.addresseeLine ?? 0) + 1);
  for (let index = 0; index < last; index += 1) {
    const line = text.lines[index];
    if (line === undefined || line.text.length > 120) continue;
    const printed = /^[[(|"]?\s*(?:ĐỘ (?:MẬT|KHẨN) ?: ?)?([\p{L} ]{3,20}?)\s*(?:[\])|".]?| Số ?: .*)$/u.exec(line.text)?.[1];
    if (printed === undefined || !isCapitals(printed) || !stamps.includes(toneForm(printed))) continue;
    const at = line.start + line.text.indexOf(printed);
    return found(printed, at, at + printed.length, 'stamp', 0.9);
  }
  return null;
}
