import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { textOfFont } from '../letter/font-encoding';
import type { FontEncoding } from '../letter/font-tables';
import { numberText } from './number-format';
import { openZip } from './open-zip';
import type { ZipFailure } from './open-zip';
import { readSharedStrings, readStyles, readWorkbook, unescapeCharacters } from './xlsx-parts';
import type { CellStyle, SharedString } from './xlsx-parts';
import { attributeOf, xmlTokens } from './xml-tokens';

export interface Sheet {
  readonly name: string;
  /** rows that hold anything, as shown: dates dd/MM/yyyy; cells up to the last one that is not empty */
  readonly rows: readonly (readonly string[])[];
}

export interface Workbook {
  /** visible sheets in the order of their tabs */
  readonly sheets: readonly Sheet[];
  /** rows, columns or sheets beyond the limits were left out */
  readonly cut: boolean;
  /** font encodings that cells were converted from */
  readonly encodings: readonly FontEncoding[];
}

const wanted = /^(?:xl\/(?:workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/i;

/** Cells of an XLSX, at most limits.tableRows and tableColumns of each sheet. Never throws. */
export function extractXlsx(bytes: Uint8Array): Result<Workbook, ZipFailure | 'officeBroken'> {
  const opened = openZip(bytes, (name) => wanted.test(name));
  if (!opened.ok) return opened;
  const part = (path: string): string | null => {
    const content = opened.value.contents.get(path);
    return content === undefined ? null : new TextDecoder().decode(content);
  };
  const workbook = part('xl/workbook.xml');
  if (workbook === null) return fail('officeBroken');
  const { sheets, epoch1904 } = readWorkbook(workbook, part('xl/_rels/workbook.xml.rels') ?? '');
  const book: Book = { epoch1904, strings: readSharedStrings(part('xl/sharedStrings.xml') ?? ''), styles: readStyles(part('xl/styles.xml') ?? ''), encodings: new Set(), cut: false, cells: 0, chars: 0 };
  const read = sheets.map(({ name, path }) => ({ name, rows: readSheet(part(path) ?? '', book) }));
  return ok({ sheets: read, cut: book.cut, encodings: [...book.encodings] });
}

interface Book {
  readonly epoch1904: boolean;
  readonly strings: readonly SharedString[];
  readonly styles: readonly CellStyle[];
  readonly encodings: Set<FontEncoding>;
  cut: boolean;
  /** read so far */
  cells: number;
  chars: number;
}

/** Number of a column, from 0: "A", "AB". */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

interface Cell {
  readonly type: string;
  readonly style: CellStyle | undefined;
  readonly column: number;
  value: string;
}

function cellText(cell: Cell, book: Book): string {
  const font = cell.style?.font ?? null;
  const say = (text: string): string => {
    const read = textOfFont(text, font);
    if (read.encoding !== null) book.encodings.add(read.encoding);
    return read.text;
  };
  switch (cell.type) {
    case 's': {
      const shared = book.strings[Number(cell.value)];
      if (shared === undefined) return '';
      if (shared.encoding === null) return say(shared.text);
      book.encodings.add(shared.encoding);
      return shared.text;
    }
    case 'str':
    case 'inlineStr':
      return say(unescapeCharacters(cell.value));
    case 'b':
      return cell.value === '1' ? 'TRUE' : 'FALSE';
    case 'e':
      return '';
    default:
      return numberText(cell.value, cell.style?.kind ?? 'number', book.epoch1904);
  }
}

function readSheet(xml: string, book: Book): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell: Cell | null = null;
  let taking = false;
  for (const token of xmlTokens(xml)) {
    if (token.kind === 'text') {
      if (taking && cell !== null) cell.value += token.text;
    } else if (token.name === 'v' || token.name === 't') taking = token.kind === 'open' && !token.empty;
    else if (token.name === 'c' && token.kind === 'open' && !token.empty) {
      const reference = attributeOf(token.attributes, 'r');
      const style = attributeOf(token.attributes, 's');
      cell = { type: attributeOf(token.attributes, 't') ?? 'n', style: style === null ? book.styles[0] : book.styles[Number(style)], column: reference === null ? row.length : columnOf(reference), value: '' };
    } else if (token.name === 'c' && cell !== null) {
      const whole = cellText(cell, book);
      const text = whole.slice(0, limits.tableCellChars).replace(/\s+/gu, ' ').trim().normalize('NFC');
      book.cut ||= whole.length > limits.tableCellChars;
      if (cell.column < 0 || cell.column >= limits.tableColumns) book.cut ||= text !== '';
      else if (text !== '') {
        while (row.length < cell.column) row.push('');
        row[cell.column] = text;
      }
      cell = null;
      // a row may be as long as the file: cells beyond the last column count as well
      book.cells++;
      book.chars += Math.min(whole.length, limits.tableCellChars);
      if (book.cells >= limits.tableCells || book.chars >= limits.tableChars) {
        book.cut = true;
        break;
      }
    } else if (token.name === 'row') {
      if (row.length > 0) rows.push(row);
      row = [];
      if (rows.length >= limits.tableRows) {
        book.cut = true;
        break;
      }
    } else if (token.name === 'sheetData' && token.kind === 'close') break;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** Sheets as lines, cells divided by tabs, an empty line between sheets; at most limits.recogniseChars. */
export function sheetsText(sheets: readonly Sheet[]): { readonly text: string; readonly cut: boolean } {
  const lines: string[] = [];
  let size = 0;
  for (const sheet of sheets) {
    if (lines.length > 0 && sheet.rows.length > 0) lines.push('');
    for (const row of sheet.rows) {
      const line = row.join('\t');
      size += line.length + 1;
      if (size > limits.recogniseChars) return { text: lines.join('\n'), cut: true };
      lines.push(line);
    }
  }
  return { text: lines.join('\n'), cut: false };
}
