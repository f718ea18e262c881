import { limits } from '../base/limits';
import type { Check, LaterChange, SignatureVerdict } from '../model/verdict';
import { cmsExtras } from '../pki/cms-extras';
import type { FoundTimestamp } from '../pki/found-timestamp';
import { readCms } from '../pki/read-cms';
import { verifyCms } from '../pki/verify-cms';
import type { HashedContent } from '../pki/verify-cms';
import { checkSignature } from '../xmldsig/check-signature';
import { checkManifest, containerFile, readContainer } from '../xmldsig/container';
import type { Container, ContainerManifest } from '../xmldsig/container';
import { openPackage } from '../xmldsig/open-package';
import type { PackageChange } from '../xmldsig/package-changes';
import { readSignature } from '../xmldsig/read-signature';
import { SignedDocument } from '../xmldsig/signed-document';
import { signedFormat } from '../xmldsig/signed-format';
import { signaturesIn } from '../xmldsig/xml-coverage';
import { parseXml } from '../xml/parse-xml';
import { WorkBudget } from '../xml/work-budget';
import type { OuterChecks, SignaturePlace } from './found-signature';
import { judgeSignature, verdictWithoutSigner } from './judge-signature';
import { unreadable } from './package-check';
import type { OpenedTrust, TrustContext } from './trust-context';
import { noExtent } from './verify-xml';

interface Desk {
  readonly container: Container;
  readonly place: SignaturePlace;
  readonly trust: TrustContext;
  readonly opened: OpenedTrust;
  readonly budget: WorkBudget;
  readonly verdicts: SignatureVerdict[];
}

function nextPlace({ place, verdicts }: Desk): SignaturePlace {
  return verdicts.length === 0 ? place : { ...place, where: `${place.where}#${verdicts.length + 1}` };
}

/** Files a signature leaves out are named, each of them; with files that lie elsewhere it is the same. */
function outerOf(container: Container, covered: ReadonlySet<string>, elsewhere: readonly string[] = []): OuterChecks {
  const outside = container.payload.filter((name) => !covered.has(name)).slice(0, limits.outsideNames);
  const change = (what: PackageChange) => (place: string): LaterChange => ({ what, permitted: 'unknown', revision: null, place });
  const coverage: Check = outside.length > 0 ? { state: 'failed', why: 'partOnly' } : elsewhere.length > 0 ? { state: 'failed', why: 'unresolvedReference' } : { state: 'passed', why: null };
  const changes = [...outside.map(change('packageFileOutside')), ...elsewhere.map(change('xmlReferenceElsewhere'))];
  return { coverage, binding: () => ({ state: 'notChecked', why: 'document' }), names: {}, extent: { ...noExtent, changes, outside } };
}

async function verifyXmlFile(desk: Desk, name: string, stamps: readonly FoundTimestamp[]): Promise<void> {
  const { container, trust, opened, verdicts } = desk;
  const content = container.zip.read(name);
  const parsed = content === null || !desk.budget.takeReading(content.bytes.length) ? null : parseXml(content.bytes);
  const elements = parsed?.ok === true ? signaturesIn(parsed.value) : [];
  if (parsed?.ok !== true || elements.length === 0 || elements.length > limits.xmlSignatures) {
    verdicts.push(verdictWithoutSigner(nextPlace(desk), { state: 'failed', why: 'malformed' }, trust));
    return;
  }
  const signed = new SignedDocument(parsed.value, (uri) => containerFile(container.zip, uri), desk.budget);
  for (const element of elements) {
    const read = readSignature(element);
    if (!read.ok) {
      verdicts.push(verdictWithoutSigner(nextPlace(desk), { state: 'failed', why: 'malformed' }, trust));
      continue;
    }
    const { result, references, certificates, crls, ocsps, timestamps } = await checkSignature(signed, read.value, opened.intermediates);
    const covered = new Set(references.flatMap((reference) => (reference.covered?.kind === 'part' && reference.covered.choice === null ? [reference.covered.name] : [])));
    const elsewhere = references.filter(({ problem }) => problem === 'elsewhere').map(({ reference }) => (reference.uri ?? '').slice(0, 200));
    const found = { place: nextPlace(desk), result, certificates, crls, ocsps, timestamps: [...timestamps, ...stamps], outer: outerOf(container, covered, elsewhere) };
    verdicts.push(await judgeSignature(found, trust, opened));
  }
}

/** What a signature or time-stamp file is over: the manifest that names it, else the only file there is. */
function overOf({ manifests, payload, zip }: Container, name: string): { readonly manifest: ContainerManifest | null; readonly content: HashedContent; readonly covered: ReadonlySet<string> } | null {
  const [manifest, ...others] = manifests.filter(({ signature }) => signature === name);
  if (others.length > 0) return null;
  if (manifest !== undefined) {
    const content = zip.read(manifest.name);
    return content === null ? null : { manifest, content, covered: new Set((manifest.entries ?? []).map((entry) => entry.name)) };
  }
  const [only, ...further] = payload;
  const content = only === undefined || further.length > 0 ? null : zip.read(only);
  return content === null || only === undefined ? null : { manifest: null, content, covered: new Set([only]) };
}

