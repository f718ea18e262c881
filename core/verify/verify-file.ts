import type { SignedFormat } from '../model/facts';
import type { PartId } from '../model/ids';
import type { SignatureVerdict } from '../model/verdict';
import type { SignaturePlace } from './found-signature';
import { verdictWithoutSigner } from './judge-signature';
import type { OpenedTrust, TrustContext } from './trust-context';
import { verifyAsic } from './verify-asic';
import { verifyCmsFile } from './verify-cms-file';
import { verifyOoxml } from './verify-ooxml';
import { verifyPdf } from './verify-pdf';
import { verifyXml } from './verify-xml';

/** A file of a letter, or of an archive in it, that is signed or that a signature file beside it may sign. */
export interface FileToVerify {
  readonly part: PartId;
  /** path inside an archive; null: the attachment itself */
  readonly member: string | null;
  /** as its sender wrote it */
  readonly name: string;
  /** null: nothing of its own to check */
  readonly format: SignedFormat | null;
  /** null where its bytes cannot be had (again) */
  readonly bytes: () => Uint8Array | null;
}

export type FileVerifier = (bytes: Uint8Array, place: Omit<SignaturePlace, 'kind'>, trust: TrustContext, opened: OpenedTrust) => Promise<readonly SignatureVerdict[]>;
export type FileVerifiers = Readonly<Record<SignedFormat, FileVerifier>>;

/** One for each format, with one shape; a file that only looked signed gives nothing. */
export const fileVerifiers: FileVerifiers = {
  pdf: verifyPdf,
  ooxml: verifyOoxml,
  xades: verifyXml,
  asic: verifyAsic,
  cms: async (bytes, place, trust) => (await verifyCmsFile(bytes, [], { ...place, kind: 'cms' }, trust)).signatures,
};

/** The verdicts over one file by the format of its signatures. What ends its verifier costs this file its answer, and no other. */
export async function verifyFile(file: FileToVerify, trust: TrustContext, opened: OpenedTrust, verifiers: FileVerifiers = fileVerifiers): Promise<readonly SignatureVerdict[]> {
  const { format } = file;
  if (format === null) return [];
  const place = placeOf(file);
  const named = { ...place, kind: format };
  const bytes = file.bytes();
  if (bytes === null) return [verdictWithoutSigner(named, { state: 'notChecked', why: 'notUnpacked' }, trust)];
  return verifiers[format](bytes, place, trust, opened).catch(() => [verdictWithoutSigner(named, { state: 'notChecked', why: 'verifierFailed' }, trust)]);
}

/** Stable name of the place: part, then the path within it. */
export function placeOf({ part, member }: Pick<FileToVerify, 'part' | 'member'>): Omit<SignaturePlace, 'kind'> {
  return { where: member === null ? part : `${part}/${member}`, part, member };
}
