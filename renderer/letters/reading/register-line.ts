import type { OfficialDocument } from '../../../core/model/document';
import { formatDay } from '../../ui/format-time';

/**
 * The fields as one line of tab-separated cells in the order of the register of incoming documents (Decree 30/2020, annex IV):
 * author, number and symbol, date, type and summary. Pastes into a spreadsheet as a row; a cell may not start a formula.
 */
export function registerLine(document: OfficialDocument, unit: string): string {
  const title = [document.type, document.summary].filter((part) => part !== null).join(': ');
  return [unit, document.number ?? '', document.date === null ? '' : formatDay(document.date), title].map(cell).join('\t');
}

function cell(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return /^[=+\-@]/.test(flat) ? `'${flat}` : flat;
}
