import { limits } from '../base/limits';
import type { SignatureVerdict } from '../model/verdict';
import { checkSignature } from '../xmldsig/check-signature';
import { dsNamespace } from '../xmldsig/names';
import { officeCoverage } from '../xmldsig/office-coverage';
import { openOfficePackage, signatureParts } from '../xmldsig/office-package';
import type { OfficePackage, OfficePart } from '../xmldsig/office-package';
import { readSignature } from '../xmldsig/read-signature';
import { claimedTime } from '../xmldsig/claimed-time';
import { SignedDocument } from '../xmldsig/signed-document';
import type { Outside } from '../xmldsig/signed-document';
import { claimsOfficeSignature } from '../xmldsig/signed-format';
import { parseXml } from '../xml/parse-xml';
import { WorkBudget } from '../xml/work-budget';
import { isNamed } from '../xml/xml-node';
import type { SignaturePlace } from './found-signature';
import { judgeSignature, verdictWithoutSigner } from './judge-signature';
import { unreadable } from './package-check';
import type { OpenedTrust, TrustContext } from './trust-context';

/** Part URIs carry the type the part was signed as (ECMA-376-2 13.2.4.2): under another type it is another document. */
function outsideOf(office: OfficePackage): Outside {
  return (uri) => {
    const match = /^(\/[^?#]*)\?ContentType=([^#]+)$/.exec(uri);
    if (match === null) return { kind: 'elsewhere' };
    const [, name = '', type = ''] = match;
    const part = office.part(name);
    if (part === null || part.contentType?.toLowerCase() !== type.toLowerCase()) return { kind: 'missing', name };
    return { kind: 'part', name: part.name, content: part.content };
  };
}

async function verifyPart(office: OfficePackage, part: OfficePart, budget: WorkBudget, place: SignaturePlace, trust: TrustContext, opened: OpenedTrust): Promise<SignatureVerdict> {
  const malformed = (): SignatureVerdict => verdictWithoutSigner(place, { state: 'failed', why: 'malformed' }, trust);
  if (!budget.takeReading(part.content.bytes.length)) return verdictWithoutSigner(place, unreadable('tooLarge'), trust);
  const parsed = parseXml(part.content.bytes);
  if (!parsed.ok || !isNamed(parsed.value.root, dsNamespace, 'Signature')) return malformed();
  const signature = readSignature(parsed.value.root);
  if (!signature.ok) return malformed();
  const signed = new SignedDocument(parsed.value, outsideOf(office), budget);
  const checked = await checkSignature(signed, signature.value, opened.intermediates);
  const { coverage, extent, holdsAnything } = officeCoverage(office, checked.references);
  const { integrity } = checked.result;
  // a signature over something else, carried along to make the document look signed (universal forgery)
  const isForeign = integrity.state === 'passed' && !holdsAnything;
  const result = { ...checked.result, integrity: isForeign ? ({ state: 'failed', why: 'noManifest' } as const) : integrity, signingTime: checked.result.signingTime ?? claimedTime(checked.coveredObjects) };
  const outer = { coverage, binding: () => ({ state: 'notChecked', why: 'document' }) as const, names: {}, extent };
  return judgeSignature({ place, result, certificates: checked.certificates, crls: checked.crls, ocsps: checked.ocsps, timestamps: checked.timestamps, outer }, trust, opened);
}

/** Every signature of a docx, xlsx or pptx; empty where it carries none. */
export async function verifyOoxml(bytes: Uint8Array, place: Omit<SignaturePlace, 'kind'>, trust: TrustContext, opened: OpenedTrust): Promise<readonly SignatureVerdict[]> {
  const own: SignaturePlace = { ...place, kind: 'ooxml' };
  if (!claimsOfficeSignature(bytes)) return [];
  const budget = new WorkBudget();
  const office = openOfficePackage(bytes, budget);
  if (!office.ok) return [verdictWithoutSigner(own, unreadable(office.failure), trust)];
  const parts = signatureParts(office.value);
  if (parts.length > limits.xmlSignatures) return [verdictWithoutSigner(own, unreadable('tooLarge'), trust)];
  const verdicts: SignatureVerdict[] = [];
  for (const [index, part] of parts.entries()) {
    verdicts.push(await verifyPart(office.value, part, budget, index === 0 ? own : { ...own, where: `${own.where}#${index + 1}` }, trust, opened));
  }
  return verdicts;
}
