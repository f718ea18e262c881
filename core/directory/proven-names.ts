import type { LetterVerdict } from '../model/verdict';

/**
 * Names in the certificate of a letter whose signatures all passed, else none. An agency's own certificate carries the agency
 * as common name and what it belongs to as organisation; a person's carries the agency as organisation.
 */
export function provenNames(verdict: LetterVerdict | null): readonly string[] {
  const signer = verdict?.verdict === 'passed' ? verdict.signatures.find((one) => one.verdict === 'passed')?.signer : null;
  return [...new Set([signer?.holder, signer?.organisation].filter((name) => name != null))];
}
