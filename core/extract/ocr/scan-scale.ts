import { limits } from '../../base/limits';
import { readFloat, heap, withMemory, type PdfEngine, type Pointer } from '../pdf-engine';

// fpdf_edit.h: FPDF_PAGEOBJ_IMAGE
const imageObject = 3;

/** dots per inch for pages whose pictures tell none, or too few to read as they are */
const usualDpi = 200;
const leastDpi = 140;
const mostDpi = 310;
/** part of the page a picture must cover for its resolution to count as the page's */
const broad = 0.3;

/**
 * How large a scanned page is drawn to be read (1 = 72 dpi): as it was scanned, pixel for pixel, because letters lose their edges when they are
 * drawn at another size; finer scans by halves or thirds, coarse ones enlarged.
 */
export function scanScale(engine: PdfEngine, page: Pointer): number {
  const dpi = scannedDpi(engine, page);
  if (dpi < leastDpi) return usualDpi / 72;
  return dpi / Math.max(1, Math.ceil(dpi / mostDpi)) / 72;
}

function scannedDpi(engine: PdfEngine, page: Pointer): number {
  const { module } = engine;
  const width = module.FPDF_GetPageWidthF(page);
  const height = module.FPDF_GetPageHeightF(page);
  let dpi = 0;
  const objects = Math.min(Math.max(0, module.FPDFPage_CountObjects(page)), limits.pdfScanObjects);
  for (let index = 0; index < objects; index += 1) {
    const object = module.FPDFPage_GetObject(page, index);
    if (object === 0 || module.FPDFPageObj_GetType(object) !== imageObject) continue;
    const found = resolutionOf(engine, object);
    if (found !== null && found.width * found.height >= width * height * broad) dpi = Math.max(dpi, found.dpi);
  }
  return dpi;
}

/** points and dots per inch along the longer side; a picture that lies on its side has its pixels turned with it */
function resolutionOf(engine: PdfEngine, object: Pointer): { readonly width: number; readonly height: number; readonly dpi: number } | null {
  return withMemory(engine, 24, (memory) => {
    const { module } = engine;
    if (!module.FPDFPageObj_GetBounds(object, memory, memory + 4, memory + 8, memory + 12)) return null;
    if (!module.FPDFImageObj_GetImagePixelSize(object, memory + 16, memory + 20)) return null;
    const [left, bottom, right, top] = [0, 4, 8, 12].map((at) => readFloat(engine, memory + at)) as [number, number, number, number];
    const bytes = heap(engine);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const longer = Math.max(view.getUint32(memory + 16, true), view.getUint32(memory + 20, true));
    const [width, height] = [right - left, top - bottom];
    return width > 0 && height > 0 ? { width, height, dpi: (longer / Math.max(width, height)) * 72 } : null;
  });
}
