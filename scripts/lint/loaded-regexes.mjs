// @ts-check
import { pathToFileURL } from 'node:url';

/** @typedef {import('./find-regexes.mjs').Pattern} Pattern */

/**
 * Loads modules and notes each `new RegExp` they run meanwhile: patterns put together from tables of words are known only then.
 * Needs a loader for TypeScript with source maps (`node --import tsx --enable-source-maps`).
 *
 * @param {readonly string[]} files absolute paths
 * @returns {Promise<ReadonlyMap<string, readonly Pattern[]>>} by `file:line`
 */
export async function loadedRegexes(files) {
  /** @type {Map<string, Pattern[]>} */
  const made = new Map();
  const wanted = new Set(files);
  const Native = globalThis.RegExp;
  Error.stackTraceLimit = 20;
  globalThis.RegExp = new Proxy(Native, {
    construct(target, args, newTarget) {
      const regex = Reflect.construct(target, args, newTarget);
      // the pattern is tried before the stack is read: reading it makes patterns of its own
      globalThis.RegExp = Native;
      const frame = (new Error('here').stack ?? '').split('\n').slice(1).map(placeOf).find((place) => place !== null);
      globalThis.RegExp = watching;
      if (frame !== undefined && frame !== null && wanted.has(frame.file)) {
        const key = `${frame.file}:${frame.line}`;
        made.set(key, [...(made.get(key) ?? []), { source: regex.source, flags: regex.flags }]);
      }
      return regex;
    },
  });
  const watching = globalThis.RegExp;
  try {
    for (const file of files) await import(pathToFileURL(file).href);
  } finally {
    globalThis.RegExp = Native;
  }
  return made;
}

/**
 * @param {string} frame a line of a stack
 * @returns {{ readonly file: string, readonly line: string } | null}
 */
function placeOf(frame) {
  const place = /(?:\(|at )(?:async )?(?:file:\/\/)?([^()\s]+?):(\d+):\d+\)?$/.exec(frame.trim());
  const [, file, line] = place ?? [];
  return file === undefined || line === undefined || file.endsWith('loaded-regexes.mjs') ? null : { file: file.split('?')[0] ?? file, line };
}
