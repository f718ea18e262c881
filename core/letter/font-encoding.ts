import { encodingOfFont, tcvn3, vni } from './font-tables';
import type { FontEncoding } from './font-tables';
import { isVietnameseSyllable } from './vietnamese-syllable';

/** A stretch of the source and what it stands for. */
export interface FontPiece {
  /** UTF-16 units of the source */
  readonly length: number;
  readonly text: string;
}

/** Word keeps text of fonts with a symbol charset in the private use area; the low byte is what was typed. */
function folded(text: string): string {
  return text.replace(/[\uf020-\uf0ff]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xf000));
}

function piecesOf(text: string, encoding: FontEncoding): readonly FontPiece[] {
  const pieces: FontPiece[] = [];
  for (let at = 0; at < text.length; at++) {
    const one = text.charAt(at);
    const two = encoding === 'vni' ? vni.get(text.slice(at, at + 2)) : undefined;
    if (two !== undefined && at + 1 < text.length) {
      pieces.push({ length: 2, text: two });
      at++;
    } else {
      pieces.push({ length: 1, text: (encoding === 'vni' ? vni : tcvn3).get(one) ?? one });
    }
  }
  return pieces;
}

type Case = 'capitals' | 'small' | 'open';

/** How a converted word was typed, judged by the letters that are the same in both readings. */
function caseOf(source: string, word: string): Case {
  if (/[a-z]/.test(source)) return 'small';
  const capitals = word.match(/\p{Lu}/gu)?.length ?? 0;
  return capitals >= 2 && (word !== word.toUpperCase() || isVietnameseSyllable(word)) ? 'capitals' : 'open';
}

/**
 * "CéNG HßA X· HéI" is drawn with a font of capitals, whose toned letters were typed as small ones. A word of capitals has all its letters
 * raised; a word that could be either ("X·") goes with its neighbours.
 */
function withCapitals(source: string, text: string): string {
  if (!/[A-Z]{2}|[A-Z][\u00a1-\u00ff]/.test(source)) return text;
  return text.replace(/[^\n]+/g, (line, start: number) => {
    const words = [...line.matchAll(/[\p{L}\p{M}]+/gu)].map((match) => ({ at: match.index, word: match[0], typed: caseOf(source.slice(start + match.index, start + match.index + match[0].length), match[0]) }));
    // joined at the end: a line may be as long as the text
    const raised: string[] = [];
    let done = 0;
    let before: Case | null = null;
    const after: (Case | null)[] = [];
    for (let at = words.length - 1, next: Case | null = null; at >= 0; at--) {
      after[at] = next;
      const typed = words[at]?.typed;
      if (typed !== undefined && typed !== 'open') next = typed;
    }
    for (const [at, { at: from, word, typed }] of words.entries()) {
      const next = after[at] ?? null;
      const joins = typed === 'open' && before !== 'small' && next !== 'small' && (before ?? next) === 'capitals';
      if (typed === 'capitals' || joins) {
        raised.push(line.slice(done, from), word.toUpperCase());
        done = from + word.length;
      }
      if (typed !== 'open') before = typed;
    }
    return raised.join('') + line.slice(done);
  });
}

/** A line of few words, all but one with a capital: a name, whose toned first letter had no capital in the font ("Ph¹m §øc Ên"). */
function withNames(text: string): string {
  return text.replace(/[^\n]+/g, (line) => {
    const words = line.trim().split(' ');
    const small = words.filter((word) => /^[\u00e0-\u00ff\u1ea0-\u1ef9]\p{Ll}{0,5}$/u.test(word));
    if (words.length < 2 || words.length > 5 || small.length !== 1 || !words.every((word) => small.includes(word) || /^\p{Lu}\p{Ll}{1,7}$/u.test(word))) return line;
    return line.replace(/[^ ]+/g, (word) => (word === small[0] ? word.charAt(0).toUpperCase() + word.slice(1) : word));
  });
}

