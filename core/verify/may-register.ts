import type { DocumentOrigin } from '../model/document';
import type { Digest } from '../model/ids';
import type { LetterVerdict, VerdictAcceptance } from '../model/verdict';

/** `needsReason`: only with a reason that a person types for what they see now. */
export type MayRegister = 'yes' | 'needsReason';

/** A letter as it stands before the person who wants to register it. */
export interface RegistrationCase {
  /** as shown, see `bindDocuments`; null: no signature was found, or it was not looked at yet */
  readonly verdict: Pick<LetterVerdict, 'verdict' | 'reason' | 'signatures' | 'unsignedParts'> | null;
  /** files that its official documents were read from */
  readonly origins: readonly DocumentOrigin[];
  /** of the whole letter */
  readonly digest: Digest;
  readonly acceptance: VerdictAcceptance | null;
}

/**
 * May this letter be registered as authentic? A passed verdict is enough where it covers what is registered: a signed appendix says nothing of the
 * unsigned document beside it. Else a person has to have accepted this very answer on these very bytes: a later, different answer voids it.
 */
export function mayRegister({ verdict, origins, digest, acceptance }: RegistrationCase): MayRegister {
  if (verdict?.verdict === 'passed' && origins.every((origin) => isCovered(verdict, origin))) return 'yes';
  const [seen, reason] = [verdict?.verdict ?? 'unsigned', verdict?.reason ?? null];
  return acceptance !== null && acceptance.digest === digest && acceptance.verdict === seen && acceptance.reason === reason && acceptance.because.trim() !== '' ? 'yes' : 'needsReason';
}

function isCovered({ signatures, unsignedParts }: Pick<LetterVerdict, 'signatures' | 'unsignedParts'>, { part, member }: DocumentOrigin): boolean {
  const mail = signatures.some(({ kind }) => kind === 'smime');
  if (part === null) return mail;
  if (mail && !unsignedParts.includes(part)) return true;
  return signatures.some((one) => one.kind !== 'smime' && one.part === part && (one.member === member || one.member === null));
}
