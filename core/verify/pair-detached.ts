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

/** Of two files the one that lies beside the signature first. */
function nearestFirst(files: readonly Leaf[], signature: Leaf, folderOf: (leaf: Leaf) => string): readonly Leaf[] {
  const isBeside = (file: Leaf): boolean => folderOf(file) === folderOf(signature);
  return [...files.filter(isBeside), ...files.filter((file) => !isBeside(file))];
}

/** Files of that name, else of that name before its ending. */
function namedLike(files: readonly Leaf[], wanted: string): readonly Leaf[] {
  if (wanted === '') return [];
  const exact = files.filter((file) => nameOf(file) === wanted);
  return exact.length > 0 ? exact : files.filter((file) => stem(nameOf(file)) === wanted);
}

/**
 * Files that are signatures, with the file each of them probably signs: `x.pdf.p7s` or `x.p7s` for `x.pdf`, in its own folder before all others; without a
 * name that fits every other file is tried by digest.
 * @param folderOf where a file of an archive lies; attachments lie side by side
 */
export function pairDetached(leaves: readonly Leaf[], folderOf: (leaf: Leaf) => string = () => ''): readonly SignatureFile[] {
  const named = leaves.filter((leaf) => leaf.entity.filename !== null);
  const files = named.filter((leaf) => !isDetachedFile(leaf) && !attachedName.test(nameOf(leaf)));
  const signatures = leaves.filter((leaf) => isDetachedFile(leaf) || attachedName.test(nameOf(leaf))).slice(0, limits.signaturesPerLetter);
  return signatures.map((signature): SignatureFile => {
    if (attachedName.test(nameOf(signature))) return { kind: 'attached', signature };
    const wanted = stem(nameOf(signature));
    const beside = namedLike(files.filter((file) => folderOf(file) === folderOf(signature)), wanted);
    // beside a false x.pdf the true one as x.pdf.bak, or in another folder, must not make the signature of "x.pdf" good
    const byName = beside.length > 0 ? beside : namedLike(files, wanted);
    const candidates = (byName.length > 0 ? byName : nearestFirst(files, signature, folderOf)).slice(0, limits.signaturesPerLetter);
    return { kind: 'detached', signature, candidates, byName: byName.length > 0 };
  });
}
