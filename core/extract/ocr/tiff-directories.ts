import { limits } from '../../base/limits';

/** A page of a TIFF as its directory tells it, nothing decoded. */
export interface TiffDirectory {
  /** offset of the directory */
  readonly at: number;
  /** offset of the four bytes that name the next directory */
  readonly nextAt: number;
  readonly little: boolean;
  /** pixels, as stored */
  readonly width: number;
  readonly height: number;
  /** TIFF 6.0, section 8: 1 upright, 3 upside down, 6 and 8 lying on a side */
  readonly orientation: number;
}

// TIFF 6.0, section 2
const shortType = 3;

/**
 * The chain of directories, walked once: a chain that bites its own tail, which decoders follow for ever, ends where it
 * began. At most limits.tiffPages; empty for what is no TIFF.
 */
export function tiffDirectories(bytes: Uint8Array): readonly TiffDirectory[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 8) return [];
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return [];
  const little = order === 0x4949;
  if (view.getUint16(2, little) !== 42) return [];
  const found: TiffDirectory[] = [];
  const seen = new Set<number>();
  for (let at = view.getUint32(4, little); at >= 8 && !seen.has(at) && found.length < limits.tiffPages; ) {
    seen.add(at);
    const directory = directoryAt(view, at, little);
    if (directory === null) break;
    found.push(directory);
    at = view.getUint32(directory.nextAt, little);
  }
  return found;
}

function directoryAt(view: DataView, at: number, little: boolean): TiffDirectory | null {
  if (at + 2 > view.byteLength) return null;
  const entries = view.getUint16(at, little);
  const nextAt = at + 2 + entries * 12;
  if (entries === 0 || nextAt + 4 > view.byteLength) return null;
  const values = new Map<number, number>();
  for (let entry = at + 2; entry < nextAt; entry += 12) {
    const isShort = view.getUint16(entry + 2, little) === shortType;
    values.set(view.getUint16(entry, little), isShort ? view.getUint16(entry + 8, little) : view.getUint32(entry + 8, little));
  }
  return { at, nextAt, little, width: values.get(256) ?? 0, height: values.get(257) ?? 0, orientation: values.get(274) ?? 1 };
}
