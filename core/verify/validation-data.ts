import type { SignatureVerdict } from '../model/verdict';
import type { ValidationData } from '../pdf/write/add-validation';
import { inputDigests } from './input-digests';
import type { OpenedTrust } from './trust-context';

/**
 * What a signed PDF has to carry along so that it can be judged later by who has nothing (ETSI EN 319 142-1, 5.4.2): the certificates, lists and answers
 * of the trust that the verdicts rest on. null where a signature did not pass: then revocation data are not at hand, and level B-LT is not reached.
 */
export async function validationData(verdicts: readonly SignatureVerdict[], trust: OpenedTrust): Promise<ValidationData | null> {
  if (verdicts.length === 0 || verdicts.some(({ verdict }) => verdict !== 'passed')) return null;
  const wanted = new Set(verdicts.flatMap(({ inputs }) => inputs));
  const used = async (items: readonly { readonly der: Uint8Array }[]): Promise<readonly Uint8Array[]> => {
    const found: Uint8Array[] = [];
    for (const { der } of items) if ((await inputDigests([der])).some((digest) => wanted.has(digest))) found.push(der);
    return found;
  };
  return { certificates: await used(trust.intermediates), ocsps: await used(trust.ocsps), crls: await used(trust.crls) };
}
