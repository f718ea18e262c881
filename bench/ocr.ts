import { htmlToText } from '../core/extract/html-to-text';
import type { OcrLanguage } from '../core/extract/ocr/ocr-language';
import type { PartId } from '../core/model/ids';
import { recognise } from '../core/recognise/recognise';
import { answerAsk } from '../renderer/ocr/answer-ask';
import { testReader } from '../renderer/ocr/fixtures/test-reader';
import { testPdfEngine } from '../core/extract/fixtures/test-engine';
import { grayPng, inkOf, scannedPdf } from '../scripts/desk/scan-files';
import { scanDocuments } from '../scripts/desk/scan-letter';
import type { ScanSettings } from '../scripts/desk/scan-picture';
import { thaiSheet, vietnameseInvitation, vietnameseSheet } from '../scripts/desk/scan-texts';
import { electronExecutable, ensureRuntime } from '../scripts/electron-runtime.mjs';
import { ensureSystemPackages } from '../scripts/system-packages.mjs';
import { startXvfb } from '../scripts/xvfb.mjs';

/** A page to be read, with what stands on it. */
interface Sheet {
  readonly language: OcrLanguage;
  readonly html: string;
  readonly fields: Readonly<Record<string, string>>;
}

const sheets: readonly Sheet[] = [
  {
    language: 'vie', html: vietnameseSheet,
    fields: {
      number: '1077/SGDĐT-KTQLCL', date: '2026-05-15', agency: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO', parentAgency: 'UBND TỈNH SÔNG THƯƠNG',
      summary: 'hướng dẫn tổ chức kỳ thi tốt nghiệp trung học phổ thông năm 2026', deadline: '2026-05-30',
    },
  },
  { language: 'vie', html: vietnameseInvitation, fields: { number: '245/GM-VPUBND', date: '2026-11-12', typeCode: 'GM', deadline: '2026-11-20' } },
  { language: 'tha', html: thaiSheet, fields: { number: 'ศธ 04009/ว 1235', date: '2026-05-15', summary: 'ขอเชิญประชุมคณะกรรมการบริหารสถานศึกษา', deadline: '2026-05-20' } },
];

/** from a good flatbed to a sheet fed askew */
const scanners: readonly ScanSettings[] = [
  { dpi: 300, degrees: 0.2, noise: 8, seed: 11 },
  { dpi: 200, degrees: 0.6, noise: 14, seed: 12 },
  { dpi: 200, degrees: -1.8, noise: 20, seed: 13 },
  { dpi: 150, degrees: 0.6, noise: 14, seed: 14 },
];

interface Tally {
  pages: number;
  millis: number;
  words: number;
  wrongWords: number;
  letters: number;
  wrongLetters: number;
  fields: number;
  rightFields: number;
}

const tallies: Record<OcrLanguage, Tally> = { vie: emptyTally(), tha: emptyTally() };

function emptyTally(): Tally {
  return { pages: 0, millis: 0, words: 0, wrongWords: 0, letters: 0, wrongLetters: 0, fields: 0, rightFields: 0 };
}

async function main(): Promise<void> {
  if (process.platform === 'linux') await ensureSystemPackages(['xvfb', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'fonts-noto-core', 'fonts-liberation']);
  const runtime = await ensureRuntime();
  const screen = await startXvfb();
  process.env['DISPLAY'] = screen.display;
  try {
    const engines = { reader: await testReader(), pdf: await testPdfEngine() };
    // the first page of a language loads its data: not counted
    for (const scanner of scanners) {
      const scans = await scanDocuments(electronExecutable(runtime), sheets.map((sheet) => sheet.html), scanner);
      for (const [index, sheet] of sheets.entries()) {
        const [page] = scans[index] ?? [];
        if (page === undefined) throw new Error('a sheet was not printed');
        // half of the offices send grey pictures, the other half black and white PDFs
        const file = index % 2 === 0 ? scannedPdf([inkOf(page)], scanner.dpi) : grayPng(page);
        if (scanner === scanners[0]) await answerAsk(engines, file, { page: 1, languages: [sheet.language] });
        const begun = performance.now();
        const answer = await answerAsk(engines, file, { page: 1, languages: sheet.language === 'vie' ? ['vie', 'tha'] : ['tha', 'vie'] });
        const millis = performance.now() - begun;
        if (!answer.ok) throw new Error(answer.failure);
        count(sheet, answer.value.page.text, millis, scanner);
      }
    }
  } finally {
    await screen.stop();
  }
  for (const language of ['vie', 'tha'] as const) print(language, tallies[language]);
}

function count(sheet: Sheet, text: string, millis: number, scanner: ScanSettings): void {
  const tally = tallies[sheet.language];
  const expected = wordsOf(htmlToText(sheet.html), sheet.language);
  const read = wordsOf(text, sheet.language);
  const [letters, readLetters] = [[...expected.join('')], [...read.join('')]];
  const [document] = recognise([{ source: { kind: 'attachment', part: '2' as PartId, page: 1, ocr: true }, text }]).documents;
  const wrong = Object.entries(sheet.fields).filter(([name, value]) => String(document?.[name as 'number'] ?? '').replaceAll(/\s+/g, ' ') !== value);
  tally.pages += 1;
  tally.millis += millis;
  tally.words += expected.length;
  tally.wrongWords += distance(expected, read);
  tally.letters += letters.length;
  tally.wrongLetters += distance(letters, readLetters);
  tally.fields += Object.keys(sheet.fields).length;
  tally.rightFields += Object.keys(sheet.fields).length - wrong.length;
  const misses = wrong.map(([name]) => `${name}=${JSON.stringify(document?.[name as 'number'] ?? null)}`).join(' ');
  process.stdout.write(`${sheet.language} ${scanner.dpi} dpi, ${scanner.degrees}°, noise ${scanner.noise}: ${Math.round(millis)} ms, ${distance(expected, read)} of ${expected.length} words wrong${misses === '' ? '' : `; ${misses}`}\n`);
}

/** Thai writes no blanks between words: the platform's own dictionary cuts both texts alike. Rules drawn with dashes are no words. */
function wordsOf(text: string, language: OcrLanguage): readonly string[] {
  const plain = text.normalize('NFC').replaceAll(/[—–_-]{2,}/g, ' ');
  if (language === 'vie') return plain.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return [...new Intl.Segmenter('th', { granularity: 'word' }).segment(plain.replaceAll(/\s+/gu, ' '))].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

/** Levenshtein. */
function distance(from: readonly string[], to: readonly string[]): number {
  let row = Array.from({ length: to.length + 1 }, (_none, index) => index);
  for (const [at, one] of from.entries()) {
    const next = [at + 1];
    for (const [index, other] of to.entries()) next.push(Math.min((row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1, (row[index] ?? 0) + (one === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}

function print(language: OcrLanguage, tally: Tally): void {
  const figure = (name: string, value: number): boolean => process.stdout.write(`figure ocr.${language}.${name} ${Number(value.toFixed(4))}\n`);
  figure('pagesPerMinute', (tally.pages * 60_000) / tally.millis);
  figure('wordErrorRate', tally.wrongWords / tally.words);
  figure('letterErrorRate', tally.wrongLetters / tally.letters);
  figure('fieldsRight', tally.rightFields / tally.fields);
}

await main();
