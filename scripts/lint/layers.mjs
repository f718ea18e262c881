import { builtinModules } from 'node:module';
import { posix } from 'node:path';

/** Packages that have exactly one importing room (or none listed: anybody whose layer allows packages). */
const soleImporters = {
  'postal-mime': ['core/letter'],
  pkijs: ['core/pki'],
  asn1js: ['core/pki'],
  'node-forge': ['core/pki'],
  '@noble/hashes': ['core/pki'],
  saxes: ['core/xml'],
  '@embedpdf/pdfium': ['core/extract'],
  mammoth: ['core/extract'],
  fflate: ['core/extract', 'core/pdf', 'core/xmldsig'],
  fontkit: ['core/pdf'],
  parse5: ['core/extract'],
  'read-excel-file': ['core/extract'],
  cfb: ['core/extract'],
  utif2: ['core/extract'],
  'libarchive-wasm': ['core/extract'],
  '@kenjiuno/decompressrtf': ['core/extract'],
  papaparse: ['core/extract'],
  'ical.js': ['core/calendar'],
  'tesseract.js-core': ['renderer/ocr'],
  '@tesseract.js-data/vie': ['renderer/ocr'],
  '@tesseract.js-data/tha': ['renderer/ocr'],
  ldapts: ['main/directory'],
  pkcs11js: ['main/token'],
  imapflow: ['main/sync'],
  nodemailer: ['main/outbox'],
  dexie: ['renderer/store'],
  dompurify: ['renderer/letters'],
};

const purePackages = new Set(['postal-mime', 'pkijs', 'asn1js', 'node-forge', '@noble/hashes', 'saxes', '@embedpdf/pdfium', 'mammoth', 'fflate', 'parse5', 'valibot', 'read-excel-file', 'cfb', 'utif2', 'libarchive-wasm', '@kenjiuno/decompressrtf', 'papaparse', 'ical.js', 'fontkit']);
const mainPackages = new Set(['electron', 'imapflow', 'nodemailer', 'ldapts', 'pkcs11js', 'valibot']);
const uiPackages = /^(react|react-dom|@fluentui\/.+)$/;
const features = new Set(['letters', 'compose', 'registers', 'tracking', 'dossiers', 'duty', 'search', 'settings', 'archive', 'directory', 'pin']);
const rawIpc = { ipcMain: 'main/ipc/serve-bridge.ts', ipcRenderer: 'preload/expose-bridge.ts', contextBridge: 'preload/expose-bridge.ts' };
const builtins = new Set(builtinModules);

const isTest = (file) => /\.test\.tsx?$/.test(file) || file.includes('/fixtures/');

/** "core/letter" of "core/letter/scan-letter.ts"; "main" of "main/main.ts". */
function roomOf(file) {
  const parts = file.split('/');
  return parts.length > 2 ? `${parts[0]}/${parts[1]}` : parts[0];
}

function packageOf(specifier) {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}

/**
 * The arrows of the house as one decision: null when `file` may import `specifier`, else the sentence that says why not.
 * `file` is relative to the repository with forward slashes.
 */
export function forbiddenArrow(file, specifier, names = []) {
  if (isTest(file)) return null;
  const layer = file.split('/')[0];
  if (!['core', 'main', 'preload', 'renderer'].includes(layer)) return null;
  for (const name of names) {
    if (specifier === 'electron' && rawIpc[name] && rawIpc[name] !== file) return `only ${rawIpc[name]} touches ${name}`;
  }
  return specifier.startsWith('.') ? relativeArrow(file, layer, specifier) : packageArrow(file, layer, specifier);
}

function relativeArrow(file, layer, specifier) {
  const target = posix.normalize(posix.join(posix.dirname(file), specifier));
  const targetLayer = target.split('/')[0];
  if (layer === 'core' && targetLayer !== 'core') return 'core imports nothing but its own files and pure packages';
  if (layer === 'main' && !['core', 'main', 'assets'].includes(targetLayer)) return 'main may import core, never renderer or preload';
  if (layer === 'preload' && !['core', 'preload'].includes(targetLayer)) return 'preload is wiring only: contract to functions';
  if (layer === 'renderer' && !['core', 'renderer', 'assets'].includes(targetLayer)) return 'renderer may import core, never main or preload';
  const room = roomOf(file);
  const targetRoom = roomOf(target);
  if (room === 'core/model' && !['core/model'].includes(targetRoom)) return 'core/model knows only itself';
  if (room === 'core/base' && !['core/base', 'core/model'].includes(targetRoom)) return 'core/base knows only the model';
  if (layer !== 'renderer') return null;
  const from = file.split('/')[1];
  const to = target.split('/')[1];
  if (targetLayer === 'core' || targetLayer === 'assets' || from === to) return from === 'ui' && targetLayer === 'core' ? 'ui knows no mail' : null;
  if (from === 'ui') return 'ui knows only React and the component library';
  if (from === 'store') return 'the store imports core only';
  if (from === 'ingest') return to === 'store' || to === 'ocr' ? null : 'ingest imports core, store and ocr only';
  if (from === 'ocr') return 'the reader of pictures imports core only';
  if (features.has(from) && (features.has(to) || to === 'app' || to === 'ingest')) return 'features never import each other, nor the app that joins them';
  if (from === 'app' && to === 'ingest') return 'ingest runs in its own window';
  return null;
}

function packageArrow(file, layer, specifier) {
  const name = packageOf(specifier);
  const room = roomOf(file);
  const sole = soleImporters[name];
  // the engine's bytes, not its code: whoever starts core hands them in
  if (/\.wasm\?url$/.test(specifier) && layer === 'renderer') return null;
  if (sole && !sole.includes(room)) return `${name} is imported by ${sole.join(' and ')} only`;
  const isBuiltin = specifier.startsWith('node:') || builtins.has(name);
  if (layer === 'core') return purePackages.has(name) ? null : `core imports nothing but its own files and pure packages, not ${name}`;
  if (layer === 'main') return isBuiltin || mainPackages.has(name) ? null : `main does not import ${name}`;
  if (layer === 'preload') return name === 'electron' ? null : `preload does not import ${name}`;
  if (isBuiltin || name === 'electron') return 'renderer has no Node and no Electron';
  if (file.startsWith('renderer/ui/') && !uiPackages.test(name)) return 'ui knows only React and the component library';
  return null;
}

/** ESLint rule around `forbiddenArrow`. */
export const layersRule = {
  meta: { type: 'problem', docs: { description: 'imports follow the arrows of docs/architecture.md' }, schema: [], messages: { arrow: '{{why}}' } },
  create(context) {
    const file = posix.relative(context.cwd.replaceAll('\\', '/'), context.filename.replaceAll('\\', '/'));
    const check = (node, source, specifiers = []) => {
      if (typeof source?.value !== 'string') return;
      const names = specifiers.map((s) => s.imported?.name).filter(Boolean);
      const why = forbiddenArrow(file, source.value, names);
      if (why) context.report({ node, messageId: 'arrow', data: { why } });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source, node.specifiers),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal),
    };
  },
};
