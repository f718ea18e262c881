import { limits } from '../../base/limits';
import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { unflate } from '../undo-filters';

/** A picture as PDF has it: colours and coverage apart. */
export interface PngPicture {
  /** pixels */
  readonly width: number;
  readonly height: number;
  /** three bytes a pixel, rows from the top */
  readonly rgb: Uint8Array;
  /** one byte a pixel; null: nothing is transparent */
  readonly alpha: Uint8Array | null;
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** by colour type (PNG, 11.2.2): grey, colours, palette, grey with alpha, colours with alpha */
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Chunks {
  readonly header: DataView;
  readonly palette: Uint8Array | null;
  readonly transparency: Uint8Array | null;
  readonly data: Uint8Array;
}

function readChunks(bytes: Uint8Array): Chunks | null {
  if (!signature.every((byte, index) => bytes[index] === byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let header: DataView | null = null;
  let palette: Uint8Array | null = null;
  let transparency: Uint8Array | null = null;
  const data: Uint8Array[] = [];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const from = at + 8;
    if (from + length + 4 > bytes.length || (header === null) !== (type === 'IHDR')) return null;
    const content = bytes.subarray(from, from + length);
    if (type === 'IHDR') {
      if (length !== 13) return null;
      header = new DataView(bytes.buffer, bytes.byteOffset + from, length);
    } else if (type === 'PLTE') palette = content;
    else if (type === 'tRNS') transparency = content;
    else if (type === 'IDAT') data.push(content);
    else if (type === 'IEND') break;
    at = from + length + 4;
  }
  if (header === null || data.length === 0) return null;
  const whole = new Uint8Array(data.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const piece of data) {
    whole.set(piece, end);
    end += piece.length;
  }
  return { header, palette, transparency, data: whole };
}

/** PNG, 9.2: each row is written as the difference to what is left of it and above it. */
function unfilter(rows: Uint8Array, stride: number, height: number, step: number): Uint8Array | null {
  const out = new Uint8Array(stride * height);
  for (let row = 0; row < height; row += 1) {
    const filter = rows[row * (stride + 1)] ?? 255;
    if (filter > 4) return null;
    for (let column = 0; column < stride; column += 1) {
      const at = row * stride + column;
      const left = column >= step ? (out[at - step] ?? 0) : 0;
      const up = row > 0 ? (out[at - stride] ?? 0) : 0;
      const corner = row > 0 && column >= step ? (out[at - stride - step] ?? 0) : 0;
      const guess = filter === 0 ? 0 : filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : paeth(left, up, corner);
      out[at] = ((rows[row * (stride + 1) + 1 + column] ?? 0) + guess) & 0xff;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** A PNG of 8 bits a channel, not interlaced: what programs write for seals and handwriting. Bounded by limits.signaturePicture*; checksums are not looked at. */
export function readPng(bytes: Uint8Array): Result<PngPicture, 'pictureFormat' | 'pictureTooLarge'> {
  if (bytes.length > limits.signaturePictureBytes) return fail('pictureTooLarge');
  const chunks = readChunks(bytes);
  if (chunks === null) return fail('pictureFormat');
  const { header, palette, transparency } = chunks;
  const [width, height] = [header.getUint32(0), header.getUint32(4)];
  const type = header.getUint8(9);
  const channels = channelsOf[type];
  if (channels === undefined || header.getUint8(8) !== 8 || header.getUint8(10) !== 0 || header.getUint8(11) !== 0 || header.getUint8(12) !== 0 || width === 0 || height === 0) return fail('pictureFormat');
  if (width * height > limits.signaturePicturePixels) return fail('pictureTooLarge');
  const rows = inflated(chunks.data, (width * channels + 1) * height);
  const samples = rows === null ? null : unfilter(rows, width * channels, height, channels);
  if (samples === null || (type === 3 && palette === null)) return fail('pictureFormat');
  const rgb = new Uint8Array(width * height * 3);
  const alpha = new Uint8Array(width * height).fill(255);
  const key = transparency === null || type === 3 ? null : Array.from({ length: transparency.length >> 1 }, (_, index) => transparency[index * 2 + 1] ?? 0);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const from = pixel * channels;
    const first = samples[from] ?? 0;
    for (let channel = 0; channel < 3; channel += 1) rgb[pixel * 3 + channel] = type === 3 ? (palette?.[first * 3 + channel] ?? 0) : channels < 3 ? first : (samples[from + channel] ?? 0);
    if (type === 3) alpha[pixel] = transparency?.[first] ?? 255;
    else if (channels === 2 || channels === 4) alpha[pixel] = samples[from + channels - 1] ?? 255;
    else if (key?.every((value, channel) => samples[from + channel] === value) === true) alpha[pixel] = 0;
  }
  return ok({ width, height, rgb, alpha: alpha.every((value) => value === 255) ? null : alpha });
}

/** Exactly as many bytes as the picture needs; null where there are fewer, or the data are no zlib. */
function inflated(data: Uint8Array, needed: number): Uint8Array | null {
  try {
    const rows = unflate(data, needed + limits.signaturePictureSpareBytes);
    return rows === null || rows.length < needed ? null : rows;
  } catch {
    // fflate throws on data that are none
    return null;
  }
}
