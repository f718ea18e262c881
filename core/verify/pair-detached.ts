import { limits } from '../base/limits';
import type { Leaf } from './find-signed';

export type SignatureFile =
  /** `x.pdf.p7s` beside `x.pdf`: candidates in the order of likelihood, the first belongs by name where `byName` */
  | { readonly kind: 'detached'; readonly signature: Leaf; readonly candidates: readonly Leaf[]; readonly byName: boolean }
  | { readonly kind: 'attached'; readonly signature: Leaf };

const signatureName = /\.(?:p7s|p7b\.sig|pkcs7)$/i;
const attachedName = /\.p7m$/i;

function nameOf(leaf: Leaf): string {
  return (leaf.entity.filename ?? '').toLowerCase();
}

function stem(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}

function isDetachedFile(leaf: Leaf): boolean {
  return signatureName.test(nameOf(leaf)) || /^application\/(?:x-)?pkcs7-signature$/.test(leaf.entity.contentType);
}

/**
 * Attachments that are signatures, with the attachment each of them probably signs: `x.pdf.p7s` or
 * `x.p7s` for `x.pdf`; without a name that fits every other attachment is tried by digest.
 */
export function pairDetached(leaves: readonly Leaf[]): readonly SignatureFile[] {
  const named = leaves.filter((leaf) => leaf.entity.filename !== null);
  const files = named.filter((leaf) => !isDetachedFile(leaf) && !attachedName.test(nameOf(leaf)));
  const signatures = leaves.filter((leaf) => isDetachedFile(leaf) || attachedName.test(nameOf(leaf))).slice(0, limits.signaturesPerLetter);
  return signatures.map((signature): SignatureFile => {
    if (attachedName.test(nameOf(signature))) return { kind: 'attached', signature };
    const wanted = stem(nameOf(signature));
    const exact = files.filter((file) => wanted !== '' && nameOf(file) === wanted);
    const similar = files.filter((file) => wanted !== '' && stem(nameOf(file)) === wanted);
    // beside a false x.pdf the true one as x.pdf.bak must not make the signature of "x.pdf" good
    const byName = exact.length > 0 ? exact : similar;
    const candidates = (byName.length > 0 ? byName : files).slice(0, limits.signaturesPerLetter);
    return { kind: 'detached', signature, candidates, byName: byName.length > 0 };
  });
}
