import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addService, createTestCa, timestampToken } from '../../scripts/test-ca.mjs';
import type { TestCa, TestSigner } from '../../scripts/test-ca.mjs';
import type { IsoTime } from '../model/ids';
import type { SignMechanism } from '../model/signing';
import { cmsExtras } from './cms-extras';
import { bytesOf, childrenOf, hexOf, readElement } from './der';
import { finishWith } from './fixtures/sign-with';
import { oids } from './oids';
import { readCms } from './read-cms';
import type { SignedData } from './read-cms';
import { readTimestamp } from './read-timestamp';
import { prepareCms } from './sign-cms';
import type { CmsOrder } from './sign-cms';
import { hashedContent, verifyCms } from './verify-cms';
import { int, oid, sorted } from './write-der';

let folder: string;
let ca: TestCa;

const now = '2026-11-21T02:05:07.000Z' as IsoTime;
const content = new TextEncoder().encode('%PDF-1.7 what the byte range covers');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-cms-'));
  ca = createTestCa(folder, { units: [{ id: 'p384', name: 'Sở Nội vụ (mẫu)', address: 'vanthu@sonoivu.mau.example', key: 'p384' }] });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function signer(): TestSigner {
  const found = ca.signers['p384'];
  if (found === undefined) throw new Error('no signer');
  return found;
}

async function made(change: Partial<CmsOrder> = {}, stamp?: (value: Uint8Array) => Uint8Array): Promise<Uint8Array> {
  const order: CmsOrder = { content, pem: signer().certPem + ca.intermediatePem, mechanism: 'ecdsa-sha384', profile: 'pades', signingTime: now, ...change };
  return finishWith(await prepareCms(order), signer().keyFile, order.mechanism, stamp);
}

async function read(der: Uint8Array): Promise<SignedData> {
  const cms = await readCms(der);
  if (!cms.ok || cms.value.kind !== 'signed') throw new Error('not signed');
  return cms.value;
}

function types(cms: SignedData): readonly string[] {
  return (cms.signers[0]?.attributes ?? []).map(({ oid: type }) => type);
}

describe('what is signed beside the content', () => {
  test('are the certificates of its own path, not what else lies on the token', async () => {
    const others = Array.from({ length: 12 }, (_, index) => execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '/dev/null', '-subj', `/CN=Another ${index}`, '-days', '30'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }));
    const { certificates } = await read(await made({ pem: `${signer().certPem}${others.join('')}${ca.intermediatePem}` }));
    expect(certificates.map(({ subject }) => subject.text).sort()).toEqual((await read(await made())).certificates.map(({ subject }) => subject.text).sort());
    expect(certificates).toHaveLength(2);
  });

  test('of a PDF is what ETSI EN 319 142-1 (5.3, 6.3) asks for, and no signing-time', async () => {
    const cms = await read(await made());
    expect([...types(cms)].sort()).toEqual([oids.contentType, oids.messageDigest, oids.signingCertificateV2].sort());
    expect(cms.certificates.map(({ subject }) => subject.text)).toHaveLength(2);
    expect(cms).toMatchObject({ contentType: oids.data, content: null });
  });

  test('of a letter tells the claimed time and what its signer can open', async () => {
    const cms = await read(await made({ profile: 'smime' }));
    expect([...types(cms)].sort()).toEqual([oids.contentType, oids.messageDigest, oids.signingCertificateV2, oids.signingTime, oids.smimeCapabilities].sort());
    const [result] = await verifyCms(cms, hashedContent(content));
    expect(result).toMatchObject({ integrity: { state: 'passed' }, named: true, signingTime: now });
    expect(result?.capabilities?.[0]).toBe('2.16.840.1.101.3.4.1.46');
    expect(types(await read(await made({ profile: 'smime', signingTime: null })))).not.toContain(oids.signingTime);
  });

  test('stands in the order of DER, whatever its values', async () => {
    const prepared = await prepareCms({ content, pem: signer().certPem, mechanism: 'ecdsa-sha384', profile: 'smime', signingTime: now });
    const members = childrenOf(readElement(prepared.attributes)).map((member) => hexOf(bytesOf(member)));
    expect(members).toEqual([...members].sort());
    expect(prepared.attributes[0]).toBe(0x31);
  });

  test('does not fit another content or another certificate', async () => {
    const cms = await read(await made());
    expect((await verifyCms(cms, hashedContent(new TextEncoder().encode('other'))))[0]?.integrity).toEqual({ state: 'failed', why: 'digestMismatch' });
  });
});

describe('a signature', () => {
  test.each(['ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha512'] as const)('with a P-384 key and %s is valid to openssl as CAdES', async (mechanism: SignMechanism) => {
    const [cms, file, root] = [join(folder, 'cms.der'), join(folder, 'content'), join(folder, 'root.pem')];
    writeFileSync(cms, await made({ mechanism }));
    writeFileSync(file, content);
    writeFileSync(root, ca.rootPem);
    expect(() => execFileSync('openssl', ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', cms, '-content', file, '-CAfile', root, '-out', '/dev/null'], { stdio: 'pipe' })).not.toThrow();
  });

  test('carries the time-stamp on its value, unsigned, and stays valid', async () => {
    const tsa = addService(ca, 'tsa');
    const der = await made({}, (value) => new Uint8Array(timestampToken(tsa, { digest: new Uint8Array(execFileSync('openssl', ['dgst', '-sha256', '-binary'], { input: value })) })));
    const cms = await read(der);
    const [signed] = cms.signers;
    if (signed === undefined) throw new Error('no signer');
    expect(signed.unsignedAttributes).toEqual([oids.signatureTimestamp]);
    const [stamp] = (await cmsExtras(signed, null)).timestamps;
    const token = await readTimestamp(stamp?.token ?? new Uint8Array());
    expect(token.ok && hexOf(token.value.info.imprint)).toBe(hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(signed.signature)))));
    expect((await verifyCms(cms, hashedContent(content)))[0]?.integrity.state).toBe('passed');
  });

  test('is not prepared without a certificate', async () => {
    await expect(prepareCms({ content, pem: 'nothing', mechanism: 'ecdsa-sha256', profile: 'pades', signingTime: null })).rejects.toThrow('no certificate');
  });
});

describe('DER as it is written', () => {
  test('is read back: numbers, object identifiers and sorted sets', () => {
    fc.assert(fc.property(fc.maxSafeNat(), fc.uint8Array({ minLength: 1, maxLength: 20 }), (number, bytes) => {
      expect(BigInt(`0x${hexOf(int(number).subarray(2))}`)).toBe(BigInt(number));
      const written = int(bytes);
      expect(BigInt(`0x${hexOf(written.subarray(2))}`)).toBe(BigInt(`0x${hexOf(bytes)}`));
      expect((written[2] ?? 0) < 0x80).toBe(true);
    }), { numRuns: 200 });
    expect(hexOf(oid('1.2.840.113549.1.7.2'))).toBe('06092a864886f70d010702');
    expect(sorted([Uint8Array.of(4, 1, 9), Uint8Array.of(4, 1, 1), Uint8Array.of(2, 1, 9)]).map((one) => hexOf(one))).toEqual(['020109', '040101', '040109']);
  });
});
