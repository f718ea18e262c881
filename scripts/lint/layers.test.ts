import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { forbiddenArrow, layersRule } from './layers.mjs';

const forbidden: readonly (readonly [string, string, string[]?])[] = [
  ['core/letter/parse-letter.ts', 'node:fs'],
  ['core/letter/parse-letter.ts', 'fs'],
  ['core/letter/parse-letter.ts', 'react'],
  ['core/letter/parse-letter.ts', 'electron'],
  ['core/letter/parse-letter.ts', '../../main/vault/vault'],
  ['core/letter/parse-letter.ts', 'pkijs'],
  ['core/pki/verify-cms.ts', 'postal-mime'],
  ['core/model/letter.ts', '../letter/parse-letter'],
  ['core/base/result.ts', '../letter/parse-letter'],
  ['main/sync/sync-inbox.ts', '../../renderer/store/connect-store'],
  ['main/outbox/receipts.ts', 'imapflow'],
  ['main/sync/sync-inbox.ts', 'nodemailer/lib/smtp-connection'],
  ['main/vault/vault.ts', 'postal-mime'],
  ['main/main.ts', '../preload/app'],
  ['renderer/letters/LetterList.tsx', '../settings/Settings'],
  ['renderer/letters/LetterList.tsx', '../app/Shell'],
  ['renderer/letters/LetterList.tsx', 'dexie'],
  ['renderer/letters/LetterList.tsx', 'node:path'],
  ['renderer/letters/LetterList.tsx', 'electron'],
  ['renderer/ui/Badge.tsx', '../letters/format-row'],
  ['renderer/ui/Badge.tsx', '../../core/model/letter'],
  ['renderer/ui/Badge.tsx', 'i18next'],
  ['renderer/store/connect-store.ts', '../ingest/fold'],
  ['renderer/ingest/start.ts', '../letters/LetterList'],
  ['renderer/app/Shell.tsx', '../ingest/start'],
  ['preload/app.ts', '../main/main'],
  ['main/outbox/receipts.ts', 'electron', ['ipcMain']],
  ['preload/app.ts', 'electron', ['ipcRenderer']],
];

const allowed: readonly (readonly [string, string, string[]?])[] = [
  ['core/letter/parse-letter.ts', '../model/letter'],
  ['core/letter/parse-letter.ts', 'postal-mime'],
  ['core/pki/verify-cms.ts', 'pkijs'],
  ['main/sync/sync-inbox.ts', 'imapflow'],
  ['main/outbox/smtp-session.ts', 'nodemailer/lib/smtp-connection'],
  ['main/main.ts', './window/windows'],
  ['main/main.ts', 'node:path'],
  ['main/ipc/serve-bridge.ts', 'electron', ['ipcMain']],
  ['preload/expose-bridge.ts', 'electron', ['ipcRenderer']],
  ['renderer/app/Shell.tsx', '../letters/LetterList'],
  ['renderer/letters/LetterList.tsx', '../ui/Badge'],
  ['renderer/letters/LetterList.tsx', '../store/store-port'],
  ['renderer/ingest/start.ts', '../store/tables'],
  ['renderer/store/tables.ts', 'dexie'],
  ['renderer/ui/Badge.tsx', '@fluentui/react-components'],
  ['core/letter/parse-letter.test.ts', 'node:fs'],
  ['bench/sync.ts', '../main/sync/sync-inbox'],
];

describe('the layer rule', () => {
  it.each(forbidden)('forbids %s to import %s', (file, specifier, names) => {
    expect(forbiddenArrow(file, specifier, names)).toEqual(expect.any(String));
  });

  it.each(allowed)('allows %s to import %s', (file, specifier, names) => {
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
