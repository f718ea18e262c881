import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { forbiddenArrow, layersRule } from './layers.mjs';

const forbidden: readonly { readonly file: string; readonly specifier: string; readonly names?: readonly string[] }[] = [
  { file: 'core/letter/parse-letter.ts', specifier: 'node:fs' },
  { file: 'core/letter/parse-letter.ts', specifier: 'fs' },
  { file: 'core/letter/parse-letter.ts', specifier: 'react' },
  { file: 'core/letter/parse-letter.ts', specifier: 'electron' },
  { file: 'core/letter/parse-letter.ts', specifier: '../../main/vault/vault' },
  { file: 'core/letter/parse-letter.ts', specifier: 'pkijs' },
  { file: 'core/pki/verify-cms.ts', specifier: 'postal-mime' },
  { file: 'core/model/letter.ts', specifier: '../letter/parse-letter' },
  { file: 'core/base/result.ts', specifier: '../letter/parse-letter' },
  { file: 'main/sync/folder-mirror.ts', specifier: '../../renderer/store/connect-store' },
  { file: 'main/outbox/receipts.ts', specifier: 'imapflow' },
  { file: 'main/sync/folder-mirror.ts', specifier: 'nodemailer/lib/smtp-connection' },
  { file: 'main/vault/vault.ts', specifier: 'postal-mime' },
  { file: 'main/main.ts', specifier: '../preload/app' },
  { file: 'renderer/letters/LetterList.tsx', specifier: '../settings/Settings' },
  { file: 'renderer/letters/LetterList.tsx', specifier: '../app/Shell' },
  { file: 'renderer/letters/LetterList.tsx', specifier: 'dexie' },
  { file: 'renderer/letters/LetterList.tsx', specifier: 'node:path' },
  { file: 'renderer/letters/LetterList.tsx', specifier: 'electron' },
  { file: 'renderer/ui/Badge.tsx', specifier: '../letters/format-row' },
  { file: 'renderer/ui/Badge.tsx', specifier: '../../core/model/letter' },
  { file: 'renderer/ui/Badge.tsx', specifier: 'i18next' },
  { file: 'renderer/store/connect-store.ts', specifier: '../ingest/fold' },
  { file: 'renderer/ingest/start.ts', specifier: '../letters/LetterList' },
  { file: 'renderer/app/Shell.tsx', specifier: '../ingest/start' },
  { file: 'renderer/ocr/ocr-worker.ts', specifier: '../store/tables' },
  { file: 'renderer/ingest/worker.ts', specifier: 'tesseract.js-core/tesseract-core-lstm.js' },
  { file: 'preload/app.ts', specifier: '../main/main' },
  { file: 'main/outbox/receipts.ts', specifier: 'electron', names: ['ipcMain'] },
  { file: 'preload/app.ts', specifier: 'electron', names: ['ipcRenderer'] },
];

const allowed: readonly { readonly file: string; readonly specifier: string; readonly names?: readonly string[] }[] = [
  { file: 'core/letter/parse-letter.ts', specifier: '../model/letter' },
  { file: 'core/letter/parse-letter.ts', specifier: 'postal-mime' },
  { file: 'core/pki/verify-cms.ts', specifier: 'pkijs' },
  { file: 'main/sync/folder-mirror.ts', specifier: 'imapflow' },
  { file: 'main/outbox/smtp-session.ts', specifier: 'nodemailer/lib/smtp-connection' },
  { file: 'main/main.ts', specifier: './window/windows' },
  { file: 'main/main.ts', specifier: 'node:path' },
  { file: 'main/ipc/serve-bridge.ts', specifier: 'electron', names: ['ipcMain'] },
  { file: 'preload/expose-bridge.ts', specifier: 'electron', names: ['ipcRenderer'] },
  { file: 'renderer/app/Shell.tsx', specifier: '../letters/LetterList' },
  { file: 'renderer/letters/LetterList.tsx', specifier: '../ui/Badge' },
  { file: 'renderer/letters/LetterList.tsx', specifier: '../store/store-port' },
  { file: 'renderer/ingest/start.ts', specifier: '../store/tables' },
  { file: 'renderer/ingest/ocr/ocr-desk.ts', specifier: '../../ocr/picture-reader' },
  { file: 'renderer/store/tables.ts', specifier: 'dexie' },
  { file: 'renderer/ui/Badge.tsx', specifier: '@fluentui/react-components' },
  { file: 'core/letter/parse-letter.test.ts', specifier: 'node:fs' },
  { file: 'bench/sync.ts', specifier: '../main/sync/folder-mirror' },
];

describe('the layer rule', () => {
  it.each(forbidden)('forbids $file to import $specifier', ({ file, specifier, names }) => {
    expect(forbiddenArrow(file, specifier, names)).toEqual(expect.any(String));
  });

  it.each(allowed)('allows $file to import $specifier', ({ file, specifier, names }) => {
    expect(forbiddenArrow(file, specifier, names)).toBeNull();
  });

  it.each([
    ["import { readFile } from 'node:fs'", 1],
    ["export * from '../../main/main'", 1],
    ["export { x } from 'dexie'", 1],
    ["const m = import('electron')", 1],
    ["type T = import('node:fs').Stats", 1],
    ["import { ok } from '../base/result'", 0],
  ])('reports %s inside core/letter as ESLint sees it', (code, count) => {
    const linter = new Linter({ cwd: '/repo' });
    const messages = linter.verify(
      code,
      [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, plugins: { house: { rules: { layers: layersRule } } }, rules: { 'house/layers': 'error' } }],
      { filename: '/repo/core/letter/a.ts' },
    );
    expect(messages.map((m) => m.ruleId)).toEqual(Array.from({ length: count }, () => 'house/layers'));
  });
});
