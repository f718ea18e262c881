import type { PartId } from '../model/ids';
import type { SignatureVerdict, SignerRole } from '../model/verdict';

/** Who a certificate says made a signature, in the words that are compared with a document. */
export interface SignerNames {
  /** null: the letter itself, not a file in it */
  readonly part: PartId | null;
  readonly member: string | null;
  readonly role: SignerRole;
  /** common name, else organisation */
  readonly holder: string;
  /** units and organisations it belongs to, the smallest first */
  readonly organisations: readonly string[];
  /** towns and provinces */
  readonly places: readonly string[];
}

/** Null where no certificate is known. */
export function signerNames({ part, member, role, signer }: Pick<SignatureVerdict, 'part' | 'member' | 'role' | 'signer'>): SignerNames | null {
  if (signer === null) return null;
  const attributes = attributesOf(signer.subject);
  const all = (name: string): readonly string[] => attributes.filter(([type]) => type === name).map(([, value]) => value);
  return { part, member, role, holder: signer.holder, organisations: [...all('OU'), ...all('O')], places: [...all('L'), ...all('ST')] };
}

/**
 * Of the signature of a letter whose certificate names no address, so that From could not be compared: then at least the letterhead in its text is. Null for
 * every other signature.
 */
export function mailSignerNames(signature: SignatureVerdict): SignerNames | null {
  if (signature.kind !== 'smime' || signature.checks.binding.why !== 'noCertificateAddress') return null;
  return signerNames({ ...signature, part: null, member: null });
}

/** Attributes of an RFC 4514 string as `nameFromRdns` writes it, most specific first. */
function attributesOf(subject: string): readonly (readonly [type: string, value: string])[] {
  return split(subject).flatMap((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? [] : [[pair.slice(0, at), pair.slice(at + 1).replace(/\\00/g, '').replace(/\\(.)/gs, '$1')] as const];
  });
}

/** At commas and pluses that no backslash stands before. */
function split(subject: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < subject.length; at += 1) {
    const char = subject[at];
    if (char === '\\') at += 1;
    else if (char === ',' || char === '+') {
      pieces.push(subject.slice(from, at));
      from = at + 1;
    }
  }
  return [...pieces, subject.slice(from)];
}
