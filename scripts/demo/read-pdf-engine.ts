import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadPdfEngine, type PdfEngine } from '../../core/extract/pdf-engine';

/** PDFium, from the package. */
export function readPdfEngine(): Promise<PdfEngine> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
  return loadPdfEngine(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
}
