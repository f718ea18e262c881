import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCa } from '../test-ca.mjs';
import { Dice } from './dice';
import { fuzz } from './fuzz-loop';
import { makeTargets } from './make-targets';
import { mutateDer } from './mutate-der';
import type { FuzzTarget } from './target';

const folder = mkdtempSync(join(tmpdir(), 'vanthu-fuzz-test-'));
let targets: readonly FuzzTarget[] = [];

beforeAll(async () => {
  targets = await makeTargets(createTestCa(folder));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** about four seconds each on a machine at rest, half a minute in all; ten minutes each are `npm run fuzz` */
const rounds = { mime: 1700, cms: 700, pdf: 2300, zip: 1200, xml: 6000, shown: 550 };

test.each(Object.entries(rounds))('hostile %s input neither ends its reader nor passes for signed', async (name, count) => {
  const target = targets.find((one) => one.name === name);
  if (target === undefined) throw new Error(`no target ${name}`);
  const done = await fuzz(target, 2026, (round) => round < count);
  expect(done.rounds).toBe(count);
}, 120_000);

test('an error that escapes a reader is told with what is needed to see it again', async () => {
  const target: FuzzTarget = { name: 'weak', seeds: [Uint8Array.of(1)], mutate: (_dice, bytes) => bytes, run: () => Promise.reject(new Error('escaped')) };
  await expect(fuzz(target, 5, () => true)).rejects.toThrow('weak, seed 5, round 0: escaped');
});

test('a change to the structure of DER leaves the lengths around it right', () => {
  // SEQUENCE { SEQUENCE { INTEGER 5, OCTET STRING ab }, NULL }
  const der = Uint8Array.of(0x30, 0x0a, 0x30, 0x06, 2, 1, 5, 4, 1, 0xab, 5, 0);
  const changed = Array.from({ length: 300 }, (_none, seed) => mutateDer(new Dice(seed), der, [der])).filter((bytes) => bytes[0] === 0x30 && bytes.length !== der.length);
  const whole = changed.filter((bytes) => (bytes[1] ?? 0) < 0x80 && bytes[1] === bytes.length - 2);
  expect(changed.length).toBeGreaterThan(50);
  expect(whole.length / changed.length).toBeGreaterThan(0.5);
});
