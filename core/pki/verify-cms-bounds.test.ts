import { afterEach, expect, test, vi } from 'vitest';
import { certify, holder } from './fixtures/made-pki';
import { int, octets, oid, plainTagged, seq, set, tagged } from './write-der';
import { limits } from '../base/limits';
import { oids } from './oids';
import { readCms } from './read-cms';
import { hashedContent, verifyCms } from './verify-cms';

const sha256 = seq(oid('2.16.840.1.101.3.4.2.1'));
const ecdsaSha256 = seq(oid('1.2.840.10045.4.3.2'));

afterEach(() => {
  vi.restoreAllMocks();
});

/** Signers that name a key identifier which many certificates bear, over the content itself: each try hashes all of it. */
async function bomb(signers: number, certificates: number): Promise<Uint8Array> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const made = [];
  for (let index = 0; index < certificates; index += 1) {
    const self = await holder(`Candidate ${index}`, keys);
    made.push(await certify(self, self));
  }
  const keyId = Uint8Array.from(Buffer.from(made[0]?.certificate.extensions.subjectKeyId ?? '', 'hex'));
  const info = seq(int(3), plainTagged(0, keyId), sha256, ecdsaSha256, octets(seq(int(1), int(1))));
  return seq(oid(oids.signedData), tagged(0, seq(int(3), set(sha256), seq(oid(oids.data)), tagged(0, ...made.map(({ der }) => der)), set(...Array.from({ length: signers }, () => info)))));
}

test('many signers with many certificates do not have a large content hashed over and over', async () => {
  const read = await readCms(await bomb(limits.signerInfos, 40));
  if (!read.ok || read.value.kind !== 'signed') throw new Error('not read');
  const content = new Uint8Array(24 * 1024 * 1024);
  const asked = vi.spyOn(crypto.subtle, 'verify').mockImplementation(() => Promise.resolve(false));
  const results = await verifyCms(read.value, hashedContent(content));
  expect(results).toHaveLength(limits.signerInfos);
  expect(results.some(({ integrity }) => integrity.state === 'passed')).toBe(false);
  const bytes = asked.mock.calls.reduce((sum, [, , , data]) => sum + data.byteLength, 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(limits.directlySignedBytes);
  // those that were not tried are not called wrong
  expect(results.at(-1)?.integrity).toEqual({ state: 'notChecked', why: 'tooMuch' });
});

test('of certificates that fit a signer only so many are tried', async () => {
  const read = await readCms(await bomb(1, 40));
  if (!read.ok || read.value.kind !== 'signed') throw new Error('not read');
  const asked = vi.spyOn(crypto.subtle, 'verify');
  const [result] = await verifyCms(read.value, hashedContent(new TextEncoder().encode('Kính gửi')));
  expect(result?.integrity).toEqual({ state: 'failed', why: 'signatureMismatch' });
  expect(asked.mock.calls.length).toBeLessThanOrEqual(limits.signerCandidates);
});