/**
 * Text of a font encoding as stretches of the source, for whoever must know where a letter came from; joined they are `toUnicode`.
 */
export function toUnicodePieces(source: string, encoding: FontEncoding): readonly FontPiece[] {
  const pieces = piecesOf(folded(source), encoding);
  if (encoding === 'vni') return pieces;
  const raised = withNames(withCapitals(folded(source), pieces.map((piece) => piece.text).join('')));
  return pieces.map((piece, at) => ({ ...piece, text: raised.charAt(at) }));
}

/** Text of a font encoding in Unicode, composed. Characters the encoding does not know stay. */
export function toUnicode(source: string, encoding: FontEncoding): string {
  return toUnicodePieces(source, encoding).map((piece) => piece.text).join('').normalize('NFC');
}

/** Letters beyond Latin-1: such a line was never in one of these fonts. */
const otherLetter = /[\u0100-\u1fff\u2c00-\ud7ff\ue000-\uefff\uf100-\uffef]/;

/** Text set in a font, in Unicode where the font is one of the old Vietnamese ones. */
export function textOfFont(source: string, font: string | null): { readonly text: string; readonly encoding: FontEncoding | null } {
  const known = font === null ? null : encodingOfFont(font);
  // a style may still name the old font of a text that was retyped in Unicode
  if (known === null || otherLetter.test(folded(source))) return { text: source, encoding: null };
  const text = toUnicode(source, known.encoding);
  const changed = text !== source || known.capitals;
  return { text: known.capitals ? text.toUpperCase() : text, encoding: changed ? known.encoding : null };
}

const wordPattern = /[A-Za-z\u00a1-\u00ff]+/g;
/** A sign that no Latin text has between letters: "C«ng", "v¨n", "§¬n". */
const tcvn3Sign = /[A-Za-z][\u00a1-\u00af\u00b5-\u00b9\u00bb-\u00be\u00d7\u00f7]|[\u00a1-\u00af\u00b5-\u00b9\u00bb-\u00be\u00d7\u00f7][A-Za-z]/;
const vniSign = /[aeoAEO][áàåãäâÁÀÅÃÄÂ]|[aA][éèúüëêÉÈÚÜËÊ]|[aeouyôöAEOUYÔÖ][ùøûõïÙØÛÕÏ]/;

interface Count {
  readonly marked: number;
  /** of them, Vietnamese once converted */
  readonly read: number;
  /** of them, Vietnamese as they stand */
  readonly asIs: number;
  readonly plain: number;
  readonly plainRead: number;
  readonly signs: number;
  /** different words with a sign */
  readonly signWords: number;
  readonly longest: number;
}

function countWords(lines: readonly string[], encoding: FontEncoding): Count {
  const count = { marked: 0, read: 0, asIs: 0, plain: 0, plainRead: 0, signs: 0, signWords: 0, longest: 0 };
  const found = new Set<string>();
  const sign = encoding === 'vni' ? vniSign : tcvn3Sign;
  for (const line of lines) {
    for (const { 0: word, index } of line.matchAll(wordPattern)) {
      if (count.marked + count.plain >= 3000) return count;
      if (/^[A-Za-z]+$/.test(word)) {
        // abbreviations, single letters and endings of file names say nothing
        const ending = line.charAt(index - 1) === '.' && word.length <= 4;
        if (word.length < 2 || ending || (word === word.toUpperCase() && !isVietnameseSyllable(word))) continue;
        count.plain++;
        if (isVietnameseSyllable(word)) count.plainRead++;
        continue;
      }
      const converted = piecesOf(word, encoding).map((piece) => piece.text).join('');
      const reads = isVietnameseSyllable(converted);
      if (!reads && converted === converted.toUpperCase() && converted.length <= 5) continue;
      count.marked++;
      count.longest = Math.max(count.longest, word.length);
      if (reads) count.read++;
      if (isVietnameseSyllable(word)) count.asIs++;
      if (!sign.test(word)) continue;
      count.signs++;
      if (found.size < 5) count.signWords = found.add(word.toLowerCase()).size;
    }
  }
  return count;
}

