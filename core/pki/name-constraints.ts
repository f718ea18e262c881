import type { Certificate, NameConstraints } from './certificate';
import { isSelfIssued } from './certificate';
import type { GeneralName } from './general-name';

function underDomain(host: string, base: string): boolean {
  return host === base || host.endsWith(`.${base}`);
}

function matchesMailbox(address: string, base: string): boolean {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).toLowerCase();
  const constraint = base.toLowerCase();
  if (constraint.includes('@')) {
    // local parts are compared exactly here: a constraint is the issuer's word, not a mailbox look-up
    const split = base.lastIndexOf('@');
    return address.slice(0, at) === base.slice(0, split) && domain === constraint.slice(split + 1);
  }
  return constraint.startsWith('.') ? domain.endsWith(constraint) && domain.length > constraint.length : domain === constraint;
}

function matchesUri(uri: string, base: string): boolean {
  const host = (/^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(uri)?.[1] ?? '').toLowerCase();
  const constraint = base.toLowerCase();
  return constraint.startsWith('.') ? host.endsWith(constraint) && host.length > constraint.length : host === constraint;
}

function matchesAddress(bytes: Uint8Array, base: Uint8Array): boolean {
  if (base.length !== bytes.length * 2) return false;
  return bytes.every((byte, index) => (byte & (base[bytes.length + index] ?? 0)) === ((base[index] ?? 0) & (base[bytes.length + index] ?? 0)));
}

/** Is the name within the subtree (RFC 5280 4.2.1.10)? Names of another kind are not. */
function isWithin(name: GeneralName, base: GeneralName): boolean {
  if (name.kind === 'directory' && base.kind === 'directory') {
    return base.name.rdnKeys.every((key, index) => name.name.rdnKeys[index] === key);
  }
  if (name.kind === 'rfc822' && base.kind === 'rfc822') return matchesMailbox(name.value, base.value);
  if (name.kind === 'dns' && base.kind === 'dns') return base.value === '' || underDomain(name.value.toLowerCase(), base.value.toLowerCase().replace(/^\./, ''));
  if (name.kind === 'uri' && base.kind === 'uri') return matchesUri(name.value, base.value);
  if (name.kind === 'ip' && base.kind === 'ip') return matchesAddress(name.bytes, base.bytes);
  return false;
}

function namesOf(certificate: Certificate): readonly GeneralName[] {
  const subject: GeneralName[] = certificate.subject.rdns.length === 0 ? [] : [{ kind: 'directory', name: certificate.subject }];
  // RFC 5280 4.2.1.10: constraints on mail addresses also bind the legacy attribute of the subject
  const mailboxes = certificate.addresses.map((value): GeneralName => ({ kind: 'rfc822', value }));
  return [...subject, ...mailboxes, ...certificate.extensions.alternativeNames];
}

/**
 * Name constraints of all certificates above, each applied by itself (their intersection and union).
 * A constraint on a kind of name that is not understood forbids names of that kind.
 * @param isLeaf self-issued certificates in the middle of a path are exempt (RFC 5280 6.1.3)
 */
export function satisfiesNameConstraints(certificate: Certificate, constraints: readonly NameConstraints[], isLeaf: boolean): boolean {
  if (constraints.length === 0 || (isSelfIssued(certificate) && !isLeaf)) return true;
  const names = namesOf(certificate);
  return constraints.every(({ permitted, excluded }) =>
    names.every((name) => {
      const sameKind = permitted.filter((base) => base.kind === name.kind);
      if (name.kind === 'other') return sameKind.length === 0 && !excluded.some((base) => base.kind === 'other');
      return (sameKind.length === 0 || sameKind.some((base) => isWithin(name, base))) && !excluded.some((base) => isWithin(name, base));
    }),
  );
}
