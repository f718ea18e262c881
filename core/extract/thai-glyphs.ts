/**
 * Thai fonts draw marks at other heights where letters have ascenders or descenders, and keep those glyphs in the private use area (U+F700 to
 * U+F71A, the assignment of Microsoft's Thai fonts). Text layers name the glyph; what was written is the letter.
 */
const letters = 'ฐ\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4cญ\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a';

export function thaiLetters(text: string): string {
  return text.replace(/[\uf700-\uf71a]/g, (glyph) => letters.charAt(glyph.charCodeAt(0) - 0xf700));
}

/** A word of Thai read as Latin-1: letters and marks of Western languages never stand four together without a plain one. */
const westernRun = /[\u00a1-\u00da\u00df-\u00fb]{4,}/g;

/**
 * Is a text layer Thai of TIS-620 that was named as Latin-1, as programs without Thai did ("Ë¹Ñ§Ê×Í")? Judged by the whole page; false where anything on it
 * is beyond Latin-1, or where there is too little to tell.
 */
export function isThaiAsLatin(text: string): boolean {
  if (/[\u0100-\u1fff\u2c00-\uefff]/.test(text)) return false;
  const high = text.match(/[\u00a1-\u00ff]/g)?.length ?? 0;
  const inRuns = (text.match(westernRun) ?? []).reduce((sum, run) => sum + run.length, 0);
  return inRuns >= 12 && inRuns * 10 >= high * 7;
}

/** Such a text in Thai, letter by letter (TIS 620-2533: 0xA1 is U+0E01, and so on). */
export function thaiOfLatin(text: string): string {
  return text.replace(/[\u00a1-\u00da\u00df-\u00fb]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xa0 + 0xe00));
}
