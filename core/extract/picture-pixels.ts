import { limits } from '../base/limits';
import type { PdfObject } from '../pdf/pdf-model';
import { undoFilters } from '../pdf/undo-filters';
import { pictureSize } from './ocr/picture-size';
import type { PictureSize } from './ocr/picture-size';
import type { PdfEngine } from './pdf-engine';
import type { Pixels } from './picture-kind';
import { renderPdfPage } from './render-pdf-page';

/** A PNG or JPEG as pixels on white; null for anything else, for damage, and for more than limits.picturePixels. */
export function picturePixels(engine: PdfEngine, bytes: Uint8Array): Pixels | null {
  const size = pictureSize(bytes);
  if (size === null || size.width * size.height > limits.picturePixels) return null;
  return size.kind === 'png' ? pngPixels(bytes) : size.kind === 'jpeg' ? jpegPixels(engine, bytes, size) : null;
}

/** components of a pixel by the colour types of PNG (W3C PNG 11.2.1) */
const componentsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface PngPieces {
  readonly header: DataView;
  readonly palette: Uint8Array;
  readonly transparency: Uint8Array;
  readonly data: Uint8Array;
}

function piecesOf(bytes: Uint8Array): PngPieces | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data: Uint8Array[] = [];
  let header: DataView | null = null;
  let palette = new Uint8Array(0);
  let transparency = new Uint8Array(0);
  for (let at = 8; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 8 + length;
    if (end > bytes.length) break;
    const body = bytes.slice(at + 8, end);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (name === 'IHDR' && length >= 13) header = new DataView(body.buffer);
    else if (name === 'PLTE') palette = body;
    else if (name === 'tRNS') transparency = body;
    else if (name === 'IDAT') data.push(body);
    at = end + 4;
  }
  if (header === null) return null;
  const all = new Uint8Array(data.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of data) {
    all.set(piece, at);
    at += piece.length;
  }
  return { header, palette, transparency, data: all };
}

/** Eight bits a component, not interlaced: what programs write when somebody cuts out a seal. */
function pngPixels(bytes: Uint8Array): Pixels | null {
  const pieces = piecesOf(bytes);
  if (pieces === null) return null;
  const { header, palette, transparency, data } = pieces;
  const [width, height, bits, type] = [header.getUint32(0), header.getUint32(4), header.getUint8(8), header.getUint8(9)];
  const components = componentsOf[type];
  if (bits !== 8 || components === undefined || header.getUint8(12) !== 0 || width * height > limits.picturePixels) return null;
  const number = (value: number): PdfObject => ({ kind: 'number', value });
  const entries = (pairs: readonly (readonly [string, PdfObject])[]) => ({ kind: 'dictionary' as const, entries: new Map(pairs), duplicateKeys: false });
  // a PNG's lines are what PDF calls predictor 15
  const filtered = entries([['Filter', { kind: 'name', name: 'FlateDecode' }], ['DecodeParms', entries([['Predictor', number(15)], ['Colors', number(components)], ['Columns', number(width)]])]]);
  const rows = undoFilters({ kind: 'stream', dictionary: filtered, raw: data }, (object) => object ?? { kind: 'null' }, (width * components + 1) * height);
  if (rows === null || rows.length < width * height * components) return null;
  const rgba = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const from = pixel * components;
    const index = rows[from] ?? 0;
    const color = (offset: number): number => (type === 3 ? (palette[index * 3 + offset] ?? 0) : components < 3 ? index : (rows[from + offset] ?? 0));
    const alpha = type === 3 ? (transparency[index] ?? 255) : type === 4 ? (rows[from + 1] ?? 255) : type === 6 ? (rows[from + 3] ?? 255) : 255;
    for (let offset = 0; offset < 3; offset += 1) rgba[pixel * 4 + offset] = 255 + Math.round(((color(offset) - 255) * alpha) / 255);
    rgba[pixel * 4 + 3] = 255;
  }
  return { width, height, rgba };
}

/** longest side of the drawn JPEG, in pixels */
const drawnSide = 320;

/** The engine knows JPEG, but only inside a PDF: so the picture is given a page of its own. */
function jpegPixels(engine: PdfEngine, bytes: Uint8Array, { width, height }: PictureSize): Pixels | null {
  const shrink = Math.min(1, drawnSide / Math.max(width, height));
  const [w, h] = [Math.max(1, Math.round(width * shrink)), Math.max(1, Math.round(height * shrink))];
  const content = `q ${w} 0 0 ${h} 0 0 cm /P Do Q`;
  const text = new TextEncoder();
  const pieces: Uint8Array[] = [text.encode('%PDF-1.4\n')];
  const offsets: number[] = [];
  const length = (): number => pieces.reduce((sum, piece) => sum + piece.length, 0);
  const add = (...body: readonly (string | Uint8Array)[]): void => {
    offsets.push(length());
    pieces.push(text.encode(`${offsets.length} 0 obj\n`), ...body.map((piece) => (typeof piece === 'string' ? text.encode(piece) : piece)), text.encode('\nendobj\n'));
  };
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add('<< /Type /Pages /Kids [3 0 R] /Count 1 >>');
  add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>`);
  add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  add(`<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${bytes.length} >>\nstream\n`, bytes, '\nendstream');
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = length();
  pieces.push(text.encode(`xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`));
  const file = new Uint8Array(length());
  let at = 0;
  for (const piece of pieces) {
    file.set(piece, at);
    at += piece.length;
  }
  const drawn = renderPdfPage(engine, file, 1, 1);
  return drawn.ok ? drawn.value : null;
}
