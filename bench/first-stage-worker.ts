import { parentPort } from 'node:worker_threads';
import { stageOne } from '../core/facts/stage-one';

/** The first stage of ingest in a thread of its own: each message is a raw letter, each answer the milliseconds it took. */
const port = parentPort;
if (!port) throw new Error('runs in a worker thread');
port.on('message', (raw: Uint8Array) => {
  const begin = performance.now();
  void stageOne(raw).then((facts) => port.postMessage({ millis: performance.now() - begin, isListed: facts.header.subject !== '' }));
});
