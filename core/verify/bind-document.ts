import type { DirectoryIndex } from '../directory/directory-index';
import { foldName } from '../directory/fold-name';
import type { DocumentOrigin, OfficialDocument } from '../model/document';
import type { Check, LetterVerdict, SignatureVerdict } from '../model/verdict';
import { composeVerdict, worstVerdict } from './compose-verdict';
import { matchUnit, type NamedUnit, type NameMatch } from './same-issuer';
import { mailSignerNames, signerNames, type SignerNames } from './signer-names';

/** What of an official document says whose signature it has to bear. */
export type BoundDocument = Pick<OfficialDocument, 'origin' | 'agency' | 'parentAgency' | 'place' | 'signer' | 'copy'>;

const passed: Check = { state: 'passed', why: null };
const otherIssuer: Check = { state: 'failed', why: 'otherIssuer' };
const notChecked = (why: string): Check => ({ state: 'notChecked', why });

/**
 * Is it the issuer's signature: certificate against letterhead, directory and the name in the signature block? A mismatch is a question to a person, no
 * proof: clerks sign for their office, and letterheads are cut short. Of several documents in one file the one that fits least counts.
 * @param documents of the whole letter, as they are shown
 */
export function bindSigner(names: SignerNames, documents: readonly BoundDocument[], directory: DirectoryIndex): Check {
  const checks = documents.filter(({ origin }) => isIn(names, origin)).map((document) => bindOne(names, document, directory));
  return checks.find(({ state }) => state === 'failed') ?? checks.find(({ state }) => state === 'notChecked') ?? (checks.length > 0 ? passed : notChecked('noDocument'));
}

/** A signature over an archive, or over a file, covers what lies in it; that of the letter itself what its text says. */
function isIn({ part, member }: SignerNames, { part: origin, member: inside }: DocumentOrigin): boolean {
  return part === origin && (member === null || member === inside);
}

function bindOne(names: SignerNames, document: BoundDocument, directory: DirectoryIndex): Check {
  const isLetter = names.part === null;
  const isNamed = document.signer !== null && foldName(document.signer) === foldName(names.holder);
  // what does not tell is taken for a person where the signature block has that person
  const isPerson = names.role === 'person' || (names.role === 'unknown' && isNamed);
  // a letter is signed by whoever sends it, a document by who answers for it
  if (!isLetter && isPerson && document.signer !== null && !isNamed) return otherIssuer;
  const issuers = issuersOf(document);
  if (issuers.length === 0) return notChecked('noLetterhead');
  const holders = isPerson ? names.organisations : isLetter ? [names.holder, ...names.organisations] : [names.holder];
  if (holders.length === 0) return notChecked('noOrganisation');
  const matches = holders.map((name) => best(issuers.map((issuer) => matchUnit({ name, beside: [...names.organisations.filter((one) => one !== name), ...names.places] }, issuer, directory))));
  switch (best(matches)) {
    case 'same':
      return passed;
    case 'unclear':
      return notChecked('unclearIssuer');
    case 'other':
      return otherIssuer;
  }
}

/** The agency of the letterhead, the one above it, and of a copy the agency that made it. */
function issuersOf({ agency, parentAgency, place, copy }: BoundDocument): readonly NamedUnit[] {
  const places = place === null ? [] : [place];
  const own = agency === null ? [] : [{ name: agency, beside: [...(parentAgency === null ? [] : [parentAgency]), ...places] }];
  const above = parentAgency === null ? [] : [{ name: parentAgency, beside: places }];
  return [...own, ...above, ...(copy?.agency == null ? [] : [{ name: copy.agency, beside: places }])];
}

function best(matches: readonly NameMatch[]): NameMatch {
  return matches.includes('same') ? 'same' : matches.includes('unclear') ? 'unclear' : 'other';
}

/** The verdict as it is shown: every signature of a document bound to what the document says. S/MIME is bound to From already, or, where its certificate names no address, to the letterhead. */
export function bindDocuments<Verdict extends LetterVerdict>(verdict: Verdict, documents: readonly BoundDocument[], directory: DirectoryIndex): Verdict {
  const signatures = verdict.signatures.map((signature) => bound(signature, documents, directory));
  if (signatures.every((one, index) => one === verdict.signatures[index])) return verdict;
  const worst = worstVerdict(signatures);
  return { ...verdict, signatures, verdict: worst?.verdict ?? verdict.verdict, reason: worst?.reason ?? verdict.reason };
}

function bound(signature: SignatureVerdict, documents: readonly BoundDocument[], directory: DirectoryIndex): SignatureVerdict {
  const isMail = signature.kind === 'smime';
  const names = isMail ? mailSignerNames(signature) : signerNames(signature);
  if (names === null) return signature;
  const binding = bindSigner(names, documents, directory);
  // the same unit in the letterhead does not prove the address
  if (isMail && binding.state !== 'failed') return signature;
  const checks = { ...signature.checks, binding };
  const document = documents.find(({ origin }) => isIn(names, origin));
  const said: Record<string, string> = {};
  if (document?.agency != null) said['letterhead'] = document.agency;
  if (document?.signer != null) said['signedName'] = document.signer;
  const certified = names.role === 'person' ? names.organisations[0] : names.holder;
  if (certified !== undefined) said['certified'] = certified;
  return { ...signature, ...composeVerdict(checks), checks, names: { ...signature.names, ...said } };
}
