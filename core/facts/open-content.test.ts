import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localKeyDesk } from '../../scripts/desk/local-keys';
import { createTestCa, signMime } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import type { KeyDesk } from '../pki/key-desk';
import { readCertificate } from '../pki/read-certificate';
import { openContent } from './open-content';
import { stageOne } from './stage-one';

let folder: string;
let ca: TestCa;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-facts-'));
  ca = createTestCa(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const entity = 'Content-Type: text/plain; charset=utf-8\r\n\r\nKính gửi: các phòng Giáo dục và Đào tạo.\r\n';
const headers = { From: '"So GDDT" <VanThu@sogddt.mau.example>', To: 'vanthu@nhan.example', Subject: 'Cong van' };

/** An opaque signed letter whose header calls the wrapper something else. */
function relabelled(contentType: string): Uint8Array {
  const raw = Buffer.from(signMime(ca, { signer: 'education', entity, headers, mode: 'opaque' })).toString('latin1');
  const nameless = raw.replace(/Content-Disposition:[^\r\n]*\r\n/i, '');
  return Buffer.from(nameless.replace(/Content-Type: application\/(x-)?pkcs7-mime(;[^\r\n]*(\r\n[ \t][^\r\n]*)*)?/i, `Content-Type: ${contentType}`), 'latin1');
}

describe('an opaque signed letter', () => {
  test.each(['application/pkcs7-mime; smime-type=signed-data; name=smime.p7m', 'application/octet-stream; name="smime.p7m"', 'application/octet-stream; name="SMIME.P7M"'])('called %s is opened for reading, and known to be signed', async (contentType) => {
    const raw = relabelled(contentType);
    const { wrapped, parsed } = await openContent(raw);
    expect(wrapped).toBe(true);
    expect(parsed.text?.text).toContain('Kính gửi');
    expect(await stageOne(raw)).toMatchObject({ signed: true, header: { subject: 'Cong van' } });
  });

  test('that is only a file somebody signed stays a file', async () => {
    const { wrapped } = await openContent(relabelled('application/octet-stream; name="bao-cao.p7m"'));
    expect(wrapped).toBe(false);
  });
});

describe('an encrypted letter', () => {
  async function deskOf(unit: string): Promise<KeyDesk> {
    const signer = ca.signers[unit];
    const certificate = await readCertificate(signer?.certPem ?? '');
    if (signer === undefined || !certificate.ok) throw new Error('no certificate');
    return localKeyDesk([{ certificate: certificate.value, pkcs8: createPrivateKey(readFileSync(signer.keyFile)).export({ format: 'der', type: 'pkcs8' }) }]);
  }

  function encrypted(inner: string | Uint8Array, unit = 'office'): string {
    const der = execFileSync('openssl', ['cms', '-encrypt', '-binary', '-outform', 'DER', '-aes256', '-recip', ca.signers[unit]?.certFile ?? ''], { input: inner });
    return `Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"\r\nContent-Transfer-Encoding: base64\r\n\r\n${der.toString('base64').replace(/.{1,76}/g, '$&\r\n')}`;
  }
  const codes = (content: Awaited<ReturnType<typeof openContent>>): readonly string[] => content.parsed.problems.map(({ code }) => code);
  const withoutHeader = (raw: Buffer): Buffer => raw.subarray(raw.indexOf('Content-Type:'));

  test('stays closed without its key, and says so; facts of it never hold what it says', async () => {
    const raw = Buffer.from(`From: a@b.example\r\nSubject: Mat\r\nMIME-Version: 1.0\r\n${encrypted(entity)}`);
    for (const desk of [null, await deskOf('education')]) {
      const content = await openContent(raw, desk);
      expect(content).toMatchObject({ wrapped: false, decrypted: null });
      expect(codes(content)).toEqual(['encryptedNoKey']);
      expect(JSON.stringify(await stageOne(raw, content))).not.toContain('Kính gửi');
    }
  });

  test('is read with its key under its outer header, and named to be looked at', async () => {
    const raw = Buffer.from(`From: a@b.example\r\nSubject: Mat\r\nMIME-Version: 1.0\r\n${encrypted(`Subject: Khac\r\n${entity}`)}`);
    const desk = await deskOf('office');
    const content = await openContent(raw, desk);
    expect(content).toMatchObject({ wrapped: true, decrypted: { fingerprint: desk.keys[0]?.fingerprint, authenticated: false } });
    expect(await stageOne(raw, content)).toMatchObject({ signed: true, header: { subject: 'Mat' }, text: { text: 'Kính gửi: các phòng Giáo dục và Đào tạo.\n' } });
    expect(codes(content)).toEqual(['decryptedUnauthenticated']);
  });

  test('signed, encrypted and signed again is opened layer by layer', async () => {
    const signed = withoutHeader(signMime(ca, { signer: 'education', entity, headers }));
    for (const mode of ['detached', 'opaque'] as const) {
      const content = await openContent(signMime(ca, { signer: 'education', entity: encrypted(signed), headers, mode }), await deskOf('office'));
      expect(content.parsed.text?.text).toContain('Kính gửi');
      expect(codes(content)).toEqual([]);
      expect(content.parsed.header.subject).toBe('Cong van');
    }
  });

  test('with more layers than anybody writes is left closed at the last', async () => {
    let inner: string = entity;
    for (let layer = 0; layer < 7; layer += 1) inner = encrypted(inner);
    const content = await openContent(Buffer.from(`From: a@b.example\r\nMIME-Version: 1.0\r\n${inner}`), await deskOf('office'));
    expect(content.parsed.text).toBeNull();
    expect(content.wrapped).toBe(true);
  });
});
