import wasmUrl from '@embedpdf/pdfium/pdfium.wasm?url';
import { loadPdfEngine, type PdfEngine } from '../../core/extract/pdf-engine';
import type { ExtractTools } from '../../core/extract/extract-attachment';

let engine: Promise<PdfEngine | null> | null = null;

/** Where the engine cannot be started, PDF attachments become a named problem and the rest goes on. */
async function load(): Promise<PdfEngine | null> {
  try {
    const response = await fetch(wasmUrl);
    return await loadPdfEngine(await response.arrayBuffer());
  } catch {
    return null;
  }
}

/** After a trap its heap cannot be trusted: the next attachment or page gets a fresh engine. */
export function dropPdfEngine(): void {
  engine = null;
}

/** Loaded once, with the first attachment. */
export async function pdfTools(): Promise<ExtractTools> {
  engine ??= load();
  return { pdf: await engine };
}
