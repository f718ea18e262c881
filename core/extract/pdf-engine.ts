import { init } from '@embedpdf/pdfium';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';

export type PdfFailure = 'pdfEncrypted' | 'pdfBroken' | 'pdfTooLarge';

/** A PDFium instance. One at a time per document; not shared between threads. */
export interface PdfEngine {
  readonly module: WrappedPdfiumModule;
}

/** A number in PDFium's heap that must be freed. */
export type Pointer = number;

/**
 * Starts PDFium from the bytes of `@embedpdf/pdfium/pdfium.wasm`, which the caller fetches or reads (core has neither
 * network nor disk). The engine lives as long as its owner; there is nothing to close.
 */
export async function loadPdfEngine(wasmBinary: ArrayBuffer): Promise<PdfEngine> {
  const module = await init({ wasmBinary });
  module.PDFiumExt_Init();
  return { module };
}

/** Runs `use` with `size` bytes of zeroed heap and frees them whatever happens. */
export function withMemory<Value>(engine: PdfEngine, size: number, use: (pointer: Pointer) => Value): Value {
  const { wasmExports } = engine.module.pdfium;
  const pointer = wasmExports.malloc(Math.max(size, 8));
  if (pointer === 0) throw new Error('PDFium has no memory left');
  heap(engine).fill(0, pointer, pointer + size);
  try {
    return use(pointer);
  } finally {
    wasmExports.free(pointer);
  }
}

/** The heap as bytes; taken anew every time because growing memory detaches older views. */
export function heap(engine: PdfEngine): Uint8Array {
  // the package's own types lean on @types/emscripten, which it does not bring along
  return (engine.module.pdfium as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8;
}

export function readDouble(engine: PdfEngine, pointer: Pointer): number {
  const bytes = heap(engine);
  return new DataView(bytes.buffer, bytes.byteOffset).getFloat64(pointer, true);
}

export function readFloat(engine: PdfEngine, pointer: Pointer): number {
  const bytes = heap(engine);
  return new DataView(bytes.buffer, bytes.byteOffset).getFloat32(pointer, true);
}

// fpdfview.h: FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
const passwordError = 4;
const securityError = 5;

/** Opens a document, runs `use`, closes it whatever happens. An encrypted or unreadable file is a named failure. */
export function withPdf<Value>(engine: PdfEngine, bytes: Uint8Array, use: (document: Pointer) => Value): Result<Value, PdfFailure> {
  const { module } = engine;
  return withMemory(engine, bytes.length, (memory) => {
    heap(engine).set(bytes, memory);
    const document = module.FPDF_LoadMemDocument(memory, bytes.length, '');
    if (document === 0) {
      const error = module.FPDF_GetLastError();
      return fail(error === passwordError || error === securityError ? 'pdfEncrypted' : 'pdfBroken');
    }
    try {
      return ok(use(document));
    } finally {
      module.FPDF_CloseDocument(document);
    }
  });
}

/** Loads a page, runs `use`, closes it; null where the page cannot be loaded. */
export function withPage<Value>(engine: PdfEngine, document: Pointer, index: number, use: (page: Pointer) => Value): Value | null {
  const page = engine.module.FPDF_LoadPage(document, index);
  if (page === 0) return null;
  try {
    return use(page);
  } finally {
    engine.module.FPDF_ClosePage(page);
  }
}

/** Loads the text of a page, runs `use`, closes it; null where there is none. */
export function withPageText<Value>(engine: PdfEngine, page: Pointer, use: (text: Pointer) => Value): Value | null {
  const text = engine.module.FPDFText_LoadPage(page);
  if (text === 0) return null;
  try {
    return use(text);
  } finally {
    engine.module.FPDFText_ClosePage(text);
  }
}

/** Number of signature fields with a signature; nothing is said about whether they hold. */
export function pdfSignatureCount(engine: PdfEngine, bytes: Uint8Array): Result<number, PdfFailure> {
  return withPdf(engine, bytes, (document) => Math.max(0, engine.module.FPDF_GetSignatureCount(document)));
}
