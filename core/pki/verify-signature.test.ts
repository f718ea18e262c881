import { constants, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { AlgorithmIdentifier, PublicKey } from './certificate';
import { bytesOf, childrenOf, encodeElement, joinBytes, oidOf, readElement, wholeBitsOf } from './der';
import { verifySignature } from './verify-signature';

const data = new TextEncoder().encode('Kính gửi: các đơn vị');
const other = new TextEncoder().encode('Kính gửi: các đơn vi');
const plain = (oid: string): AlgorithmIdentifier => ({ oid, parameters: null });

/** Another implementation's key as this room sees it in a certificate. */
function keyOf(key: KeyObject, bits: number): PublicKey {
  const [algorithm, bitString] = childrenOf(readElement(new Uint8Array(key.export({ type: 'spki', format: 'der' }))));
  if (algorithm === undefined) throw new Error('no algorithm');
  const [oid, parameters] = childrenOf(algorithm);
  return { algorithm: { oid: oidOf(oid), parameters: parameters === undefined ? null : bytesOf(parameters) }, key: wholeBitsOf(bitString), bits };
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const dsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 });

describe('RSA', () => {
  const key = keyOf(rsa.publicKey, 2048);

  test.each([['1.2.840.113549.1.1.5', 'sha1'], ['1.2.840.113549.1.1.11', 'sha256'], ['1.2.840.113549.1.1.12', 'sha384'], ['1.2.840.113549.1.1.13', 'sha512']])('%s with %s', async (oid, digest) => {
    const signature = new Uint8Array(sign(digest, data, rsa.privateKey));
    expect(await verifySignature(key, plain(oid), null, signature, data)).toBe('valid');
    expect(await verifySignature(key, plain(oid), null, signature, other)).toBe('invalid');
    expect(await verifySignature(key, plain(oid), null, signature.subarray(1), data)).toBe('invalid');
  });

  test('takes the digest named beside it where the algorithm names none', async () => {
    const signature = new Uint8Array(sign('sha256', data, rsa.privateKey));
    expect(await verifySignature(key, plain('1.2.840.113549.1.1.1'), 'sha256', signature, data)).toBe('valid');
    expect(await verifySignature(key, plain('1.2.840.113549.1.1.1'), 'sha512', signature, data)).toBe('invalid');
    expect(await verifySignature(key, plain('1.2.840.113549.1.1.1'), null, signature, data)).toBe('unsupported');
  });

  test('PSS with its parameters, and with none as unsupported', async () => {
    const signature = new Uint8Array(sign('sha256', data, { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }));
    const sha256 = encodeElement(0x30, Uint8Array.of(6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1));
    const mgf1 = encodeElement(0x30, joinBytes([Uint8Array.of(6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8), sha256]));
    const parameters = encodeElement(0x30, joinBytes([encodeElement(0xa0, sha256), encodeElement(0xa1, mgf1), encodeElement(0xa2, Uint8Array.of(2, 1, 32))]));
    const algorithm = { oid: '1.2.840.113549.1.1.10', parameters };
    expect(await verifySignature(key, algorithm, 'sha256', signature, data)).toBe('valid');
    expect(await verifySignature(key, algorithm, 'sha256', signature, other)).toBe('invalid');
    expect(await verifySignature(key, { ...algorithm, parameters: null }, 'sha256', signature, data)).toBe('unsupported');
  });

  test('MD5 is unsupported, neither valid nor invalid', async () => {
    const signature = new Uint8Array(sign('md5', data, rsa.privateKey));
    expect(await verifySignature(key, plain('1.2.840.113549.1.1.4'), null, signature, data)).toBe('unsupported');
  });

  test('a signature of another kind of key is not valid', async () => {
    const signature = new Uint8Array(sign('sha256', data, rsa.privateKey));
    expect(await verifySignature(key, plain('1.2.840.10045.4.3.2'), null, signature, data)).toBe('invalid');
  });
});

describe('ECDSA', () => {
  test.each([['P-256', 256, '1.2.840.10045.4.3.2', 'sha256'], ['P-384', 384, '1.2.840.10045.4.3.3', 'sha384'], ['P-521', 521, '1.2.840.10045.4.3.4', 'sha512']])('%s', async (curve, bits, oid, digest) => {
    const pair = generateKeyPairSync('ec', { namedCurve: curve });
    const key = keyOf(pair.publicKey, bits);
    // numbers of every length occur: leading zeros are dropped in the encoding
    for (let round = 0; round < 40; round += 1) {
      const signature = new Uint8Array(sign(digest, data, pair.privateKey));
      expect(await verifySignature(key, plain(oid), null, signature, data)).toBe('valid');
      expect(await verifySignature(key, plain(oid), null, signature, other)).toBe('invalid');
    }
  });

  test('bytes that are no pair of numbers are an invalid signature', async () => {
    const key = keyOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey, 256);
    for (const hex of [[], [0x30, 0], [0x30, 6, 2, 1, 0, 2, 1, 0], [0x30, 6, 2, 1, 1, 2, 1, 1, 0], [1, 2, 3]]) {
      expect(await verifySignature(key, plain('1.2.840.10045.4.3.2'), null, Uint8Array.from(hex), data)).toBe('invalid');
    }
  });

  test('a curve beyond the platform is unsupported', async () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    const signature = new Uint8Array(sign('sha256', data, pair.privateKey));
    expect(await verifySignature(keyOf(pair.publicKey, 0), plain('1.2.840.10045.4.3.2'), null, signature, data)).toBe('unsupported');
  });
});

test('DSA, which the platform does not have', async () => {
  const key = keyOf(dsa.publicKey, 0);
  for (let round = 0; round < 5; round += 1) {
    const signature = new Uint8Array(sign('sha1', data, dsa.privateKey));
    expect(await verifySignature(key, plain('1.2.840.10040.4.3'), null, signature, data)).toBe('valid');
    expect(await verifySignature(key, plain('1.2.840.10040.4.3'), null, signature, other)).toBe('invalid');
    expect(await verifySignature(key, plain('1.2.840.10040.4.3'), null, signature.subarray(0, 9), data)).toBe('invalid');
  }
});
