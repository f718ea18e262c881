/**
 * Thai fonts draw marks at other heights where letters have ascenders or descenders, and keep those glyphs in the private use area (U+F700 to
 * U+F71A, the assignment of Microsoft's Thai fonts). Text layers name the glyph; what was written is the letter.
 */
const letters = 'ฐ\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4cญ\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a';

export function thaiLetters(text: string): string {
  return text.replace(/[\uf700-\uf71a]/g, (glyph) => letters.charAt(glyph.charCodeAt(0) - 0xf700));
}
