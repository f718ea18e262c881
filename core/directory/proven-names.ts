import type { LetterVerdict } from '../model/verdict';

/**
 * Names in the certificate that the letter itself is signed with, where all its signatures passed, else none: a signed file says who signed the file, and
 * anybody may send it on. An agency's own certificate carries the agency
 * as common name and what it belongs to as organisation; a person's carries the agency as organisation.
 */
export function provenNames(verdict: LetterVerdict | null): readonly string[] {
  const signer = verdict?.verdict === 'passed' ? verdict.signatures.find((one) => one.kind === 'smime' && one.verdict === 'passed')?.signer : null;
  return [...new Set([signer?.holder, signer?.organisation].filter((name) => name != null))];
}
