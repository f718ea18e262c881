import type { PartId } from '../model/ids';
import type { ParsedLetter } from '../model/letter';
import type { SignedFormat } from '../model/facts';
import type { Check, LetterVerdict, SignatureVerdict } from '../model/verdict';
import type { Certificate } from '../pki/certificate';
import { worstVerdict } from './compose-verdict';
import { findSigned } from './find-signed';
import type { InnerEntity, Leaf, SignedEntity, SignedStructure } from './find-signed';
import type { OuterChecks, SignaturePlace } from './found-signature';
import { verdictWithoutSigner } from './judge-signature';
import { matchSender } from './match-sender';
import { pairDetached } from './pair-detached';
import type { SignatureFile } from './pair-detached';
import { openTrust } from './trust-context';
import type { OpenedTrust, TrustContext } from './trust-context';
import { verifyCmsFile } from './verify-cms-file';
import { verifyContent } from './verify-content';

export interface VerifiedLetter extends LetterVerdict {
  /** contents of opaque signatures, outermost first: what the reader has to be shown */
  readonly inner: readonly InnerEntity[];
}

/** A part found to carry a signature of its own format. */
export interface SignedDocument {
  readonly part: PartId;
  readonly kind: SignedFormat;
}

/** White space that a list server or a gateway leaves is nothing anybody reads. */
function isBlank(leaf: Leaf): boolean {
  if (!leaf.entity.contentType.startsWith('text/') || leaf.entity.filename !== null) return false;
  return leaf.decoded().every((byte) => byte === 32 || (byte >= 9 && byte <= 13));
}

function outerChecks(entity: SignedEntity, shown: readonly Leaf[]): OuterChecks {
  const outside = shown.filter((leaf) => !entity.covers.has(leaf.key));
  const followed = entity.object.kind === 'signed' && entity.object.detached === null && entity.object.cms.followed;
  const why = outside.length > 0 || followed ? 'partOnly' : entity.forwarded ? 'forwarded' : null;
  const coverage: Check = { state: why === null ? 'passed' : 'failed', why };
  return {
    coverage,
    extent: null,
    binding: (certificate: Certificate) => matchSender(entity.from, certificate.addresses),
    // a name that poses as an address is part of what the reader is told
    names: { from: entity.from.map(({ name, address }) => (name.includes('@') && name !== address ? `${name} <${address}>` : address)).join(', ') },
  };
}

async function verifyEntity(entity: SignedEntity, shown: readonly Leaf[], trust: TrustContext, opened: OpenedTrust): Promise<readonly SignatureVerdict[]> {
  const place: SignaturePlace = { where: entity.where, part: entity.part, member: null, kind: 'smime' };
  switch (entity.object.kind) {
    case 'signed':
      return verifyContent(entity.object.cms, entity.object.detached, place, outerChecks(entity, shown), trust, opened);
    case 'encrypted':
      return [verdictWithoutSigner(place, { state: 'notChecked', why: 'encrypted' }, trust)];
    case 'unsupported':
      return [verdictWithoutSigner(place, { state: 'notChecked', why: 'unsupportedProtocol' }, trust, { algorithm: entity.object.protocol })];
    case 'malformed':
      return [verdictWithoutSigner(place, { state: 'failed', why: 'malformed' }, trust)];
  }
}

interface SignedFiles {
  readonly signatures: readonly SignatureVerdict[];
  readonly inner: readonly InnerEntity[];
  readonly covered: ReadonlySet<string>;
}

async function verifyFile(file: SignatureFile, trust: TrustContext): Promise<SignedFiles> {
  const { signature } = file;
  const place: SignaturePlace = { where: signature.key, part: signature.part, member: null, kind: 'cms' };
  if (file.kind === 'attached') {
    const { signatures, inner } = await verifyCmsFile(signature.decoded(), [], place, trust);
    const name = signature.entity.filename?.replace(/\.p7m$/i, '') ?? null;
    return { signatures, inner: inner === null ? [] : [{ part: signature.part, kind: 'file', name, bytes: inner }], covered: new Set([signature.key]) };
  }
  // tried one by one so that a name that misleads does not hide the file that was really signed
  for (const candidate of file.candidates) {
    const { signatures } = await verifyCmsFile(signature.decoded(), [candidate.decoded()], place, trust);
    if (signatures.every(({ checks }) => checks.integrity.state === 'passed')) {
      const named = signatures.map((verdict) => ({ ...verdict, names: { ...verdict.names, file: candidate.entity.filename ?? '' } }));
      return { signatures: named, inner: [], covered: new Set([signature.key, candidate.key]) };
    }
  }
  const first = file.byName ? file.candidates[0] : undefined;
  const { signatures } = await verifyCmsFile(signature.decoded(), first === undefined ? [] : [first.decoded()], place, trust);
  return { signatures, inner: [], covered: new Set(first === undefined ? [signature.key] : [signature.key, first.key]) };
}

function unsignedParts(structure: SignedStructure, shown: readonly Leaf[], files: readonly SignedFiles[], documents: readonly SignedDocument[]): readonly PartId[] {
  const covered = new Set([...structure.entities.flatMap((entity) => [...entity.covers]), ...files.flatMap((file) => [...file.covered]), ...documents.map(({ part }) => part)]);
  return [...new Set(shown.filter((leaf) => !covered.has(leaf.key)).map((leaf) => leaf.part))];
}

/**
 * Every signature of a letter: S/MIME (detached, opaque, nested), signature files beside attachments,
 * and signed documents named by the caller (reported, not yet checked). Never throws on content.
 * @param raw the whole letter as the server gave it
 * @param parsed its structure, from `parseLetter(raw)`
 * @param documents parts that carry signatures of their own format
 */
export async function verifyLetter(raw: Uint8Array, parsed: Pick<ParsedLetter, 'header' | 'root'>, trust: TrustContext, documents: readonly SignedDocument[] = []): Promise<VerifiedLetter> {
  const opened = await openTrust(trust);
  const structure = await findSigned(raw, parsed.root, parsed.header.from);
  const shown = structure.leaves.filter((leaf) => !isBlank(leaf));
  const mail = await Promise.all(structure.entities.map((entity) => verifyEntity(entity, shown, trust, opened)));
  // an opaque letter whose content cannot be seen is a leaf under its own signature, not a file beside it
  const places = new Set(structure.entities.map((entity) => entity.where));
  const files = await Promise.all(pairDetached(shown.filter((leaf) => !places.has(leaf.key))).map((file) => verifyFile(file, trust)));
  const named = documents.map(({ part, kind }) => verdictWithoutSigner({ where: part, part, member: null, kind }, { state: 'notChecked', why: 'notBuilt' }, trust));
  const signatures = [...mail.flat(), ...files.flatMap((file) => file.signatures), ...named];
  const worst = worstVerdict(signatures);
  return {
    verdict: worst?.verdict ?? 'unsigned',
    reason: worst?.reason ?? null,
    signatures,
    unsignedParts: unsignedParts(structure, shown, files, documents),
    pictures: [],
    pin: null,
    inner: [...structure.inner, ...files.flatMap((file) => file.inner)],
  };
}
