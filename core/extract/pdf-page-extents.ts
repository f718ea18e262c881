import { limits } from '../base/limits';
import type { Result } from '../base/result';
import type { PagesOutline } from '../contract/pages';
import { readFloat, withMemory, withPdf } from './pdf-engine';
import type { PdfEngine, PdfFailure } from './pdf-engine';

// ISO 216: what stands in for a page that does not tell its size
const a4 = { width: 595, height: 842 } as const;

/** How many pages there are and how large each is, in points; pages beyond limits.pdfShownPages are only counted. */
export function pdfPageExtents(engine: PdfEngine, bytes: Uint8Array): Result<PagesOutline, PdfFailure> {
  return withPdf(engine, bytes, (document) => {
    const pageCount = Math.max(0, engine.module.FPDF_GetPageCount(document));
    const pages = Array.from({ length: Math.min(pageCount, limits.pdfShownPages) }, (_, index) =>
      withMemory(engine, 8, (memory) => {
        if (!engine.module.FPDF_GetPageSizeByIndexF(document, index, memory)) return a4;
        const width = readFloat(engine, memory);
        const height = readFloat(engine, memory + 4);
        return width >= 1 && height >= 1 ? { width, height } : a4;
      }));
    return { pageCount, pages };
  });
}
