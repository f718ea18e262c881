// @ts-check
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import extractZip from 'extract-zip';

const require = createRequire(import.meta.url);

/** How long the download host may stay silent before it counts as out of reach, in milliseconds. */
const SILENCE_LIMIT_MS = 8_000;

/** @returns {string} the version of Electron that ships, as pinned in package.json */
export function pinnedVersion() {
  return require('electron/package.json').version;
}

/**
 * The ordinary download of the pinned Electron through @electron/get, which knows mirrors, proxies, checksums
 * and the download cache. It runs in a process of its own, so that a host that swallows packets can be given up.
 *
 * @param {string} folder empty folder to unpack into
 * @returns {Promise<{ readonly ok: true } | { readonly ok: false, readonly why: string }>}
 */
export async function fetchOfficial(folder) {
  const download = await downloadZip();
  if (!download.ok) return download;
  await extractZip(download.zip, { dir: folder });
  return { ok: true };
}

/** @returns {Promise<{ readonly ok: true, readonly zip: string } | { readonly ok: false, readonly why: string }>} */
function downloadZip() {
  const electronFolder = dirname(require.resolve('electron/package.json'));
  const getter = createRequire(join(electronFolder, 'package.json')).resolve('@electron/get');
  const program = `
    const { downloadArtifact } = await import(${JSON.stringify(getter)});
    const { createRequire } = await import('node:module');
    const checksums = createRequire(${JSON.stringify(join(electronFolder, 'package.json'))})('./checksums.json');
    const zip = await downloadArtifact({ version: ${JSON.stringify(pinnedVersion())}, artifactName: 'electron', checksums,
      platform: process.platform, arch: process.arch, cacheRoot: process.env.electron_config_cache,
      downloadOptions: { quiet: true, getProgressCallback: async () => { process.send('alive'); } } });
    process.send({ zip }, () => process.exit(0));`;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let complaint = '';
    let zip = '';
    let silent = false;
    const giveUp = () => {
      silent = true;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(giveUp, SILENCE_LIMIT_MS);
    child.stderr?.on('data', (chunk) => (complaint += chunk));
    child.on('message', (message) => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, SILENCE_LIMIT_MS * 4);
      if (typeof message === 'object' && message !== null && 'zip' in message) zip = String(message.zip);
    });
    child.on('close', () => {
      clearTimeout(timer);
      if (zip !== '') resolve({ ok: true, zip });
      else if (silent) resolve({ ok: false, why: `no answer within ${SILENCE_LIMIT_MS / 1000} s` });
      else resolve({ ok: false, why: /(?:getaddrinfo|connect) [^\n]*|Error: [^\n]*/.exec(complaint.replace(/Error: fetch failed/g, ''))?.[0] ?? 'download failed' });
    });
  });
}
