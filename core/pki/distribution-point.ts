import { booleanOf, childrenOf, contentOf, isContext, namedBits, readElement } from './der';
import type { Element } from './der';
import { nameFromRdns, readRdn } from './distinguished-name';
import type { DistinguishedName } from './distinguished-name';
import { generalNameKey, readGeneralName } from './general-name';
import type { GeneralName } from './general-name';

/** Bits 1–8 of ReasonFlags; all of them are what an unlimited list covers. */
export const allReasons = 0b1_1111_1110;

export interface DistributionPoint {
  /** comparable names of the point; null where the point is unnamed */
  readonly names: ReadonlySet<string> | null;
  /** http and https addresses the list lies at */
  readonly urls: readonly string[];
  /** bit mask of revocation reasons covered */
  readonly reasons: number;
  /** who signs the list where it is not the issuer */
  readonly crlIssuers: readonly DistinguishedName[];
}

export interface IssuingDistributionPoint {
  readonly names: ReadonlySet<string> | null;
  readonly userCertificatesOnly: boolean;
  readonly authorityCertificatesOnly: boolean;
  readonly attributeCertificatesOnly: boolean;
  readonly reasons: number;
  readonly indirect: boolean;
}

function reasonMask(element: Element): number {
  const has = namedBits(contentOf(element));
  let mask = 0;
  for (let bit = 1; bit <= 8; bit += 1) if (has(bit)) mask |= 1 << bit;
  return mask;
}

function pointNames(wrapper: Element, issuer: DistinguishedName): ReadonlySet<string> {
  const choice = childrenOf(wrapper)[0];
  if (isContext(choice, 0)) return new Set(childrenOf(choice).map((name) => generalNameKey(readGeneralName(name))));
  if (isContext(choice, 1)) {
    // nameRelativeToCRLIssuer: the RDN is appended to the issuer's name
    const name = nameFromRdns([...issuer.rdns, readRdn(choice)]);
    return new Set([generalNameKey({ kind: 'directory', name })]);
  }
  return new Set();
}

/** Addresses that may be asked: no `ldap:`, no `file:`, no bytes a URL cannot hold. */
export function webAddresses(names: readonly GeneralName[]): readonly string[] {
  return names.flatMap((name) => (name.kind === 'uri' && /^https?:\/\/[\x21-\x7e]{1,2000}$/i.test(name.value) ? [name.value] : []));
}

function pointUrls(wrapper: Element): readonly string[] {
  const choice = childrenOf(wrapper)[0];
  return isContext(choice, 0) ? webAddresses(childrenOf(choice).map(readGeneralName)) : [];
}

/** @param issuer name of the certificate's issuer, against which a relative point name is read */
export function readDistributionPoints(value: Uint8Array, issuer: DistinguishedName): readonly DistributionPoint[] {
  return childrenOf(readElement(value)).map((point) => {
    const fields = childrenOf(point);
    const named = fields.find((field) => isContext(field, 0));
    const reasons = fields.find((field) => isContext(field, 1));
    const issuers = fields.find((field) => isContext(field, 2));
    const crlIssuers = issuers === undefined ? [] : childrenOf(issuers).map(readGeneralName).flatMap((name) => (name.kind === 'directory' ? [name.name] : []));
    return {
      names: named === undefined ? null : pointNames(named, crlIssuers[0] ?? issuer),
      urls: named === undefined ? [] : pointUrls(named),
      reasons: reasons === undefined ? allReasons : reasonMask(reasons),
      crlIssuers,
    };
  });
}

export function readIssuingDistributionPoint(value: Uint8Array, issuer: DistinguishedName): IssuingDistributionPoint {
  const fields = childrenOf(readElement(value));
  const field = (tag: number): Element | undefined => fields.find((candidate) => isContext(candidate, tag));
  const flag = (tag: number): boolean => {
    const element = field(tag);
    return element !== undefined && booleanOf(element);
  };
  const named = field(0);
  const reasons = field(3);
  return {
    names: named === undefined ? null : pointNames(named, issuer),
    userCertificatesOnly: flag(1),
    authorityCertificatesOnly: flag(2),
    attributeCertificatesOnly: flag(5),
    reasons: reasons === undefined ? allReasons : reasonMask(reasons),
    indirect: flag(4),
  };
}
