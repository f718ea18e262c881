// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** @typedef {{ readonly passed: number, readonly failed: number, readonly names?: readonly string[], readonly unsteady?: readonly string[] }} Counts `names`: what failed, with the first line of why; `unsteady`: what failed at first and then passed */

/** @type {Counts} */
const NOTHING_RAN = { passed: 0, failed: 1 };
const REASON_CHARACTERS = 400;

/**
 * Counts of vitest's JSON reporter, with the errors of no test (`stray-errors.mjs`). No report, no tests at all, a file
 * that could not be loaded, a hook that failed and a rejection nobody handled count as failures: a suite that did not
 * run must never look like one that passed, and a failure must have a name.
 *
 * @param {string} file
 * @param {string} strayFile
 * @returns {Counts}
 */
export function vitestCounts(file, strayFile) {
  if (!existsSync(file) || !existsSync(strayFile)) return NOTHING_RAN;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const failed = report.testResults.flatMap((/** @type {any} */ suite) => suite.assertionResults.filter((/** @type {any} */ test) => test.status === 'failed'));
  const stray = JSON.parse(readFileSync(strayFile, 'utf8')).map(reason);
  const names = [...stray, ...failed.map((/** @type {any} */ test) => `${test.fullName}: ${reason(test.failureMessages?.[0])}`)];
  return orNothing({ passed: report.numPassedTests, failed: report.numFailedTests + stray.length, names });
}

/**
 * Counts of Playwright's JSON reporter; errors outside any test (set-up, a spec that does not compile) count too.
 *
 * @param {string} file
 * @returns {Counts}
 */
export function playwrightCounts(file) {
  if (!existsSync(file)) return NOTHING_RAN;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const suites = report.suites ?? [];
  const names = [...suites.flatMap((/** @type {any} */ suite) => specsThatAre('unexpected', -1, suite)), ...report.errors.map((/** @type {any} */ error) => reason(error.message))];
  const counted = orNothing({ passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected + report.errors.length, names });
  const unsteady = suites.flatMap((/** @type {any} */ suite) => specsThatAre('flaky', 0, suite));
  return unsteady.length === 0 ? counted : { ...counted, unsteady };
}

/**
 * @param {'unexpected' | 'flaky'} status
 * @param {number} run which run tells why, -1 the last
 * @param {any} suite
 * @returns {readonly string[]}
 */
function specsThatAre(status, run, suite) {
  const own = (suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
    spec.tests.filter((/** @type {any} */ test) => test.status === status).map((/** @type {any} */ test) => `${spec.file}: ${spec.title}: ${reason(test.results?.at(run)?.error?.message)}`));
  return [...own, ...(suite.suites ?? []).flatMap((/** @type {any} */ inner) => specsThatAre(status, run, inner))];
}

/** @param {unknown} message */
function reason(message) {
  return stripVTControlCharacters(String(message ?? 'no reason given')).split('\n', 1)[0]?.slice(0, REASON_CHARACTERS);
}

/** @param {Counts} counts */
function orNothing(counts) {
  if (counts.passed + counts.failed === 0) return NOTHING_RAN;
  const { passed, failed, names } = counts;
  return names === undefined || names.length === 0 ? { passed, failed } : counts;
}
