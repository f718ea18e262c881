// @ts-check
/** Puts the pictures that the end-to-end run made (`e2e/readme-pictures.spec.ts`) where the README shows them. */
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const made = join(project, 'out', 'e2e');
const shown = join(project, 'docs', 'images');
const names = ['readme-letter', 'readme-broken-signature', 'readme-first-start'];

/** Width and height stand at a fixed place of a PNG's first chunk. @param {string} path */
function sizeOf(path) {
  const head = readFileSync(path);
  return `${head.readUInt32BE(16)}×${head.readUInt32BE(20)}`;
}

mkdirSync(shown, { recursive: true });
for (const name of names) {
  const picture = join(made, `${name}.png`);
  if (!existsSync(picture)) throw new Error(`${picture} is missing: run the end-to-end tests first`);
  const size = sizeOf(picture);
  if (size !== '1366×768') throw new Error(`${picture} is ${size} large, not 1366×768`);
  copyFileSync(picture, join(shown, `${name.replace('readme-', '')}.png`));
  process.stdout.write(`docs/images/${name.replace('readme-', '')}.png\n`);
}
