import { limits } from '../base/limits';
import type { Check, SignatureVerdict } from '../model/verdict';
import type { Certificate } from '../pki/certificate';
import { cmsExtras } from '../pki/cms-extras';
import { sameBytes } from '../pki/der';
import type { SignedData } from '../pki/read-cms';
import { certificateView } from '../pki/read-certificate';
import { hashedContent, intactCounterSigners, verifyCms } from '../pki/verify-cms';
import type { SignerResult } from '../pki/verify-cms';
import { canonicalLines } from './canonical-lines';
import type { OuterChecks, SignaturePlace } from './found-signature';
import { judgeSignature, verdictWithoutSigner } from './judge-signature';
import type { OpenedTrust, TrustContext } from './trust-context';

const differs: Check = { state: 'failed', why: 'contentDiffers' };

function passedCount(results: readonly SignerResult[]): number {
  return results.filter(({ integrity }) => integrity.state === 'passed').length;
}

interface Checked {
  readonly results: readonly SignerResult[];
  /** the bytes they were made over */
  readonly bytes: Uint8Array | null;
}

/** Does the first line end as it does on the wire, or is it no text at all? Looking at all of it costs as much as hashing. */
function looksCanonical(bytes: Uint8Array): boolean {
  const at = bytes.indexOf(10);
  return at === -1 || (at > 0 && bytes[at - 1] === 13) || bytes.subarray(0, limits.textSniffBytes).includes(0);
}

/**
 * Results against detached bytes. Text is compared as it crossed the wire, with CRLF, and as it lies here: mail stores keep LF alone,
 * and some senders sign what they had on disk. The likelier first, so that most are hashed once.
 */
async function againstDetached(cms: SignedData, bytes: Uint8Array, others: readonly Certificate[]): Promise<Checked> {
  const check = async (form: Uint8Array): Promise<Checked> => ({ bytes: form, results: await verifyCms(cms, hashedContent(form), others) });
  const isWhole = ({ results }: Checked): boolean => passedCount(results) === results.length;
  const asIs = looksCanonical(bytes) ? await check(bytes) : null;
  if (asIs !== null && isWhole(asIs)) return asIs;
  const canonical = canonicalLines(bytes);
  if (canonical === bytes) return asIs ?? check(bytes);
  const first = await check(canonical);
  if (isWhole(first)) return first;
  const second = asIs ?? (await check(bytes));
  return passedCount(second.results) > passedCount(first.results) ? second : first;
}

async function signerResults(cms: SignedData, detached: Uint8Array | null, others: readonly Certificate[]): Promise<Checked> {
  if (detached === null) return { bytes: cms.content, results: await verifyCms(cms, null, others) };
  const checked = await againstDetached(cms, detached, others);
  if (cms.content === null || sameBytes(cms.content, detached) || sameBytes(cms.content, canonicalLines(detached))) return checked;
  // the signature carries another content than the one shown: whichever it fits, the reader sees the other
  const results = checked.results.map((result) => ({ ...result, integrity: result.integrity.state === 'failed' ? result.integrity : differs }));
  return { ...checked, results };
}

/**
 * Verdicts of every signer of a SignedData.
 * @param detached the bytes that are shown as signed; null where the content lies inside
 */
export async function verifyContent(cms: SignedData, detached: Uint8Array | null, place: SignaturePlace, outer: OuterChecks, trust: TrustContext, opened: OpenedTrust): Promise<readonly SignatureVerdict[]> {
  if (cms.signers.length === 0) return [verdictWithoutSigner(place, { state: 'failed', why: 'noSigners' }, trust)];
  const { results, bytes } = await signerResults(cms, detached, opened.intermediates);
  return Promise.all(
    results.map(async (result, index) => {
      const signer = cms.signers[index];
      const extras = signer === undefined ? null : await cmsExtras(signer, bytes);
      const counter = signer === undefined ? [] : await intactCounterSigners(cms, signer, opened.intermediates);
      const named = counter.length === 0 ? outer : { ...outer, names: { ...outer.names, counterSigners: counter.map((certificate) => certificateView(certificate).holder).join(', ') } };
      const own = index === 0 ? place : { ...place, where: `${place.where}#${index + 1}` };
      return judgeSignature({ place: own, result, certificates: [...cms.certificates, ...(extras?.certificates ?? [])], crls: [...cms.crls, ...(extras?.crls ?? [])], ocsps: [...cms.ocsps, ...(extras?.ocsps ?? [])], timestamps: extras?.timestamps ?? [], outer: named }, trust, opened);
    }),
  );
}
