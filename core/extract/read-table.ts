import Papa from 'papaparse';
import { limits } from '../base/limits';
import type { TableAnswer } from '../contract/list';
import { decodeText } from '../letter/charset';
import { readFontText } from '../letter/font-encoding';
import { sniffContent } from '../letter/sniff-content';
import { extractXlsx } from './extract-xlsx';
import { isEncryptedOle } from './extract-ole';

/** UTF-16 without its mark: in a table every second byte of the first ones is zero. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, 400 - (bytes.length < 400 ? bytes.length % 2 : 0));
  const even = head.filter((byte, at) => byte === 0 && at % 2 === 0).length;
  const odd = head.filter((byte, at) => byte === 0 && at % 2 === 1).length;
  if (odd * 4 >= head.length && even === 0) return 'utf-16le';
  return even * 4 >= head.length && odd === 0 && head.length > 0 ? 'utf-16be' : null;
}

function csvRows(text: string): TableAnswer {
  const { data } = Papa.parse<readonly string[]>(text, { skipEmptyLines: 'greedy', preview: limits.tableRows + 1 });
  if (data.length > limits.tableRows) return { ok: false, code: 'tooLarge' };
  const rows = data.map((row) => row.slice(0, limits.tableColumns).map((cell) => cell.replace(/\s+/gu, ' ').trim().normalize('NFC')));
  return rows.length === 0 ? { ok: false, code: 'notATable' } : { ok: true, rows };
}

/**
 * Rows of a table a person chose: the first sheet of an XLSX that holds anything, or CSV in any charset a spreadsheet here writes (UTF-8, UTF-16,
 * windows-1258, TCVN3, VNI, Thai), divided by whatever divides it. Empty rows are left out. Never throws.
 */
export function readTable(_name: string, bytes: Uint8Array): Promise<TableAnswer> {
  return Promise.resolve(readRows(bytes));
}

function readRows(bytes: Uint8Array): TableAnswer {
  if (bytes.length > limits.tableBytes) return { ok: false, code: 'tooLarge' };
  const wide = utf16Of(bytes);
  if (wide !== null) return csvRows(new TextDecoder(wide).decode(bytes));
  switch (sniffContent(bytes)) {
    case 'ooxml':
    case 'ooxmlMacro': {
      const book = extractXlsx(bytes);
      if (!book.ok) return { ok: false, code: book.failure === 'zipTooLarge' ? 'tooLarge' : book.failure === 'zipEncrypted' ? 'encrypted' : book.failure === 'officeBroken' ? 'notATable' : 'damaged' };
      const sheet = book.value.sheets.find((one) => one.rows.length > 0);
      if (sheet === undefined) return { ok: false, code: 'notATable' };
      return book.value.cut && sheet.rows.length >= limits.tableRows ? { ok: false, code: 'tooLarge' } : { ok: true, rows: sheet.rows };
    }
    case 'ole':
    case 'oleMacro':
      return { ok: false, code: isEncryptedOle(bytes) ? 'encrypted' : 'notATable' };
    case 'text':
      return csvRows(readFontText(decodeText(bytes, null)).text);
    default:
      return { ok: false, code: 'notATable' };
  }
}
