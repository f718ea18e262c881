import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IsoTime } from '../../../core/model/ids';
import type { PreparedSignature } from '../../../core/outgoing/prepared-signature';
import { sampleObjects, writePdf } from '../../../core/pdf/fixtures/write-pdf';
import { preparePdfSignature } from '../../../core/pdf/write/sign-pdf';
import { finishWith } from '../../../core/pki/fixtures/sign-with';
import { trustIn } from '../../../core/verify/fixtures/trust-in';
import { createTestCa, type TestCa } from '../../../scripts/test-ca.mjs';
import { isWhole } from './is-whole';

let folder: string;
let ca: TestCa;
const mechanism = 'ecdsa-sha256';
const place = { page: 1, rect: { left: 300, bottom: 100, right: 420, top: 160 } };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-whole-'));
  ca = createTestCa(folder, { units: [{ id: 'leader', name: 'Lãnh đạo (mẫu)', address: null }, { id: 'agency', name: 'Cơ quan (mẫu)', address: null }] });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function keyOf(id: string): { readonly keyFile: string; readonly certPem: string } {
  const signer = ca.signers[id];
  if (signer === undefined) throw new Error(`no signer ${id}`);
  return signer;
}

async function prepared(bytes: Uint8Array, id: 'leader' | 'agency'): Promise<PreparedSignature> {
  const made = await preparePdfSignature(bytes, {
    pem: keyOf(id).certPem + ca.intermediatePem, mechanism, part: id === 'leader' ? 'person' : 'agency', picture: null, lines: [], fonts: null, place, at: '2026-11-21T02:00:00.000Z' as IsoTime,
  });
  if (!made.ok) throw new Error(made.failure);
  return made.value;
}

describe('a file that was just signed', () => {
  it('is whole with one signature and with two', async () => {
    const one = await finishWith(await prepared(writePdf(sampleObjects()).bytes, 'leader'), keyOf('leader').keyFile, mechanism);
    expect(await isWhole(one, false, trustIn(ca))).toBe(true);
    expect(await isWhole(await finishWith(await prepared(one, 'agency'), keyOf('agency').keyFile, mechanism), false, trustIn(ca))).toBe(true);
  });

  it('is not whole where the token signed with another key than its certificate has', async () => {
    expect(await isWhole(await finishWith(await prepared(writePdf(sampleObjects()).bytes, 'leader'), keyOf('agency').keyFile, mechanism), false, trustIn(ca))).toBe(false);
  });

  it('is not whole where it carries no signature at all', async () => {
    expect(await isWhole(writePdf(sampleObjects()).bytes, false, trustIn(ca))).toBe(false);
  });
});
