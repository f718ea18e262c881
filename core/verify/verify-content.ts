import type { Check, SignatureVerdict } from '../model/verdict';
import type { Certificate } from '../pki/certificate';
import { cmsExtras } from '../pki/cms-extras';
import { sameBytes } from '../pki/der';
import type { SignedData } from '../pki/read-cms';
import { hashedContent, verifyCms } from '../pki/verify-cms';
import type { SignerResult } from '../pki/verify-cms';
import { canonicalLines } from './canonical-lines';
import type { OuterChecks, SignaturePlace } from './found-signature';
import { judgeSignature, verdictWithoutSigner } from './judge-signature';
import type { OpenedTrust, TrustContext } from './trust-context';

const differs: Check = { state: 'failed', why: 'contentDiffers' };

function passedCount(results: readonly SignerResult[]): number {
  return results.filter(({ integrity }) => integrity.state === 'passed').length;
}

/**
 * Results against detached bytes. Text is tried as it crossed the wire first, then as it lies here:
 * some senders sign what they had on disk.
 */
async function againstDetached(cms: SignedData, bytes: Uint8Array, others: readonly Certificate[]): Promise<readonly SignerResult[]> {
  const canonical = canonicalLines(bytes);
  const results = await verifyCms(cms, hashedContent(canonical), others);
  if (canonical === bytes || passedCount(results) === results.length) return results;
  const asIs = await verifyCms(cms, hashedContent(bytes), others);
  return passedCount(asIs) > passedCount(results) ? asIs : results;
}

async function signerResults(cms: SignedData, detached: Uint8Array | null, others: readonly Certificate[]): Promise<readonly SignerResult[]> {
  if (detached === null) return verifyCms(cms, null, others);
  const results = await againstDetached(cms, detached, others);
  if (cms.content === null || sameBytes(cms.content, detached) || sameBytes(cms.content, canonicalLines(detached))) return results;
  // the signature carries another content than the one shown: whichever it fits, the reader sees the other
  return results.map((result) => ({ ...result, integrity: result.integrity.state === 'failed' ? result.integrity : differs }));
}

/**
 * Verdicts of every signer of a SignedData.
 * @param detached the bytes that are shown as signed; null where the content lies inside
 */
export async function verifyContent(cms: SignedData, detached: Uint8Array | null, place: SignaturePlace, outer: OuterChecks, trust: TrustContext, opened: OpenedTrust): Promise<readonly SignatureVerdict[]> {
  if (cms.signers.length === 0) return [verdictWithoutSigner(place, { state: 'failed', why: 'noSigners' }, trust)];
  const results = await signerResults(cms, detached, opened.intermediates);
  return Promise.all(
    results.map(async (result, index) => {
      const signer = cms.signers[index];
      const extras = signer === undefined ? null : await cmsExtras(signer, cms.content ?? detached);
      const own = index === 0 ? place : { ...place, where: `${place.where}#${index + 1}` };
      return judgeSignature({ place: own, result, certificates: [...cms.certificates, ...(extras?.certificates ?? [])], crls: [...cms.crls, ...(extras?.crls ?? [])], ocsps: [...cms.ocsps, ...(extras?.ocsps ?? [])], timestamps: extras?.timestamps ?? [], outer }, trust, opened);
    }),
  );
}
