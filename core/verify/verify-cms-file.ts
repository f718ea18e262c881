import type { SignatureVerdict } from '../model/verdict';
import { readCms } from '../pki/read-cms';
import type { OuterChecks, SignaturePlace } from './found-signature';
import { verdictWithoutSigner } from './judge-signature';
import { openTrust } from './trust-context';
import type { TrustContext } from './trust-context';
import { verifyContent } from './verify-content';

export interface VerifiedFile {
  readonly signatures: readonly SignatureVerdict[];
  /** what was signed where it lies inside, else null */
  readonly inner: Uint8Array | null;
}

/** A file is signed whole and names no sender. */
export const wholeFile: OuterChecks = {
  coverage: { state: 'passed', why: null },
  binding: () => ({ state: 'notChecked', why: 'document' }),
  names: {},
  extent: null,
};

/**
 * A signature file by itself (.p7s, .p7m, .cms; DER, BER or PEM).
 * @param contents the files it may belong to, likeliest first; the first that fits is taken, else the
 *   first is reported. Empty where only inside content can be meant.
 */
export async function verifyCmsFile(bytes: Uint8Array, contents: readonly Uint8Array[], place: SignaturePlace, trust: TrustContext): Promise<VerifiedFile> {
  const read = await readCms(bytes);
  if (!read.ok) return { signatures: [verdictWithoutSigner(place, { state: 'failed', why: 'malformed' }, trust)], inner: null };
  const cms = read.value;
  if (cms.kind === 'encrypted') return { signatures: [verdictWithoutSigner(place, { state: 'notChecked', why: 'encrypted' }, trust)], inner: null };
  if (cms.kind === 'other') return { signatures: [verdictWithoutSigner(place, { state: 'notChecked', why: 'notSigned' }, trust, { type: cms.contentType })], inner: null };
  // a bag of certificates says nothing about anything
  if (cms.signers.length === 0 && cms.content === null && contents.length === 0) return { signatures: [], inner: null };
  const opened = await openTrust(trust);
  let first: readonly SignatureVerdict[] | null = null;
  for (const content of contents.length > 0 ? contents : [null]) {
    const signatures = await verifyContent(cms, content, place, wholeFile, trust, opened);
    first ??= signatures;
    if (signatures.every(({ checks }) => checks.integrity.state === 'passed')) return { signatures, inner: cms.content };
  }
  return { signatures: first ?? [], inner: cms.content };
}
