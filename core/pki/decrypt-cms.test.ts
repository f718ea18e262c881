import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localKeyDesk } from '../../scripts/desk/local-keys';
import type { LocalKey } from '../../scripts/desk/local-keys';
import { createTestCa } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import { decryptCms } from './decrypt-cms';
import type { KeyDesk } from './key-desk';
import { readCertificate } from './read-certificate';

let folder: string;
let ca: TestCa;
let desk: KeyDesk;

const content = Buffer.from('Content-Type: text/plain; charset=utf-8\r\n\r\nMật khẩu họp trực tuyến gửi kèm.\r\n'.repeat(50));

async function keyOf(id: string): Promise<LocalKey> {
  const signer = ca.signers[id];
  const certificate = await readCertificate(signer?.certPem ?? '');
  if (signer === undefined || !certificate.ok) throw new Error('no certificate');
  return { certificate: certificate.value, pkcs8: createPrivateKey(readFileSync(signer.keyFile)).export({ format: 'der', type: 'pkcs8' }) };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-decrypt-'));
  ca = createTestCa(folder);
  desk = localKeyDesk([await keyOf('education'), await keyOf('office')]);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Encrypted by openssl for one unit: education has an EC key, office an RSA key. */
function encrypted(recipient: string, cipher: string, options: readonly string[] = []): Buffer {
  const plain = join(folder, 'plain');
  writeFileSync(plain, content);
  const forWhom = ['-recip', ca.signers[recipient]?.certFile ?? '', ...options.flatMap((option) => (option.startsWith('-') ? [option] : ['-keyopt', option]))];
  return execFileSync('openssl', ['cms', '-encrypt', '-binary', '-outform', 'DER', '-in', plain, cipher, ...forWhom], { maxBuffer: 1 << 26 });
}

describe('a letter encrypted for one of our certificates', () => {
  test.each([['-aes128', 'education'], ['-aes192', 'education'], ['-aes256', 'education'], ['-aes128', 'office'], ['-aes192', 'office'], ['-aes256', 'office'], ['-des3', 'office']])('opens with %s for %s, and counts as changeable on the way', async (cipher, recipient) => {
    const opened = await decryptCms(encrypted(recipient, cipher), desk);
    expect(opened.ok && Buffer.from(opened.value.content).equals(content)).toBe(true);
    expect(opened).toMatchObject({ value: { authenticated: false, fingerprint: (await keyOf(recipient)).certificate.fingerprint } });
  });

  test.each(['-aes-128-gcm', '-aes-192-gcm', '-aes-256-gcm'])('opens with %s, and is what its sender wrote', async (cipher) => {
    const opened = await decryptCms(encrypted('office', cipher), desk);
    expect(opened.ok && Buffer.from(opened.value.content).equals(content)).toBe(true);
    expect(opened).toMatchObject({ value: { authenticated: true } });
  });

  test('opens by key identifier, streamed in pieces of indefinite length', async () => {
    for (const flags of [['-keyid'], ['-stream', '-indef']]) expect((await decryptCms(encrypted('office', '-aes256', flags), desk)).ok).toBe(true);
  });

  test('opens with OAEP of every digest, another mask digest and a label', async () => {
    const oaep = 'rsa_padding_mode:oaep';
    for (const options of [[oaep], [oaep, 'rsa_oaep_md:sha256'], [oaep, 'rsa_oaep_md:sha512', 'rsa_mgf1_md:sha1'], [oaep, 'rsa_oaep_label:76616e746875']]) {
      expect((await decryptCms(encrypted('office', '-aes256', options), desk)).ok).toBe(true);
    }
  });

  test('opens with each key derivation', async () => {
    for (const digest of ['sha1', 'sha224', 'sha256', 'sha384', 'sha512']) expect((await decryptCms(encrypted('education', '-aes256', [`ecdh_kdf_md:${digest}`]), desk)).ok).toBe(true);
  });
});

describe('a letter that does not open', () => {
  test('says whether it was meant for others', async () => {
    expect(await decryptCms(encrypted('stranger', '-aes256'), desk)).toEqual({ ok: false, failure: 'noKey' });
  });

  test('says the same for a wrong key, a changed key and a changed tag', async () => {
    const gcm = encrypted('office', '-aes-256-gcm');
    gcm[gcm.length - 3] = (gcm[gcm.length - 3] ?? 0) ^ 1;
    const silent: KeyDesk = { ...desk, unwrap: () => Promise.resolve(null), agree: () => Promise.resolve(null) };
    for (const answer of [await decryptCms(gcm, desk), await decryptCms(encrypted('office', '-aes-256-gcm'), silent), await decryptCms(encrypted('education', '-aes256'), silent)]) {
      expect(answer).toEqual({ ok: false, failure: 'failed' });
    }
  });

  test('never shows what a wrong PKCS #1 padding gave: decryption goes on with another key', async () => {
    const asked: Uint8Array[] = [];
    const short: KeyDesk = { ...desk, unwrap: (_, __, key) => (asked.push(key), Promise.resolve(Uint8Array.of(1, 2, 3))) };
    const opened = await decryptCms(encrypted('office', '-aes256'), short);
    expect(asked).toHaveLength(1);
    expect(opened.ok && Buffer.from(opened.value.content).includes('Mật khẩu')).toBe(false);
  });

  test('for broken bytes is an answer, not an exception', async () => {
    const good = encrypted('office', '-aes256');
    for (const cut of [0, 1, 20, 200, good.length - 40]) expect((await decryptCms(good.subarray(0, cut), desk)).ok).toBe(false);
  });
});
