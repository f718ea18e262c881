import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { collectNotices, importedPackages, withDependencies, writeNotices } from './notices.mjs';

it('a source is built from the packages it imports, not from types, Node or its neighbours', () => {
  const source = [
    "import { useState } from 'react';", "import type { PDFDocument } from 'only-types';", "import { join } from 'node:path';", "import { x } from './x';",
    "import 'side-effect/style.css';", "export { a } from '@scope/name/deep';", "const late = await import('late');", "import wasm from '@scope/wasm/file.wasm?url';",
    "import {\n  a,\n  b,\n} from 'several-lines';", "import type * as Binding from 'native';", "const binding = createRequire(import.meta.url)('native');",
  ].join('\n');
  expect([...importedPackages(source)].sort()).toEqual(['@scope/name', '@scope/wasm', 'late', 'native', 'react', 'several-lines', 'side-effect']);
});

it('a package brings what it needs, each in the copy that it gets', () => {
  const packages = {
    'node_modules/a': { dependencies: { b: '2' } }, 'node_modules/a/node_modules/b': { dependencies: { c: '1' } }, 'node_modules/b': {}, 'node_modules/c': { dependencies: { a: '1' } }, 'node_modules/unused': {},
  };
  expect(withDependencies(['a'], packages)).toEqual(['node_modules/a', 'node_modules/a/node_modules/b', 'node_modules/c']);
});

it('names every package the application is known to be built from, with a licence', () => {
  const notices = collectNotices(fileURLToPath(new URL('..', import.meta.url)));
  const names = notices.map((notice) => notice.name);
  expect(names).toEqual(expect.arrayContaining(['react', 'react-dom', 'pkijs', 'asn1js', 'imapflow', 'nodemailer', 'dexie', 'dompurify', '@embedpdf/pdfium', 'valibot', '@fluentui/react-icons']));
  expect(names).not.toContain('vitest');
  // may be had under the GPL as well
  expect(notices.find(({ name }) => name === 'node-forge')?.licence).toBe('BSD-3-Clause');
  const text = writeNotices(notices);
  for (const name of names) expect(text).toContain(`${name} `);
  // compiled into a package that does not say so
  expect(text).toContain('Copyright (c) 2003-2018 Tim Kientzle');
});
