import { beforeAll, expect, test } from 'vitest';
import { certify, days, holder, rootOf } from '../pki/fixtures/made-pki';
import type { Made } from '../pki/fixtures/made-pki';
import type { Certificate } from '../pki/certificate';
import { oids } from '../pki/oids';
import { findWeakness } from './algorithm-strength';
import { defaultAlgorithmTable } from './default-algorithm-table';

const policy = { weakDigests: [], minRsaBits: 0, minEcBits: 0, table: defaultAlgorithmTable };
const at = (day: string, after: string | null = null) => ({ at: Date.parse(day), after: after === null ? null : Date.parse(after) });
let root: Made;
let leaf: Made;

beforeAll(async () => {
  root = await rootOf('Root');
  leaf = await certify(await holder('Leaf'), root);
});

/** A certificate with another kind of key: only what is written of the key is looked at. */
function keyed(oid: string, bits: number): readonly Certificate[] {
  const { certificate } = leaf;
  return [{ ...certificate, publicKey: { ...certificate.publicKey, algorithm: { oid, parameters: null }, bits } }];
}

test('a digest is accepted for what is proven older than its last day, and not from that day on', () => {
  expect(findWeakness(['sha1'], [], policy, at('2013-12-31T23:59:59Z'))).toBeNull();
  expect(findWeakness(['sha1'], [], policy, at('2014-01-01T00:00:00Z'))).toEqual({ algorithm: 'SHA-1', why: 'weakAlgorithm' });
  expect(findWeakness(['md5'], [], policy, at('2012-01-01'))).toEqual({ algorithm: 'MD5', why: 'weakAlgorithm' });
  expect(findWeakness(['sha256', 'sha384', 'sha512'], [], policy, at('2026-06-01'))).toBeNull();
});

test('an earlier date excuses nothing where the signature is proven to be later, or the algorithm never was good', () => {
  expect(findWeakness(['sha1'], [], policy, at('2026-06-01', '2015-01-01'))).toEqual({ algorithm: 'SHA-1', why: 'forbiddenAlgorithm' });
  expect(findWeakness(['md4'], [], policy, at('2005-01-01'))).toEqual({ algorithm: 'MD4', why: 'forbiddenAlgorithm' });
});

test('keys have dates by kind and size', () => {
  expect(findWeakness([], keyed(oids.rsaEncryption, 1024), policy, at('2012-06-01'))).toBeNull();
  expect(findWeakness([], keyed(oids.rsaEncryption, 1024), policy, at('2014-06-01'))).toEqual({ algorithm: 'RSA 1024', why: 'weakAlgorithm' });
  expect(findWeakness([], keyed(oids.rsassaPss, 2048), policy, at('2026-06-01'))).toBeNull();
  expect(findWeakness([], keyed(oids.ecPublicKey, 192), policy, at('2026-06-01'))).toEqual({ algorithm: 'EC 192', why: 'weakAlgorithm' });
  expect(findWeakness([], keyed(oids.ecPublicKey, 256), policy, at('2026-06-01'))).toBeNull();
  expect(findWeakness([], keyed(oids.dsa, 0), policy, at('2024-02-03'))).toEqual({ algorithm: 'DSA', why: 'weakAlgorithm' });
  // a key of a kind that no rule speaks of is not called weak by the size of another kind
  expect(findWeakness([], keyed('1.3.101.112', 256), { ...policy, minRsaBits: 2048 }, at('2026-06-01'))).toBeNull();
});

test('what the office refuses without a date is refused at every date', () => {
  expect(findWeakness(['sha1'], [], { ...policy, weakDigests: ['sha1'] }, at('2010-01-01'))).toEqual({ algorithm: 'SHA-1', why: 'weakAlgorithm' });
  expect(findWeakness([], keyed(oids.rsaEncryption, 2048), { ...policy, minRsaBits: 3072 }, at('2010-01-01'))?.algorithm).toBe('RSA 2048');
});

test('the signature of a certificate below the anchor counts, that of the anchor does not', () => {
  const weak = (certificate: Certificate): Certificate => ({ ...certificate, signatureAlgorithm: { oid: '1.2.840.10045.4.1', parameters: null } });
  const span = { at: days(0), after: null };
  expect(findWeakness([], [weak(leaf.certificate), root.certificate], policy, span)?.algorithm).toBe('SHA-1');
  expect(findWeakness([], [leaf.certificate, weak(root.certificate)], policy, span)).toBeNull();
});

test('every line of the default table names its source, and its last day is a day', () => {
  for (const { until, source } of defaultAlgorithmTable) {
    expect(source).not.toBe('');
    expect(until === null || !Number.isNaN(Date.parse(until))).toBe(true);
  }
});
