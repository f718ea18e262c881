import { isBlockLine } from '../extract/signature-block';
import type { PlacePage, PlaceRow, PlaceWord } from '../extract/pdf-place-pages';
import type { PdfPlace, PdfRect } from '../pdf/write/pdf-place';
import { placeDate, placeNumber } from './place-number';
import type { BlankPlace, DatePlace } from './place-number';

/** Where what belongs on an official document goes; null where it was not found: then a person shows the place. */
export interface DocumentPlaces {
  /** handwriting: between title and name, in their middle (Nghị định 30/2020/NĐ-CP, annex I, box 7c) */
  readonly person: PdfPlace | null;
  /** seal in real size; a third of the handwriting lies under it, at the left (box 8) */
  readonly agency: PdfPlace | null;
  readonly number: BlankPlace | null;
  readonly date: DatePlace | null;
  /** upper right of the first page: annex and copy */
  readonly annex: PdfPlace | null;
}

const millimetre = 72 / 25.4;
/** seal of an agency: 36 mm across (Thông tư 07/2010/TT-BCA has 30 to 42 by kind of agency) */
const sealSize = 36 * millimetre;
const signatureWidth = 42 * millimetre;
const signatureHeight = 24 * millimetre;
/** a space lower than this is no space left for a signature */
const leastSpace = 8 * millimetre;
/** name of the signer: not further below the title than this */
const mostSpace = 80 * millimetre;
const annexSize = { width: 72 * millimetre, height: 13 * millimetre } as const;
const annexMargin = { right: 15 * millimetre, top: 5 * millimetre } as const;
/** blank between cells of a row, in sizes of letters */
const wideGap = 2.2;

