import { formDrawing, pageDrawing } from './change-drawing';
import type { DrawnText, Drawing } from './change-drawing';
import { boxUnder, matrixOf } from './change-geometry';
import type { Box } from './change-geometry';
import { dictionaryOf, itemsOf, nameOf, numberOf, pageEntry } from './change-nodes';
import type { PageNode } from './change-nodes';
import type { PdfDictionary, PdfObject, PdfRevision, PdfStream } from './pdf-model';

/** What the picture of a field does to the page it stands on. */
export type Look = 'invisible' | 'visible' | 'writesOver' | 'overText' | 'overPage';

/** part of a page that the picture of a signature or a field may take: above it, it is a page over the page */
const mostOfPage = 0.3;
/** Invisible, Hidden, NoView (ISO 32000-2 table 167) */
const hiddenFlags = 1 | 2 | 32;

function boxOf(revision: PdfRevision, object: PdfObject | undefined): Box | null {
  const items = itemsOf(revision, object).map((item) => numberOf(revision, item));
  const [a, b, c, d] = items;
  if (items.length !== 4 || typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number') return null;
  return { left: Math.min(a, c), bottom: Math.min(b, d), right: Math.max(a, c), top: Math.max(b, d) };
}

function areaOf({ left, bottom, right, top }: Box): number {
  return Math.max(0, right - left) * Math.max(0, top - bottom);
}

function common(first: Box, second: Box): Box {
  return { left: Math.max(first.left, second.left), bottom: Math.max(first.bottom, second.bottom), right: Math.min(first.right, second.right), top: Math.min(first.top, second.top) };
}

function pageBox(revision: PdfRevision, page: PageNode): Box {
  return boxOf(revision, pageEntry(page, 'CropBox')) ?? boxOf(revision, pageEntry(page, 'MediaBox')) ?? { left: 0, bottom: 0, right: 595, top: 842 };
}

/** Every stream an annotation can be shown by: all of its states. */
export function appearancesOf(revision: PdfRevision, annotation: PdfDictionary): readonly PdfStream[] {
  const found: PdfStream[] = [];
  for (const value of dictionaryOf(revision, annotation.entries.get('AP'))?.entries.values() ?? []) {
    const resolved = revision.resolve(value);
    const states = resolved.kind === 'dictionary' ? [...resolved.entries.values()].slice(0, 32).map((state) => revision.resolve(state)) : [resolved];
    for (const state of states) if (state.kind === 'stream') found.push(state);
  }
  return found;
}

/** An annotation that a reader can draw: it has a place, is not hidden, and says what to draw. */
export function isDrawn(revision: PdfRevision, annotation: PdfDictionary): boolean {
  const box = boxOf(revision, annotation.entries.get('Rect'));
  const flags = numberOf(revision, annotation.entries.get('F')) ?? 0;
  return box !== null && areaOf(box) > 1 && (flags & hiddenFlags) === 0 && (appearancesOf(revision, annotation).length > 0 || annotation.entries.has('MK'));
}

/** Part of its page that an annotation takes, 0 to 1. */
export function shareOfPage(revision: PdfRevision, annotation: PdfDictionary, page: PageNode): number {
  const box = boxOf(revision, annotation.entries.get('Rect'));
  const whole = pageBox(revision, page);
  return box === null || areaOf(whole) === 0 ? 0 : areaOf(common(box, whole)) / areaOf(whole);
}

const drawnPages = new WeakMap<PageNode, Drawing>();

function drawnOn(revision: PdfRevision, page: PageNode): Drawing {
  const known = drawnPages.get(page) ?? pageDrawing(revision, page.dictionary.entries.get('Contents'), dictionaryOf(revision, pageEntry(page, 'Resources')));
  drawnPages.set(page, known);
  return known;
}

/** Masks and outlines let the page be seen through them: the way a seal lies over a line of text, as the rules on seals want it. */
function isSeeThrough({ solidFills, solidPictures, shadings, isWhole }: Drawing): boolean {
  return isWhole && solidFills === 0 && solidPictures === 0 && shadings === 0;
}

function drawsNothing({ texts, fills, solidPictures, maskedPictures, shadings, widestStroke, isWhole }: Drawing): boolean {
  return isWhole && texts.length === 0 && fills === 0 && solidPictures === 0 && maskedPictures === 0 && shadings === 0 && widestStroke === 0;
}

/** @param page the page the widget stands on; null where it stands on none, so that no reader shows it */
export function lookOf(revision: PdfRevision, widget: PdfDictionary, page: PageNode | null): Look {
  if (page === null || !isDrawn(revision, widget)) return 'invisible';
  const drawings = appearancesOf(revision, widget).map((form) => formDrawing(revision, form));
  if (drawings.length > 0 && drawings.every(drawsNothing) && !widget.entries.has('MK')) return 'invisible';
  if (shareOfPage(revision, widget, page) > mostOfPage) return 'overPage';
  const box = boxOf(revision, widget.entries.get('Rect'));
  const isClear = drawings.every(isSeeThrough);
  if (box === null || (isClear && drawings.every(({ texts }) => texts.length === 0))) return 'visible';
  const under = drawnOn(revision, page);
  if (under.isWhole && !under.texts.some((text) => isOver(box, text))) return 'visible';
  return isClear ? 'writesOver' : 'overText';
}

/** Touching is not covering: letters are measured roughly. Dots and lines that are there to be written on do not count. */
function isOver(box: Box, text: DrawnText): boolean {
  const shared = common(box, text);
  const width = text.right - text.left;
  if (shared.right - shared.left <= 2 + width * 0.1 || shared.top - shared.bottom <= (text.top - text.bottom) * 0.4) return false;
  if (text.letters === null || width <= 0) return true;
  const at = (x: number): number => ((x - text.left) / width) * (text.letters?.length ?? 0);
  // a letter more or less on either side is within what the measure is worth
  return /[^\s._:\u2026-]/.test(text.letters.slice(Math.ceil(at(shared.left)) + 1, Math.max(0, Math.floor(at(shared.right)) - 1)));
}

/** Does what a field shows lie over words of its page? It stood there empty when it was signed, and nobody saw that. */
export function isOverText(revision: PdfRevision, widget: PdfDictionary, page: PageNode): boolean {
  const box = boxOf(revision, widget.entries.get('Rect'));
  if (box === null || !isDrawn(revision, widget)) return false;
  const drawings = appearancesOf(revision, widget).map((form) => formDrawing(revision, form));
  if (drawings.length > 0 && drawings.every(drawsNothing)) return false;
  const under = drawnOn(revision, page);
  return !under.isWhole || under.texts.some((text) => isOver(box, text));
}

const marks: ReadonlySet<string> = new Set(['Highlight', 'Underline', 'StrikeOut', 'Squiggly']);
/** points: an icon of a note, and a line drawn through or under text */
const noteSize = 48;
const thickestLine = 3;

/**
 * Notes and marks that neither hide what the page says nor put words on it. Whatever else an annotation is called, its appearance can show
 * anything (Rohlmann et al. 2021, "evil annotation"), so the appearance is looked at, not the name alone.
 */
export function isHarmless(revision: PdfRevision, annotation: PdfDictionary): boolean {
  const { entries } = annotation;
  const subtype = nameOf(revision, entries.get('Subtype')) ?? '';
  if (entries.has('A') || entries.has('AA') || entries.has('OC') || annotation.duplicateKeys) return false;
  const forms = appearancesOf(revision, annotation);
  if (subtype === 'Popup') return forms.length === 0;
  if (subtype === 'Text') {
    const box = boxOf(revision, entries.get('Rect'));
    return forms.length === 0 || (box !== null && box.right - box.left <= noteSize && box.top - box.bottom <= noteSize);
  }
  return marks.has(subtype) && forms.every((form) => {
    const drawn = formDrawing(revision, form);
    if (!drawn.isWhole || drawn.texts.length > 0 || drawn.solidPictures > 0 || drawn.maskedPictures > 0 || drawn.shadings > 0) return false;
    return subtype === 'Highlight' ? drawn.solidFills === 0 : drawn.fills === 0 && drawn.widestStroke <= thickestLine * stretch(revision, annotation, form);
  });
}

/** How much larger than itself an appearance is drawn, as a factor on what its own space may hold. */
function stretch(revision: PdfRevision, annotation: PdfDictionary, form: PdfStream): number {
  const target = boxOf(revision, annotation.entries.get('Rect'));
  const own = boxOf(revision, form.dictionary.entries.get('BBox'));
  if (target === null || own === null) return 0;
  const shown = boxUnder(matrixOf(revision, form.dictionary.entries.get('Matrix')), own);
  const width = target.right - target.left;
  const height = target.top - target.bottom;
  return width <= 0 || height <= 0 ? 0 : Math.min((shown.right - shown.left) / width, (shown.top - shown.bottom) / height);
}
