import type { TFunction } from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import type { AppBridge } from '../../core/contract/bridge';
import type { OutputOf, AppCommands } from '../../core/contract/commands';
import type { RegisterBook } from '../../core/model/register';
import { PrintedRegister } from './PrintedRegister';
import type { ShownLine } from './shown-line';

/** Paper: black on white, the head of the table on every page, no line torn between two. */
const style = `
@page { size: A4 landscape; margin: 14mm 10mm 14mm 16mm; }
* { box-sizing: border-box; }
body { margin: 0; font: 9pt/1.35 "Times New Roman", Tinos, "Liberation Serif", "Noto Serif", "DejaVu Serif", serif; color: #000; }
h1 { font-size: 14pt; margin: 1mm 0; text-align: center; }
p { margin: 0; }
.unit { text-align: center; font-weight: 700; font-size: 10.5pt; }
.lead { text-align: center; margin: 0 0 4mm; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { border: 0.25mm solid #000; padding: 1mm 1.2mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { text-align: center; vertical-align: middle; font-weight: 700; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.count td { text-align: center; font-style: italic; padding: 0.3mm; font-size: 8pt; }
.code { width: 11%; } .date { width: 8%; } .title { width: 23%; } .signer { width: 9%; } .places { width: 15%; } .keeper { width: 8%; } .copies { width: 5%; } .moved { width: 8%; } .receipt { width: 7%; }
`;

/** lines in one file: what a page of our own may be is bounded, and so is a bound volume */
const linesAtOnce = 3000;

/** Asks for a place and saves the register of a year as PDF; a very long one in volumes, until the person cancels one. */
export async function printRegister(bridge: AppBridge, given: { readonly book: RegisterBook; readonly year: number; readonly lines: readonly ShownLine[]; readonly name: string; readonly language: string }, t: TFunction): Promise<OutputOf<AppCommands['sheet.save']>> {
  const volumes = Math.max(1, Math.ceil(given.lines.length / linesAtOnce));
  let answer: OutputOf<AppCommands['sheet.save']> = { ok: true, value: null };
  for (let volume = 0; volume < volumes; volume += 1) {
    const lines = given.lines.slice(volume * linesAtOnce, (volume + 1) * linesAtOnce);
    const name = volumes === 1 ? given.name : given.name.replace(/\.pdf$/, ` (${volume + 1}-${volumes}).pdf`);
    answer = await bridge.ask('sheet.save', { name, html: registerHtml(given, lines, t), landscape: true });
    if (!answer.ok || answer.value === null) break;
  }
  return answer;
}

/** A page of its own: no script, nothing from outside, every value escaped by React. */
export function registerHtml({ book, year, language }: { readonly book: RegisterBook; readonly year: number; readonly language: string }, lines: readonly ShownLine[], t: TFunction): string {
  return `<!doctype html>${renderToStaticMarkup(
    <html lang={language}>
      <head><meta charSet="utf-8" /><title>{t('registers:printTitle')}</title><style>{style}</style></head>
      <body><PrintedRegister book={book} year={year} lines={lines} t={t} /></body>
    </html>,
  )}`;
}
