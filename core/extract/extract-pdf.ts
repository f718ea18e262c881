import { limits } from '../base/limits';
import type { Result } from '../base/result';
import type { Problem } from '../model/letter';
import { layoutPdfLines } from './layout-pdf-lines';
import { withPage, withPageText, withPdf } from './pdf-engine';
import type { PdfEngine, PdfFailure } from './pdf-engine';
import { isScannedPage } from './pdf-page-scan';
import { readPdfChars } from './read-pdf-chars';

export interface PdfText {
  /** pages with their text layer, numbers from 1; '' where a page has none (a scan) */
  readonly pages: readonly { readonly page: number; readonly text: string }[];
  /** all pages of the document, also those beyond limits.pdfPages */
  readonly pageCount: number;
  /** numbers of the pages that are pictures of pages: there is text to read, but not here */
  readonly scans: readonly number[];
  /** signature fields that hold a signature */
  readonly signatureCount: number;
  readonly problems: readonly Problem[];
}

/**
 * Text layer of a PDF as lines in reading order, NFC, and the number of its signatures. Encrypted and unreadable files
 * are named failures; a page that cannot be read is a problem and the others are still given.
 */
export function extractPdf(engine: PdfEngine, bytes: Uint8Array): Result<PdfText, PdfFailure> {
  if (bytes.length > limits.attachmentBytes) return { ok: false, failure: 'pdfTooLarge' };
  return withPdf(engine, bytes, (document) => {
    const pageCount = Math.max(0, engine.module.FPDF_GetPageCount(document));
    const problems: Problem[] = [];
    const pages: { page: number; text: string }[] = [];
    const scans: number[] = [];
    for (let index = 0; index < Math.min(pageCount, limits.pdfPages); index++) {
      const text = withPage(engine, document, index, (page) => {
        const own = withPageText(engine, page, (textPage) => layoutPdfLines(readPdfChars(engine, textPage)).map((line) => line.text).join('\n'));
        if (isScannedPage(engine, page, own ?? '')) scans.push(index + 1);
        return own;
      });
      if (text === null) problems.push({ code: 'pdfPageBroken', detail: String(index + 1) });
      pages.push({ page: index + 1, text: (text ?? '').normalize('NFC') });
    }
    if (pageCount > limits.pdfPages) problems.push({ code: 'pdfPageLimit', detail: String(pageCount) });
    if (pages.length > 0 && pages.every((page) => page.text === '')) problems.push({ code: 'pdfNoText' });
    return { pages, pageCount, scans, signatureCount: Math.max(0, engine.module.FPDF_GetSignatureCount(document)), problems };
  });
}
