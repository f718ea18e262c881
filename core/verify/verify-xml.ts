import type { Check, LaterChange, SignatureVerdict, SignedExtent } from '../model/verdict';
import { claimedTime } from '../xmldsig/claimed-time';
import { checkSignature } from '../xmldsig/check-signature';
import type { CheckedSignature } from '../xmldsig/check-signature';
import type { PackageChange } from '../xmldsig/package-changes';
import { readSignature } from '../xmldsig/read-signature';
import { nothingOutside, SignedDocument } from '../xmldsig/signed-document';
import { claimsXmlSignature } from '../xmldsig/signed-format';
import { signaturesIn, xmlCoverage } from '../xmldsig/xml-coverage';
import type { XmlCoverage } from '../xmldsig/xml-coverage';
import { parseXml } from '../xml/parse-xml';
import { WorkBudget } from '../xml/work-budget';
import type { XmlElement } from '../xml/xml-node';
import { limits } from '../base/limits';
import type { OuterChecks, SignaturePlace } from './found-signature';
import { judgeSignature, verdictWithoutSigner } from './judge-signature';
import { unreadable } from './package-check';
import type { OpenedTrust, TrustContext } from './trust-context';

export const noExtent: SignedExtent = { prefixBytes: null, revision: null, revisions: null, certification: null, changes: [], outside: [] };

function change(what: PackageChange, place: string): LaterChange {
  return { what, permitted: 'unknown', revision: null, place };
}

function outerOf({ outside, elsewhere }: XmlCoverage): OuterChecks {
  const coverage: Check = outside.length > 0 ? { state: 'failed', why: 'partOnly' } : elsewhere.length > 0 ? { state: 'failed', why: 'unresolvedReference' } : { state: 'passed', why: null };
  const changes = [...outside.map((name) => change('xmlElementOutside', name)), ...elsewhere.map((uri) => change('xmlReferenceElsewhere', uri))];
  const [reference] = elsewhere;
  return { coverage, binding: () => ({ state: 'notChecked', why: 'document' }), names: reference === undefined ? {} : { reference }, extent: { ...noExtent, changes, outside: [...outside] } };
}

interface Checked {
  readonly element: XmlElement;
  /** null where the structure is broken */
  readonly checked: CheckedSignature | null;
  readonly covers: XmlCoverage | null;
}

/** What a countersignature answers for is what the signature under it answers for; a chain of them ends somewhere, or nowhere. */
function effective(one: Checked, all: readonly Checked[]): XmlCoverage | null {
  const seen = new Set<Checked>();
  let at = one;
  while (!seen.has(at)) {
    seen.add(at);
    const target: XmlElement | null = at.covers?.countersigned ?? null;
    const below: Checked | undefined = target === null ? undefined : all.find(({ element }) => element === target);
    // what holds nothing by itself lends nothing
    if (below?.checked?.result.integrity.state !== 'passed') break;
    at = below;
  }
  return at.covers ?? one.covers;
}

/** Every signature of an XML file (edXML among them: QCVN 102:2016); empty where it carries none. */
export async function verifyXml(bytes: Uint8Array, place: Omit<SignaturePlace, 'kind'>, trust: TrustContext, opened: OpenedTrust): Promise<readonly SignatureVerdict[]> {
  const own: SignaturePlace = { ...place, kind: 'xades' };
  if (!claimsXmlSignature(bytes)) return [];
  const parsed = parseXml(bytes);
  if (!parsed.ok) return [verdictWithoutSigner(own, unreadable(parsed.failure), trust)];
  const elements = signaturesIn(parsed.value);
  if (elements.length > limits.xmlSignatures) return [verdictWithoutSigner(own, { state: 'notChecked', why: 'tooMuch' }, trust)];
  const signed = new SignedDocument(parsed.value, nothingOutside, new WorkBudget());
  const all: Checked[] = [];
  for (const element of elements) {
    const read = readSignature(element);
    const checked = read.ok ? await checkSignature(signed, read.value, opened.intermediates) : null;
    all.push({ element, checked, covers: checked === null ? null : xmlCoverage(parsed.value, checked.references) });
  }
  const verdicts: SignatureVerdict[] = [];
  for (const [index, one] of all.entries()) {
    const at = index === 0 ? own : { ...own, where: `${own.where}#${index + 1}` };
    const covers = effective(one, all);
    if (one.checked === null || covers === null) verdicts.push(verdictWithoutSigner(at, { state: 'failed', why: 'malformed' }, trust));
    else {
      const { result: answer, coveredObjects, certificates, crls, ocsps, timestamps } = one.checked;
      const result = { ...answer, signingTime: answer.signingTime ?? claimedTime(coveredObjects) };
      verdicts.push(await judgeSignature({ place: at, result, certificates, crls, ocsps, timestamps, outer: outerOf(covers) }, trust, opened));
    }
  }
  return verdicts;
}
