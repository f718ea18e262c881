import { vietnameseTable } from './vietnamese-charsets';

/** Encodings that lived in fonts: the bytes say Latin letters, the glyphs of the font said Vietnamese ones. Nothing labels them. */
export type FontEncoding = 'tcvn3' | 'vni';

/**
 * TCVN3 ("ABC", fonts .VnTime …): the upper half of TCVN 5712:1993 from 0xA1 on, of which fonts drew the capitals without tone and all small
 * letters; capitals with tone come from fonts whose small glyphs are capitals (.VnTimeH). The standard's combining tones
 * (0xB0 to 0xB4) and toned capitals were not in the fonts.
 */
export const tcvn3: ReadonlyMap<string, string> = new Map(
  [...vietnameseTable('tcvn').entries()]
    .filter(([byte, letter]) => byte >= 0xa1 && /^\p{L}$/u.test(letter) && (letter === letter.toLowerCase() || byte <= 0xa7))
    .map(([byte, letter]) => [String.fromCharCode(byte), letter] as const),
);

/**
 * VNI for Windows (fonts VNI-Times …), from the table its maker published: a letter and its mark are two characters, one mark for each tone (after
 * a e o u y ơ ư) and one for each pair of breve or circumflex and tone; letters without room for that have a character of their own.
 */
const toneMarks: Readonly<Record<string, string>> = { 'ù': '\u0301', 'ø': '\u0300', 'û': '\u0309', 'õ': '\u0303', 'ï': '\u0323' };
const circumflexMarks: Readonly<Record<string, string>> = { 'â': '', 'á': '\u0301', 'à': '\u0300', 'å': '\u0309', 'ã': '\u0303', 'ä': '\u0323' };
const breveMarks: Readonly<Record<string, string>> = { 'ê': '', 'é': '\u0301', 'è': '\u0300', 'ú': '\u0309', 'ü': '\u0303', 'ë': '\u0323' };
const single: Readonly<Record<string, string>> = { 'ô': 'ơ', 'ö': 'ư', 'ñ': 'đ', 'í': 'í', 'ì': 'ì', 'æ': 'ỉ', 'ó': 'ĩ', 'ò': 'ị', 'î': 'ỵ' };

function vniLetters(): ReadonlyMap<string, string> {
  const small = new Map<string, string>(Object.entries(single));
  const add = (bases: Readonly<Record<string, string>>, marks: Readonly<Record<string, string>>): void => {
    for (const [base, letter] of Object.entries(bases)) for (const [mark, tone] of Object.entries(marks)) small.set(base + mark, (letter + tone).normalize('NFC'));
  };
  add({ a: 'a', e: 'e', o: 'o', u: 'u', y: 'y', 'ô': 'ơ', 'ö': 'ư' }, toneMarks);
  add({ a: 'â', e: 'ê', o: 'ô' }, circumflexMarks);
  add({ a: 'ă' }, breveMarks);
  const all = new Map<string, string>();
  for (const [code, letter] of small) {
    const [base = '', mark = ''] = code;
    all.set(code, letter);
    all.set(code.toUpperCase(), letter.toUpperCase());
    // typed with and without the Shift key held: the letter decides
    if (mark !== '') {
      all.set(base.toUpperCase() + mark, letter.toUpperCase());
      all.set(base + mark.toUpperCase(), letter);
    }
  }
  return all;
}

export const vni: ReadonlyMap<string, string> = vniLetters();

const tcvn3Font = /^\.vn/i;
const vniFont = /^vni[-\s]/i;

/** What the name of a font says of the text in it; `capitals`: its small letters are drawn as capitals. Null: an ordinary font. */
export function encodingOfFont(name: string): { readonly encoding: FontEncoding; readonly capitals: boolean } | null {
  // the subset mark of a PDF font, ABCDEF+, and what Word puts around names
  const plain = name.trim().replace(/^[A-Z]{6}\+/, '').replace(/^["'@]+|(?<!["'])["']+$/g, '');
  if (tcvn3Font.test(plain)) return { encoding: 'tcvn3', capitals: /H(?:\b|,|-|$)/.test(plain.replace(/\s+/g, '')) };
  return vniFont.test(plain) ? { encoding: 'vni', capitals: false } : null;
}
