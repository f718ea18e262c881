import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestCa } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import { parseLetter } from '../letter/parse-letter';
import type { IsoTime } from '../model/ids';
import type { SignMechanism } from '../model/signing';
import { finishWith } from '../pki/fixtures/sign-with';
import { trustIn } from '../verify/fixtures/trust-in';
import { verifyLetter } from '../verify/verify-letter';
import { boundaryOf, composeEntity } from './compose-entity';
import { composeHeader } from './compose-header';
import { prepareSignedEntity } from './sign-entity';

let folder: string;
let ca: TestCa;

const units = [
  { id: 'p256', name: 'Sở Giáo dục và Đào tạo (mẫu)', address: 'vanthu@sogddt.mau.example' },
  { id: 'rsa', name: 'Văn phòng Ủy ban nhân dân tỉnh (mẫu)', address: 'vanthu@sogddt.mau.example', key: 'rsa' as const },
];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-sign-'));
  ca = createTestCa(folder, { units });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const now = new Date().toISOString() as IsoTime;
const entity = composeEntity({ body: 'Kính gửi: các phòng Giáo dục và Đào tạo.\nTổng số 12 đơn vị.', files: [{ name: 'Công văn số 12.pdf', mediaType: 'application/pdf', bytes: new Uint8Array(900).fill(7) }], boundary: boundaryOf('a'.repeat(32)) });
const header = composeHeader({
  from: { name: 'Sở Giáo dục và Đào tạo', address: 'vanthu@sogddt.mau.example' }, to: [{ name: '', address: 'vanthu@nhan.example' }], cc: [], subject: 'Công văn số 12', now,
  messageId: '<1@sogddt.mau.example>', inReplyTo: null, references: [], wantsMdn: false, urgent: false,
});

async function signed(unit: string, mechanism: SignMechanism): Promise<Uint8Array> {
  const signer = ca.signers[unit];
  if (signer === undefined) throw new Error(unit);
  const prepared = await prepareSignedEntity(entity, { pem: signer.certPem + ca.intermediatePem, mechanism, now, boundary: boundaryOf('b'.repeat(32)) });
  return Buffer.concat([Buffer.from(header, 'latin1'), await finishWith(prepared, signer.keyFile, mechanism)]);
}

function opensslVerifies(raw: Uint8Array): Buffer {
  const [root, letter] = [join(folder, 'root.pem'), join(folder, 'letter.eml')];
  writeFileSync(root, ca.rootPem);
  writeFileSync(letter, raw);
  return execFileSync('openssl', ['cms', '-verify', '-inform', 'SMIME', '-in', letter, '-CAfile', root, '-cades'], { stdio: ['ignore', 'pipe', 'pipe'] });
}

const mechanisms: readonly (readonly [string, SignMechanism])[] = [
  ['rsa', 'rsa-pkcs1-sha256'], ['rsa', 'rsa-pkcs1-sha384'], ['rsa', 'rsa-pkcs1-sha512'], ['rsa', 'rsa-pss-sha256'], ['rsa', 'rsa-pss-sha384'], ['rsa', 'rsa-pss-sha512'],
  ['p256', 'ecdsa-sha256'], ['p256', 'ecdsa-sha384'], ['p256', 'ecdsa-sha512'],
];

describe('a signed letter', () => {
  test.each(mechanisms)('of a key %s with %s is valid to openssl and to ourselves', async (unit, mechanism) => {
    const raw = await signed(unit, mechanism);
    expect(opensslVerifies(raw).equals(entity)).toBe(true);
    const verdict = await verifyLetter(raw, parseLetter(raw), trustIn(ca));
    expect([verdict.verdict, verdict.reason, verdict.unsignedParts]).toEqual(['passed', 'valid', []]);
    expect(verdict.signatures[0]?.signedAt?.slice(0, 19)).toBe(now.slice(0, 19));
  });
});
