import wasmUrl from '@embedpdf/pdfium/pdfium.wasm?url';
import archiveUrl from 'libarchive-wasm/dist/libarchive.wasm?url';
import { loadArchiveEngine, type ArchiveEngine } from '../../core/extract/archives/archive-engine';
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

let archives: Promise<ArchiveEngine | null> | null = null;

async function loadArchives(): Promise<ArchiveEngine | null> {
  try {
    const response = await fetch(archiveUrl);
    return await loadArchiveEngine(await response.arrayBuffer());
  } catch {
    return null;
  }
}

/** libarchive, compiled with the first RAR or 7z; every archive gets an instance of its own, so none is ever dropped. */
export function archiveEngine(): Promise<ArchiveEngine | null> {
  archives ??= loadArchives();
  return archives;
}

/** After a trap its heap cannot be trusted: the next attachment or page gets a fresh engine. */
export function dropPdfEngine(): void {
  engine = null;
}

/** Loaded once, with the first attachment. */
export async function pdfTools(): Promise<ExtractTools> {
  engine ??= load();
  return { pdf: await engine, archives: archiveEngine };
}
