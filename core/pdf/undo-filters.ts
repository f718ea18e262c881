import { Inflate, inflateSync } from 'fflate';
import { limits } from '../base/limits';
import { hexValue, isSpace } from './pdf-bytes';
import type { PdfObject, PdfStream } from './pdf-model';

type Resolve = (object: PdfObject | undefined) => PdfObject;

/** deflate unfolds to at most about 1032 times its size */
const deflateRatio = 1032;
const inflatePiece = 4096;

function inflateWithin(data: Uint8Array, limit: number): Uint8Array | null {
  if (data.length * deflateRatio <= limit) return inflateSync(data);
  const pieces: Uint8Array[] = [];
  let total = 0;
  let done = false;
  const inflate = new Inflate((piece, final) => {
    pieces.push(piece);
    total += piece.length;
    done = final;
  });
  for (let at = 0; at < data.length && !done && total <= limit; at += inflatePiece) inflate.push(data.subarray(at, at + inflatePiece), at + inflatePiece >= data.length);
  if (total > limit) return null;
  const whole = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** zlib (RFC 1950); the checksum is not looked at, many producers cut it off with the end of line before `endstream` */
export function unflate(data: Uint8Array, limit: number): Uint8Array | null {
  const first = data[0] ?? 0;
  if ((first & 0x0f) !== 8 || ((first << 8) | (data[1] ?? 0)) % 31 !== 0) return null;
  return inflateWithin(data.subarray(2), limit);
}

function unhex(data: Uint8Array): Uint8Array {
  const out = new Uint8Array((data.length + 1) >> 1);
  let count = 0;
  for (const byte of data) {
    if (byte === 0x3e) break;
    const value = hexValue(byte);
    if (value < 0) continue;
    out[count >> 1] = (out[count >> 1] ?? 0) | (count % 2 === 0 ? value << 4 : value);
    count += 1;
  }
  return out.subarray(0, (count + 1) >> 1);
}

function unascii85(data: Uint8Array): Uint8Array {
  // five digits make four bytes, one z too
  let zeros = 0;
  for (const byte of data) if (byte === 0x7a) zeros += 1;
  const out = new Uint8Array(Math.ceil((data.length - zeros) / 5) * 4 + zeros * 4 + 4);
  let length = 0;
  let value = 0;
  let digits = 0;
  const put = (count: number): void => {
    for (let index = 0; index < count; index += 1) out[length + index] = Math.floor(value / 256 ** (3 - index)) & 0xff;
    length += count;
    value = 0;
    digits = 0;
  };
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && digits === 0) put(4);
    else if (!isSpace(byte) && byte >= 33 && byte <= 117) {
      value = value * 85 + byte - 33;
      digits += 1;
      if (digits === 5) put(4);
    }
  }
  const rest = digits;
  for (; digits > 1 && digits < 5; digits += 1) value = value * 85 + 84;
  if (rest > 1) put(rest - 1);
  return out.subarray(0, length);
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function unpng(data: Uint8Array, rowBytes: number, pixelBytes: number): Uint8Array {
  const rows = Math.ceil(data.length / (rowBytes + 1));
  const out = new Uint8Array(rows * rowBytes);
  for (let row = 0; row < rows; row += 1) {
    const from = row * (rowBytes + 1);
    const to = row * rowBytes;
    const type = data[from];
    for (let index = 0; index < rowBytes; index += 1) {
      const left = index < pixelBytes ? 0 : (out[to + index - pixelBytes] ?? 0);
      const up = row === 0 ? 0 : (out[to + index - rowBytes] ?? 0);
      const corner = row === 0 || index < pixelBytes ? 0 : (out[to + index - rowBytes - pixelBytes] ?? 0);
      const byte = data[from + 1 + index] ?? 0;
      const guess = type === 1 ? left : type === 2 ? up : type === 3 ? (left + up) >> 1 : type === 4 ? paeth(left, up, corner) : 0;
      out[to + index] = byte + guess;
    }
  }
  return out;
}

/** TIFF predictor 2 for whole-byte components, the only ones that cross-references use */
function untiff(data: Uint8Array, rowBytes: number, pixelBytes: number): Uint8Array {
  const out = data.slice();
  for (let at = 0; at < out.length; at += 1) if (at % rowBytes >= pixelBytes) out[at] = (out[at] ?? 0) + (out[at - pixelBytes] ?? 0);
  return out;
}

function unpredict(data: Uint8Array, parameters: PdfObject, resolve: Resolve): Uint8Array | null {
  if (parameters.kind !== 'dictionary') return data;
  const number = (key: string, absent: number): number => {
    const value = resolve(parameters.entries.get(key));
    return value.kind === 'number' && Number.isInteger(value.value) && value.value > 0 ? value.value : absent;
  };
  const predictor = number('Predictor', 1);
  if (predictor === 1) return data;
  const bits = number('Colors', 1) * number('BitsPerComponent', 8);
  const rowBytes = Math.ceil((bits * number('Columns', 1)) / 8);
  if (rowBytes > limits.pdfStreamBytes) return null;
  const pixelBytes = Math.max(1, bits >> 3);
  if (predictor >= 10) return unpng(data, rowBytes, pixelBytes);
  return predictor === 2 && bits % 8 === 0 && number('BitsPerComponent', 8) === 8 ? untiff(data, rowBytes, pixelBytes) : null;
}

function asList(object: PdfObject): readonly PdfObject[] {
  return object.kind === 'array' ? object.items : object.kind === 'null' ? [] : [object];
}

/**
 * Bytes of a stream with its filters undone: Flate with predictors, ASCIIHex, ASCII85.
 * @returns null where another filter is in the way, the data are damaged, or they unfold to more than `limit` bytes
 */
export function undoFilters(stream: PdfStream, resolve: Resolve, limit: number = limits.pdfStreamBytes): Uint8Array | null {
  const { entries } = stream.dictionary;
  const filters = asList(resolve(entries.get('Filter'))).map(resolve);
  const parameters = asList(resolve(entries.get('DecodeParms'))).map(resolve);
  if (filters.length > limits.pdfFilters) return null;
  let data: Uint8Array | null = stream.raw;
  try {
    for (const [index, filter] of filters.entries()) {
      if (filter.kind !== 'name' || data === null || data.length > limit) return null;
      switch (filter.name) {
        case 'FlateDecode':
        case 'Fl':
          data = unflate(data, limit);
          if (data !== null) data = unpredict(data, parameters[index] ?? { kind: 'null' }, resolve);
          break;
        case 'ASCIIHexDecode':
        case 'AHx':
          data = unhex(data);
          break;
        case 'ASCII85Decode':
        case 'A85':
          data = unascii85(data);
          break;
        default:
          return null;
      }
    }
  } catch (cause) {
    // fflate throws on every damaged stream
    if (!(cause instanceof Error)) throw cause;
    return null;
  }
  return data !== null && data.length <= limit ? data : null;
}
