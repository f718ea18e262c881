import wasmUrl from '@embedpdf/pdfium/pdfium.wasm?url';
import { fail } from '../../core/base/result';
import { loadPdfEngine, type PdfEngine } from '../../core/extract/pdf-engine';
import { answerAsk } from './answer-ask';
import type { ReadAnswer, ReadAsk } from './ocr-messages';
import { startTesseract } from './start-tesseract';
import type { TesseractReader } from './tesseract-reader';

interface WorkerScope {
  postMessage(message: ReadAnswer): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ReadAsk }) => void): void;
}

const scope = self as unknown as WorkerScope;
let reader: Promise<TesseractReader | null> | null = null;
let pdf: Promise<PdfEngine | null> | null = null;
let file = new Uint8Array();

/** The pages of a PDF are drawn here too, beside everything a person waits for; what a file breaks goes when its owner ends this worker. */
async function answer(ask: ReadAsk): Promise<ReadAnswer> {
  file = ask.file === null ? file : new Uint8Array(ask.file);
  reader ??= startTesseract().catch(() => null);
  pdf ??= startPdf().catch(() => null);
  const engine = await reader;
  if (engine === null) return fail('ocrMissing');
  return answerAsk({ reader: engine, pdf: await pdf }, file, ask);
}

async function startPdf(): Promise<PdfEngine> {
  const response = await fetch(wasmUrl);
  return loadPdfEngine(await response.arrayBuffer());
}

scope.addEventListener('message', ({ data }) => {
  // whatever it stumbled over, its heap is not to be trusted: the owner is told and starts another worker
  answer(data).then((made) => scope.postMessage(made), () => scope.postMessage(fail('ocrGaveUp')));
});
