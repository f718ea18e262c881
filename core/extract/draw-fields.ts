import type { PdfEngine, Pointer } from './pdf-engine';

/** A bitmap and the size of the page on it, in pixels. */
interface FieldCanvas {
  readonly bitmap: Pointer;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws form fields over a page that is drawn already: PDFium leaves them, and with them the pictures of seals and signatures, to its form
 * filler. Nothing is filled: fields are not highlighted, and no script or action of the document is asked for.
 */
export function drawFields({ module }: PdfEngine, document: Pointer, page: Pointer, { bitmap, width, height }: FieldCanvas, flags: number): void {
  const info = module.PDFiumExt_OpenFormFillInfo();
  if (info === 0) return;
  const form = module.PDFiumExt_InitFormFillEnvironment(document, info);
  try {
    if (form === 0) return;
    module.FPDF_SetFormFieldHighlightAlpha(form, 0);
    module.FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, flags);
    module.FORM_OnBeforeClosePage(page, form);
  } finally {
    if (form !== 0) module.PDFiumExt_ExitFormFillEnvironment(form);
    module.PDFiumExt_CloseFormFillInfo(info);
  }
}
