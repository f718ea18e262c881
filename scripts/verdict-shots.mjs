// @ts-check
/** Puts the pictures that the end-to-end run made of verdicts (`e2e/signatures/verdicts.spec.ts`) where `docs/verdicts.md` shows them. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const made = join(project, 'out', 'e2e');
const shown = join(project, 'docs', 'images', 'verdicts');
const most = 70 * 1024;

mkdirSync(shown, { recursive: true });
for (const [, name = ''] of readFileSync(join(project, 'docs', 'verdicts.md'), 'utf8').matchAll(/\(images\/verdicts\/([a-z-]+)\.png\)/g)) {
  const picture = join(made, `verdict-${name}.png`);
  if (!existsSync(picture)) throw new Error(`${picture} is missing: run the end-to-end tests first`);
  const { size } = statSync(picture);
  if (size > most) throw new Error(`${picture} has ${size} bytes, more than ${most}`);
  copyFileSync(picture, join(shown, `${name}.png`));
  process.stdout.write(`docs/images/verdicts/${name}.png\n`);
}
