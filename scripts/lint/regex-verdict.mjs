// @ts-check
import { createRequire } from 'node:module';
import { regexWays } from './regex-ways.mjs';

/**
 * @typedef {import('./find-regexes.mjs').Pattern} Pattern
 * @typedef {{ readonly status: 'safe' | 'vulnerable' | 'unknown', readonly degree: number, readonly says: string }} Verdict `degree` is the power of the length that the
 * work grows with, Infinity where it is exponential; 1 for a safe pattern
 */

/** the build of recheck that needs neither a JVM nor a binary of the platform */
const { checkSync } = /** @type {{ checkSync: typeof import('recheck').checkSync }} */ (createRequire(import.meta.url)('recheck/lib/browser.js'));

/** A pattern with so few ways through it costs at most that many steps a character. */
const fewWays = 20_000;

/** milliseconds after which the exact method gives up and attacks are searched instead */
const exactTimeout = 1000;
/** The search is limited in steps, not in time (recheck takes an attack that ran out of time for a success): a slow machine comes to the same verdict. */
const search = {
  checker: /** @type {const} */ ('fuzz'), timeout: 60_000, attackTimeout: null, incubationTimeout: null, randomSeed: 1, maxInitialGenerationSize: 60, maxGenerationSize: 30, maxIteration: 3,
  maxAttackStringSize: 20_000, attackLimit: 20_000_000, incubationLimit: 10_000,
};

/** Changes whenever a verdict might. */
export const verdictVersion = JSON.stringify({ fewWays, exactTimeout, search, recheck: createRequire(import.meta.url)('recheck/package.json').version });

/**
 * How the work of a pattern grows with the length of what it is given.
 *
 * @param {Pattern} pattern
 * @returns {Verdict}
 */
export function regexVerdict({ source, flags }) {
  const ways = regexWays(source);
  if (ways <= fewWays) return { status: 'safe', degree: 1, says: `at most ${ways} ways` };
  const exact = checkSync(source, flags, { checker: 'automaton', timeout: exactTimeout });
  const answer = exact.status === 'unknown' ? checkSync(source, flags, search) : exact;
  if (answer.status === 'unknown') return { status: 'unknown', degree: Infinity, says: `not decided (${answer.error.kind})` };
  const { complexity } = answer;
  if (answer.status === 'safe') return { status: 'safe', degree: 1, says: complexity.summary };
  return { status: 'vulnerable', degree: complexity.type === 'polynomial' ? complexity.degree : Infinity, says: complexity.summary };
}
