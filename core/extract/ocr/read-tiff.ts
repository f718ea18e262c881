import utif, { type IFD } from 'utif2';
import { limits } from '../../base/limits';
import { fail, ok, type Result } from '../../base/result';
import { grayOfRgba, type GrayPicture } from './gray-picture';
import { tiffDirectories, type TiffDirectory } from './tiff-directories';

// TIFF technical note 2: JPEG in TIFF
const newJpeg = 7;

/** One page (from 1) of a TIFF (Group 3 and 4 fax, LZW, Deflate, JPEG, uncompressed), turned as its orientation says; mirrored ones as they are. */
export function readTiffPage(bytes: Uint8Array, page: number): Result<GrayPicture, 'pictureBroken' | 'pictureTooLarge'> {
  const directory = tiffDirectories(bytes)[page - 1];
  if (directory === undefined) return fail('pictureBroken');
  if (directory.width * directory.height > limits.ocrPixels) return fail('pictureTooLarge');
  try {
    const alone = onlyPage(bytes, directory);
    const [decoded] = utif.decode(alone);
    if (decoded === undefined) return fail('pictureBroken');
    if (isGrayJpeg(decoded)) Object.assign(decoded, { t258: [8, 8, 8], t262: [2], t277: [3] });
    utif.decodeImage(alone, decoded);
    const { width, height } = decoded;
    if (width !== directory.width || height !== directory.height || width * height === 0) return fail('pictureBroken');
    return ok(turned(grayOfRgba(width, height, utif.toRGBA8(decoded)), directory.orientation));
  } catch {
    // the decoder throws whatever a broken file made it stumble over
    return fail('pictureBroken');
  }
}

/** The decoder gives three colours of every JPEG, also where the page has room for one only: it is told so beforehand. */
function isGrayJpeg(page: IFD): boolean {
  const first = (tag: string): unknown => (Array.isArray(page[tag]) ? page[tag][0] : undefined);
  return first('t259') === newJpeg && first('t277') === 1;
}

/** The file as if it had this page alone: the decoder never walks the chain of pages, which a hostile file makes endless. */
function onlyPage(bytes: Uint8Array, { at, nextAt, little }: TiffDirectory): ArrayBuffer {
  const copy = new Uint8Array(bytes);
  const view = new DataView(copy.buffer);
  view.setUint32(4, at, little);
  view.setUint32(nextAt, 0, little);
  return copy.buffer;
}

function turned(picture: GrayPicture, orientation: number): GrayPicture {
  const { width, height, gray } = picture;
  if (orientation === 3) return { width, height, gray: gray.slice().reverse() };
  if (orientation !== 6 && orientation !== 8) return picture;
  const out = new Uint8Array(gray.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const to = orientation === 6 ? x * height + (height - 1 - y) : (width - 1 - x) * height + y;
      out[to] = gray[y * width + x] ?? 255;
    }
  }
  return { width: height, height: width, gray: out };
}
