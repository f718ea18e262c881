import { execFileSync } from 'node:child_process';
import { constants, createHash, generateKeyPairSync, privateEncrypt, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  test.each([['1.2.840.113549.1.1.4', 'md5'], ['1.3.36.3.3.1.2', 'ripemd160'], ['1.2.840.113549.1.1.14', 'sha224']])('%s with %s, which the platform does not have', async (oid, digest) => {
    const signature = new Uint8Array(sign(digest, data, rsa.privateKey));
    expect(await verifySignature(key, plain(oid), null, signature, data)).toBe('valid');
    expect(await verifySignature(key, plain(oid), null, signature, other)).toBe('invalid');
    expect(await verifySignature(key, plain(oid), null, signature.subarray(1), data)).toBe('invalid');
    // a signature of the same key with another digest
    expect(await verifySignature(key, plain(oid), null, new Uint8Array(sign('sha256', data, rsa.privateKey)), data)).toBe('invalid');
  });

  test('MD4 is unsupported, neither valid nor invalid', async () => {
    expect(await verifySignature(key, plain('1.2.840.113549.1.1.3'), null, new Uint8Array(256), data)).toBe('unsupported');
  });

  test('padding that only begins right is invalid, as forgeries for small exponents need it', async () => {
    const hash = createHash('md5').update(data).digest();
    const info = Buffer.concat([Buffer.from('3020300c06082a864886f70d020505000410', 'hex'), hash]);
    const raw = (block: Buffer): Uint8Array => new Uint8Array(privateEncrypt({ key: rsa.privateKey, padding: constants.RSA_NO_PADDING }, block));
    const good = Buffer.concat([Buffer.of(0, 1), Buffer.alloc(256 - 3 - info.length, 0xff), Buffer.of(0), info]);
    const loose = Buffer.concat([Buffer.of(0, 1, ...new Array<number>(8).fill(0xff), 0), info, Buffer.alloc(256 - 11 - info.length, 0x5a)]);
    const short = Buffer.concat([Buffer.of(0, 1), Buffer.alloc(256 - 4 - info.length, 0xff), Buffer.of(0), info, Buffer.of(0)]);
    expect(await verifySignature(key, plain('1.2.840.113549.1.1.4'), null, raw(good), data)).toBe('valid');
    for (const block of [loose, short]) expect(await verifySignature(key, plain('1.2.840.113549.1.1.4'), null, raw(block), data)).toBe('invalid');
  });

  test('a digest named without its empty parameters is the same one, and with others none', async () => {
    const made = (info: string): Uint8Array => new Uint8Array(privateEncrypt(rsa.privateKey, Buffer.concat([Buffer.from(info, 'hex'), createHash('sha1').update(data).digest()])));
    expect(await verifySignature(key, plain('1.2.840.113549.1.1.5'), null, made('301f300706052b0e03021a0414'), data)).toBe('valid');
    expect(await verifySignature(key, plain('1.2.840.113549.1.1.5'), null, made('301f300706052b0e03021a0414'), other)).toBe('invalid');
    expect(await verifySignature(key, plain('1.2.840.113549.1.1.5'), null, made('3022300a06052b0e03021a0201070414'), data)).toBe('invalid');
  });

  test.each([['sha256', 'sha1', 32], ['sha1', 'sha256', 20], ['sha512', 'sha1', 0]] as const)('PSS with %s and another digest, %s, in its mask', async (digest, mask, saltLength) => {
    const folder = mkdtempSync(join(tmpdir(), 'vanthu-pss-'));
    writeFileSync(join(folder, 'key.pem'), rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const options = ['rsa_padding_mode:pss', `rsa_mgf1_md:${mask}`, `rsa_pss_saltlen:${saltLength}`].flatMap((option) => ['-sigopt', option]);
    const signature = new Uint8Array(execFileSync('openssl', ['dgst', `-${digest}`, '-sign', join(folder, 'key.pem'), ...options], { input: data }));
    rmSync(folder, { recursive: true });
    const oids: Readonly<Record<string, readonly number[]>> = { sha1: [6, 5, 0x2b, 0x0e, 3, 2, 0x1a], sha256: [6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1], sha512: [6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3] };
    const named = (name: string): Uint8Array => encodeElement(0x30, Uint8Array.from(oids[name] ?? []));
    const mgf1 = encodeElement(0x30, joinBytes([Uint8Array.of(6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8), named(mask)]));
    const parameters = encodeElement(0x30, joinBytes([encodeElement(0xa0, named(digest)), encodeElement(0xa1, mgf1), encodeElement(0xa2, Uint8Array.of(2, 1, saltLength))]));
    const algorithm = { oid: '1.2.840.113549.1.1.10', parameters };
    expect(await verifySignature(key, algorithm, digest, signature, data)).toBe('valid');
    expect(await verifySignature(key, algorithm, digest, signature, other)).toBe('invalid');
    const changed = signature.slice();
    changed[200] = (changed[200] ?? 0) ^ 1;
    expect(await verifySignature(key, algorithm, digest, changed, data)).toBe('invalid');
  });

  test('a signature of another kind of key is not valid', async () => {
    const signature = new Uint8Array(sign('sha256', data, rsa.privateKey));
    expect(await verifySignature(key, plain('1.2.840.10045.4.3.2'), null, signature, data)).toBe('invalid');
  });
});

test('Ed25519, where the platform has it', async () => {
  const pair = generateKeyPairSync('ed25519');
  const key = keyOf(pair.publicKey, 0);
  const outcome = await verifySignature(key, plain('1.3.101.112'), null, new Uint8Array(sign(null, data, pair.privateKey)), data);
  expect(['valid', 'unsupported']).toContain(outcome);
  expect(await verifySignature(key, plain('1.3.101.112'), null, new Uint8Array(sign(null, other, pair.privateKey)), data)).not.toBe('valid');
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
