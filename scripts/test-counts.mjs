// @ts-check
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ readonly passed: number, readonly failed: number }} Counts */

/** @type {Counts} */
const NOTHING_RAN = { passed: 0, failed: 1 };

/**
 * Counts of vitest's JSON reporter. No report, no tests at all, or a file that could not even be loaded count as a
 * failure: a suite that did not run must never look like one that passed.
 *
 * @param {string} file
 * @returns {Counts}
 */
export function vitestCounts(file) {
  if (!existsSync(file)) return NOTHING_RAN;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const broken = report.testResults.filter((/** @type {any} */ suite) => suite.status === 'failed' && suite.assertionResults.length === 0).length;
  return orNothing({ passed: report.numPassedTests, failed: report.numFailedTests + broken });
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
  return orNothing({ passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected + report.errors.length });
}

/** @param {Counts} counts */
function orNothing(counts) {
  return counts.passed + counts.failed === 0 ? NOTHING_RAN : counts;
}
