import type { LibarchiveWasm } from 'libarchive-wasm';
import { limits } from '../../base/limits';

/** What is used of a running libarchive; the package names a type for its module that it does not bring along. */
export type Libarchive = Omit<LibarchiveWasm, 'module'> & {
  readonly module: { readonly _malloc: (size: number) => number; readonly HEAP8: Int8Array };
};

/** libarchive, compiled but not running. */
export interface ArchiveEngine {
  /**
   * A fresh instance for one archive, with memory of its own of at most limits.archiveMemoryBytes: a hostile archive
   * spoils nothing for the next one, and memory that was needed is given back.
   */
  readonly start: () => Promise<Libarchive>;
}

type Receive = (instance: WebAssembly.Instance) => void;

/**
 * Compiles libarchive from the bytes of `libarchive-wasm/dist/libarchive.wasm`, which the caller fetches or reads (core
 * has neither network nor disk). The code around it is loaded with the first call.
 */
export async function loadArchiveEngine(wasmBinary: ArrayBuffer): Promise<ArchiveEngine> {
  const [module, { libarchiveWasm }] = await Promise.all([WebAssembly.compile(wasmBinary), import('libarchive-wasm')]);
  const start = (): Promise<Libarchive> => new Promise((resolve, reject) => {
    const instantiateWasm = (imports: WebAssembly.Imports, receive: Receive): object => {
      WebAssembly.instantiate(module, imports).then((instance) => receive(withBoundedMemory(instance)), reject);
      return {};
    };
    // what it has to say may quote the archive: it is not printed
    libarchiveWasm({ instantiateWasm, print: () => undefined, printErr: () => undefined }).then(resolve, reject);
  });
  return { start };
}

/** The build lets its memory grow to 2 GB; its allocator takes a refused growth for the end of memory and says so. */
function withBoundedMemory(instance: WebAssembly.Instance): WebAssembly.Instance {
  for (const memory of Object.values(instance.exports)) {
    if (!(memory instanceof WebAssembly.Memory)) continue;
    const grow = memory.grow.bind(memory);
    memory.grow = (pages) => {
      if (memory.buffer.byteLength + pages * 65_536 > limits.archiveMemoryBytes) throw new RangeError('no more memory for this archive');
      return grow(pages);
    };
  }
  return instance;
}
