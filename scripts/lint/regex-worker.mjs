// @ts-check
import { parentPort } from 'node:worker_threads';
import { regexVerdict } from './regex-verdict.mjs';

parentPort?.on('message', (/** @type {import('./find-regexes.mjs').Pattern} */ pattern) => {
  parentPort?.postMessage(regexVerdict(pattern));
});
