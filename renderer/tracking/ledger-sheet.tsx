import type { TFunction } from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Ledger } from '../../core/model/tracking';
import { formatMoment } from '../ui/format-time';
import { ledgerColumns, ledgerRows } from './ledger-csv';
import { countWords, sendingTitle } from './ledger-words';

/** Paper: black on white, the head of the table on every page, no line torn between two. */
const style = `
@page { size: A4; margin: 15mm 12mm; }
* { box-sizing: border-box; }
body { margin: 0; font: 10pt/1.4 "Times New Roman", Tinos, "Liberation Serif", "Noto Serif", "DejaVu Serif", serif; color: #000; }
h1 { font-size: 15pt; margin: 0 0 2mm; text-align: center; }
p { margin: 0 0 1.5mm; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin-top: 3mm; }
th, td { border: 0.25mm solid #000; padding: 1mm 1.4mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
footer { margin-top: 5mm; font-style: italic; }
`;

/** A page of its own: no script, nothing from outside, every value escaped by React. */
export function ledgerSheet(ledger: Ledger, { language, now }: { readonly language: string; readonly now: string }, t: TFunction): string {
  return `<!doctype html>${renderToStaticMarkup(
    <html lang={language}>
      <head><meta charSet="utf-8" /><title>{t('tracking:printTitle')}</title><style>{style}</style></head>
      <body>
        <h1>{t('tracking:printTitle')}</h1>
        <p>{sendingTitle(ledger)}</p>
        <p>{t('tracking:sentAt', { at: formatMoment(ledger.queuedAt) })} · {t('tracking:addressees', { count: ledger.lines.length })}</p>
        <p>{countWords(ledger, t).map(({ text }) => text).join(' · ')}</p>
        <table>
          <thead><tr>{ledgerColumns.map((column) => <th key={column}>{t(`tracking:column.${column}`)}</th>)}</tr></thead>
          <tbody>{ledgerRows(ledger, t).map((row, index) => <tr key={index}>{row.map((value, at) => <td key={at}>{value}</td>)}</tr>)}</tbody>
        </table>
        <footer>{t('tracking:notTheAxis')} {t('tracking:printedAt', { at: formatMoment(now) })}</footer>
      </body>
    </html>,
  )}`;
}
