import wasmUrl from '@embedpdf/pdfium/pdfium.wasm?url';
import { loadPdfEngine, type PdfEngine } from '../../core/extract/pdf-engine';
import type { ExtractTools } from '../../core/extract/extract-attachment';

let engine: Promise<PdfEngine> | null = null;

async function load(): Promise<PdfEngine> {
  const response = await fetch(wasmUrl);
  return loadPdfEngine(await response.arrayBuffer());
}

/** The PDF engine is loaded with the first PDF and kept. */
export const pdfTools: ExtractTools = { pdf: () => (engine ??= load()) };
