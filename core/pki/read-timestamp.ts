import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { readAlgorithm } from './algorithm-identifier';
import { childrenOf, contentOf, DerError, expect, isUniversal, octetsOf, oidOf, readElement, tags, timeOf } from './der';
import { digestNames, oids } from './oids';
import { readCms } from './read-cms';
import type { SignedData, SignerInfo } from './read-cms';

/** TSTInfo (RFC 3161 2.4.2), as far as it is relied on. */
export interface TimestampInfo {
  /** object identifier of the authority's policy */
  readonly policy: string;
  readonly digest: string;
  readonly imprint: Uint8Array;
  /** genTime, milliseconds */
  readonly at: number;
  /** content of the INTEGER that the request brought; null: none */
  readonly nonce: Uint8Array | null;
}

export interface TimestampToken {
  readonly cms: SignedData;
  readonly signer: SignerInfo;
  readonly info: TimestampInfo;
}

function readInfo(content: Uint8Array): TimestampInfo {
  const whole = expect(readElement(content), tags.sequence);
  const [version, policy, imprint, , time, ...rest] = childrenOf(whole);
  if (whole.end !== content.length || contentOf(expect(version, tags.integer))[0] !== 1) throw new DerError('not TSTInfo');
  const [algorithm, digest] = childrenOf(expect(imprint, tags.sequence));
  const { oid } = readAlgorithm(algorithm);
  const nonce = rest.find((field) => isUniversal(field, tags.integer));
  return {
    policy: oidOf(policy), digest: digestNames[oid] ?? oid, imprint: octetsOf(expect(digest, tags.octetString)), at: timeOf(expect(time, tags.generalizedTime)),
    nonce: nonce === undefined ? null : contentOf(nonce),
  };
}

/** RFC 3161 2.4.1 asks for the signing certificate's identifier: without it the signature could be another certificate's of that key. */
function namesItsCertificate({ attributes }: SignerInfo): boolean {
  return attributes?.some(({ oid }) => oid === oids.signingCertificate || oid === oids.signingCertificateV2) === true;
}

/** Reads a time-stamp token: one signer, over TSTInfo inside. Neither signature nor imprint is looked at. */
export async function readTimestamp(token: Uint8Array): Promise<Result<TimestampToken, 'malformed' | 'tooLarge' | 'noSigningCertificate'>> {
  if (token.length > limits.timestampBytes) return fail('tooLarge');
  const read = await readCms(token);
  if (!read.ok || read.value.kind !== 'signed') return fail('malformed');
  const cms = read.value;
  const [signer] = cms.signers;
  if (signer === undefined || cms.signers.length !== 1 || cms.contentType !== oids.timestampInfo || cms.content === null) return fail('malformed');
  if (!namesItsCertificate(signer)) return fail('noSigningCertificate');
  try {
    return ok({ cms, signer, info: readInfo(cms.content) });
  } catch {
    // every error of the reader means the same: no time can be taken from it
    return fail('malformed');
  }
}
