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

/** Reads one page at a time; see `PictureReader`. */
export interface PictureReading {
  /** Never rejects. A second page before the first is answered is a bug. */
  read(ask: ReadAsk): Promise<ReadAnswer>;
  /** Gives up what is being read, at once. */
  drop(): void;
  /** Is the file of the last ask still held? */
  readonly holdsFile: boolean;
}
