import { renderPdfPage } from '../../core/extract/render-pdf-page';
import { pdfPageExtents } from '../../core/extract/pdf-page-extents';
import type { PdfEngine } from '../../core/extract/pdf-engine';
import { grayOfRgba, type GrayPicture } from '../../core/extract/ocr/gray-picture';
import { seededRandom } from './seeded-random';

export interface ScanSettings {
  /** dots per inch */
  readonly dpi: number;
  /** how far the sheet lay askew, clockwise */
  readonly degrees: number;
  /** standard deviation of the noise in grey levels */
  readonly noise: number;
  readonly seed: number;
}

/** what an office's copier does to a page that is laid in by hand */
export const ordinaryScan: ScanSettings = { dpi: 200, degrees: 0.6, noise: 14, seed: 1 };

/** Pages of a PDF as pictures of paper: drawn by PDFium, laid askew, greyed and strewn with noise. */
export function scanPdf(engine: PdfEngine, pdf: Uint8Array, settings: ScanSettings): readonly GrayPicture[] {
  const extents = pdfPageExtents(engine, pdf);
  if (!extents.ok) throw new Error(`a printed PDF could not be read: ${extents.failure}`);
  return extents.value.pages.map((_extent, index) => {
    const drawn = renderPdfPage(engine, pdf, index + 1, settings.dpi / 72);
    if (!drawn.ok || drawn.value === null) throw new Error('a printed page could not be drawn');
    const { width, height, rgba } = drawn.value;
    return withNoise(turned(grayOfRgba(width, height, rgba), settings.degrees), settings.noise, settings.seed + index);
  });
}

/** Turned about its middle, blank where nothing of the sheet lies. */
function turned(picture: GrayPicture, degrees: number): GrayPicture {
  if (degrees === 0) return picture;
  const { width, height, gray } = picture;
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const out = new Uint8Array(width * height);
  const at = (x: number, y: number): number => (x < 0 || y < 0 || x >= width || y >= height ? 255 : (gray[y * width + x] ?? 255));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const [sx, sy] = [cos * dx + sin * dy + width / 2, -sin * dx + cos * dy + height / 2];
      const [left, top] = [Math.floor(sx), Math.floor(sy)];
      const [fx, fy] = [sx - left, sy - top];
      out[y * width + x] = (at(left, top) * (1 - fx) + at(left + 1, top) * fx) * (1 - fy) + (at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx) * fy;
    }
  }
  return { width, height, gray: out };
}

/** Sensor noise of about normal distribution; ink is never quite black and paper never quite white. */
function withNoise({ width, height, gray }: GrayPicture, deviation: number, seed: number): GrayPicture {
  if (deviation === 0) return { width, height, gray };
  const random = seededRandom(seed);
  const out = gray.map((value) => {
    const normal = (random.next() + random.next() + random.next() - 1.5) * 2;
    return Math.max(0, Math.min(255, 20 + value * 0.88 + normal * deviation));
  });
  return { width, height, gray: out };
}
