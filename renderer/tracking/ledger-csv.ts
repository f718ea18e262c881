import type { TFunction } from 'i18next';
import type { Ledger } from '../../core/model/tracking';
import { formatMoment } from '../ui/format-time';
import { addresseeName, furthestStep, stepWords } from './ledger-words';

export const ledgerColumns = ['place', 'addressee', 'address', 'state', 'at', 'strength', 'alarm'] as const;

/** What paper and table show of each addressee. */
export function ledgerRows({ lines }: Pick<Ledger, 'lines'>, t: TFunction): readonly (readonly string[])[] {
  return lines.map((line, index) => {
    const step = furthestStep(line);
    return [
      String(index + 1), addresseeName(line), line.addressee.address, step === null ? '' : stepWords(step, t), step === null ? '' : formatMoment(step.at),
      step === null || step.strength === 'ours' ? '' : t(`tracking:strength.${step.strength}`),
      line.alarm === null ? (line.settled === null ? '' : t('tracking:settledWith', { words: line.settled })) : t(`tracking:alarm.${line.alarm}`),
    ];
  });
}

/** The ledger as a table for other programs: UTF-8 with a mark (Excel asks for it), RFC 4180. */
export function ledgerCsv(ledger: Ledger, t: TFunction): Uint8Array {
  const rows = [ledgerColumns.map((column) => t(`tracking:column.${column}`)), ...ledgerRows(ledger, t)];
  return new TextEncoder().encode(`\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`);
}

/** What begins like a formula is not to be one in the program that opens it: names and words are foreign. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
