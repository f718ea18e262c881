import { limits } from '../base/limits';
import type { Result } from '../base/result';
import { fontNote } from '../letter/font-encoding';
import type { FontEncoding } from '../letter/font-tables';
import type { Problem } from '../model/letter';
import { picturesOnPage, tellingPictures } from './find-signature-pictures';
import type { SeenPicture } from './find-signature-pictures';
import { isGarbledText } from './is-garbled-text';
import { withPage, withPageText, withPdf } from './pdf-engine';
import type { PdfEngine, PdfFailure, Pointer } from './pdf-engine';
import { pdfPageLines } from './pdf-page-lines';
import { isScannedPage } from './pdf-page-scan';

export interface PdfText {
  /** pages with their text layer, numbers from 1; '' where a page has none (a scan), or none that can be read */
  readonly pages: readonly { readonly page: number; readonly text: string }[];
  /** all pages of the document, also those beyond limits.pdfPages */
  readonly pageCount: number;
  /** numbers of the pages that are pictures of pages, or whose text layer is no text: there is something to read, but not here */
  readonly scans: readonly number[];
  /** signature fields that hold a signature */
  readonly signatureCount: number;
  /** on the last pages of a file without signature */
  readonly pictures: readonly SeenPicture[];
  readonly problems: readonly Problem[];
}

interface PageRead {
  readonly text: string;
  readonly scan: boolean;
  readonly garbled: boolean;
  readonly encoding: FontEncoding | null;
}

function readPage(engine: PdfEngine, page: Pointer): PageRead {
  const read = withPageText(engine, page, (textPage) => pdfPageLines(engine, textPage));
  const text = (read?.lines ?? []).map((line) => line.text).join('\n').normalize('NFC');
  if (isGarbledText(text)) return { text: '', scan: true, garbled: true, encoding: null };
  return { text, scan: isScannedPage(engine, page, text), garbled: false, encoding: read?.encoding ?? null };
}

/** page numbers named in one problem */
const mostNamed = 20;

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
    const garbled: number[] = [];
    const encodings = new Set<FontEncoding>();
    const signatureCount = Math.max(0, engine.module.FPDF_GetSignatureCount(document));
    const pictures: SeenPicture[] = [];
    for (let index = 0; index < Math.min(pageCount, limits.pdfPages); index++) {
      const read = withPage(engine, document, index, (page) => {
        const its = readPage(engine, page);
        if (signatureCount === 0 && index >= pageCount - limits.picturePages) for (const what of picturesOnPage(engine, page, its.scan)) pictures.push({ page: index + 1, what });
        return its;
      });
      if (read === null) problems.push({ code: 'pdfPageBroken', detail: String(index + 1) });
      if (read?.scan === true) scans.push(index + 1);
      if (read?.garbled === true) garbled.push(index + 1);
      if (read !== null && read.encoding !== null) encodings.add(read.encoding);
      pages.push({ page: index + 1, text: read?.text ?? '' });
    }
    for (const encoding of encodings) problems.push({ code: fontNote(encoding) });
    if (garbled.length > 0) problems.push({ code: 'pdfTextGarbled', detail: garbled.slice(0, mostNamed).join(', ') });
    if (pageCount > limits.pdfPages) problems.push({ code: 'pdfPageLimit', detail: String(pageCount) });
    if (pages.length > 0 && garbled.length === 0 && pages.every((page) => page.text === '')) problems.push({ code: 'pdfNoText' });
    return { pages, pageCount, scans, signatureCount, pictures: tellingPictures(pictures), problems };
  });
}