interface Cell {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

const wordText = (word: PlaceWord): string => word.chars.map((char) => char.text).join('');

function cellsOf({ words }: PlaceRow): readonly Cell[] {
  const groups: PlaceWord[][] = [];
  for (const word of words) {
    const before = groups.at(-1)?.at(-1);
    if (before === undefined || word.left - before.right > wideGap * word.size || Math.abs(word.y - before.y) > word.size * 0.3) groups.push([word]);
    else groups.at(-1)?.push(word);
  }
  return groups.map((group) => ({
    text: group.map(wordText).join(' '),
    left: Math.min(...group.map(({ left }) => left)),
    right: Math.max(...group.map(({ right }) => right)),
    y: group[0]?.y ?? 0,
    size: Math.max(...group.map(({ size }) => size)),
  }));
}

const middleOf = ({ left, right }: Cell): number => (left + right) / 2;

/** Lines a signature stands below; the closing words of Thai letters are such a line too. */
function isTitle({ text }: Cell): boolean {
  return (isBlockLine(text) && !text.startsWith('Nơi nhận')) || /^ขอแสดงความนับถือ/u.test(text);
}

/** Further lines of a title: capitals, or what is said in brackets of how to sign. Below Thai closing words the name itself is in brackets. */
function continuesTitle({ text }: Cell): boolean {
  return (/\p{Lu}/u.test(text) && text === text.toUpperCase() && !/\d/.test(text)) || /^\((?:Ký|Chữ ký|Đã ký)/iu.test(text);
}

function isUnder(cell: Cell, above: Cell): boolean {
  return Math.abs(middleOf(cell) - middleOf(above)) < Math.max(48, (above.right - above.left) * 0.35);
}

interface Space {
  readonly middle: number;
  readonly top: number;
  readonly bottom: number;
}

/** The empty space between a title and what comes under it. */
function spaceBelow(title: Cell, cells: readonly Cell[], floor: number): Space | null {
  let last = title;
  for (;;) {
    const below = cells.filter((cell) => cell.y < last.y - last.size * 0.3 && isUnder(cell, title));
    const next = below.reduce<Cell | null>((nearest, cell) => (nearest === null || cell.y > nearest.y ? cell : nearest), null);
    if (next !== null && last.y - next.y <= last.size * 1.9 && continuesTitle(next)) {
      last = next;
      continue;
    }
    const top = last.y - last.size * 0.28;
    const isName = next !== null && last.y - next.y <= mostSpace;
    const bottom = isName ? next.y + next.size * 0.85 : Math.max(floor, top - signatureHeight);
    return top - bottom < leastSpace ? null : { middle: isName ? middleOf(next) : middleOf(last), top, bottom };
  }
}

/** Words of a name, each with a capital, titles of learning among them. */
const nameLike = /^(?:(?:GS|PGS|TS|ThS|BS|CN|KS|KTS|LS)\.? ?){0,4}\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,5}$/u;

/** A post that is in no list: capitals at the right of the middle, and below them a space that ends with a name. */
function isUnlistedTitle(cell: Cell, cells: readonly Cell[], box: PlacePage['box']): boolean {
  const words = cell.text.split(' ').length;
  if (!continuesTitle(cell) || words < 2 || words > 8 || middleOf(cell) < (box.left + box.right) / 2 || cell.text.startsWith('(')) return false;
  const below = cells.filter((other) => other.y < cell.y - cell.size * 0.3 && isUnder(other, cell));
  const next = below.reduce<Cell | null>((nearest, other) => (nearest === null || other.y > nearest.y ? other : nearest), null);
  return next !== null && nameLike.test(next.text) && cell.y - next.y > leastSpace * 1.5 && cell.y - next.y <= mostSpace;
}

/** The lowest one of the last page that has any: above it, offices and posts are only spoken of. */
function findSpace(pages: readonly PlacePage[]): { readonly page: PlacePage; readonly space: Space } | null {
  for (const page of [...pages].sort((left, right) => right.page - left.page)) {
    if (page.turn !== 0) continue;
    const cells = page.rows.flatMap(cellsOf);
    const listed = cells.filter(isTitle);
    const titles = [...(listed.length > 0 ? listed : cells.filter((cell) => isUnlistedTitle(cell, cells, page.box)))].sort((left, right) => left.y - right.y || middleOf(right) - middleOf(left));
    for (const title of titles) {
      const space = spaceBelow(title, cells, page.box.bottom + annexMargin.right);
      if (space !== null) return { page, space };
    }
    if (titles.length > 0) return null;
  }
  return null;
}

function centred(middle: number, centre: number, width: number, height: number): PdfRect {
  return { left: middle - width / 2, right: middle + width / 2, bottom: centre - height / 2, top: centre + height / 2 };
}

/** The place moved, not made smaller, so that it lies on the page. */
function onPage(rect: PdfRect, box: PlacePage['box']): PdfRect {
  const right = Math.max(0, box.left - rect.left) - Math.max(0, rect.right - box.right);
  const up = Math.max(0, box.bottom - rect.bottom) - Math.max(0, rect.top - box.top);
  return { left: rect.left + right, right: rect.right + right, bottom: rect.bottom + up, top: rect.top + up };
}

/** A seal in real size, a third of the handwriting under it: for a place that was found, and for one a person chose. */
export function sealBeside(person: PdfPlace, box: PlacePage['box']): PdfPlace {
  const { left, right, bottom, top } = person.rect;
  const edge = left + (right - left) / 3;
  return { page: person.page, rect: onPage(centred(edge - sealSize / 2, (bottom + top) / 2, sealSize, sealSize), box) };
}

/** Upper right of the first page as it is seen; null where something stands there. */
function placeAnnex(pages: readonly PlacePage[]): PdfPlace | null {
  const first = pages.find(({ page }) => page === 1);
  if (first === undefined) return null;
  const { box, turn } = first;
  const { width, height } = annexSize;
  const rects: Readonly<Record<PlacePage['turn'], PdfRect>> = {
    0: { left: box.right - annexMargin.right - width, right: box.right - annexMargin.right, top: box.top - annexMargin.top, bottom: box.top - annexMargin.top - height },
    90: { left: box.left + annexMargin.top, right: box.left + annexMargin.top + height, top: box.top - annexMargin.right, bottom: box.top - annexMargin.right - width },
    180: { left: box.left + annexMargin.right, right: box.left + annexMargin.right + width, bottom: box.bottom + annexMargin.top, top: box.bottom + annexMargin.top + height },
    270: { right: box.right - annexMargin.top, left: box.right - annexMargin.top - height, bottom: box.bottom + annexMargin.right, top: box.bottom + annexMargin.right + width },
  };
  const rect = rects[turn];
  const isTaken = first.rows.some(({ words }) => words.some(({ left, right, y, size }) => left < rect.right && right > rect.left && y < rect.top && y + size * 0.8 > rect.bottom));
  return isTaken ? null : { page: 1, rect };
}

/** Places by what the pages say (see core/extract/pdf-place-pages). Turned pages and scans are left to a person, but for the corner of an annex. */
export function placeSignatures(pages: readonly PlacePage[]): DocumentPlaces {
  const found = findSpace(pages);
  const height = found === null ? 0 : Math.min(signatureHeight, found.space.top - found.space.bottom);
  const rect = found === null ? null : onPage(centred(found.space.middle, (found.space.top + found.space.bottom) / 2, signatureWidth, height), found.page.box);
  const person = found === null || rect === null ? null : { page: found.page.page, rect };
  return {
    person,
    agency: found === null || person === null ? null : sealBeside(person, found.page.box),
    number: placeNumber(pages),
    date: placeDate(pages),
    annex: placeAnnex(pages),
  };
}
