import { remembered } from '../base/remembered';
import { searchKey } from '../base/search-key';

/** Abbreviations that letterheads and people use, in full; folded on both sides. Longest first where one begins another. */
const inFull: readonly (readonly [string, string])[] = [
  ['gd va dt', 'giao duc va dao tao'], ['gd dt', 'giao duc va dao tao'], ['gddt', 'giao duc va dao tao'], ['sgddt', 'so giao duc va dao tao'], ['pgddt', 'phong giao duc va dao tao'], ['pgd', 'phong giao duc va dao tao'],
  ['ubnd', 'uy ban nhan dan'], ['hdnd', 'hoi dong nhan dan'], ['ubmttq', 'uy ban mat tran to quoc'], ['mttq', 'mat tran to quoc'],
  ['tt tt', 'thong tin va truyen thong'], ['tttt', 'thong tin va truyen thong'], ['kh dt', 'ke hoach va dau tu'], ['khdt', 'ke hoach va dau tu'], ['nn ptnt', 'nong nghiep va phat trien nong thon'],
  ['tn mt', 'tai nguyen va moi truong'], ['tnmt', 'tai nguyen va moi truong'], ['kh cn', 'khoa hoc va cong nghe'], ['khcn', 'khoa hoc va cong nghe'], ['ld tb xh', 'lao dong thuong binh va xa hoi'], ['ldtbxh', 'lao dong thuong binh va xa hoi'],
  ['vh tt dl', 'van hoa the thao va du lich'], ['vhttdl', 'van hoa the thao va du lich'], ['tphcm', 'thanh pho ho chi minh'], ['hcm', 'ho chi minh'], ['tp', 'thanh pho'], ['tx', 'thi xa'],
  ['thcs', 'trung hoc co so'], ['thpt', 'trung hoc pho thong'], ['dh', 'dai hoc'], ['vp', 'van phong'], ['bqlda', 'ban quan ly du an'],
];
const abbreviations = new Map(inFull);
const abbreviation = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${inFull.map(([short]) => short).sort((a, b) => b.length - a.length).join('|')})(?![\\p{L}\\p{M}\\p{N}])`, 'gu');

/**
 * A unit's name in the form that is compared: no case, no Vietnamese diacritics (Thai vowels stay: without them words collapse), no
 * punctuation, abbreviations in full. '' for what holds no letter.
 */
export const foldName: (name: string) => string = remembered((name) => {
  const plain = searchKey(name).replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
  return plain.replace(abbreviation, (short) => abbreviations.get(short) ?? short);
});

/** What a folded name says of the place: `uy ban nhan dan tinh long an` is of `tinh long an`. '' where it says nothing else than the place's office. */
export function placeOfName(folded: string): string {
  return folded.replace(/^(?:van phong )?(?:uy ban nhan dan|hoi dong nhan dan|uy ban mat tran to quoc(?: viet nam)?|tinh uy|thanh uy|huyen uy|thanh doan|tinh doan) ?/, '').trim();
}

/** Provinces are written with and without their level; of smaller places the level tells one from another. */
export function withoutProvince(folded: string): string {
  return folded.replace(/(?<!\S)tinh (?=\S)/g, '').replace(/(?<!\S)thanh pho (?=(?:ha noi|ho chi minh|hai phong|da nang|can tho|hue)(?!\S))/g, '');
}

/** shorter names occur inside too many others to prove that two units are one */
const containedFrom = 10;

/** Do two names, as a letterhead and a certificate write them, call one unit? */
export function sameUnitName(a: string, b: string): boolean {
  const [one, other] = [foldName(a), foldName(b)];
  if (one === '' || other === '') return false;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return one === other || (short.length >= containedFrom && ` ${long} `.includes(` ${short} `));
}

/** words that say what kind of unit it is, or join the others */
const common = new Set('so phong ban uy nhan dan hoi dong tinh huyen xa phuong thanh pho thi tran cua va cac van cong ty viet nam truong tinh uy trung tam chi cuc'.split(' '));

/** Have two names next to nothing in common? Only then is one held against the other: letterheads are cut short in many ways. */
export function areUnrelatedNames(a: string, b: string): boolean {
  const words = (name: string): readonly string[] => foldName(name).split(' ').filter((word) => word.length > 1 && !common.has(word));
  const [one, other] = [words(a), words(b)];
  return one.length > 0 && other.length > 0 && !one.some((word) => other.includes(word));
}
