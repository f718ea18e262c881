import { limits } from '../base/limits';
import type { PartId } from '../model/ids';
import type { ParsedLetter } from '../model/letter';
import type { Check, LetterVerdict, SignatureVerdict } from '../model/verdict';
import type { Certificate } from '../pki/certificate';
import type { KeyDesk } from '../pki/key-desk';
import { worstVerdict } from './compose-verdict';
import { findSigned } from './find-signed';
import type { InnerEntity, Leaf, SignedEntity, SignedStructure } from './find-signed';
import type { OuterChecks, SignaturePlace } from './found-signature';
import { verdictWithoutSigner } from './judge-signature';
import { matchSender } from './match-sender';
import { openTrust } from './trust-context';
import type { OpenedTrust, TrustContext } from './trust-context';
import { verifyContent } from './verify-content';
import { placeOf, verifyFile } from './verify-file';
import type { FileToVerify } from './verify-file';
import { memberLeaf, verifySignatureFiles } from './verify-signed-files';
import type { SignableFile, SignedFiles } from './verify-signed-files';

export interface VerifiedLetter extends LetterVerdict {
  /** contents of opaque signatures, outermost first: what the reader has to be shown */
  readonly inner: readonly InnerEntity[];
}

/** White space that a list server or a gateway leaves is nothing anybody reads. */
function isBlank(leaf: Leaf): boolean {
  if (!leaf.entity.contentType.startsWith('text/') || leaf.entity.filename !== null) return false;
  return leaf.decoded().every((byte) => byte === 32 || (byte >= 9 && byte <= 13));
}

function outerChecks(entity: SignedEntity, shown: readonly Leaf[]): OuterChecks {
  const outside = shown.filter((leaf) => !entity.covers.has(leaf.key));
  const followed = entity.object.kind === 'signed' && entity.object.detached === null && entity.object.cms.followed;
  const why = outside.length > 0 || followed ? 'partOnly' : entity.headersDiffer ? 'headersDiffer' : entity.forwarded ? 'forwarded' : null;
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

/** A letter wrapped whole in signatures or encryption is known by the parts of what lies within, as its reader knows it. */
function signableFiles(leaves: readonly Leaf[]): readonly SignableFile[] {
  const around = leaves.map((leaf) => leaf.key.slice(0, leaf.key.length - leaf.entity.id.length));
  const wrapper = around.reduce((shortest, one) => (one.length < shortest.length ? one : shortest), around[0] ?? '');
  return leaves.map((leaf) => ({ leaf, part: leaf.key.slice(wrapper.length).split('/')[0] as PartId, member: null }));
}

/** Files of one archive stand side by side like the attachments of a letter. */
async function verifyMembers(files: readonly FileToVerify[], trust: TrustContext): Promise<readonly SignatureVerdict[]> {
  const archives = new Map<PartId, FileToVerify[]>();
  for (const file of files) if (file.member !== null) archives.set(file.part, [...(archives.get(file.part) ?? []), file]);
  const signatures: SignatureVerdict[] = [];
  for (const members of archives.values()) {
    if (!members.some(({ format }) => format === 'cms')) continue;
    const leaves = members.flatMap((file): readonly SignableFile[] => {
      const bytes = file.bytes();
      return bytes === null ? [] : [memberLeaf(file, bytes)];
    });
    const unread = members.filter((file) => file.format === 'cms' && !leaves.some(({ member }) => member === file.member));
    signatures.push(...unread.map((file) => verdictWithoutSigner({ ...placeOf(file), kind: 'cms' }, { state: 'notChecked', why: 'notUnpacked' }, trust)));
    signatures.push(...(await verifySignatureFiles(leaves, trust)).signatures);
  }
  return signatures;
}

/** Files with signatures of their own format; beyond the limit they are named, not checked. */
async function verifyFormats(files: readonly FileToVerify[], trust: TrustContext, opened: OpenedTrust, verify: typeof verifyFile): Promise<readonly SignatureVerdict[]> {
  // a signature file by a name of its own kind is paired with what it signs; others can only hold it
  const own = files.filter(({ format, name }) => format !== null && (format !== 'cms' || /\.(?:cms|p7)$/i.test(name)));
  const signatures: SignatureVerdict[] = [];
  for (const file of own.slice(0, limits.signedFilesPerLetter)) signatures.push(...(await verify(file, trust, opened)));
  const left = own.slice(limits.signedFilesPerLetter);
  return [...signatures, ...left.flatMap((file) => (file.format === null ? [] : verdictWithoutSigner({ ...placeOf(file), kind: file.format }, { state: 'notChecked', why: 'limit' }, trust)))];
}

function unsignedParts(structure: SignedStructure, shown: readonly SignableFile[], files: SignedFiles, others: readonly SignatureVerdict[]): readonly PartId[] {
  const covered = new Set([...structure.entities.flatMap((entity) => [...entity.covers]), ...files.covered]);
  const signed = new Set(others.filter(({ member }) => member === null).map(({ part }) => part));
  return [...new Set(shown.filter(({ leaf, part }) => !covered.has(leaf.key) && !signed.has(part)).map(({ part }) => part))];
}

/**
 * Every signature of a letter: S/MIME (detached, opaque, nested), signature files beside attachments and beside files in archives, and files that are signed
 * in their own format. Never throws on content.
 * @param raw the whole letter as the server gave it
 * @param parsed its structure, from `parseLetter(raw)`
 * @param files attachments and files of archives that are signed, or lie beside a signature file in an archive; see `filesToVerify`
 * @param desk our keys; null: what is encrypted stays closed
 */
export async function verifyLetter(
  raw: Uint8Array, parsed: Pick<ParsedLetter, 'header' | 'root'>, trust: TrustContext, files: readonly FileToVerify[] = [],
  desk: KeyDesk | null = null, verify: typeof verifyFile = verifyFile,
): Promise<VerifiedLetter> {
  const opened = await openTrust(trust);
  const structure = await findSigned(raw, parsed.root, parsed.header.from, desk);
  const leaves = structure.leaves.filter((leaf) => !isBlank(leaf));
  const shown = signableFiles(leaves);
  const mail = await Promise.all(structure.entities.map((entity) => verifyEntity(entity, leaves, trust, opened)));
  // an opaque letter whose content cannot be seen is a leaf under its own signature, not a file beside it
  const places = new Set(structure.entities.map((entity) => entity.where));
  const beside = await verifySignatureFiles(shown.filter(({ leaf }) => !places.has(leaf.key)), trust);
  const paired = new Set(shown.filter(({ leaf }) => beside.covered.has(leaf.key)).map(({ part }) => part));
  const alone = files.filter(({ format, member, part }) => format !== 'cms' || member !== null || !paired.has(part));
  const others = [...(await verifyFormats(alone, trust, opened, verify)), ...(await verifyMembers(files, trust))];
  const signatures = [...mail.flat(), ...beside.signatures, ...others];
  const worst = worstVerdict(signatures);
  return {
    verdict: worst?.verdict ?? 'unsigned',
    reason: worst?.reason ?? null,
    signatures,
    unsignedParts: unsignedParts(structure, shown, beside, others),
    pictures: [],
    pin: null,
    inner: [...structure.inner, ...beside.inner],
  };
}
