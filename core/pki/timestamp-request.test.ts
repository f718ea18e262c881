import { describe, expect, test } from 'vitest';
import { certify, holder, makeToken, noon, purposes, rootOf } from './fixtures/made-pki';
import type { Made } from './fixtures/made-pki';
import { childrenOf, contentOf, hexOf, readElement } from './der';
import { oids } from './oids';
import { timestampRequest } from './timestamp-request';
import { bits, int, octets, oid, seq, utf8 } from './write-der';

const value = new TextEncoder().encode('value of a signature');

async function authority(extended: string = oids.timeStamping): Promise<Made> {
  return certify(await holder('Cấp dấu thời gian (mẫu)'), await rootOf('Gốc (mẫu)'), [purposes([extended], true)]);
}

function nonceOf(request: Uint8Array): Uint8Array {
  const nonce = childrenOf(readElement(request))[2];
  if (nonce === undefined) throw new Error('no nonce');
  return contentOf(nonce);
}

interface Order {
  readonly by?: Made;
  readonly imprinted?: Uint8Array;
  readonly nonce?: Uint8Array | null;
}

/** asked and answered, as a service of that kind would */
async function answered({ by, imprinted = value, nonce }: Order): Promise<unknown> {
  const { request, accept } = await timestampRequest(value, 'sha256');
  const token = await makeToken({ authority: by ?? (await authority()), at: noon, imprinted, nonce: nonce === undefined ? nonceOf(request) : nonce });
  const outcome = await accept(seq(seq(int(0)), token));
  return outcome.ok ? hexOf(outcome.value) === hexOf(token) : outcome.failure.code;
}

describe('a question to a time-stamping authority', () => {
  test('names the digest of the signature value, another nonce each time, and asks for the certificate', async () => {
    const [one, other] = [await timestampRequest(value, 'sha256'), await timestampRequest(value, 'sha256')];
    const [version, imprint, , certificate] = childrenOf(readElement(one.request));
    expect(version === undefined ? [] : [...contentOf(version)]).toEqual([1]);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', value));
    expect(hexOf(imprint === undefined ? new Uint8Array() : contentOf(imprint))).toBe(hexOf(seq(oid('2.16.840.1.101.3.4.2.1'))) + hexOf(octets(digest)));
    expect(certificate === undefined ? [] : [...contentOf(certificate)]).toEqual([0xff]);
    expect(hexOf(nonceOf(one.request))).not.toBe(hexOf(nonceOf(other.request)));
  });

  test('takes a token for exactly this question', async () => {
    expect(await answered({})).toBe(true);
  });

  test('takes no token of another signature, another question, or without a nonce', async () => {
    expect(await answered({ imprinted: new Uint8Array(4) })).toBe('otherImprint');
    expect(await answered({ nonce: Uint8Array.of(7) })).toBe('otherNonce');
    expect(await answered({ nonce: null })).toBe('otherNonce');
  });

  test('takes no token of a key that is not for time-stamps', async () => {
    expect(await answered({ by: await authority(oids.emailProtection) })).toBe('notAnAuthority');
  });

  test('takes no token whose signature was changed', async () => {
    const { request, accept } = await timestampRequest(value, 'sha256');
    const token = await makeToken({ authority: await authority(), at: noon, imprinted: value, nonce: nonceOf(request) });
    token[token.length - 5] = (token[token.length - 5] ?? 0) ^ 1;
    expect(await accept(seq(seq(int(0)), token))).toMatchObject({ failure: { code: 'badSignature' } });
  });

  test('hands on why it was refused', async () => {
    const { accept } = await timestampRequest(value, 'sha256');
    // timeNotAvailable is bit 14 (RFC 3161 2.4.2)
    const refusal = seq(seq(int(2), seq(utf8('later')), bits(Uint8Array.of(0, 0b10), 1)));
    expect(await accept(refusal)).toEqual({ ok: false, failure: { code: 'rejected', reason: 14 } });
  });

  test.each([[new Uint8Array()], [Uint8Array.of(0x30, 0x80)], [seq(seq(int(0)))], [seq(seq(int(0)), seq(int(1)))]])('says of broken bytes that they are no answer', async (answer) => {
    const { accept } = await timestampRequest(value, 'sha256');
    expect(await accept(answer)).toMatchObject({ failure: { code: 'malformed' } });
  });
});
