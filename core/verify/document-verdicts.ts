import type { PartId } from '../model/ids';
import type { Indication, LetterVerdict, SignaturePicture, SignatureVerdict, VerdictReason } from '../model/verdict';
import { worstVerdict } from './compose-verdict';

/** What holds of one document: the letter itself, a file of it, or a file in one of its archives. */
export interface DocumentVerdict {
  /** null: the letter itself, its header and text */
  readonly part: PartId | null;
  /** path inside an archive; null: the part itself */
  readonly member: string | null;
  /** of the file; null: the letter itself */
  readonly name: string | null;
  /** of its worst signature; `unsigned` only where it bears the picture of a seal or of handwriting */
  readonly verdict: Indication | 'unsigned';
  readonly reason: VerdictReason | null;
  readonly signatures: readonly SignatureVerdict[];
  readonly signedBy: SignedBy;
  readonly pictures: readonly SignaturePicture[];
}

/**
 * Whose signatures it bears, as far as they fit its bytes; how good they are the verdict says. An official document needs that of a
 * person and that of the agency (Decree 30/2020/NĐ-CP, Articles 12 and 13). `unclear`: one whose certificate does not tell.
 */
export interface SignedBy {
  readonly person: boolean;
  readonly agency: boolean;
  readonly unclear: boolean;
}

/** Name of a file of the letter; null where it is not known. */
export type NameOfFile = (part: PartId, member: string | null) => string | null;

/** Signed documents in the order of the letter, itself first, then those that bear only a picture of a seal or of handwriting. */
export function documentVerdicts(verdict: Pick<LetterVerdict, 'signatures' | 'pictures'>, nameOf: NameOfFile): readonly DocumentVerdict[] {
  const places = new Map<string, { readonly part: PartId | null; readonly member: string | null }>();
  const note = ({ part, member }: { readonly part: PartId | null; readonly member: string | null }): void => void places.set(placeKey(part, member), { part, member });
  if (verdict.signatures.some(({ kind }) => kind === 'smime')) note({ part: null, member: null });
  for (const one of verdict.signatures) note(placeOf(one));
  for (const one of verdict.pictures) note(one);
  return [...places].map(([key, { part, member }]): DocumentVerdict => {
    const signatures = verdict.signatures.filter((one) => keyOf(one) === key);
    const worst = worstVerdict(signatures);
    return {
      part, member,
      name: part === null ? null : nameOf(part, member),
      verdict: worst?.verdict ?? 'unsigned',
      reason: worst?.reason ?? null,
      signatures,
      signedBy: signedBy(signatures),
      pictures: signatures.length > 0 ? [] : verdict.pictures.filter((one) => placeKey(one.part, one.member) === key),
    };
  });
}

/** A signature of the mail format is the letter's, whichever part of it lies beneath. */
function placeOf({ kind, part, member }: SignatureVerdict): { readonly part: PartId | null; readonly member: string | null } {
  return kind === 'smime' ? { part: null, member: null } : { part, member };
}

function keyOf(signature: SignatureVerdict): string {
  const { part, member } = placeOf(signature);
  return placeKey(part, member);
}

export function placeKey(part: PartId | null, member: string | null): string {
  return `${part ?? ''}\n${member ?? ''}`;
}

function signedBy(signatures: readonly SignatureVerdict[]): SignedBy {
  const intact = signatures.filter(({ checks }) => checks.integrity.state === 'passed');
  return { person: intact.some(({ role }) => role === 'person'), agency: intact.some(({ role }) => role === 'agency'), unclear: intact.some(({ role }) => role === 'unknown') };
}
