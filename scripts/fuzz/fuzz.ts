/*
 * Hostile input for the readers of mail, signatures, PDF, containers and XML, guided by the paths it takes through our code.
 *
 *   npm run fuzz -- [mime] [cms] [pdf] [zip] [xml] [shown] [minutes=10] [seed=N]
 *
 * Fails where an error escapes, a forgery passes, one input keeps the reader busy too long, or memory grows beyond its bound; the input is
 * then written to out/fuzz.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startWorker } from '../start-worker';
import type { FuzzOrder, FuzzWord } from './fuzz-worker';

const names = ['mime', 'cms', 'pdf', 'zip', 'xml', 'shown'];
/** one input of at most half a megabyte, on a machine with other things to do */
const patienceMillis = 20_000;
/** what a worker may hold on to, beyond what it held after its first thousand inputs */
const growthBytes = 192 * 1024 * 1024;
const heapMegabytes = 1024;

const args = process.argv.slice(2);
const asked = names.filter((name) => args.includes(name));
const valueOf = (key: string): number | null => {
  const given = args.find((arg) => arg.startsWith(`${key}=`));
  return given === undefined ? null : Number(given.slice(key.length + 1));
};
const minutes = valueOf('minutes') ?? 10;
const seed = valueOf('seed') ?? Math.floor(Date.now() / 1000);

let failures = 0;
for (const name of asked.length > 0 ? asked : names) {
  const failure = await fuzzOne(name);
  if (failure !== null) failures += 1;
  process.stdout.write(failure === null ? `ok ${name}\n` : `FAILED ${name}: ${failure}\n`);
}
process.exitCode = failures === 0 ? 0 : 1;

async function fuzzOne(target: string): Promise<string | null> {
  const order: FuzzOrder = { target, seed, millis: minutes * 60_000, current: new SharedArrayBuffer(4 + 512 * 1024) };
  const worker = startWorker(new URL('fuzz-worker.ts', import.meta.url), {
    workerData: order, resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  });
  let base: number | null = null;
  let grown = 0;
  let last = performance.now();
  let round = -1;
  let isReady = false;
  const failure = await new Promise<string | null>((resolve) => {
    const watch = setInterval(() => {
      if (isReady && performance.now() - last > patienceMillis) resolve(`no answer for ${patienceMillis / 1000} s after round ${round}`);
    }, 1000);
    const end = (why: string | null): void => {
      clearInterval(watch);
      resolve(why);
    };
    worker.on('error', (error) => end(error.message));
    worker.on('exit', (code) => end(`the reader ended by itself (code ${code})`));
    worker.on('message', (word: FuzzWord) => {
      last = performance.now();
      isReady = true;
      if (word.kind === 'failed') return end(word.message);
      if (word.kind === 'done') {
        process.stdout.write(`figure fuzz.${target}.inputs ${word.rounds}\nfigure fuzz.${target}.kept ${word.corpus}\nfigure fuzz.${target}.paths ${word.paths}\nfigure fuzz.${target}.growth ${Math.round(grown / 1e6)} MB\n`);
        return end(null);
      }
      round = word.round;
      if (word.round >= 1000) base ??= word.heapBytes;
      grown = base === null ? 0 : Math.max(grown, word.heapBytes - base);
      return grown > growthBytes ? end(`memory grew by ${Math.round(grown / 1e6)} MB until round ${word.round}`) : undefined;
    });
  });
  worker.removeAllListeners();
  await worker.terminate();
  if (failure !== null) keep(target, order.current);
  return failure === null ? null : `${failure} (seed=${seed})`;
}

function keep(target: string, current: SharedArrayBuffer): void {
  const folder = fileURLToPath(new URL('../../out/fuzz', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${target}-${seed}.bin`);
  writeFileSync(path, new Uint8Array(current).slice(4, 4 + new DataView(current).getUint32(0)));
  process.stdout.write(`last input: ${path}\n`);
}
