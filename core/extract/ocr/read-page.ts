import type { OcrPage } from '../../model/facts';
import { composePage } from './compose-page';
import type { OcrLanguage } from './ocr-language';
import type { PagePicture } from './page-picture';
import type { RawReading } from './parse-reading';

/** The engine: reads one picture in one language; null where it cannot open the picture. */
export interface OcrReader {
  read(picture: Pick<PagePicture, 'file' | 'orientation'>, language: OcrLanguage): Promise<RawReading | null>;
}

export interface PageRead {
  readonly page: OcrPage;
  /** the one that fitted best */
  readonly language: OcrLanguage;
}

/** read this well, neither another language nor another way up is tried: right ones give 0.9, a wrong script 0.3 to 0.75 */
const readWell = 0.85;
/** below this it lies on its side, stands on its head, or is no page of writing */
const readBadly = 0.6;
/** below this no word is worth keeping */
const readAtAll = 0.45;

// EXIF orientations, each a quarter clockwise after the one before
const quarterTurns = [1, 6, 3, 8] as const;

/**
 * Reads a page in the first language, and where that reads badly in the second, then turned by quarters. What no try reads is given
 * as a page without text. Null where the engine cannot open the picture.
 */
export async function readPage(reader: OcrReader, picture: PagePicture, page: number, languages: readonly OcrLanguage[]): Promise<PageRead | null> {
  const tryOne = async (language: OcrLanguage, quarters: number): Promise<PageRead | null> => {
    const raw = await reader.read({ file: picture.file, orientation: turnedBy(picture.orientation, quarters) }, language);
    return raw && { page: composePage(page, raw, { width: picture.width, height: picture.height, quarters }), language };
  };
  let best: PageRead | null = null;
  const tryLanguages = async (quarters: number): Promise<void> => {
    for (const language of languages) {
      if (best !== null && best.page.confidence >= readWell) return;
      best = better(best, await tryOne(language, quarters));
    }
  };
  await tryLanguages(0);
  const isMirrored = !quarterTurns.some((turn) => turn === picture.orientation);
  for (const quarters of isMirrored ? [] : [1, 3, 2]) {
    if (best === null || confidenceOf(best) >= readBadly || !hasWords(best)) break;
    await tryLanguages(quarters);
  }
  return best === null || confidenceOf(best) >= readAtAll ? best : withoutText(best);
}

function confidenceOf(read: PageRead): number {
  return read.page.confidence;
}

function hasWords(read: PageRead): boolean {
  return read.page.words.length > 0;
}

function withoutText(read: PageRead): PageRead {
  return { ...read, page: { ...read.page, text: '', words: [] } };
}

function better(one: PageRead | null, other: PageRead | null): PageRead | null {
  if (one === null || other === null) return one ?? other;
  return other.page.confidence > one.page.confidence ? other : one;
}

function turnedBy(orientation: number, quarters: number): number {
  const at = quarterTurns.findIndex((turn) => turn === orientation);
  return at === -1 ? orientation : (quarterTurns[(at + quarters) % 4] ?? orientation);
}
