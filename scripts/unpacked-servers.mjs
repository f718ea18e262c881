// @ts-check
/**
 * Servers that are unpacked and never installed: mail servers that Debian does not let live beside Dovecot (all of them are the virtual package
 * imap-server), and slapd, whose installation would start a directory service nobody asked for. Their packages
 * are downloaded and unpacked below `.cache/servers`, with the libraries this system lacks.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './folder-lock.mjs';
import { runCommand } from './run-command.mjs';

const FOLDER = fileURLToPath(new URL('../.cache/servers', import.meta.url));

/** The package, those of its own family (taken even where the system has them), and a file that shows it is all there. */
const SERVERS = {
  cyrus: { name: 'cyrus-imapd', family: ['cyrus-common'], proof: 'usr/lib/cyrus/bin/imapd' },
  courier: { name: 'courier-imap', family: ['courier-base', 'courier-authlib'], proof: 'usr/bin/imapd' },
  slapd: { name: 'slapd', family: [], proof: 'usr/sbin/slapd' },
};

/** @typedef {keyof typeof SERVERS} UnpackedServer */

/**
 * @param {UnpackedServer} server
 * @returns {string} the root of its unpacked packages: `usr/lib`, `usr/bin` and so on lie below it
 */
export function unpackedServer(server) {
  return join(FOLDER, server);
}

/** @returns {readonly UnpackedServer[]} those this machine lacks */
export function missingServers() {
  const names = /** @type {UnpackedServer[]} */ (Object.keys(SERVERS));
  return names.filter((server) => !existsSync(join(unpackedServer(server), SERVERS[server].proof)));
}

/**
 * Needs Debian and its package lists, which root refreshes; nothing of the system is changed otherwise.
 *
 * @returns {Promise<readonly string[]>} packages that could not be had
 */
export async function ensureUnpackedServers() {
  if (missingServers().length > 0 && existsSync('/etc/debian_version')) {
    await withLock(join(FOLDER, 'unpacking.lock'), async () => {
      for (const server of missingServers()) await unpack(server);
    });
  }
  return missingServers().map((server) => SERVERS[server].name);
}

/** @param {UnpackedServer} server */
async function unpack(server) {
  process.stderr.write(`unpacking ${SERVERS[server].name}\n`);
  if (await fetchAndUnpack(server)) return;
  // lists that are absent or older than the archive
  if (process.getuid?.() === 0 && (await runCommand('apt-get', ['update', '-q'], { quiet: true })).code === 0) await fetchAndUnpack(server);
}

/**
 * @param {UnpackedServer} server
 * @returns {Promise<boolean>} whether it is there now
 */
async function fetchAndUnpack(server) {
  const { name, family } = SERVERS[server];
  const lacking = await newPackages(name);
  if (lacking === null) return false;
  const fresh = join(FOLDER, `${server}.new`);
  const parcels = join(FOLDER, `${server}.packages`);
  for (const folder of [fresh, parcels, unpackedServer(server)]) await rm(folder, { recursive: true, force: true });
  for (const folder of [fresh, parcels]) await mkdir(folder, { recursive: true });
  const download = await runCommand('apt-get', ['download', '-q', ...new Set([name, ...family, ...lacking])], { cwd: parcels, quiet: true });
  let isWhole = download.code === 0;
  if (!isWhole) process.stderr.write(`${download.output.slice(-1000)}\n`);
  for (const parcel of await readdir(parcels)) isWhole = (await runCommand('dpkg', ['-x', join(parcels, parcel), fresh], { quiet: true })).code === 0 && isWhole;
  await rm(parcels, { recursive: true, force: true });
  // renamed last, so that a folder of this name is whole
  if (isWhole) await rename(fresh, unpackedServer(server));
  return isWhole;
}

/**
 * What installing a package would bring that is not here in any version; asking changes nothing.
 *
 * @param {string} name
 * @returns {Promise<readonly string[] | null>} null where the package lists do not know it
 */
async function newPackages(name) {
  const asked = await runCommand('apt-get', ['install', '-s', '--no-install-recommends', name], { env: { ...process.env, LC_ALL: 'C' }, quiet: true });
  if (asked.code !== 0) return null;
  return asked.output.split('\n').flatMap((line) => /^Inst (\S+) \(/.exec(line)?.[1] ?? []);
}
