import { searchKey } from '../base/search-key';

/** Abbreviations of letterheads and citations, written out. */
const inFull: readonly (readonly [RegExp, string])[] = [
  [/\bubnd\b/g, 'uy ban nhan dan'], [/\bhdnd\b/g, 'hoi dong nhan dan'], [/\bgd ?& ?dt\b|\bgd-dt\b|\bgddt\b/g, 'giao duc va dao tao'], [/\btp\b\.?/g, 'thanh pho'], [/\bttg\b/g, 'thu tuong'],
];

/** Name of an office as it is compared: folded, abbreviations written out, letters and figures only. */
export function issuerKey(name: string): string {
  const plain = inFull.reduce((text, [short, full]) => text.replaceAll(short, full), searchKey(name));
  return plain.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
}

/** shorter names occur inside too many others to tell one office */
const containedFrom = 12;

/** Are these two names of one office, one of them perhaps with more around it ("Ủy ban nhân dân tỉnh", "UBND tỉnh Long An")? */
export function alikeIssuers(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short === long ? short !== '' : short.length >= containedFrom && ` ${long} `.includes(` ${short} `);
}

/** Does a name mean the office of this letterhead? "Sở Nội vụ tỉnh Long An" is the Sở Nội vụ below "UBND tỉnh Long An", and no other one. */
export function namesOffice(name: string, agency: string, parentAgency: string | null): boolean {
  if (!name.startsWith(`${agency} `)) return alikeIssuers(name, agency);
  return parentAgency === null || ` ${parentAgency} `.includes(` ${name.slice(agency.length + 1)} `);
}
