import type { Citation, CitationRelation } from '../../model/document';
import { found } from '../found';
import type { Found } from '../found';
import type { PreparedText } from '../prepare-text';
import { findMalayDates } from '../read-date';
import type { Labelled } from './malay-head';

const maxCitations = 100;
const number = '[a-z0-9][a-z0-9./()-]{1,40}[a-z0-9)](?: tahun \\d{4})?|\\d{1,4} tahun \\d{4}';
const cited = new RegExp(
  `\\b(surat edaran|surat keputusan|surat pekeliling|surat|nota dinas|keputusan|peraturan|instruksi|pekeliling|undang-undang)([^.;:\\n\\d]{0,80}?) (?:nomor|no\\.|bernombor rujukan|rujukan|ruj\\.|bil\\.|bilangan) ?:? ?(${number})(?![a-z0-9])`, 'g',
);

function relationOf(before: string): CitationRelation {
  if (/(?:menjawab|membalas|balasan|jawaban atas|maklum balas)[^.;]{0,30}$/.test(before)) return 'answers';
  if (/(?:mencabut|membatalkan|menarik balik|menarik kembali)[^.;]{0,30}$/.test(before)) return /menarik/.test(before) ? 'recalls' : 'replaces';
  if (/(?:ralat|pembetulan)[^.;]{0,30}$/.test(before)) return 'corrects';
  if (/(?:mengubah|perubahan atas|pindaan)[^.;]{0,30}$/.test(before)) return 'amends';
  if (/(?:berdasarkan|menindaklanjuti|sehubungan dengan|merujuk|mengacu|dengan hormatnya|selaras dengan|mengingat)[^.;]{0,30}$/.test(before)) return 'basis';
  return 'mentions';
}

/** "surat Kepala Dinas nomor 005/12/2026 tanggal 5 Maret 2026 hal …"; "Ruj. Tuan" is the letter that is answered. */
export function readMalayCitations(text: PreparedText, flat: string, own: string, yours: Labelled | null, from: number): readonly Found<Citation>[] {
  const cites: Found<Citation>[] = [];
  if (yours !== null && /\d/.test(yours.value)) {
    cites.push(found({ number: yours.value, type: null, date: null, agency: null, summary: null, relation: 'answers' }, yours.start, yours.end, 'labelled-reference', 0.9));
  }
  for (const match of flat.slice(from).matchAll(cited)) {
    if (cites.length >= maxCitations) break;
    const printed = match[3] ?? '';
    const start = from + match.index + match[0].length - printed.length;
    const value = text.text.slice(start, start + printed.length).replaceAll('\n', ' ').replace(/[.]$/, '');
    if (!/\d/.test(value) || value === own || cites.some((cite) => cite.value.number === value)) continue;
    const behind = flat.slice(start + printed.length, start + printed.length + 60);
    const day = findMalayDates(behind)[0];
    const dated = day !== undefined && /^,? ?\(?(?:tanggal|bertarikh|tarikh|pada) ?$/.test(behind.slice(0, day.start)) ? day : undefined;
    const aboutAt = start + printed.length + (dated?.end ?? 0);
    const about = /^,? ?(?:hal|perihal|tentang|berkenaan|mengenai) ([^.;,\n]{3,200})/.exec(flat.slice(aboutAt, aboutAt + 220));
    const summary = about === null ? null : text.text.slice(aboutAt + about[0].length - (about[1]?.length ?? 0), aboutAt + about[0].length).replaceAll('\n', ' ').trim();
    cites.push(found({
      number: value, type: null, date: dated?.date ?? null, agency: null, summary,
      relation: relationOf(flat.slice(Math.max(0, from + match.index - 60), from + match.index)),
    }, start, start + printed.length, 'citation', 0.8));
  }
  return cites;
}
