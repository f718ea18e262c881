import { Session } from 'node:inspector/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { createTestCa } from '../test-ca.mjs';
import { fuzz } from './fuzz-loop';
import { makeTargets } from './make-targets';
import { PathsTaken } from './paths-taken';

/** Handed over by `fuzz.ts`. */
export interface FuzzOrder {
  readonly target: string;
  readonly seed: number;
  readonly millis: number;
  /** the input that is being tried: 4 bytes of length, then the bytes */
  readonly current: SharedArrayBuffer;
}

export type FuzzWord =
  | { readonly kind: 'alive'; readonly round: number; readonly heapBytes: number }
  | { readonly kind: 'done'; readonly rounds: number; readonly corpus: number; readonly paths: number }
  | { readonly kind: 'failed'; readonly message: string };

const order = workerData as FuzzOrder;
const say = (word: FuzzWord): void => parentPort?.postMessage(word);
const folder = mkdtempSync(join(tmpdir(), 'vanthu-fuzz-'));
const session = new Session();
try {
  const target = (await makeTargets(createTestCa(folder))).find(({ name }) => name === order.target);
  if (target === undefined) throw new Error(`no target "${order.target}"`);
  session.connect();
  const paths = await PathsTaken.start(session);
  const shown = new Uint8Array(order.current);
  const until = performance.now() + order.millis;
  let said = 0;
  const result = await fuzz(target, order.seed, () => performance.now() < until, {
    trying(bytes, round) {
      new DataView(order.current).setUint32(0, bytes.length);
      shown.set(bytes, 4);
      if (performance.now() - said < 1000) return;
      said = performance.now();
      say({ kind: 'alive', round, heapBytes: usedBytes() });
    },
    isNew: () => paths.sawNew(),
  });
  say({ kind: 'done', ...result, paths: paths.count });
} catch (error) {
  say({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
} finally {
  session.disconnect();
  rmSync(folder, { recursive: true, force: true });
}

/** What stays in use once the garbage is gone. */
function usedBytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
