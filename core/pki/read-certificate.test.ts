import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCa } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import { certificateView, readCertificate, readCertificates } from './read-certificate';
import { readCrl } from './read-crl';

let folder: string;
let ca: TestCa;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-pki-'));
  ca = createTestCa(folder);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function pem(signer: string): string {
  return ca.signers[signer]?.certPem ?? '';
}

test('PEM, base64 and DER are the same certificate', async () => {
  const node = new X509Certificate(pem('office'));
  for (const input of [pem('office'), node.raw.toString('base64'), new Uint8Array(node.raw), new TextEncoder().encode(pem('office'))]) {
    const read = await readCertificate(input);
    expect(read.ok && certificateView(read.value).fingerprint).toBe(createHash('sha256').update(node.raw).digest('hex'));
  }
});

test('a view says what a person needs, as another implementation reads it', async () => {
  const node = new X509Certificate(pem('office'));
  const read = await readCertificate(pem('office'));
  expect(read.ok).toBe(true);
  if (!read.ok) return;
  const view = certificateView(read.value);
  expect(view.subject).toBe('CN=Văn phòng Ủy ban nhân dân tỉnh (mẫu),O=VanThu (mẫu),C=VN');
  expect(view.holder).toBe('Văn phòng Ủy ban nhân dân tỉnh (mẫu)');
  expect(view.organisation).toBe('VanThu (mẫu)');
  expect(view.serial).toBe(node.serialNumber.toLowerCase());
  expect(Date.parse(view.notBefore)).toBe(Date.parse(node.validFrom));
  expect(Date.parse(view.notAfter)).toBe(Date.parse(node.validTo));
  expect(view.addresses).toEqual(['vanthu@vpubnd.mau.example']);
  expect(read.value.publicKey.bits).toBe(2048);
});

test('what is no certificate is named so', async () => {
  expect(await readCertificate('xin chào')).toEqual({ ok: false, failure: 'notACertificate' });
  expect(await readCertificate(ca.crls[0] ?? '')).toEqual({ ok: false, failure: 'notACertificate' });
  expect(await readCertificate(new Uint8Array([0x30, 3, 2, 1, 1]))).toEqual({ ok: false, failure: 'malformed' });
  expect(await readCertificate(new Uint8Array(100_000).fill(0x30))).toEqual({ ok: false, failure: 'tooLarge' });
});

test('a bundle gives all of its certificates and counts the unreadable', async () => {
  const broken = '-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n';
  const { certificates, unreadable } = await readCertificates(`${ca.rootPem}\n${broken}${ca.intermediatePem}`);
  expect(certificates.map((certificate) => certificateView(certificate).holder)).toEqual(['Chứng thực gốc VanThu (mẫu)', 'Chứng thực cơ quan VanThu (mẫu)']);
  expect(unreadable).toBe(1);
});

test('no changed byte makes the reader throw', async () => {
  const der = new Uint8Array(new X509Certificate(pem('education')).raw);
  await fc.assert(
    fc.asyncProperty(fc.nat(der.length - 1), fc.nat(255), async (at, byte) => {
      const changed = der.slice();
      changed[at] = byte;
      expect(typeof (await readCertificate(changed)).ok).toBe('boolean');
    }),
    { numRuns: 300 },
  );
});

test('a revocation list tells who was revoked, when and why', () => {
  const read = readCrl(ca.crls[1] ?? '');
  expect(read.ok).toBe(true);
  if (!read.ok) return;
  const serial = new X509Certificate(pem('revoked')).serialNumber.toLowerCase();
  expect(read.value.entriesOf(serial).map(({ reason }) => reason)).toEqual(['keyCompromise']);
  expect(read.value.entriesOf('ff')).toEqual([]);
  expect((read.value.nextUpdate ?? 0) - read.value.thisUpdate).toBe(30 * 86_400_000);
});

test('no cut or changed list makes the reader throw', () => {
  const der = Buffer.from((ca.crls[1] ?? '').replace(/-----[^-]+-----|\s/g, ''), 'base64');
  expect(readFileSync(join(ca.folder, 'agencies', 'crl.pem'), 'utf8')).toBe(ca.crls[1]);
  fc.assert(
    fc.property(fc.nat(der.length - 1), fc.nat(255), fc.nat(der.length), (at, byte, cut) => {
      const changed = new Uint8Array(der);
      changed[at] = byte;
      expect(typeof readCrl(changed).ok).toBe('boolean');
      expect(readCrl(new Uint8Array(der.subarray(0, Math.min(cut, der.length - 1)))).ok).toBe(false);
    }),
    { numRuns: 200 },
  );
});
