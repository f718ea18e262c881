/** Letters that are where a program put glyph numbers or nothing: private use, controls, replacement, unassigned, lone surrogates. */
const noLetter = /[\p{Co}\p{Cc}\p{Cn}\p{Cs}\ufffd]/gu;
/** Letters of scripts that letters here are written in, or quote from; glyph numbers read as characters fall anywhere. */
const ourLetters = /^[\p{Script=Latin}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{M}\p{N}]+$/u;
const edges = /^[\p{P}\p{S}]+|(?<![\p{P}\p{S}])[\p{P}\p{S}]+$/gu;
const vowels = /[aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ\u00c0-\u00c6\u00c8-\u00cf\u00d2-\u00d6\u00d8-\u00dd\u00e0-\u00e6\u00e8-\u00ef\u00f2-\u00f6\u00f8-\u00fd\u1ea0-\u1ef9]/g;

/** characters of a token that count */
const heaviest = 30;

/** Could the token stand in a letter: a word, a number, a symbol of a document, a line of dots? */
function isReadable(token: string): boolean {
  if (/^[-–—_.…·•:;,/\\|*=+~<>()"'“”‘’«»?!%[\]{}]+$/u.test(token)) return true;
  if (/(?:https?:|www\.|@)[!-~]/.test(token)) return true;
  const core = token.replace(edges, '');
  if (core === '') return token.length <= 2;
  // addresses, file names, numbers and symbols of documents have these inside
  const pieces = core.split(/[-–—/.,:;'’@&_+()=·"]+/u);
  if (!pieces.every((piece) => piece === '' || ourLetters.test(piece))) return false;
  return (core.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0) < 3;
}

/**
 * Is a text layer no text at all? Programs that embed fonts without a usable ToUnicode map (ISO 32000-1, 9.10.3) leave glyph numbers where letters
 * should be: such a page can be seen but not read, and counts as a picture. Pure; conservative: tables of numbers, symbols and foreign words are text.
 */
export function isGarbledText(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const visible = sample.replace(/\s+/gu, '');
  if (visible.length === 0) return false;
  const lost = visible.match(noLetter)?.length ?? 0;
  if (visible.length < 40) return lost * 2 > visible.length;
  if (lost * 10 > visible.length * 3) return true;
  let readable = 0;
  let all = 0;
  for (const token of sample.split(/\s+/u)) {
    // one endless link must not outweigh the words around it
    const weight = Math.min(token.length, heaviest);
    all += weight;
    if (token !== '' && isReadable(token)) readable += weight;
  }
  if (readable * 2 < all) return true;
  const latin = visible.match(/\p{Script=Latin}/gu)?.length ?? 0;
  // every language in Latin letters has a vowel in two to four of them
  return latin >= 200 && latin * 2 > visible.length && (visible.match(vowels)?.length ?? 0) < latin * 0.18;
}
