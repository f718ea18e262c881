import type { OcrLanguage } from '../../core/extract/ocr/ocr-language';
import type { PictureFailure } from '../../core/extract/ocr/page-picture';
import type { PageRead } from '../../core/extract/ocr/read-page';

/** One page of a file, to be read in the first of these languages that fits. */
export interface ReadAsk {
  /** PDF, TIFF, JPEG, PNG, BMP or WebP; null: the file of the ask before */
  readonly file: Uint8Array | null;
  /** from 1 */
  readonly page: number;
  readonly languages: readonly OcrLanguage[];
}

/** Why a page could not be read; `ocrGaveUp`: it took too long or ended its worker. */
export type ReadFailure = PictureFailure | 'ocrMissing' | 'ocrGaveUp';

export type ReadAnswer = { readonly ok: true; readonly value: PageRead } | { readonly ok: false; readonly failure: ReadFailure };
