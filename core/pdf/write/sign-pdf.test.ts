import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestCa } from '../../../scripts/test-ca.mjs';
import type { TestCa } from '../../../scripts/test-ca.mjs';
import type { IsoTime } from '../../model/ids';
import { trustIn } from '../../verify/fixtures/trust-in';
import { openTrust } from '../../verify/trust-context';
import { verifyPdf } from '../../verify/verify-pdf';
import { sampleObjects, updatePdf, writePdf } from '../fixtures/write-pdf';
import type { TestPdf } from '../fixtures/write-pdf';
import { poppler, signedBy, signerOf } from './fixtures/sign-here';
import { preparePdfSignature } from './sign-pdf';

let folder: string;
let ca: TestCa;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-write-'));
  ca = createTestCa(folder, {
    units: [
      { id: 'person', name: 'Trưởng phòng Giáo dục (mẫu)', address: null },
      { id: 'agency', name: 'Sở Giáo dục và Đào tạo (mẫu)', address: null },
    ],
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = '2026-11-21T02:05:07Z' as IsoTime;
const place = { page: 1, rect: { left: 300, bottom: 100, right: 450, top: 160 } };

async function signed(bytes: Uint8Array, part: 'person' | 'agency'): Promise<Uint8Array> {
  const signer = signerOf(ca, part);
  const prepared = await preparePdfSignature(bytes, { pem: signer.pem, mechanism: 'ecdsa-sha256', part, picture: null, lines: [], fonts: null, place, at });
  if (!prepared.ok) throw new Error(prepared.failure);
  return signedBy(prepared.value, signer);
}

async function said(bytes: Uint8Array): Promise<readonly string[]> {
  const context = trustIn(ca);
  const verdicts = await verifyPdf(bytes, { where: 'cong-van.pdf', part: null, member: null }, context, await openTrust(context));
  return verdicts.map(({ verdict, reason, }) => `${verdict} ${reason}`);
}

const files: readonly (readonly [string, () => TestPdf])[] = [
  ['a table', () => writePdf(sampleObjects())],
  ['a cross-reference stream', () => writePdf(sampleObjects(), { xref: 'stream' })],
  ['objects in an object stream', () => writePdf(sampleObjects(), { xref: 'stream', packed: [1, 2, 3, 5], predictor: true })],
  ['a hybrid file', () => writePdf(sampleObjects(), { xref: 'hybrid', packed: [5] })],
  ['a table after a stream', () => updatePdf(writePdf(sampleObjects(), { xref: 'stream' }), { 3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>' }, { xref: 'stream' })],
];

describe('a PDF signed by the person and then by the agency', () => {
  it.each(files)('has two valid signatures: %s', async (_name, make) => {
    const before = make().bytes;
    const once = await signed(before, 'person');
    const twice = await signed(once, 'agency');
    expect(once.subarray(0, before.length)).toEqual(before);
    expect(twice.subarray(0, once.length)).toEqual(once);
    expect(poppler(twice)).toEqual({ valid: 2, all: 2, whole: 1 });
    expect(await said(twice)).toEqual(['passed valid', 'passed valid']);
  });
});
