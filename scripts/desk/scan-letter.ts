import { readFileSync } from 'node:fs';
import type { GrayPicture } from '../../core/extract/ocr/gray-picture';
import { readTiffPage } from '../../core/extract/ocr/read-tiff';
import { encodedWords, entityText, fileEntity, multipart, textEntity, type NamedBytes } from '../demo/mime';
import { electronPrinter } from '../demo/print-pdfs';
import { readPdfEngine } from '../demo/read-pdf-engine';
import { faxTiff, grayPng, inkOf, scannedPdf } from './scan-files';
import { scanPdf, type ScanSettings } from './scan-picture';

/** What a scanner made of a sheet. */
export type ScanFormat = 'pdf' | 'tiff' | 'png';

/** A letter that says nothing itself: what it brings is a scan. Lines end in CRLF. */
export interface ScanLetter {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly scans: readonly NamedBytes[];
}

/**
 * HTML documents (see scripts/demo/document-html.ts) printed and scanned, the pages of each in order. Needs a display and the
 * fonts of scripts/system-packages.mjs, no network.
 *
 * @param executable of Electron, see scripts/electron-runtime.mjs
 */
export async function scanDocuments(executable: string, documents: readonly string[], settings: ScanSettings): Promise<readonly (readonly GrayPicture[])[]> {
  const engine = await readPdfEngine();
  const printed = await electronPrinter(executable)(documents);
  return printed.map((pdf, index) => scanPdf(engine, pdf, { ...settings, seed: settings.seed + index }));
}

/** The two scans that lie ready in the repository: a Vietnamese official letter and a Thai one, each the upper half of a page, 150 dpi. */
export function readyScan(language: 'vie' | 'tha'): GrayPicture {
  const read = readTiffPage(readFileSync(new URL(`./scans/${language}.tif`, import.meta.url)), 1);
  if (!read.ok) throw new Error(`the scan of ${language} does not open`);
  return read.value;
}

/** Pictures of pages as one file, black and white but for PNG, which holds one page. */
export function scanFile(name: string, format: ScanFormat, pages: readonly GrayPicture[], dpi = 150): NamedBytes {
  switch (format) {
    case 'pdf':
      return { name: `${name}.pdf`, type: 'application/pdf', bytes: scannedPdf(pages.map((page) => inkOf(page)), dpi) };
    case 'tiff':
      return { name: `${name}.tif`, type: 'image/tiff', bytes: faxTiff(pages.map((page) => inkOf(page))) };
    case 'png':
      return { name: `${name}.png`, type: 'image/png', bytes: grayPng(pages[0] ?? { width: 1, height: 1, gray: new Uint8Array(1) }) };
  }
}

export function scanLetter({ from, to, subject, text, messageId, scans }: ScanLetter): Uint8Array {
  const head = [
    `From: ${from}`, `To: ${to}`, `Subject: ${encodedWords(subject)}`, `Message-ID: <${messageId}>`, 'Date: Fri, 20 Nov 2026 08:00:00 +0700', 'MIME-Version: 1.0',
  ].join('\r\n');
  return Buffer.from(`${head}\r\n${entityText(multipart('mixed', [textEntity('plain', text), ...scans.map(fileEntity)]))}`, 'latin1');
}
