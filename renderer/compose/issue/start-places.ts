import type { PagesOutline } from '../../../core/contract/pages';
import { sealBeside } from '../../../core/outgoing/place-signatures';
import type { PdfPlace } from '../../../core/pdf/write/pdf-place';

/** points to a millimetre */
const mm = 72 / 25.4;
const hand = { width: 42 * mm, height: 18 * mm };
const annex = { width: 67 * mm, height: 14 * mm };
const margin = 15 * mm;
const a4 = { width: 595, height: 842 };

/**
 * Where a signature is put when the signature block was not found: low on the right of the last page, as a Vietnamese document has it; a person moves it from
 * there.
 */
export function startPlace(part: 'person' | 'agency', outline: PagesOutline): PdfPlace {
  const page = Math.max(1, outline.pages.length);
  const { width, height } = outline.pages[page - 1] ?? a4;
  const left = width * 0.72 - hand.width / 2;
  const bottom = 50 * mm;
  const person = { page, rect: { left, bottom, right: left + hand.width, top: bottom + hand.height } };
  return part === 'person' ? person : sealBeside(person, { left: 0, bottom: 0, right: width, top: height });
}

/** An annex in a file of its own is signed at the top right of its first page, in words. */
export function annexPlace(outline: PagesOutline): PdfPlace {
  const { width, height } = outline.pages[0] ?? a4;
  return { page: 1, rect: { left: width - margin - annex.width, bottom: height - margin - annex.height, right: width - margin, top: height - margin } };
}
