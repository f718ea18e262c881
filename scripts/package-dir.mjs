// @ts-check
/** Packs the built application into dist/linux-unpacked on the runtime at hand: a package for tests, never for release. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureRuntime, runtimeVersion } from './electron-runtime.mjs';
import { runCommand } from './run-command.mjs';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

const runtime = await ensureRuntime();
const bare = await withoutLoader(runtime);
const { code } = await runCommand(
  'npx',
  ['electron-builder', '--linux', '--dir', `-c.electronDist=${bare}`, `-c.electronVersion=${runtimeVersion(runtime)}`],
  { cwd: PROJECT, env: { ...process.env, VANTHU_TEST_PACKAGE: '1' } },
);
process.exitCode = code;

/**
 * The fallback runtime carries a loader in `resources/app`, which must not end up beside the packed application.
 *
 * @param {string} folder
 * @returns {Promise<string>} a copy (hard links where possible) without it
 */
async function withoutLoader(folder) {
  const copy = join(PROJECT, '.cache', 'electron-bare');
  await rm(copy, { recursive: true, force: true });
  const linked = await runCommand('cp', ['-al', '--no-target-directory', folder, copy], { quiet: true });
  if (linked.code !== 0) {
    await rm(copy, { recursive: true, force: true });
    const copied = await runCommand('cp', ['-a', '--no-target-directory', folder, copy]);
    if (copied.code !== 0) throw new Error(`cannot copy ${folder}`);
  }
  await rm(join(copy, 'resources', 'app'), { recursive: true, force: true });
  return copy;
}
