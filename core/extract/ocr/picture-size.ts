/** What a picture says of itself before a pixel of it is decoded. */
export interface PictureSize {
  readonly kind: 'png' | 'jpeg' | 'bmp' | 'webp';
  /** pixels, as stored */
  readonly width: number;
  readonly height: number;
  /** EXIF 2.32, 4.6.4: 1 upright, 3 upside down, 6 and 8 lying on a side, the even and odd others mirrored */
  readonly orientation: number;
}

/** Size of a PNG, JPEG, BMP or WebP by its header; null for anything else, and for headers that do not hold together. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = bytes.length < 30 ? null : (pngSize(view) ?? jpegSize(view) ?? bmpSize(view) ?? webpSize(view));
  return size !== null && size.width > 0 && size.height > 0 ? size : null;
}

function pngSize(view: DataView): PictureSize | null {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(12) !== 0x49484452) return null;
  return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20), orientation: 1 };
}

function bmpSize(view: DataView): PictureSize | null {
  if (view.getUint16(0) !== 0x424d || view.getUint32(14, true) < 40) return null;
  // a negative height tells that rows run from the top
  return { kind: 'bmp', width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)), orientation: 1 };
}

function webpSize(view: DataView): PictureSize | null {
  if (view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250) return null;
  const of = (width: number, height: number): PictureSize => ({ kind: 'webp', width, height, orientation: 1 });
  switch (view.getUint32(12)) {
    // "VP8X": canvas of an extended file, 24 bits each, less one
    case 0x56503858:
      return of(1 + (view.getUint32(24, true) & 0xffffff), 1 + (view.getUint32(26, true) >>> 8));
    // "VP8L": 14 bits each, less one, behind the signature byte
    case 0x5650384c:
      return of(1 + (view.getUint32(21, true) & 0x3fff), 1 + ((view.getUint32(21, true) >>> 14) & 0x3fff));
    // "VP8 ": RFC 6386, 9.1
    case 0x56503820:
      return of(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    default:
      return null;
  }
}

const startOfScan = 0xda;

/** ITU-T T.81, annex B: segments up to the frame header, which tells the size. */
function jpegSize(view: DataView): PictureSize | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  let orientation = 1;
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === startOfScan) return null;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { kind: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5), orientation };
    const length = view.getUint16(at + 2);
    if (marker === 0xe1) orientation = exifOrientation(view, at + 4, at + 2 + length) ?? orientation;
    at += 2 + Math.max(2, length);
  }
  return null;
}

/** Tag 0x0112 of the first directory of an EXIF segment. */
function exifOrientation(view: DataView, start: number, end: number): number | null {
  const tiff = start + 6;
  if (end > view.byteLength || tiff + 8 > end || view.getUint32(start) !== 0x45786966) return null;
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  if (directory + 2 > end) return null;
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > end) return null;
    if (view.getUint16(at, little) !== 0x0112) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}
