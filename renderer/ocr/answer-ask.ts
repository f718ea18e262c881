import { fail, ok } from '../../core/base/result';
import { pagePicture } from '../../core/extract/ocr/page-picture';
import { readPage, type OcrReader } from '../../core/extract/ocr/read-page';
import type { PdfEngine } from '../../core/extract/pdf-engine';
import type { ReadAnswer, ReadAsk } from './ocr-messages';

export interface ReadEngines {
  readonly reader: OcrReader;
  /** null: it could not be started, pages of PDFs are then a named failure */
  readonly pdf: PdfEngine | null;
}

/** One page drawn or opened, and read. @throws whatever a file made an engine stumble over; its heap is then not to be trusted */
export async function answerAsk({ reader, pdf }: ReadEngines, file: Uint8Array, { page, languages }: Omit<ReadAsk, 'file'>): Promise<ReadAnswer> {
  const picture = pagePicture(pdf, file, page);
  if (!picture.ok) return picture;
  const read = await readPage(reader, picture.value, page, languages);
  return read === null ? fail('pictureBroken') : ok(read);
}
