// @ts-check
/**
 * `npm run lint:regexes [-- folder]`: every regular expression of `core/`, which reads what strangers send, must not backtrack badly. Verdicts are
 * kept in `.cache/regexes.json`, so that only new patterns cost time.
 */
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { findRegexes } from './find-regexes.mjs';
import { loadedRegexes } from './loaded-regexes.mjs';
import { boundFault, regexBounds } from './regex-bounds.mjs';
import { verdictVersion } from './regex-verdict.mjs';

/**
 * @typedef {import('./find-regexes.mjs').Pattern} Pattern
 * @typedef {import('./regex-verdict.mjs').Verdict} Verdict
 * @typedef {{ readonly pattern: Pattern, readonly places: string[], readonly files: Set<string> }} Written
 */

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
/** another folder is checked without the bounds and verdicts of ours */
const given = process.argv[2];
const ROOT = given ?? join(PROJECT, 'core');
const CACHE = join(given ?? join(PROJECT, '.cache'), 'regexes.json');
const bounds = given === undefined ? regexBounds : [];
const workers = Math.max(1, Math.min(4, availableParallelism()));

/** @param {Pattern} pattern */
const keyOf = (pattern) => `/${pattern.source}/${pattern.flags}`;
/** @param {string} file */
const shown = (file) => relative(given ?? PROJECT, file).split(sep).join('/');

const names = await readdir(ROOT, { recursive: true });
const files = names.filter((name) => /\.ts$/.test(name) && !/\.test\.ts$/.test(name) && !name.split(sep).includes('fixtures')).map((name) => join(ROOT, name)).sort();
const sites = files.flatMap(findRegexes);
const loaded = await loadedRegexes([...new Set(sites.filter(({ pattern }) => pattern === null).map(({ file }) => file))]);

/** @type {string[]} */
const faults = [];
/** @type {Map<string, Written>} */
const all = new Map();
for (const site of sites) {
  const place = `${shown(site.file)}:${site.line}`;
  const patterns = site.pattern === null ? loaded.get(`${site.file}:${site.line}`) ?? [] : [site.pattern];
  if (patterns.length === 0) faults.push(`${place} cannot be checked: make the expression once, where the module is loaded\n    ${site.text}`);
  for (const pattern of patterns) {
    const written = all.get(keyOf(pattern)) ?? { pattern, places: [], files: new Set() };
    written.places.push(place);
    written.files.add(shown(site.file));
    all.set(keyOf(pattern), written);
  }
}

const known = await readCache();
const fresh = [...all.values()].filter(({ pattern }) => !known.has(keyOf(pattern))).map(({ pattern }) => pattern);
for (const [key, verdict] of await judge(fresh)) known.set(key, verdict);
await mkdir(dirname(CACHE), { recursive: true });
await writeFile(CACHE, JSON.stringify({ version: verdictVersion, verdicts: Object.fromEntries([...known].filter(([key]) => all.has(key))) }));

for (const [key, { places, files: at }] of all) {
  const verdict = known.get(key);
  if (verdict === undefined || verdict.status === 'safe') continue;
  for (const file of at) {
    const bound = bounds.find((one) => one.file === file && one.pattern === key);
    const fault = bound === undefined ? verdict.says : boundFault(bound, verdict.degree);
    if (fault !== null) faults.push(`${places.filter((place) => place.startsWith(`${file}:`)).join(' ')} ${fault}\n    ${key}`);
  }
}
for (const bound of bounds) {
  if (all.get(bound.pattern)?.files.has(bound.file) !== true) faults.push(`${bound.file} no longer holds ${bound.pattern}: drop its bound`);
}

process.stdout.write(`${all.size} regular expressions in ${sites.length} places, ${fresh.length} judged anew, ${bounds.length} bounded by their input\n`);
for (const fault of faults) process.stdout.write(`  ${fault}\n`);
// modules that were loaded may hold the process
process.exit(faults.length > 0 ? 1 : 0);

/** @returns {Promise<Map<string, Verdict>>} */
async function readCache() {
  try {
    const { version, verdicts } = JSON.parse(await readFile(CACHE, 'utf8'));
    // JSON knows no Infinity
    return version === verdictVersion ? new Map(Object.entries(verdicts).map(([key, verdict]) => [key, { ...verdict, degree: verdict.degree ?? Infinity }])) : new Map();
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) return new Map();
    throw error;
  }
}

/**
 * @param {readonly Pattern[]} patterns
 * @returns {Promise<ReadonlyMap<string, Verdict>>}
 */
async function judge(patterns) {
  /** @type {Map<string, Verdict>} */
  const verdicts = new Map();
  const waiting = [...patterns];
  await Promise.all(Array.from({ length: Math.min(workers, waiting.length) }, () => new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./regex-worker.mjs', import.meta.url), { execArgv: [] });
    /** @type {Pattern | undefined} */
    let asked;
    const ask = () => {
      asked = waiting.shift();
      if (asked !== undefined) worker.postMessage(asked);
      else void worker.terminate().then(resolve, reject);
    };
    worker.on('message', (verdict) => {
      if (asked !== undefined) verdicts.set(keyOf(asked), verdict);
      ask();
    });
    worker.on('error', reject);
    ask();
  })));
  return verdicts;
}
