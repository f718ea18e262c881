// @ts-check
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const EMPTY_LOCK_LIMIT_MS = 5_000;

/**
 * Runs `work` while holding `lockFile`, so that two runs never build the same folder at once. A lock
 * whose owner no longer lives (a killed run) is taken over.
 *
 * @template T
 * @param {string} lockFile
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(lockFile, work) {
  await mkdir(dirname(lockFile), { recursive: true });
  while (!(await tryLock(lockFile))) {
    if (await isAbandoned(lockFile)) await rm(lockFile, { force: true });
    else await pause(250);
  }
  try {
    return await work();
  } finally {
    await rm(lockFile, { force: true });
  }
}

/** @param {string} lockFile */
async function isAbandoned(lockFile) {
  const owner = Number(await readFile(lockFile, 'utf8').catch(() => ''));
  if (owner > 0) return !isAlive(owner);
  // Empty: its owner is about to write its number, or was killed just before.
  const { mtimeMs } = await stat(lockFile).catch(() => ({ mtimeMs: Date.now() }));
  return Date.now() - mtimeMs > EMPTY_LOCK_LIMIT_MS;
}

/** @param {string} lockFile */
async function tryLock(lockFile) {
  try {
    const handle = await open(lockFile, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** @param {unknown} error */
function errorCode(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
