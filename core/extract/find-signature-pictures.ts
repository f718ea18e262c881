import { limits } from '../base/limits';
import type { SignaturePicture } from '../model/verdict';
import { readFloat, withMemory, withPageText } from './pdf-engine';
import type { PdfEngine, Pointer } from './pdf-engine';
import { pdfPageLines } from './pdf-page-lines';
import { hasSeal, pictureKind } from './picture-kind';
import { drawOpenPage, toPixels } from './render-pdf-page';
import type { PageBox } from './render-pdf-page';
import { isBlockLine } from './signature-block';

export type SeenPicture = Pick<SignaturePicture, 'page' | 'what'>;

// fpdf_edit.h, fpdf_annot.h
const imageObject = 3;
const formObject = 5;
const stampAnnotation = 13;
const inkAnnotation = 15;

/** points: smaller ones are marks in a text, larger ones pictures of a page */
const least = { width: 22, height: 14 };
const mostShare = 0.16;
/** part of a page from which on a picture is the page */
const pageShare = 0.6;
/** points that a signature or a seal may stand above and below the line it belongs to */
const above = 45;
const below = 190;
/** pixels a point: strokes of a pen are kept apart from the paper; a seal is large enough to be seen from afar */
const strokeScale = 1.4;
const sealScale = 0.75;
/** pixels of a page that is drawn to be looked at */
const mostPixels = 3_000_000;

/** Of a scan of many pages the last one bears the signature; where seals can be made out, they say it better. */
export function tellingPictures(found: readonly SeenPicture[]): readonly SeenPicture[] {
  const lastScan = found.findLast(({ what }) => what === 'scan');
  return found.filter((one) => one.what !== 'scan' || (one === lastScan && !found.some(({ what }) => what === 'seal')));
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Pictures of seals and of handwriting where signatures stand, on a page of a PDF that carries no signature: whoever looks at it must not take them
 * for one. A page that is a picture as a whole is `scan`, or `seal` where a red seal can be made out on it.
 */
export function picturesOnPage(engine: PdfEngine, page: Pointer, isScan: boolean): readonly SeenPicture['what'][] {
  const size = { width: engine.module.FPDF_GetPageWidthF(page), height: engine.module.FPDF_GetPageHeightF(page) };
  const boxes = [...pictureBoxes(engine, page), ...annotationBoxes(engine, page)];
  const area = size.width * size.height;
  if (isScan || boxes.some((box) => areaOf(box) >= area * pageShare)) return [hasSeal(drawOpenPage(engine, page, scaleFor(area, sealScale))) ? 'seal' : 'scan'];
  const small = boxes.filter((box) => box.right - box.left >= least.width && box.top - box.bottom >= least.height && areaOf(box) <= area * mostShare);
  if (small.length === 0) return [];
  const near = nearSignature(engine, page, size, small);
  if (near.length === 0) return [];
  const image = drawOpenPage(engine, page, scaleFor(area, strokeScale));
  const kinds = near.map((box) => pictureKind(image, toPixels(engine, page, image, box)));
  return (['seal', 'handwriting'] as const).filter((what) => kinds.includes(what));
}

function scaleFor(area: number, wanted: number): number {
  return Math.min(wanted, Math.sqrt(mostPixels / Math.max(1, area)));
}

function areaOf({ left, right, bottom, top }: PageBox): number {
  return Math.max(0, right - left) * Math.max(0, top - bottom);
}

/** Boxes below a line that names a post; on a page without one, those in its lower third. */
function nearSignature(engine: PdfEngine, page: Pointer, size: Size, boxes: readonly PageBox[]): readonly PageBox[] {
  const lines = withPageText(engine, page, (text) => pdfPageLines(engine, text).lines) ?? [];
  const blocks = lines.filter((line) => isBlockLine(line.text) || line.text.split('\t').some(isBlockLine)).map((line) => line.words[0]?.y ?? 0);
  return boxes.filter((box) => {
    const middle = (box.top + box.bottom) / 2;
    return blocks.length === 0 ? middle < size.height / 3 : blocks.some((y) => middle < y + above && middle > y - below);
  });
}

function boxFrom(engine: PdfEngine, read: (at: Pointer) => boolean, order: readonly [number, number, number, number]): PageBox | null {
  return withMemory(engine, 16, (at) => {
    if (!read(at)) return null;
    const [left, bottom, right, top] = order.map((offset) => readFloat(engine, at + offset));
    return left === undefined || bottom === undefined || right === undefined || top === undefined ? null : { left, bottom: Math.min(bottom, top), right, top: Math.max(bottom, top) };
  });
}

function pictureBoxes(engine: PdfEngine, page: Pointer): readonly PageBox[] {
  const { module } = engine;
  const boxes: PageBox[] = [];
  const objects = Math.min(Math.max(0, module.FPDFPage_CountObjects(page)), limits.pdfScanObjects);
  for (let index = 0; index < objects && boxes.length < limits.picturesPerPage; index += 1) {
    const object = module.FPDFPage_GetObject(page, index);
    if (object === 0 || !isPicture(engine, object)) continue;
    const box = boxFrom(engine, (at) => module.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12), [0, 4, 8, 12]);
    if (box !== null) boxes.push(box);
  }
  return boxes;
}

function isPicture(engine: PdfEngine, object: Pointer): boolean {
  const { module } = engine;
  const type = module.FPDFPageObj_GetType(object);
  if (type !== formObject) return type === imageObject;
  // a form that wraps one picture is that picture; one of many is a drawing
  return module.FPDFFormObj_CountObjects(object) === 1 && module.FPDFPageObj_GetType(module.FPDFFormObj_GetObject(object, 0)) === imageObject;
}

/** Stamps put on the page, and strokes drawn on it: how a tablet "signs". */
function annotationBoxes(engine: PdfEngine, page: Pointer): readonly PageBox[] {
  const { module } = engine;
  const boxes: PageBox[] = [];
  const count = Math.min(Math.max(0, module.FPDFPage_GetAnnotCount(page)), limits.picturesPerPage);
  for (let index = 0; index < count; index += 1) {
    const annotation = module.FPDFPage_GetAnnot(page, index);
    if (annotation === 0) continue;
    const subtype = module.FPDFAnnot_GetSubtype(annotation);
    // FS_RECTF: left, top, right, bottom
    const box = subtype === stampAnnotation || subtype === inkAnnotation ? boxFrom(engine, (at) => module.FPDFAnnot_GetRect(annotation, at), [0, 12, 8, 4]) : null;
    module.FPDFPage_CloseAnnot(annotation);
    if (box !== null) boxes.push(box);
  }
  return boxes;
}
