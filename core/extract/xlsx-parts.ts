import { limits } from '../base/limits';
import { textOfFont } from '../letter/font-encoding';
import type { FontEncoding } from '../letter/font-tables';
import { numberKind } from './number-format';
import type { NumberKind } from './number-format';
import { attributeOf, xmlTokens } from './xml-tokens';

export interface SheetRef {
  readonly name: string;
  /** part of the package, `xl/worksheets/sheet1.xml` */
  readonly path: string;
}

/** Visible sheets of a workbook in the order of their tabs, and the epoch its dates count from. */
export function readWorkbook(workbook: string, relations: string): { readonly sheets: readonly SheetRef[]; readonly epoch1904: boolean } {
  const targets = new Map<string, string>();
  for (const token of xmlTokens(relations)) {
    if (token.kind !== 'open' || token.name !== 'Relationship') continue;
    const target = attributeOf(token.attributes, 'Target') ?? '';
    targets.set(attributeOf(token.attributes, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  const sheets: SheetRef[] = [];
  let epoch1904 = false;
  for (const token of xmlTokens(workbook)) {
    if (token.kind !== 'open') continue;
    if (token.name === 'workbookPr') epoch1904 = /^(?:1|true)$/.test(attributeOf(token.attributes, 'date1904') ?? '');
    // what a person does not see must not be recognised
    if (token.name !== 'sheet' || sheets.length >= limits.xlsxSheets || /hidden/i.test(attributeOf(token.attributes, 'state') ?? '')) continue;
    const path = targets.get(attributeOf(token.attributes, 'id') ?? '');
    // one sheet behind a hundred tabs would be read a hundred times
    if (path !== undefined && !sheets.some((known) => known.path === path)) sheets.push({ name: attributeOf(token.attributes, 'name') ?? '', path });
  }
  return { sheets, epoch1904 };
}

export interface CellStyle {
  readonly kind: NumberKind;
  readonly font: string | null;
}

/** Styles of cells by their number: only what decides what their text is. */
export function readStyles(styles: string): readonly CellStyle[] {
  const codes = new Map<number, string>();
  const fonts: (string | null)[] = [];
  const cells: CellStyle[] = [];
  let inside = '';
  for (const token of xmlTokens(styles)) {
    if (token.kind === 'text') continue;
    if (/^(?:fonts|cellXfs|cellStyleXfs|dxfs)$/.test(token.name)) inside = token.kind === 'open' && !token.empty ? token.name : '';
    if (token.kind === 'close' || cells.length >= limits.xlsxStyles || fonts.length >= limits.xlsxStyles) continue;
    const number = (name: string): number => Number(attributeOf(token.attributes, name) ?? '0');
    if (token.name === 'numFmt' && codes.size < limits.xlsxStyles) codes.set(number('numFmtId'), attributeOf(token.attributes, 'formatCode') ?? '');
    else if (token.name === 'font' && inside === 'fonts') fonts.push(null);
    else if (token.name === 'name' && inside === 'fonts') fonts[fonts.length - 1] = attributeOf(token.attributes, 'val');
    else if (token.name === 'xf' && inside === 'cellXfs') cells.push({ kind: numberKind(number('numFmtId'), codes.get(number('numFmtId')) ?? null), font: fonts[number('fontId')] ?? null });
  }
  return cells;
}

export interface SharedString {
  readonly text: string;
  /** a part of it had a font of its own and is converted already */
  readonly encoding: FontEncoding | null;
}

/** Strings that cells point at; the fonts of their runs are heeded. */
export function readSharedStrings(xml: string): readonly SharedString[] {
  const strings: SharedString[] = [];
  let text = '';
  let encoding: FontEncoding | null = null;
  let font: string | null = null;
  let inText = false;
  let phonetic = false;
  for (const token of xmlTokens(xml)) {
    if (token.kind === 'text') {
      if (!inText || phonetic || text.length > limits.tableCellChars) continue;
      const run = textOfFont(unescapeCharacters(token.text), font);
      text += run.text;
      encoding = run.encoding ?? encoding;
    } else if (token.name === 't') inText = token.kind === 'open' && !token.empty;
    else if (token.name === 'rPh') phonetic = token.kind === 'open' && !token.empty;
    else if (token.name === 'r') font = null;
    else if (token.name === 'rFont' && token.kind === 'open') font = attributeOf(token.attributes, 'val');
    else if (token.name === 'si') {
      if (token.kind === 'close' || token.empty) strings.push({ text, encoding });
      text = '';
      encoding = null;
      font = null;
      if (strings.length >= limits.xlsxStrings) break;
    }
  }
  return strings;
}

/** ECMA-376 part 1, 22.9.2.19: characters XML cannot hold are written _xHHHH_. */
export function unescapeCharacters(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;
}
