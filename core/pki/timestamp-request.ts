import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { bytesOf, childrenOf, contentOf, expect, isUniversal, namedBits, readElement, sameBytes, smallIntegerOf, tags } from './der';
import type { Element } from './der';
import type { SignDigest } from './mechanism';
import { digestAlgorithm } from './mechanism';
import { oids } from './oids';
import { readTimestamp } from './read-timestamp';
import { hashedContent, verifyCms } from './verify-cms';
import { digestOf } from './web-crypto';
import { int, octets, seq, truth } from './write-der';

/** Why an answer of a time-stamping authority is not used; i18n key below `signer-check:timestampAnswer.`. Closed. */
export type TimestampAnswerCode = 'malformed' | 'rejected' | 'otherImprint' | 'otherNonce' | 'badSignature' | 'notAnAuthority';
/** `reason`: PKIFailureInfo bit (RFC 3161 2.4.2) where the authority gave one */
export interface TimestampAnswerFailure { readonly code: TimestampAnswerCode; readonly reason: number | null }

export interface TimestampRequest {
  /** DER TimeStampReq */
  readonly request: Uint8Array;
  /** @param answer DER TimeStampResp @returns DER TimeStampToken, of which imprint, nonce, signature and purpose were checked; whether the authority is trusted is judged later */
  accept(answer: Uint8Array): Promise<Result<Uint8Array, TimestampAnswerFailure>>;
}

const unusable = (code: TimestampAnswerCode, reason: number | null = null): Result<never, TimestampAnswerFailure> => fail({ code, reason });

/** Why it was refused: the first bit that is set. */
function reasonOf(status: readonly Element[]): number | null {
  const info = status.find((field) => isUniversal(field, tags.bitString));
  if (info === undefined) return null;
  const isSet = namedBits(contentOf(info));
  return Array.from({ length: 32 }, (_, bit) => bit).find(isSet) ?? null;
}

/** @returns the token's bytes */
function readAnswer(answer: Uint8Array): Result<Uint8Array, TimestampAnswerFailure> {
  try {
    const [status, token] = childrenOf(expect(readElement(answer), tags.sequence));
    const fields = childrenOf(expect(status, tags.sequence));
    const granted = smallIntegerOf(expect(fields[0], tags.integer));
    if (granted > 1) return unusable('rejected', reasonOf(fields));
    return token === undefined ? unusable('malformed') : ok(bytesOf(token));
  } catch {
    // every error of the reader means the same: this is no answer
    return unusable('malformed');
  }
}

async function check(token: Uint8Array, digest: SignDigest, imprint: Uint8Array, nonce: Uint8Array): Promise<Result<Uint8Array, TimestampAnswerFailure>> {
  const read = await readTimestamp(token);
  if (!read.ok) return unusable('malformed');
  const { info, cms } = read.value;
  if (info.digest !== digest || !sameBytes(info.imprint, imprint)) return unusable('otherImprint');
  if (info.nonce === null || !sameBytes(info.nonce, nonce)) return unusable('otherNonce');
  const [signer] = await verifyCms(cms, cms.content === null ? null : hashedContent(cms.content));
  if (signer?.certificate == null || signer.integrity.state !== 'passed') return unusable('badSignature');
  // RFC 3161 2.3: this purpose alone, and critical
  const { extendedKeyUsage } = signer.certificate.extensions;
  return extendedKeyUsage?.includes(oids.timeStamping) === true ? ok(token) : unusable('notAnAuthority');
}

/** A question to a time-stamping authority (RFC 3161) about the value of a signature, with a nonce and asking for the certificate. */
export async function timestampRequest(value: Uint8Array, digest: SignDigest): Promise<TimestampRequest> {
  const imprint = (await digestOf(digest, value)) ?? new Uint8Array();
  const nonce = globalThis.crypto.getRandomValues(new Uint8Array(16));
  // a first byte between 1 and 127 keeps the number positive and its length fixed
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  return {
    request: seq(int(1), seq(digestAlgorithm(digest), octets(imprint)), int(nonce), truth()),
    async accept(answer) {
      const token = readAnswer(answer);
      return token.ok ? check(token.value, digest, imprint, nonce) : token;
    },
  };
}