async function manifestCheck(container: Container, manifest: ContainerManifest | null): Promise<Check | null> {
  const answer = manifest === null ? 'holds' : await checkManifest(container, manifest);
  switch (answer) {
    case 'holds':
      return null;
    case 'differs':
      return { state: 'failed', why: 'digestMismatch' };
    case 'unknown':
      return { state: 'notChecked', why: 'unsupportedAlgorithm' };
    case 'malformed':
      return { state: 'failed', why: 'malformed' };
  }
}

async function verifyCmsMember(desk: Desk, name: string, stamps: readonly FoundTimestamp[]): Promise<void> {
  const { container, trust, opened, verdicts } = desk;
  const over = overOf(container, name);
  const file = container.zip.read(name);
  const read = file === null ? null : await readCms(file.bytes);
  if (read?.ok !== true || read.value.kind !== 'signed' || over === null || read.value.signers.length === 0) {
    verdicts.push(verdictWithoutSigner(nextPlace(desk), { state: 'failed', why: over === null ? 'noManifest' : 'malformed' }, trust));
    return;
  }
  const cms = read.value;
  // a content of its own is another one than what lies beside it
  const inside: Check | null = cms.content === null ? null : { state: 'failed', why: 'contentDiffers' };
  const worse = inside ?? (await manifestCheck(container, over.manifest));
  const results = await verifyCms(cms, over.content, opened.intermediates);
  for (const [index, result] of results.entries()) {
    const signer = cms.signers[index];
    const extras = signer === undefined ? null : await cmsExtras(signer, over.content.bytes);
    const integrity = worse !== null && result.integrity.state !== 'failed' ? worse : result.integrity;
    const digests = [...new Set([...result.digests, ...(over.manifest?.entries ?? []).map(({ digest }) => digest)])];
    verdicts.push(await judgeSignature({
      place: nextPlace(desk), result: { ...result, integrity, digests },
      certificates: [...cms.certificates, ...(extras?.certificates ?? [])], crls: [...cms.crls, ...(extras?.crls ?? [])], ocsps: [...cms.ocsps, ...(extras?.ocsps ?? [])],
      timestamps: [...(extras?.timestamps ?? []), ...stamps], outer: outerOf(container, over.covered),
    }, trust, opened));
  }
}

/** A time-stamp file proves when the files it is over were there; of a signature it proves so much only where it is over that one too. */
async function stampsFor({ container }: Desk, signature: string): Promise<readonly FoundTimestamp[]> {
  const found: FoundTimestamp[] = [];
  for (const name of container.timestamps) {
    const over = overOf(container, name);
    const token = container.zip.read(name);
    if (over?.manifest == null || token === null || !over.covered.has(signature) || (await manifestCheck(container, over.manifest)) !== null) continue;
    found.push({ kind: 'document', token: token.bytes, imprinted: over.content.bytes });
  }
  return found;
}

/** Signatures of an ASiC-S or ASiC-E container (ETSI EN 319 162-1), and of an OpenDocument file; empty where it carries none. */
export async function verifyAsic(bytes: Uint8Array, place: Omit<SignaturePlace, 'kind'>, trust: TrustContext, opened: OpenedTrust): Promise<readonly SignatureVerdict[]> {
  if (signedFormat(bytes, '') !== 'asic') return [];
  const own: SignaturePlace = { ...place, kind: 'asic' };
  const zip = openPackage(bytes);
  if (!zip.ok) return [verdictWithoutSigner(own, unreadable(zip.failure), trust)];
  const container = readContainer(zip.value);
  const desk: Desk = { container, place: container.kind === 'openDocument' ? { ...own, kind: 'xades' } : own, trust, opened, budget: new WorkBudget(), verdicts: [] };
  const files = container.xmlSignatures.length + container.cmsSignatures.length + container.timestamps.length + container.manifests.length;
  if (files > limits.xmlSignatures) return [verdictWithoutSigner(desk.place, unreadable('tooLarge'), trust)];
  for (const name of container.xmlSignatures) await verifyXmlFile(desk, name, await stampsFor(desk, name));
  for (const name of container.cmsSignatures) await verifyCmsMember(desk, name, await stampsFor(desk, name));
  // a time-stamp by itself names no signer
  if (desk.verdicts.length === 0 && container.timestamps.length > 0) return [verdictWithoutSigner(desk.place, { state: 'notChecked', why: 'onlyTimestamp' }, trust)];
  return desk.verdicts;
}
