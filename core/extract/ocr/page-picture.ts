import { limits } from '../../base/limits';
import { fail, ok, type Result } from '../../base/result';
import { sniffContent } from '../../letter/sniff-content';
import type { PdfEngine, PdfFailure } from '../pdf-engine';
import { renderPdfPage } from '../render-pdf-page';
import { grayOfRgba, pgmOf, type GrayPicture } from './gray-picture';
import { pictureSize, type PictureSize } from './picture-size';
import { readTiffPage } from './read-tiff';
import { scanScale } from './scan-scale';

/** A picture file that the engine opens by itself. */
export interface PagePicture {
  readonly file: Uint8Array;
  /** pixels, as it is shown: turned by its orientation */
  readonly width: number;
  readonly height: number;
  /** EXIF orientation that makes it upright; 1 where it is already */
  readonly orientation: number;
}

export type PictureFailure = PdfFailure | 'pdfEngineMissing' | 'pdfEngineFailed' | 'pdfPageBroken' | 'pictureBroken' | 'pictureTooLarge';

/**
 * One page (from 1) of a PDF, TIFF, JPEG, PNG, BMP or WebP as a picture to be read. Nothing larger than limits.ocrPixels is
 * decoded; a PDF page is drawn with its annotations, as a person sees it.
 */
export function pagePicture(engine: PdfEngine | null, bytes: Uint8Array, page: number): Result<PagePicture, PictureFailure> {
  if (sniffContent(bytes) === 'pdf') return engine === null ? fail('pdfEngineMissing') : pdfPicture(engine, bytes, page);
  const size = pictureSize(bytes);
  if (size !== null) return size.width * size.height > limits.ocrPixels ? fail('pictureTooLarge') : ok(asShown(bytes, size));
  const tiff = readTiffPage(bytes, page);
  return tiff.ok ? ok(upright(tiff.value)) : tiff;
}

function asShown(file: Uint8Array, { width, height, orientation }: PictureSize): PagePicture {
  return orientation >= 5 ? { file, orientation, width: height, height: width } : { file, orientation, width, height };
}

function upright(picture: GrayPicture): PagePicture {
  return { file: pgmOf(picture), orientation: 1, width: picture.width, height: picture.height };
}

function pdfPicture(engine: PdfEngine, bytes: Uint8Array, page: number): Result<PagePicture, PictureFailure> {
  try {
    const drawn = renderPdfPage(engine, bytes, page, scanScale);
    if (!drawn.ok) return drawn;
    if (drawn.value === null) return fail('pdfPageBroken');
    const { width, height, rgba } = drawn.value;
    return ok(upright(grayOfRgba(width, height, rgba)));
  } catch (cause) {
    // a trap inside WebAssembly is the file's doing
    if (!(cause instanceof WebAssembly.RuntimeError)) throw cause;
    return fail('pdfEngineFailed');
  }
}
