import thaUrl from '@tesseract.js-data/tha/4.0.0_best_int/tha.traineddata.gz?url';
import vieUrl from '@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz?url';
import plainUrl from 'tesseract.js-core/tesseract-core-lstm.wasm?url';
import simdUrl from 'tesseract.js-core/tesseract-core-simd-lstm.wasm?url';
import type { OcrLanguage } from '../../core/extract/ocr/ocr-language';
import type { TesseractStart } from './tesseract-module';
import { TesseractReader } from './tesseract-reader';

const dataUrls: Readonly<Record<OcrLanguage, string>> = { vie: vieUrl, tha: thaUrl };

// (module (func (result v128) (i32.const 0) (i8x16.splat) (i8x16.popcnt)))
const simdProbe = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);

/** The engine from the bundle; processors without vector instructions get the one that is four times slower. */
export async function startTesseract(): Promise<TesseractReader> {
  const hasSimd = WebAssembly.validate(simdProbe);
  const code = hasSimd ? await import('tesseract.js-core/tesseract-core-simd-lstm.js') : await import('tesseract.js-core/tesseract-core-lstm.js');
  const wasmBinary = await bytesOf(hasSimd ? simdUrl : plainUrl);
  const start = code.default as TesseractStart;
  // what the engine prints may quote the page: it is not kept
  const module = await start({ wasmBinary, print: () => undefined, printErr: () => undefined });
  return new TesseractReader(module, async (language) => unpacked(await bytesOf(dataUrls[language])));
}

async function bytesOf(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error('a part of the reader of pictures is missing');
  return response.arrayBuffer();
}

async function unpacked(gzip: ArrayBuffer): Promise<Uint8Array> {
  const stream = new Blob([gzip]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
