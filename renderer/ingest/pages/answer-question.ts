import { assertNever } from '../../../core/base/assert-never';
import { fail, ok, type Result } from '../../../core/base/result';
import type { PagePlace, PagesAnswer, PagesFailure, PagesQuestion } from '../../../core/contract/pages';
import type { PdfEngine } from '../../../core/extract/pdf-engine';
import { pdfPageExtents } from '../../../core/extract/pdf-page-extents';
import { pdfTextBoxes, renderPdfPage } from '../../../core/extract/render-pdf-page';

/** places are measured on a picture of this scale: fine enough for a mark, far below the limits */
const placeScale = 2;
/** more than a person can zoom to */
const largestScale = 16;

/** What PDFium says to a question. A trap in the engine throws WebAssembly.RuntimeError. */
export function answerQuestion(engine: PdfEngine, bytes: Uint8Array, question: Exclude<PagesQuestion, { readonly type: 'file' }>): PagesAnswer {
  switch (question.type) {
    case 'outline':
      return { type: 'outlined', id: question.id, answer: pdfPageExtents(engine, bytes) };
    case 'picture': {
      const drawn = renderPdfPage(engine, bytes, question.page, Math.min(question.scale, largestScale));
      if (!drawn.ok) return refuse(question, drawn.failure);
      return drawn.value === null ? refuse(question, 'pageBroken') : { type: 'drawn', id: question.id, answer: ok(drawn.value) };
    }
    case 'places':
      return { type: 'placed', id: question.id, answer: placesOf(engine, bytes, question) };
    default:
      return assertNever(question);
  }
}

/** The answer to a question that could not be put to the engine, or that broke it. */
export function refuse(question: PagesQuestion, failure: PagesFailure): PagesAnswer {
  const { id } = question;
  switch (question.type) {
    case 'outline':
      return { type: 'outlined', id, answer: fail(failure) };
    case 'picture':
      return { type: 'drawn', id, answer: fail(failure) };
    case 'places':
      return { type: 'placed', id, answer: fail(failure) };
    case 'file':
      return { type: 'filed', id, answer: fail(failure) };
    default:
      return assertNever(question);
  }
}

function placesOf(engine: PdfEngine, bytes: Uint8Array, { page, ranges }: Extract<PagesQuestion, { readonly type: 'places' }>): Result<readonly PagePlace[], PagesFailure> {
  const outline = pdfPageExtents(engine, bytes);
  if (!outline.ok) return outline;
  const extent = outline.value.pages[page - 1];
  if (extent === undefined) return fail('pageBroken');
  const width = extent.width * placeScale;
  const height = extent.height * placeScale;
  const places: PagePlace[] = [];
  for (const range of ranges) {
    const boxes = pdfTextBoxes(engine, bytes, page, placeScale, range);
    if (!boxes.ok) return boxes;
    places.push(...boxes.value.map((box) => ({ left: box.x / width, top: box.y / height, width: box.width / width, height: box.height / height })));
  }
  return ok(places);
}
