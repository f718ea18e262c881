import type { Indication, SignatureVerdict, SubIndication } from '../model/verdict';

/** ETSI TS 119 102-2, annex A: the indications as URIs. */
export function mainIndication(indication: Indication): string {
  const names: Readonly<Record<Indication, string>> = { passed: 'total-passed', failed: 'total-failed', indeterminate: 'indeterminate' };
  return `urn:etsi:019102:mainindication:${names[indication]}`;
}

/** of a single constraint, which has no "total" */
export function constraintIndication(state: 'passed' | 'failed' | 'notChecked'): string {
  return `urn:etsi:019102:mainindication:${state === 'notChecked' ? 'indeterminate' : state}`;
}

export function subIndication(sub: SubIndication): string {
  return `urn:etsi:019102:subindication:${sub}`;
}

/** What proves when the signature existed: a time-stamp we validated, our own record of its arrival, or nothing but the time of checking. */
export function typeOfProof(judgedBy: SignatureVerdict['judgedBy']): string {
  return `urn:etsi:019102:poetype:${judgedBy === 'arrival' ? 'provided' : 'validation'}`;
}

/** ETSI EN 319 102-1 5.3 to 5.5 */
export function validationProcess({ timestamps }: SignatureVerdict): string {
  const passed = timestamps.filter(({ verdict }) => verdict === 'passed').map(({ kind }) => kind);
  const process = passed.includes('archive') || passed.includes('document') ? 'LTA' : passed.includes('signature') ? 'LTVM' : 'Basic';
  return `urn:etsi:019102:validationprocess:${process}`;
}

const digestMethods: Readonly<Record<string, string>> = {
  md5: 'http://www.w3.org/2001/04/xmldsig-more#md5', sha1: 'http://www.w3.org/2000/09/xmldsig#sha1', sha224: 'http://www.w3.org/2001/04/xmldsig-more#sha224',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256', sha384: 'http://www.w3.org/2001/04/xmldsig-more#sha384', sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
  'sha3-256': 'http://www.w3.org/2007/05/xmldsig-more#sha3-256', 'sha3-384': 'http://www.w3.org/2007/05/xmldsig-more#sha3-384', 'sha3-512': 'http://www.w3.org/2007/05/xmldsig-more#sha3-512',
};

/** RFC 9231; a name without a URI of its own stays recognisable */
export function digestMethod(algorithm: string): string {
  const name = algorithm.toLowerCase();
  return digestMethods[name.replace(/^sha-(?=\d)/, 'sha')] ?? `urn:x-vanthu:digest:${encodeURIComponent(name)}`;
}
