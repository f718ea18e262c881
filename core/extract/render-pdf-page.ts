import { limits } from '../base/limits';
import type { Result } from '../base/result';
import { drawFields } from './draw-fields';
import type { PdfLine } from './layout-pdf-lines';
import { heap, withMemory, withPage, withPageText, withPdf } from './pdf-engine';
import type { PdfEngine, PdfFailure, Pointer } from './pdf-engine';
import { pdfPageLines } from './pdf-page-lines';

export interface PdfPageImage {
  /** pixels */
  readonly width: number;
  readonly height: number;
  /** RGBA, rows from the top, width × height × 4 bytes: as ImageData wants it */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** A rectangle in pixels of the rendered page, origin at its upper left. */
export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** 1 is 72 dpi; or what decides it by looking at the page */
type PageScale = number | ((engine: PdfEngine, page: Pointer) => number);

interface PageSize {
  readonly width: number;
  readonly height: number;
}

// fpdfview.h
const bgra = 4;
const drawAnnotations = 0x01;
const reverseByteOrder = 0x10;
const white = 0xffffffff;

/** Size in pixels at `scale` (1 = 72 dpi), reduced where it would exceed limits.pdfRenderPixels. */
function pixelSize(engine: PdfEngine, page: Pointer, scale: number): PageSize {
  const width = Math.max(1, engine.module.FPDF_GetPageWidthF(page));
  const height = Math.max(1, engine.module.FPDF_GetPageHeightF(page));
  const allowed = Math.min(scale, Math.sqrt(limits.pdfRenderPixels / (width * height)));
  return { width: Math.max(1, Math.floor(width * allowed)), height: Math.max(1, Math.floor(height * allowed)) };
}

/**
 * One page (from 1) as a picture on white, annotations and signature appearances included; scripts and links of the
 * document are never run. Null for a page that does not exist or cannot be loaded.
 */
export function renderPdfPage(engine: PdfEngine, bytes: Uint8Array, pageNumber: number, scale: PageScale): Result<PdfPageImage | null, PdfFailure> {
  return withPdf(engine, bytes, (document) => withPage(engine, document, pageNumber - 1, (page) => draw(engine, page, pixelSize(engine, page, typeof scale === 'number' ? scale : scale(engine, page)), document)));
}

/** A page that is open already, as renderPdfPage draws it, but without the fields of its form. */
export function drawOpenPage(engine: PdfEngine, page: Pointer, scale: number): PdfPageImage {
  return draw(engine, page, pixelSize(engine, page, scale), null);
}

function draw(engine: PdfEngine, page: Pointer, { width, height }: PageSize, document: Pointer | null): PdfPageImage {
  const { module } = engine;
  const size = width * height * 4;
  return withMemory(engine, size, (memory) => {
    const bitmap = module.FPDFBitmap_CreateEx(width, height, bgra, memory, width * 4);
    if (bitmap === 0) throw new Error('PDFium has no memory for a page');
    try {
      module.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white);
      module.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, drawAnnotations | reverseByteOrder);
      if (document !== null) drawFields(engine, document, page, { bitmap, width, height }, drawAnnotations | reverseByteOrder);
      return { width, height, rgba: new Uint8ClampedArray(heap(engine).slice(memory, memory + size)) };
    } finally {
      module.FPDFBitmap_Destroy(bitmap);
    }
  });
}

/**
 * Where characters [start, end) of a page's text (as extractPdf gave it) stand on the picture that renderPdfPage draws at
 * the same scale: one box per run of words on a line and in a column. Empty where the range or the page is not there.
 */
export function pdfTextBoxes(
  engine: PdfEngine,
  bytes: Uint8Array,
  pageNumber: number,
  scale: number,
  range: { readonly start: number; readonly end: number },
): Result<readonly PixelBox[], PdfFailure> {
  const result = withPdf(engine, bytes, (document) =>
    withPage(engine, document, pageNumber - 1, (page) => {
      const size = pixelSize(engine, page, scale);
      const lines = withPageText(engine, page, (text) => pdfPageLines(engine, text).lines) ?? [];
      return boxesOf(lines, range).map((box) => toPixels(engine, page, size, box));
    }),
  );
  return result.ok ? { ok: true, value: result.value ?? [] } : result;
}

/** blank in character heights that ends a box */
const wideGap = 2;

/** points, in the page's own space */
export interface PageBox {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

function boxesOf(lines: readonly PdfLine[], range: { readonly start: number; readonly end: number }): readonly PageBox[] {
  const boxes: PageBox[] = [];
  let at = 0;
  for (const line of lines) {
    let box: PageBox | null = null;
    for (const word of line.words) {
      // a line may run on in the next column: the blank between them says nothing
      if (box !== null && (word.left - box.right > wideGap * word.size || word.right < box.left)) {
        boxes.push(box);
        box = null;
      }
      for (const char of word.chars) {
        if (at >= range.start && at < range.end) {
          box ??= { left: char.left, right: char.right, bottom: char.bottom, top: char.top };
          box.left = Math.min(box.left, char.left);
          box.right = Math.max(box.right, char.right);
          box.bottom = Math.min(box.bottom, char.bottom);
          box.top = Math.max(box.top, char.top);
        }
        at += char.text.length;
      }
      // the blank, tab or line break after every word
      at++;
    }
    if (box !== null) boxes.push(box);
    if (at >= range.end) break;
  }
  return boxes;
}

/** Where a box in the space of a page stands on its picture. */
export function toPixels(engine: PdfEngine, page: Pointer, size: PageSize, box: Readonly<PageBox>): PixelBox {
  const corner = (x: number, y: number): readonly [number, number] =>
    withMemory(engine, 8, (memory) => {
      engine.module.FPDF_PageToDevice(page, 0, 0, size.width, size.height, 0, x, y, memory, memory + 4);
      const bytes = heap(engine);
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      return [view.getInt32(memory, true), view.getInt32(memory + 4, true)];
    });
  const [x1, y1] = corner(box.left, box.top);
  const [x2, y2] = corner(box.right, box.bottom);
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}
