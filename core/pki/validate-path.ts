import type { Certificate, NameConstraints } from './certificate';
import { isSelfIssued } from './certificate';
import { satisfiesNameConstraints } from './name-constraints';
import { oids } from './oids';
import { satisfiesPolicies } from './policy-graph';
import type { PolicyInputs } from './policy-graph';

/** Why a path does not hold; `expired` alone stands for time, everything else is a defect of the chain. */
export type PathDefect =
  | 'badSignature'
  | 'unsupportedAlgorithm'
  | 'expired'
  | 'notYetValid'
  | 'notAnAuthority'
  | 'pathTooLong'
  | 'keyUsage'
  | 'extendedKeyUsage'
  | 'nameConstraints'
  | 'policies'
  | 'unknownCritical'
  | 'issuerMismatch';

export type PathPurpose = 'emailSigning' | 'emailEncryption' | 'documentSigning' | 'crlSigning' | 'timeStamping';

export interface PathRules {
  /** milliseconds since 1970 */
  readonly at: number;
  readonly purpose: PathPurpose;
  readonly policies: PolicyInputs;
}

/** RFC 3161 2.3, RFC 6960 4.2.2.2: keys of services, which sign what anybody sends them; never a document. */
const servicePurposes: ReadonlySet<string> = new Set<string>([oids.ocspSigning, oids.timeStamping]);

/** What the certificate itself says against such a use of its key; null where it says nothing. */
export function purposeDefect(leaf: Certificate, purpose: PathPurpose): PathDefect | null {
  const { keyUsage, extendedKeyUsage, extendedKeyUsageCritical } = leaf.extensions;
  if (purpose === 'crlSigning') return keyUsage !== null && !keyUsage.crlSign ? 'keyUsage' : null;
  // RFC 8550 4.4.2: a key that signs mail carries digitalSignature or nonRepudiation; whether one may encrypt depends on its kind, see `recipientDefect`
  if (purpose !== 'emailEncryption' && keyUsage !== null && !keyUsage.digitalSignature && !keyUsage.nonRepudiation) return 'keyUsage';
  // RFC 3161 2.3: this purpose, no other, and critical
  if (purpose === 'timeStamping') return extendedKeyUsageCritical && extendedKeyUsage?.length === 1 && extendedKeyUsage[0] === oids.timeStamping ? null : 'extendedKeyUsage';
  if (extendedKeyUsage === null) return null;
  if (purpose === 'documentSigning') return extendedKeyUsage.every((use) => servicePurposes.has(use)) ? 'extendedKeyUsage' : null;
  return extendedKeyUsage.includes(oids.emailProtection) || extendedKeyUsage.includes(oids.anyExtendedKeyUsage) ? null : 'extendedKeyUsage';
}

function authorityDefect(certificate: Certificate, belowCount: number, purpose: PathPurpose): PathDefect | null {
  const { basicConstraints, keyUsage, extendedKeyUsage } = certificate.extensions;
  if (certificate.version !== 3 || basicConstraints?.authority !== true) return 'notAnAuthority';
  if (basicConstraints.pathLength !== null && belowCount > basicConstraints.pathLength) return 'pathTooLong';
  if (keyUsage !== null && !keyUsage.certSign) return 'keyUsage';
  // an authority confined to other purposes cannot certify mail signers (as Windows, NSS and OpenSSL hold), nor authorities of time
  const needed = purpose === 'emailSigning' || purpose === 'emailEncryption' ? oids.emailProtection : purpose === 'timeStamping' ? oids.timeStamping : null;
  if (needed !== null && extendedKeyUsage !== null && !extendedKeyUsage.includes(needed) && !extendedKeyUsage.includes(oids.anyExtendedKeyUsage)) return 'extendedKeyUsage';
  return null;
}

function anchorDefect(anchor: Certificate, belowCount: number): PathDefect | null {
  const { basicConstraints, keyUsage } = anchor.extensions;
  // a version 1 root is trusted because a person said so; a later one must keep to what it says of itself
  if (anchor.version === 3 && basicConstraints !== null) {
    if (!basicConstraints.authority) return 'notAnAuthority';
    if (basicConstraints.pathLength !== null && belowCount > basicConstraints.pathLength) return 'pathTooLong';
  }
  return keyUsage !== null && !keyUsage.certSign ? 'keyUsage' : null;
}

/** Written so that a time that is no number is never within validity. */
function timeDefect(certificate: Certificate, at: number): PathDefect | null {
  if (!(at >= certificate.notBefore)) return 'notYetValid';
  return at <= certificate.notAfter ? null : 'expired';
}

/**
 * Everything RFC 5280 6.1 asks of a path except signatures and revocation.
 * @param path leaf first, anchor last; a leaf that is itself the anchor is a path of one
 * @returns every defect once; time defects do not hide structural ones
 */
export function pathDefects(path: readonly Certificate[], rules: PathRules): readonly PathDefect[] {
  const defects = new Set<PathDefect>();
  const note = (defect: PathDefect | null): void => {
    if (defect !== null) defects.add(defect);
  };
  const down = [...path].reverse();
  const anchor = down[0];
  const below = down.slice(1);
  const leaf = path[0];
  if (leaf === undefined || anchor === undefined) return ['issuerMismatch'];
  const constraints: NameConstraints[] = [];
  /** certificates between this one and the leaf that count against a path length */
  const countBelow = (index: number): number => below.slice(index, -1).filter((certificate) => !isSelfIssued(certificate)).length;
  note(timeDefect(anchor, rules.at));
  if (below.length > 0) {
    note(anchorDefect(anchor, countBelow(0)));
    if (anchor.extensions.nameConstraints !== null) constraints.push(anchor.extensions.nameConstraints);
  }
  for (const [index, certificate] of below.entries()) {
    const isLeaf = index === below.length - 1;
    const above = down[index];
    if (above === undefined || above.subject.key !== certificate.issuer.key) note('issuerMismatch');
    note(timeDefect(certificate, rules.at));
    if (!satisfiesNameConstraints(certificate, constraints, isLeaf)) note('nameConstraints');
    if (certificate.extensions.unknownCritical.length > 0) note('unknownCritical');
    if (!isLeaf) {
      note(authorityDefect(certificate, countBelow(index + 1), rules.purpose));
      if (certificate.extensions.nameConstraints !== null) constraints.push(certificate.extensions.nameConstraints);
    }
  }
  note(purposeDefect(leaf, rules.purpose));
  if (!satisfiesPolicies(below, rules.policies)) note('policies');
  return [...defects];
}
