import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestCa } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import { readPkcs12 } from './pkcs12';

let folder: string;
let ca: TestCa;
const password = 'Mật khẩu 2026';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-p12-'));
  ca = createTestCa(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function keyFile(unit: string, options: readonly string[] = [], secret = password): Buffer {
  const signer = ca.signers[unit];
  if (signer === undefined) throw new Error('no such unit');
  return execFileSync('openssl', ['pkcs12', '-export', '-inkey', signer.keyFile, '-in', signer.certFile, '-certfile', signer.chainFile, '-passout', `pass:${secret}`, ...options]);
}

/** The outermost SEQUENCE and the last element in it (MacData) made longer by so many bytes. */
function lengthened(before: Buffer, after: Buffer, by: number): Buffer {
  const bytes = Buffer.from(after);
  bytes.writeUInt16BE(before.readUInt16BE(2) + by, 2);
  const at = macStart(before);
  bytes[at + 1] = (bytes[at + 1] ?? 0) + by;
  return bytes;
}

/** Offset of MacData: after version and authSafe. */
function macStart(pfx: Buffer): number {
  const authSafe = 4 + 3;
  return authSafe + 4 + pfx.readUInt16BE(authSafe + 2);
}

function isKeyOf(pkcs8: Uint8Array, certPem: string): boolean {
  const own = createPublicKey(createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }));
  return own.equals(new X509Certificate(certPem).publicKey);
}

describe('a key file', () => {
  test.each([
    ['as it is written now', []],
    ['with 3DES and SHA-1', ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    ['of Windows 7 and before, certificates in RC2-40', ['-legacy']],
    ['with 128-bit RC2', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-RC2-128']],
    ['with AES-128 and SHA-512', ['-certpbe', 'AES-128-CBC', '-keypbe', 'AES-192-CBC', '-macalg', 'sha512']],
    ['whose certificates lie open', ['-certpbe', 'NONE']],
    ['without a MAC', ['-nomac']],
  ])('%s opens with its password, and no other', async (_, options) => {
    for (const unit of ['education', 'office']) {
      const bytes = keyFile(unit, options);
      const read = await readPkcs12(bytes, password);
      if (!read.ok) throw new Error(read.failure);
      expect(isKeyOf(read.value.pkcs8, ca.signers[unit]?.certPem ?? '')).toBe(true);
      expect(read.value.certificates.map(({ extensions }) => extensions.basicConstraints?.authority)).toEqual([false, true]);
      expect(new X509Certificate(read.value.pem).fingerprint256.replaceAll(':', '').toLowerCase()).toBe(read.value.certificates[0]?.fingerprint);
      expect(await readPkcs12(bytes, `${password}?`)).toEqual({ ok: false, failure: 'wrongPassword' });
    }
  });

  test('without a password opens without one', async () => {
    expect((await readPkcs12(keyFile('education', [], ''), '')).ok).toBe(true);
  });

  test('with the certificates of others finds the one that is the key\'s', async () => {
    const more = join(folder, 'more.pem');
    writeFileSync(more, [ca.signers['office']?.certPem, ca.intermediatePem, ca.signers['expired']?.certPem].join(''));
    const read = await readPkcs12(keyFile('education', ['-certfile', more]), password);
    expect(read.ok && isKeyOf(read.value.pkcs8, ca.signers['education']?.certPem ?? '')).toBe(true);
    expect(read.ok && read.value.certificates.length).toBe(4);
  });

  test('without a key, or with another\'s certificate alone, says so', async () => {
    expect(await readPkcs12(keyFile('education', ['-nokeys']), password)).toEqual({ ok: false, failure: 'noKey' });
  });

  test('that would keep the window busy for minutes is refused before that', async () => {
    const der = keyFile('education', ['-iter', '2', '-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-maciter']);
    // INTEGER 2 of the MAC at the very end, written as a billion
    const at = der.length - 3;
    expect(der.subarray(at)).toEqual(Buffer.of(2, 1, 2));
    const body = Buffer.concat([der.subarray(0, at), Buffer.of(2, 4, 0x3b, 0x9a, 0xca, 0)]);
    expect(await readPkcs12(lengthened(der, body, 3), password)).toEqual({ ok: false, failure: 'unsupported' });
  });

  test('that is damaged is an answer, never an exception', async () => {
    const good = keyFile('education', ['-iter', '1']);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 100 }), fc.nat(good.length).map((cut) => good.subarray(0, cut)), fc.tuple(fc.nat(good.length - 1), fc.nat(255)).map(([at, byte]) => Buffer.from(good).fill(byte, at, at + 1))), async (bytes) => {
        const read = await readPkcs12(bytes, password);
        expect(read.ok || ['wrongPassword', 'noKey', 'malformed', 'unsupported'].includes(read.failure)).toBe(true);
      }),
      { numRuns: 80 },
    );
  });
});
