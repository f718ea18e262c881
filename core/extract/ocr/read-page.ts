import type { OcrPage } from '../../model/facts';
import { composePage } from './compose-page';
import type { OcrLanguage } from './ocr-language';
import type { PagePicture } from './page-picture';
import { parseReading, type RawReading } from './parse-reading';

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

interface Try extends PageRead {
  /** how much of it can be taken for read: one letter that looks sure is worth less than a page that looks fair */
  readonly legible: number;
}

/**
 * Reads a page in the first language, and where that reads badly in the second, then turned by quarters. What no try reads is given
 * as a page without text. Null where the engine cannot open the picture.
 */
export async function readPage(reader: OcrReader, picture: PagePicture, page: number, languages: readonly OcrLanguage[]): Promise<PageRead | null> {
  let best: Try | null = null;
  for (const quarters of turnsOf(picture)) {
    for (const language of languages) {
      if (best !== null && best.page.confidence >= readWell) break;
      const raw = await reader.read({ file: picture.file, orientation: turnedBy(picture.orientation, quarters) }, language);
      const before: Try | null = best;
      if (raw !== null) best = better(best, { page: composePage(page, raw, { width: picture.width, height: picture.height, quarters }), language, legible: legible(raw) });
      // turned and no better: another language is not worth its seconds
      if (quarters > 0 && best === before) break;
    }
    if (best === null || best.page.words.length === 0 || best.page.confidence >= readBadly) break;
  }
  if (best === null) return null;
  const { page: read, language } = best;
  return { language, page: read.confidence >= readAtAll ? read : { ...read, text: '', words: [] } };
}

/** What is mirrored is not turned: scanners never do that. */
function turnsOf({ orientation }: PagePicture): readonly number[] {
  return quarterTurns.some((turn) => turn === orientation) ? [0, 1, 3, 2] : [0];
}

function legible(raw: RawReading): number {
  return parseReading(raw).flat().reduce((sum, { text, confidence }) => sum + Math.max(0, confidence - 0.5) * text.length, 0);
}

function better(one: Try | null, other: Try): Try {
  return one === null || other.legible > one.legible ? other : one;
}

function turnedBy(orientation: number, quarters: number): number {
  const at = quarterTurns.findIndex((turn) => turn === orientation);
  return at === -1 ? orientation : (quarterTurns[(at + quarters) % 4] ?? orientation);
}
