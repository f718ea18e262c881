import { zlibSync } from 'fflate';
import { limits } from '../../base/limits';
import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import type { PdfDictionary, PdfReference } from '../pdf-model';
import { grownDown, shownSize, turnMatrix } from './page-turn';
import type { PageTurn } from './page-turn';
import type { PdfDraft } from './pdf-draft';
import type { PdfFonts } from './pdf-fonts';
import type { PdfRect } from './pdf-place';
import type { PdfWriteFailure } from './pdf-write-failure';
import { readPng } from './read-png';
import { TextPen } from './text-line';
import type { TextLine } from './text-line';
import { coordinate, latinBytes, operand, pdfArray, pdfDictionary, pdfName, pdfNumber, streamBody, withEntries } from './write-object';

/** What is seen of a signature, and where: the place may have grown for its text. */
export interface Appearance {
  readonly form: PdfReference;
  readonly rect: PdfRect;
}

/** Nghị định 30/2020/NĐ-CP, annex I: Times New Roman upright, 10 pt, black. */
const textSize = 10;
const lineHeight = 12;

function pixels(data: Uint8Array, size: { readonly width: number; readonly height: number }, space: string): readonly [PdfDictionary, Uint8Array] {
  return [
    pdfDictionary({
      Type: pdfName('XObject'), Subtype: pdfName('Image'), Width: pdfNumber(size.width), Height: pdfNumber(size.height), ColorSpace: pdfName(space), BitsPerComponent: pdfNumber(8), Filter: pdfName('FlateDecode'),
    }),
    zlibSync(data),
  ];
}

/** 12.5.5: the box of the form, turned by its matrix, is laid over the place; so what it shows stands upright on a turned page. */
function formOf(draft: PdfDraft, rect: PdfRect, turn: PageTurn, resources: PdfDictionary, content: string): PdfReference {
  const { width, height } = shownSize(rect, turn);
  const keys = pdfDictionary({
    Type: pdfName('XObject'), Subtype: pdfName('Form'), BBox: pdfArray([0, 0, width, height].map(coordinate).map(pdfNumber)), Matrix: pdfArray([...turnMatrix(turn), 0, 0].map(pdfNumber)), Resources: resources,
  });
  return draft.add(streamBody(keys, latinBytes(content)));
}

/** The picture as large as the place allows, in the middle of it, its proportions kept. */
export function pictureAppearance(draft: PdfDraft, png: Uint8Array, rect: PdfRect, turn: PageTurn): Result<Appearance, PdfWriteFailure> {
  const read = readPng(png);
  if (!read.ok) return read;
  const { rgb, alpha } = read.value;
  const mask = alpha === null ? null : draft.add(streamBody(...pixels(alpha, read.value, 'DeviceGray')));
  const [keys, data] = pixels(rgb, read.value, 'DeviceRGB');
  const image = draft.add(streamBody(mask === null ? keys : withEntries(keys, { SMask: mask }), data));
  const place = shownSize(rect, turn);
  const scale = Math.min(place.width / read.value.width, place.height / read.value.height);
  const [width, height] = [read.value.width * scale, read.value.height * scale];
  const matrix = [width, 0, 0, height, (place.width - width) / 2, (place.height - height) / 2].map(operand).join(' ');
  return ok({ form: formOf(draft, rect, turn, pdfDictionary({ XObject: pdfDictionary({ Im: image }) }), `q\n${matrix} cm\n/Im Do\nQ\n`), rect });
}

/** Words of a line on as many lines as the width asks for; null where a word alone is too wide or a sign is in no font. */
function wrapped(pen: TextPen, text: string, width: number): Result<readonly TextLine[], PdfWriteFailure> {
  const lines: TextLine[] = [];
  let open = '';
  for (const word of text.split(/\s+/u).filter((part) => part !== '')) {
    const longer = open === '' ? word : `${open} ${word}`;
    const line = pen.line(longer, 'upright');
    const alone = pen.line(word, 'upright');
    if (line === null || alone === null) return fail('noFont');
    if ((alone.width * textSize) / 1000 > width) return fail('noRoom');
    if ((line.width * textSize) / 1000 <= width) {
      open = longer;
      if (lines.length === 0) lines.push(line);
      else lines[lines.length - 1] = line;
    } else {
      open = word;
      lines.push(alone);
    }
  }
  return ok(lines);
}

/** Lines from the top of the place down, flush left; the place grows downwards where they need more. */
export function textAppearance(draft: PdfDraft, texts: readonly string[], fonts: PdfFonts | null, rect: PdfRect, turn: PageTurn): Result<Appearance, PdfWriteFailure> {
  if (fonts === null) return fail('noFont');
  if (texts.length > limits.pdfTextLines || texts.some(({ length }) => length > limits.pdfTextChars)) return fail('noRoom');
  const pen = new TextPen(fonts);
  const lines: TextLine[] = [];
  for (const text of texts) {
    const more = wrapped(pen, text, shownSize(rect, turn).width);
    if (!more.ok) return more;
    lines.push(...more.value);
  }
  const missing = lines.length * lineHeight - shownSize(rect, turn).height;
  const grown = missing > 0 ? grownDown(rect, turn, missing) : rect;
  const { height } = shownSize(grown, turn);
  const content = lines.map((line, index) => pen.shown(line, textSize, 0, height - (index + 1) * lineHeight + (lineHeight - textSize) + 1, (face) => face)).join('');
  return ok({ form: formOf(draft, grown, turn, pdfDictionary({ Font: pdfDictionary(pen.addTo(draft, (face) => face)) }), `q\n0 g\n${content}Q\n`), rect: grown });
}
