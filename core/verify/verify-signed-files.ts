import type { PartId } from '../model/ids';
import type { SignatureVerdict } from '../model/verdict';
import type { InnerEntity, Leaf } from './find-signed';
import { pairDetached } from './pair-detached';
import type { SignatureFile } from './pair-detached';
import type { TrustContext } from './trust-context';
import { verifyCmsFile } from './verify-cms-file';
import { placeOf } from './verify-file';
import type { FileToVerify } from './verify-file';

/** A file as signature files are paired with, and where its verdict belongs. */
export interface SignableFile {
  readonly leaf: Leaf;
  readonly part: PartId;
  readonly member: string | null;
}

export interface SignedFiles {
  readonly signatures: readonly SignatureVerdict[];
  readonly inner: readonly InnerEntity[];
  /** keys of leaves that a signature file covers, or is */
  readonly covered: ReadonlySet<string>;
}

/** Signature files among files that came side by side, each with the file it signs: by name, else by trying. The verdict is that of the signed file. */
export async function verifySignatureFiles(files: readonly SignableFile[], trust: TrustContext): Promise<SignedFiles> {
  const byLeaf = new Map(files.map((file) => [file.leaf, file]));
  const found: SignedFiles[] = [];
  const folderOf = (leaf: Leaf): string => folderOfMember(byLeaf.get(leaf)?.member ?? '');
  // one after the other: each may hold as much as the letter
  for (const pair of pairDetached(files.map(({ leaf }) => leaf), folderOf)) found.push(await verifyPair(pair, (leaf) => byLeaf.get(leaf), trust));
  return { signatures: found.flatMap(({ signatures }) => signatures), inner: found.flatMap(({ inner }) => inner), covered: new Set(found.flatMap(({ covered }) => [...covered])) };
}

type FileOf = (leaf: Leaf) => SignableFile | undefined;

async function verifyPair(pair: SignatureFile, fileOf: FileOf, trust: TrustContext): Promise<SignedFiles> {
  const { signature } = pair;
  const place = (leaf: Leaf) => ({ where: signature.key, part: fileOf(leaf)?.part ?? leaf.part, member: fileOf(leaf)?.member ?? null, kind: 'cms' as const });
  if (pair.kind === 'attached') {
    const { signatures, inner } = await verifyCmsFile(signature.decoded(), [], place(signature), trust);
    const name = signature.entity.filename?.replace(/\.p7m$/i, '') ?? null;
    return { signatures, inner: inner === null ? [] : [{ part: signature.part, kind: 'file', name, bytes: inner }], covered: new Set([signature.key]) };
  }
  // tried one by one so that a name that misleads does not hide the file that was really signed
  for (const candidate of pair.candidates) {
    const { signatures } = await verifyCmsFile(signature.decoded(), [candidate.decoded()], place(candidate), trust);
    if (signatures.every(({ checks }) => checks.integrity.state === 'passed')) {
      const named = signatures.map((verdict) => ({ ...verdict, names: { ...verdict.names, file: candidate.entity.filename ?? '' } }));
      return { signatures: named, inner: [], covered: new Set([signature.key, candidate.key]) };
    }
  }
  const first = pair.byName ? pair.candidates[0] : undefined;
  const { signatures } = await verifyCmsFile(signature.decoded(), first === undefined ? [] : [first.decoded()], place(first ?? signature), trust);
  return { signatures, inner: [], covered: new Set(first === undefined ? [signature.key] : [signature.key, first.key]) };
}

function folderOfMember(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** A file of an archive in the form in which attachments are paired. */
export function memberLeaf(file: FileToVerify, bytes: Uint8Array): SignableFile {
  const { part, member, name } = file;
  const entity: Leaf['entity'] = {
    id: part, contentType: 'application/octet-stream', params: {}, disposition: 'attachment', filename: name, encoding: 'binary', contentId: null, start: 0, bodyStart: 0, end: bytes.length, children: [],
  };
  return { leaf: { key: placeOf(file).where, part, entity, decoded: () => bytes }, part, member };
}