function speaksFor(count: Count, encoding: FontEncoding): boolean {
  const { marked, read, asIs, plain, plainRead, signs, signWords, longest } = count;
  if (marked === 0 || signs === 0 || read - asIs < marked * 0.5) return false;
  if (marked >= 5) return read >= marked * 0.8 && signs >= marked * 0.1 && read + plainRead >= (marked + plain) * 0.6;
  // a subject or a file name: every word must be Vietnamese, and more than one chance find
  if (read !== marked || plainRead < plain * 0.7) return false;
  // "où" is French, and "laïc" too: two vowels together say less than a sign between letters
  return encoding === 'vni' ? asIs === 0 && signWords >= 2 : marked >= 2 || (longest >= 3 && plainRead > 0);
}

function segmentsOf(text: string): readonly string[] {
  return text.split(/[\n\t]/).filter((line) => line !== '' && !otherLetter.test(line));
}

/**
 * Which font encoding a text without any label was written in; null for everything else: correct Vietnamese, other languages, text too short to
 * tell. Judged by words: converted they are Vietnamese syllables, as they stand they are not.
 */
export function detectFontEncoding(text: string): FontEncoding | null {
  if (!/[\u00a1-\u00ff\uf0a1-\uf0ff]/.test(text)) return null;
  const lines = segmentsOf(folded(text.slice(0, 200_000)));
  const [first, second] = (['tcvn3', 'vni'] as const).map((encoding) => ({ encoding, count: countWords(lines, encoding) })).filter(({ count, encoding }) => speaksFor(count, encoding));
  if (first === undefined) return null;
  return second !== undefined && second.count.read > first.count.read ? second.encoding : first.encoding;
}

/** "Sè: 75/Q§-UBND", "Soá: 75/QÑ-UBND": a syllable either way, and followed by a number only in one of them. */
const numberLine = /^\s{0,40}S(?:è|oá)\s?:?\s{0,20}\d{0,6}[a-z]?\s{0,10}[/-]/;

/**
 * Is a line of a text in that encoding in it too? Lines with letters beyond Latin-1, or without marks, are not. `mixed`: other lines of the text are typed in
 * Unicode; then a line must speak for itself, else only not against it ("VÒ" alone could be both).
 */
export function belongsTo(line: string, encoding: FontEncoding, mixed: boolean): boolean {
  if (otherLetter.test(line)) return false;
  const { marked, read, asIs } = countWords([line], encoding);
  if (marked === 0) return !mixed && /[\u00a1-\u00ff]/.test(line);
  return mixed ? (read > asIs || (read === asIs && numberLine.test(line))) && read * 2 >= marked : read >= asIs;
}

/** Has the text Vietnamese letters that only Unicode has? */
export function hasUnicodeLines(text: string): boolean {
  return /[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]/.test(text);
}

export interface FontText {
  readonly text: string;
  /** what it was converted from; null: the text is as it was given */
  readonly encoding: FontEncoding | null;
}

/** Lines (and table cells) of `text` in the encoding, converted one by one: others of the same text may have been typed in Unicode. */
export function convertLines(text: string, encoding: FontEncoding): string {
  const mixed = hasUnicodeLines(text);
  return text.replace(/[^\n\t]+/g, (line) => (belongsTo(folded(line), encoding, mixed) ? toUnicode(line, encoding) : line));
}

/** A text without font names: converted where it was written in a font encoding, else exactly as it is. */
export function readFontText(text: string): FontText {
  const encoding = detectFontEncoding(text);
  return encoding === null ? { text, encoding: null } : { text: convertLines(text, encoding), encoding };
}

/** Code of the note that tells a person so; i18n key below `problem.` */
export function fontNote(encoding: FontEncoding): 'convertedTcvn3' | 'convertedVni' {
  return encoding === 'tcvn3' ? 'convertedTcvn3' : 'convertedVni';
}
