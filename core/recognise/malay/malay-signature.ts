import { found } from '../found';
import type { Found, Reading } from '../found';
import type { Line, PreparedText } from '../prepare-text';

/** lines below the closing formula in which a name is looked for; lines of titles */
const below = 9;
const titleLines = 3;

const closing = /^(?:saya yang menjalankan amanah|saya yang menurut perintah|yang benar|sekian|hormat kami|a\.n\.|atas nama|plt\.|plh\.|u\.b\.|kepala |menteri |direktur |sekretaris |pengarah |bupati|wali kota|gubernur|rektor|camat)/;
const title = /^(?:a\.n\.|plt\.|plh\.|u\.b\.|b\.p\.|atas nama|kepala|menteri|direktur|sekretaris|pengarah|ketua|timbalan|setiausaha|pegawai|bupati|wali kota|gubernur|rektor|camat|inspektur|pembina|penata)\b/;
const notName = /^(?:saya|yang|berkhidmat|malaysia|sekian|kepala|pengarah|ketua|s\.k|tembusan|ditandatangani|nip)/i;
const name = /^\(? ?(\p{Lu}[\p{L}.,'’@ ]{4,60})\)?$/u;

function joined(lines: readonly Line[]): Found<string> | null {
  const first = lines[0];
  const last = lines.at(-1);
  return first === undefined || last === undefined ? null
    : found(lines.map((line) => line.text.replace(/,$/, '')).join(' / '), first.start, last.end, 'signature-block', 0.8);
}

/** Malaysia: name in parentheses, title below. Indonesia: authority and title, the name below them. */
export function readMalaySignature(text: PreparedText): Pick<Reading, 'signer' | 'signerTitle'> {
  const closed = text.lines.findLastIndex((line) => closing.test(line.bare) && line.text.length < 70);
  if (closed < 0) return { signer: null, signerTitle: null };
  for (let index = closed + 1; index < Math.min(closed + below, text.lines.length); index += 1) {
    const line = text.lines[index];
    const printed = line === undefined ? undefined : name.exec(line.text)?.[1]?.trim();
    if (line === undefined || printed === undefined || !printed.includes(' ') || notName.test(printed)) continue;
    const start = line.start + line.text.indexOf(printed);
    const after: Line[] = [];
    for (const next of text.lines.slice(index + 1, index + 1 + titleLines)) {
      if (next.afterGap && after.length > 0 || !title.test(next.bare)) break;
      after.push(next);
    }
    const before: Line[] = [];
    for (let at = index - 1; at >= Math.max(0, index - titleLines) && title.test(text.lines[at]?.bare ?? ''); at -= 1) before.unshift(...text.lines.slice(at, at + 1));
    return { signer: found(printed, start, start + printed.length, 'signature-block', 0.8), signerTitle: joined(line.text.startsWith('(') || before.length === 0 ? after : before) };
  }
  return { signer: null, signerTitle: null };
}
