import { limits } from '../../base/limits';
import { pictureSize } from './picture-size';
import { tiffDirectories } from './tiff-directories';

/**
 * Pages (from 1) of a picture file that are large enough to be a sheet of paper: JPEG, PNG, BMP, WebP, and every page of a TIFF. Empty for logos,
 * signatures under mails, and anything that is no such picture. Reads headers only.
 */
export function pictureScans(bytes: Uint8Array): readonly number[] {
  const pages = tiffDirectories(bytes);
  const sizes = pages.length > 0 ? pages : [pictureSize(bytes)];
  return sizes.flatMap((size, index) => (size !== null && size.width * size.height >= limits.ocrLeastPixels ? [index + 1] : []));
}
