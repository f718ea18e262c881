import type { TFunction } from 'i18next';
import { registerColumns, type ShownLine } from './shown-line';

/** The register as a table for other programs: UTF-8 with a mark (Excel asks for it), RFC 4180. */
export function registerCsv(lines: readonly ShownLine[], t: TFunction): Uint8Array {
  const head = [...registerColumns.map((column) => t(`registers:column.${column}`)), t('registers:stateColumn'), t('registers:remarkColumn')];
  const rows = lines.map((line) => [
    ...registerColumns.map((column) => (column === 'title' && line.type !== '' ? `${line.type}: ${line.columns.title}` : line.columns[column])),
    t(`registers:state.${line.state}`),
    [...(line.reason === null ? [] : [t('registers:voidBecause', { reason: line.reason })]), ...line.oddities.map((oddity) => t(`registers:oddity.${oddity}`))].join('; '),
  ]);
  return new TextEncoder().encode(`\uFEFF${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`);
}

/** What begins like a formula is not to be one in the program that opens it. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
