// @ts-check
/**
 * The Debian packages that tests need beside npm's: `node scripts/system-packages.mjs`.
 * As root on Debian it installs what is missing; elsewhere it prints what to install. In CI a
 * missing part fails the run, because a skipped suite would look like a passed one.
 */
import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.mjs';
import { ensureUnpackedServers } from './unpacked-servers.mjs';

/** What each package is for, and a file that shows it is there (wherever it came from). */
const NEEDED = [
  { name: 'xvfb', why: 'a display for Electron', proof: ['/usr/bin/Xvfb'] },
  { name: 'libgtk-3-0', why: 'Electron', proof: library('libgtk-3.so.0') },
  { name: 'libnss3', why: 'Electron', proof: library('libnss3.so') },
  { name: 'libasound2', why: 'Electron', proof: library('libasound.so.2') },
  { name: 'libgbm1', why: 'Electron', proof: library('libgbm.so.1') },
  { name: 'unzip', why: 'archives in tests', proof: ['/usr/bin/unzip'] },
  { name: 'openssl', why: 'certificates of the test servers', proof: ['/usr/bin/openssl'] },
  { name: 'util-linux', why: 'setpriv, to start Electron as an ordinary user', proof: ['/usr/bin/setpriv', '/bin/setpriv'] },
  { name: 'fonts-noto-core', why: 'Vietnamese and Thai in screenshots', proof: ['/usr/share/fonts/truetype/noto'] },
  { name: 'fonts-liberation', why: 'screenshots', proof: ['/usr/share/fonts/truetype/liberation', '/usr/share/fonts/truetype/liberation2'] },
  { name: 'dovecot-imapd', why: 'IMAP server in tests', proof: ['/usr/lib/dovecot/imap'] },
  { name: 'dovecot-lmtpd', why: 'delivery in tests', proof: ['/usr/lib/dovecot/lmtp'] },
  { name: 'postfix', why: 'SMTP server in tests run as root', proof: ['/usr/sbin/postfix'], rootOnly: true },
  { name: 'libsasl2-modules', why: 'logins of the Cyrus server in tests', proof: library('sasl2/libplain.so.2') },
  { name: 'isync', why: 'mbsync, the measure of bench:sync', proof: ['/usr/bin/mbsync'] },
  { name: 'xmlsec1', why: 'a second opinion on signatures of XML', proof: ['/usr/bin/xmlsec1'] },
  { name: 'libxml2-utils', why: 'xmllint, a second opinion on canonical XML', proof: ['/usr/bin/xmllint'] },
  { name: 'poppler-utils', why: 'pdfsig, a second opinion on signatures of PDF', proof: ['/usr/bin/pdfsig'] },
  { name: 'softhsm2', why: 'tokens in tests', proof: ['/usr/lib/softhsm/libsofthsm2.so'] },
  { name: 'opensc', why: 'pkcs11-tool, to put keys on them', proof: ['/usr/bin/pkcs11-tool'] },
  { name: 'faketime', why: 'clocks in certificate tests', proof: ['/usr/bin/faketime'] },
];

/** @param {string} name */
function library(name) {
  return ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib'].map((folder) => `${folder}/${name}`);
}

/**
 * @param {boolean} isRoot
 * @returns {readonly (typeof NEEDED)[number][]} the parts this machine lacks
 */
export function missingPackages(isRoot) {
  return NEEDED.filter((part) => (isRoot || part.rootOnly !== true) && !part.proof.some((path) => existsSync(path)));
}

/**
 * @param {readonly string[]} [only] names of the packages to care about; without it all of them
 * @returns {Promise<boolean>} true when everything needed is there afterwards
 */
export async function ensureSystemPackages(only) {
  if (process.platform !== 'linux') {
    process.stderr.write('The server and window tests run on Linux; on this system only unit tests can run.\n');
    return false;
  }
  const isRoot = process.getuid?.() === 0;
  const wanted = () => missingPackages(isRoot).filter(({ name }) => only === undefined || only.includes(name));
  const missing = wanted();
  if (missing.length > 0 && isRoot && existsSync('/etc/debian_version')) await install(missing.map((part) => part.name));
  const still = wanted();
  for (const part of still) process.stderr.write(`missing: ${part.name} (${part.why})\n`);
  if (still.length > 0) process.stderr.write(`Install with: sudo apt-get install --no-install-recommends ${still.map((part) => part.name).join(' ')}\n`);
  if (!isRoot && only === undefined) process.stderr.write('Not root: Postfix is replaced by smtp-server in the tests.\n');
  // the window packages alone (demo) need no mail server
  const unserved = only === undefined ? await ensureUnpackedServers() : [];
  for (const name of unserved) process.stderr.write(`missing: ${name} (one of the servers in tests; unpacked from Debian's package into .cache/servers)\n`);
  return still.length === 0 && unserved.length === 0;
}

/** Services that the packages above would start; the tests run private instances instead. */
const SERVICES = ['dovecot.service', 'dovecot.socket', 'postfix.service'];

/**
 * Installs packages without their daemons: Debian starts them on installation, and a mail server nobody asked for
 * must not run on a developer's machine. Under systemd the units are masked meanwhile and left disabled; without it
 * the init scripts of what was just installed are stopped again. Services that were there before are not touched.
 *
 * @param {readonly string[]} names
 */
async function install(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const fresh = SERVICES.filter((unit) => names.some((name) => name.startsWith(stem(unit))) && !existsSync(`/etc/init.d/${stem(unit)}`));
  const hasSystemd = existsSync('/run/systemd/system');
  const systemctl = (/** @type {readonly string[]} */ verb) => (hasSystemd && fresh.length > 0 ? runCommand('systemctl', [...verb, ...fresh], { quiet: true }) : undefined);
  process.stderr.write(`installing ${names.join(' ')}\n`);
  const update = await runCommand('apt-get', ['update', '-q'], { env, quiet: true });
  if (update.code !== 0) process.stderr.write(`${update.output.slice(-1000)}\n`);
  await systemctl(['mask', '--runtime']);
  const done = await runCommand('apt-get', ['install', '-qy', '--no-install-recommends', ...names], { env, quiet: true });
  if (done.code !== 0) process.stderr.write(`${done.output.slice(-2000)}\n`);
  await systemctl(['unmask', '--runtime']);
  await systemctl(['disable']);
  if (!hasSystemd) for (const unit of fresh) await runCommand(`/etc/init.d/${stem(unit)}`, ['stop'], { quiet: true });
}

/** @param {string} unit */
function stem(unit) {
  return unit.split('.')[0] ?? unit;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const complete = await ensureSystemPackages();
  if (!complete && process.env.CI === 'true') process.exitCode = 1;
}
