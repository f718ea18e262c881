import { limits } from '../base/limits';
import { readFloat, withMemory } from './pdf-engine';
import type { PdfEngine, Pointer } from './pdf-engine';

// fpdf_edit.h: FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_FORM
const imageObject = 3;
const formObject = 5;

/** part of a page that pictures must cover where it bears a few characters of its own */
const mostOfPage = 0.6;

/**
 * Is the page a picture of a page? One without text that holds any picture; and one that pictures cover but for a
 * stamped line, as signing programs write date, number and signature over a scan.
 */
export function isScannedPage(engine: PdfEngine, page: Pointer, text: string): boolean {
  const own = text.replace(/\s/gu, '').length;
  if (own > limits.scanStampChars) return false;
  const pictures = picturesOf(engine, page);
  if (own === 0) return pictures.count > 0;
  const area = engine.module.FPDF_GetPageWidthF(page) * engine.module.FPDF_GetPageHeightF(page);
  return pictures.area >= area * mostOfPage;
}

interface Pictures {
  count: number;
  /** square points, in the page's space; scanners cut a page into strips, so they are summed */
  area: number;
}

function picturesOf(engine: PdfEngine, page: Pointer): Pictures {
  const { module } = engine;
  const found: Pictures = { count: 0, area: 0 };
  const objects = Math.min(Math.max(0, module.FPDFPage_CountObjects(page)), limits.pdfScanObjects);
  for (let index = 0; index < objects; index++) {
    const object = module.FPDFPage_GetObject(page, index);
    if (object === 0 || !isPicture(engine, object, 0)) continue;
    found.count += 1;
    found.area += areaOf(engine, object);
  }
  return found;
}

/** A form that wraps a picture is one: what some scanners' programs write. */
function isPicture(engine: PdfEngine, object: Pointer, depth: number): boolean {
  const { module } = engine;
  const type = module.FPDFPageObj_GetType(object);
  if (type !== formObject || depth > 2) return type === imageObject;
  const inner = Math.min(Math.max(0, module.FPDFFormObj_CountObjects(object)), limits.pdfScanObjects);
  for (let index = 0; index < inner; index++) {
    const child = module.FPDFFormObj_GetObject(object, index);
    if (child !== 0 && isPicture(engine, child, depth + 1)) return true;
  }
  return false;
}

function areaOf(engine: PdfEngine, object: Pointer): number {
  return withMemory(engine, 16, (box) => {
    if (!engine.module.FPDFPageObj_GetBounds(object, box, box + 4, box + 8, box + 12)) return 0;
    const [left, bottom, right, top] = [0, 4, 8, 12].map((at) => readFloat(engine, box + at));
    return Math.max(0, (right ?? 0) - (left ?? 0)) * Math.max(0, (top ?? 0) - (bottom ?? 0));
  });
}
