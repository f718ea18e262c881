// @ts-check
/**
 * `npm test`: every stage in order, going on after a failure so that one run shows everything. The last line says
 * how many tests passed and failed. Types and lint count as one test each; preparing stages (packages, runtime, build,
 * packaging) count only when they fail.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureRuntime } from './electron-runtime.mjs';
import { runCommand } from './run-command.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { playwrightCounts, vitestCounts } from './test-counts.mjs';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const REPORTS = join(PROJECT, 'test-results');

/** @typedef {import('./test-counts.mjs').Counts} Counts */

/** @type {{ readonly name: string, readonly counts: Counts, readonly seconds: number }[]} */
const done = [];

await rm(REPORTS, { recursive: true, force: true });

await stage('system packages', async () => prepared(await ensureSystemPackages()));
await stage('electron runtime', async () => {
  process.env.ELECTRON_OVERRIDE_DIST_PATH = await ensureRuntime();
  return prepared(true);
});
// one busy core each
await Promise.all([stage('types', async () => {
  let isSound = true;
  for (const room of ['core', 'main', 'renderer', 'scripts']) isSound = (await program('tsc', ['-p', room])) && isSound;
  return one(isSound);
}), stage('lint', async () => {
  const isTidy = await program('eslint', ['.']);
  return one((await runCommand('node', ['--import', 'tsx', '--enable-source-maps', 'scripts/lint/regexes.mjs'], { cwd: PROJECT })).code === 0 && isTidy);
})]);
await stage('unit tests', () => vitest('unit'));
await stage('integration tests', () => vitest('integration'));
const isBuilt = await stage('build', async () => prepared((await program('electron-vite', ['build'])) && (await runCommand('node', ['scripts/notices.mjs'], { cwd: PROJECT })).code === 0));
const isPacked = isBuilt && (await stage('package', async () => prepared((await runCommand('node', ['scripts/package-dir.mjs'], { cwd: PROJECT })).code === 0)));
for (const project of ['app', 'ordinary-user']) if (isBuilt) await stage(`end-to-end: ${project}`, () => playwright(project));
for (const project of ['packaged', 'packaged-ordinary-user']) if (isPacked) await stage(`end-to-end: ${project}`, () => playwright(project));

const total = done.reduce((sum, { counts }) => ({ passed: sum.passed + counts.passed, failed: sum.failed + counts.failed }), { passed: 0, failed: 0 });
process.stdout.write('\n');
for (const { name, counts, seconds } of done) process.stdout.write(`${counts.failed > 0 ? 'FAILED' : 'ok    '} ${name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)\n`);
for (const { name, counts } of done) for (const failure of counts.names ?? []) process.stdout.write(`failed in ${name}: ${failure}\n`);
for (const { name, counts } of done) for (const once of counts.unsteady ?? []) process.stdout.write(`failed at first in ${name}: ${once}\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

/**
 * @param {string} name
 * @param {() => Promise<Counts>} run
 * @returns {Promise<boolean>} whether nothing failed
 */
async function stage(name, run) {
  process.stdout.write(`\n== ${name}\n`);
  const begun = Date.now();
  /** @type {Counts} */
  let counts;
  try {
    counts = await run();
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    counts = one(false);
  }
  done.push({ name, counts, seconds: Math.round((Date.now() - begun) / 1000) });
  return counts.failed === 0;
}

/**
 * @param {boolean} isPassed
 * @returns {Counts}
 */
function one(isPassed) {
  return isPassed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * @param {boolean} isReady
 * @returns {Counts}
 */
function prepared(isReady) {
  return isReady ? { passed: 0, failed: 0 } : one(false);
}

/**
 * @param {string} name an executable of node_modules
 * @param {readonly string[]} args
 */
async function program(name, args) {
  return (await runCommand('npx', ['--no-install', name, ...args], { cwd: PROJECT })).code === 0;
}

/** @param {string} project */
async function vitest(project) {
  const report = join(REPORTS, project);
  const env = { ...process.env, VANTHU_TEST_REPORT: report };
  const ran = await runCommand('npx', ['--no-install', 'vitest', 'run', '--project', project], { cwd: PROJECT, env });
  return checked(ran, vitestCounts(`${report}.json`, `${report}.stray.json`));
}

/** @param {string} project of playwright.config.ts */
async function playwright(project) {
  const report = join(REPORTS, `e2e-${project}.json`);
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const args = ['playwright', 'test', `--project=${project}`];
  return checked(await runCommand('npx', ['--no-install', ...args], { cwd: PROJECT, env }), playwrightCounts(report));
}

/**
 * A runner may fail for a reason that no report shows.
 *
 * @param {{ readonly code: number }} result
 * @param {Counts} counts
 * @returns {Counts}
 */
function checked(result, counts) {
  return result.code !== 0 && counts.failed === 0 ? { ...counts, failed: 1, names: [`exit code ${result.code} without a reason`] } : counts;
}
