// @ts-check
/**
 * Writes out/THIRD-PARTY-NOTICES.txt: the licences of every package that the application is built from, as they lie in
 * node_modules, and beside them `scripts/notices/`. Only what is here is read; nothing is fetched.
 *
 *   node scripts/notices.mjs
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** @typedef {{ readonly dependencies?: Record<string, string>, readonly optionalDependencies?: Record<string, string>, readonly peerDependencies?: Record<string, string>, readonly version?: string, readonly license?: string }} Locked */
/** @typedef {{ readonly name: string, readonly version: string, readonly licence: string, readonly author: string, readonly text: string }} Notice */

/** rooms whose sources end up in the application */
const rooms = ['core', 'main', 'preload', 'renderer'];
/** of packages that may be taken under one of several licences, the one they are taken under @type {Readonly<Record<string, string>>} */
const chosen = { 'node-forge': 'BSD-3-Clause' };
const licenceFile = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/**
 * Names of the packages that a source imports, `node:` and relative ones left out; types leave nothing behind and do not count.
 *
 * @param {string} source
 * @returns {readonly string[]}
 */
export function importedPackages(source) {
  const found = [...source.matchAll(/^(?:import|export)(?!\s+type\b)[^'"]*?from\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"]([^'"]+)['"]|\bcreateRequire\([^)]*\)\(['"]([^'"]+)['"]\)/gm)];
  return found.map((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5] ?? '')
    .filter((path) => /^@?[a-z0-9]/i.test(path) && !/^[a-z]+:/.test(path) && path !== 'electron')
    .map((path) => path.split('/').slice(0, path.startsWith('@') ? 2 : 1).join('/'));
}

/**
 * The roots and all they need, as paths of the lock file (`node_modules/a/node_modules/b`), the nearest copy first as Node does.
 *
 * @param {readonly string[]} roots
 * @param {Readonly<Record<string, Locked>>} packages
 * @returns {readonly string[]}
 */
export function withDependencies(roots, packages) {
  /** @type {Set<string>} */
  const reached = new Set();
  /** @param {string} name @param {string} from */
  const reach = (name, from) => {
    const path = nearest(name, from, packages);
    if (path === null || reached.has(path)) return;
    reached.add(path);
    const { dependencies, optionalDependencies, peerDependencies } = packages[path] ?? {};
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) if (!next.startsWith('@types/')) reach(next, path);
  };
  for (const root of roots) reach(root, '');
  return [...reached].sort();
}

/** @param {string} name @param {string} from @param {Readonly<Record<string, Locked>>} packages */
function nearest(name, from, packages) {
  for (let base = from; ; base = base.includes('/node_modules/') ? base.slice(0, base.lastIndexOf('/node_modules/')) : '') {
    const path = `${base === '' ? '' : `${base}/`}node_modules/${name}`;
    if (packages[path] !== undefined) return path;
    if (base === '') return null;
  }
}

/**
 * @param {string} project
 * @returns {readonly Notice[]} one for each package; throws where a package says nothing of its licence
 */
export function collectNotices(project) {
  /** @type {{ packages: Record<string, Locked> }} */
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  const roots = new Set(rooms.flatMap((room) => sourcesOf(join(project, room)).flatMap((file) => importedPackages(readFileSync(file, 'utf8')))));
  return withDependencies([...roots], lock.packages).map((path) => noticeOf(project, path, lock.packages[path] ?? {})).filter((notice) => notice !== null);
}

/** @param {string} folder @returns {readonly string[]} */
function sourcesOf(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|(^|[\\/])fixtures[\\/]/.test(file)).map((file) => join(folder, file));
}

/** @param {string} project @param {string} path @param {Locked} locked @returns {Notice | null} */
function noticeOf(project, path, locked) {
  const folder = join(project, path);
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  /** @type {readonly string[]} */
  let files;
  try {
    files = readdirSync(folder);
  } catch (error) {
    // an optional or peer dependency of another system is locked but not installed, so not part of the build either
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const own = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const licence = chosen[name] ?? locked.license ?? own.license ?? '';
  // what a package was built from and says nothing of: its licences ask to be reproduced all the same
  const enclosed = join(project, 'scripts', 'notices', `${name.replace('/', '__')}.txt`);
  const text = [...files.filter((file) => licenceFile.test(file)).sort().map((file) => join(folder, file)), ...(existsSync(enclosed) ? [enclosed] : [])]
    .map((file) => readFileSync(file, 'utf8').trim()).join('\n\n');
  if (licence === '' && text === '') throw new Error(`${name} says nothing of its licence`);
  const author = typeof own.author === 'string' ? own.author : (own.author?.name ?? '');
  return { name, version: locked.version ?? own.version, licence, author: author === '' ? '' : `Author: ${author}`, text };
}

/**
 * The file's text; packages with the same licence text stand together.
 *
 * @param {readonly Notice[]} notices
 */
export function writeNotices(notices) {
  /** @type {Map<string, Notice[]>} */
  const byText = new Map();
  for (const notice of notices) {
    const key = notice.text === '' ? `${notice.name} brings no licence text. Licence: ${notice.licence}. ${notice.author}`.trim() : notice.text;
    byText.set(key, [...(byText.get(key) ?? []), notice]);
  }
  const rule = '-'.repeat(78);
  const parts = [...byText].map(([text, group]) => `${rule}\n${group.map(({ name, version, licence }) => `${name} ${version} (${licence})`).join('\n')}\n${rule}\n\n${text.replaceAll('\r\n', '\n')}\n`);
  return `VanThu is built from the packages below. VanThu itself is under the Apache License 2.0 (see LICENSE); Electron and\nChromium bring their own licences beside the program.\n\n${parts.join('\n')}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const project = fileURLToPath(new URL('..', import.meta.url));
  const notices = collectNotices(project);
  mkdirSync(join(project, 'out'), { recursive: true });
  writeFileSync(join(project, 'out', 'THIRD-PARTY-NOTICES.txt'), writeNotices(notices));
  process.stdout.write(`licences of ${notices.length} packages: out/THIRD-PARTY-NOTICES.txt\n`);
}
