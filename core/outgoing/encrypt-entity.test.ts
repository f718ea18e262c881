import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localKeyDesk } from '../../scripts/desk/local-keys';
import { createTestCa } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import { decodePart } from '../letter/decode-part';
import { parseLetter } from '../letter/parse-letter';
import { decryptCms } from '../pki/decrypt-cms';
import type { IsoTime } from '../model/ids';
import type { Certificate } from '../pki/certificate';
import { recipientDefect } from '../pki/encrypt-cms';
import { readCertificate } from '../pki/read-certificate';
import { finishWith } from '../pki/fixtures/sign-with';
import { trustIn } from '../verify/fixtures/trust-in';
import { verifyLetter } from '../verify/verify-letter';
import { boundaryOf, composeEntity } from './compose-entity';
import { composeHeader } from './compose-header';
import { encryptEntity } from './encrypt-entity';
import { prepareSignedEntity } from './sign-entity';

let folder: string;
let ca: TestCa;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-encrypt-'));
  ca = createTestCa(folder, {
    units: [
      { id: 'rsa', name: 'Văn phòng (mẫu)', address: 'vanthu@vanphong.mau.example', key: 'rsa', encrypts: true },
      { id: 'p256', name: 'Sở Nội vụ (mẫu)', address: 'vanthu@sonoivu.mau.example', encrypts: true },
      { id: 'p384', name: 'Sở Tài chính (mẫu)', address: 'vanthu@sotaichinh.mau.example', key: 'p384', encrypts: true },
      { id: 'signer', name: 'Sở Y tế (mẫu)', address: 'vanthu@soyte.mau.example' },
    ],
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const now = new Date().toISOString() as IsoTime;
const all = ['rsa', 'p256', 'p384'];
const entity = composeEntity({ body: 'Mật khẩu họp trực tuyến gửi kèm.', files: [{ name: 'Lịch họp.pdf', mediaType: 'application/pdf', bytes: new Uint8Array(5000).fill(3) }], boundary: boundaryOf('c'.repeat(32)) });

function signerOf(id: string): TestCa['signers'][string] {
  const signer = ca.signers[id];
  if (signer === undefined) throw new Error(id);
  return signer;
}

async function certificateOf(id: string): Promise<Certificate> {
  const read = await readCertificate(signerOf(id).certPem);
  if (!read.ok) throw new Error(read.failure);
  return read.value;
}

async function encrypted(opensGcm: boolean, ids: readonly string[] = all): Promise<Uint8Array> {
  const recipients = await Promise.all(ids.map(certificateOf));
  return encryptEntity(entity, recipients.map((certificate) => ({ certificate, opensGcm })));
}

function cmsOf(letter: Uint8Array): Uint8Array {
  const { root } = parseLetter(letter);
  return decodePart(letter, root);
}

describe('an encrypted letter', () => {
  test.each([true, false])('opens for each of its readers in openssl, with GCM: %s', async (opensGcm) => {
    const letter = join(folder, 'letter.p7m');
    writeFileSync(letter, cmsOf(await encrypted(opensGcm)));
    for (const id of all) {
      const { keyFile, certFile } = signerOf(id);
      const opened = execFileSync('openssl', ['cms', '-decrypt', '-binary', '-inform', 'DER', '-in', letter, '-inkey', keyFile, '-recip', certFile], { stdio: ['ignore', 'pipe', 'pipe'] });
      expect(opened.equals(entity)).toBe(true);
    }
  });

  test.each([true, false])('opens for each of its readers in our own, with GCM: %s', async (opensGcm) => {
    const letter = await encrypted(opensGcm);
    expect(parseLetter(letter).root.params['smime-type']).toBe(opensGcm ? 'authEnveloped-data' : 'enveloped-data');
    for (const id of all) {
      const pkcs8 = createPrivateKey(readFileSync(signerOf(id).keyFile)).export({ format: 'der', type: 'pkcs8' });
      const opened = await decryptCms(cmsOf(letter), localKeyDesk([{ certificate: await certificateOf(id), pkcs8 }]));
      expect(opened.ok && Buffer.from(opened.value.content).equals(entity)).toBe(true);
      expect(opened).toMatchObject({ value: { authenticated: opensGcm } });
    }
  });

  test('opens in openssl with a key of P-521, whose secrets have a length of their own', async () => {
    const [keyFile, certFile, letter] = [join(folder, 'p521.key'), join(folder, 'p521.pem'), join(folder, 'p521.p7m')];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521', '-nodes', '-subj', '/CN=P-521', '-days', '2', '-keyout', keyFile, '-out', certFile], { stdio: 'pipe' });
    const certificate = await readCertificate(readFileSync(certFile, 'utf8'));
    if (!certificate.ok) throw new Error(certificate.failure);
    writeFileSync(letter, cmsOf(await encryptEntity(entity, [{ certificate: certificate.value, opensGcm: true }])));
    expect(execFileSync('openssl', ['cms', '-decrypt', '-binary', '-inform', 'DER', '-in', letter, '-inkey', keyFile, '-recip', certFile], { stdio: ['ignore', 'pipe', 'pipe'] }).equals(entity)).toBe(true);
  });

  test('is signed inside, and its reader sees whose letter it is', async () => {
    const { certPem, keyFile } = signerOf('p256');
    const mechanism = 'ecdsa-sha256';
    const signed = await finishWith(await prepareSignedEntity(entity, { pem: certPem + ca.intermediatePem, mechanism, now, boundary: boundaryOf('b'.repeat(32)) }), keyFile, mechanism);
    const header = composeHeader({
      from: { name: 'Sở Nội vụ', address: 'vanthu@sonoivu.mau.example' }, to: [{ name: '', address: 'vanthu@vanphong.mau.example' }], cc: [], subject: 'Lịch họp', now,
      messageId: '<1@sonoivu.mau.example>', inReplyTo: null, references: [], wantsMdn: false, urgent: false,
    });
    const pkcs8 = createPrivateKey(readFileSync(signerOf('rsa').keyFile)).export({ format: 'der', type: 'pkcs8' });
    const desk = localKeyDesk([{ certificate: await certificateOf('rsa'), pkcs8 }]);
    for (const opensGcm of [true, false]) {
      const raw = Buffer.concat([Buffer.from(header, 'latin1'), await encryptEntity(signed, [{ certificate: await certificateOf('rsa'), opensGcm }])]);
      const { verdict, reason, unsignedParts } = await verifyLetter(raw, parseLetter(raw), trustIn(ca), [], desk);
      expect([verdict, reason, unsignedParts]).toEqual(['passed', 'valid', []]);
    }
  });

  test('takes CBC as soon as one reader is not known to open GCM', async () => {
    const letter = await encryptEntity(entity, [{ certificate: await certificateOf('rsa'), opensGcm: true }, { certificate: await certificateOf('p256'), opensGcm: false }]);
    expect(parseLetter(letter).root.params['smime-type']).toBe('enveloped-data');
  });

  test('is never made for a key that may only sign', async () => {
    expect(recipientDefect(await certificateOf('signer'))).toBe('use');
    await expect(encrypted(true, ['signer'])).rejects.toThrow('not a recipient');
  });

  test('is another one each time', async () => {
    expect(Buffer.from(cmsOf(await encrypted(true, ['p256']))).equals(cmsOf(await encrypted(true, ['p256'])))).toBe(false);
  });
});
