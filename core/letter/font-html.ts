import { belongsTo, detectFontEncoding, hasUnicodeLines, toUnicode } from './font-encoding';
import type { FontEncoding } from './font-tables';

/** HTML 4.01, 24.2.1: names of U+00A0 to U+00FF, in order. */
const names =
  ('nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest ' +
    'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute ' +
    'THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc ' +
    'uuml yacute thorn yuml').split(' ');
const byName: ReadonlyMap<string, string> = new Map(names.map((name, index) => [name, String.fromCharCode(0xa0 + index)]));

/** References to characters of the upper half of Latin-1 as those characters; syntax (`&lt;` …) stays. */
function withLetters(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{3})|#[xX]([0-9A-Fa-f]{2})|([A-Za-z]{2,6}\d{0,2}));?/g, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return byName.get(name) ?? whole;
    const code = Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10);
    return code >= 0xa0 && code <= 0xff ? String.fromCharCode(code) : whole;
  });
}

interface Piece {
  /** `break`: a tag that ends a line; `other`: a tag within a line, a comment, a style sheet */
  readonly kind: 'text' | 'break' | 'other';
  readonly value: string;
}

const inline = /^<\/?(?:a|abbr|b|big|em|font|i|ins|o:p|s|small|span|st1:[a-z]+|strong|sub|sup|u|wbr)[\s/>]/i;

/** HTML cut at its tags, in one pass. */
function piecesOf(html: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < html.length) {
    const tag = html.indexOf('<', at);
    if (tag !== at) pieces.push({ kind: 'text', value: html.slice(at, tag === -1 ? html.length : tag) });
    if (tag === -1) break;
    const head = html.slice(tag, tag + 10).toLowerCase();
    const raw = head.startsWith('<!--') ? '-->' : /^<(style|script)[\s>]/.exec(head)?.[1];
    const from = raw === undefined || raw === '-->' ? tag : html.indexOf('>', tag);
    const end = from === -1 ? -1 : raw === undefined ? html.indexOf('>', tag) : html.indexOf(raw === '-->' ? raw : '</', from);
    at = end === -1 ? html.length : raw === undefined ? end + 1 : raw === '-->' ? end + 3 : end;
    const value = html.slice(tag, at);
    pieces.push({ kind: raw !== undefined || inline.test(value.slice(0, 40)) ? 'other' : 'break', value });
  }
  return pieces;
}

/** Words that stand on one line, whatever tags are between them. */
function linesOf(pieces: readonly Piece[]): readonly (readonly number[])[] {
  const lines: number[][] = [];
  let line: number[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'text') line.push(index);
    else if (piece.kind === 'break' && line.length > 0) {
      lines.push(line);
      line = [];
    }
  }
  return [...lines, line];
}

const oldFont = /(?:\.Vn|VNI-)[A-Za-z][\w -]{0,40}/g;

/**
 * An HTML text in a Vietnamese font encoding, in Unicode; the same string and null for every other. The names of those fonts go: where one is still installed
 * it would draw other letters.
 */
export function readFontHtml(html: string): { readonly html: string; readonly encoding: FontEncoding | null } {
  const nothing = { html, encoding: null } as const;
  if (!/[\u00a1-\u00ff]|&(?:#(?:1[6-9]\d|2\d\d)|#[xX][a-fA-F][0-9a-fA-F]|[A-Za-z]{3,6}\d{0,2})/.test(html)) return nothing;
  const textOf = (pieces: readonly Piece[], line: readonly number[]): string => withLetters(line.map((index) => pieces[index]?.value ?? '').join('')).replace(/\s+/gu, ' ');
  const sample = piecesOf(html.slice(0, 400_000));
  const encoding = detectFontEncoding(linesOf(sample).map((line) => textOf(sample, line)).join('\n'));
  if (encoding === null) return nothing;
  const pieces = piecesOf(html);
  const values = pieces.map((piece) => (piece.kind === 'text' ? piece.value : piece.value.replace(oldFont, 'Times New Roman')));
  const mixed = hasUnicodeLines(html);
  for (const line of linesOf(pieces)) {
    if (!belongsTo(textOf(pieces, line), encoding, mixed)) continue;
    for (const index of line) values[index] = toUnicode(withLetters(pieces[index]?.value ?? ''), encoding);
  }
  return { html: values.join(''), encoding };
}
