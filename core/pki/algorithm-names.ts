import type { AlgorithmIdentifier, PublicKey } from './certificate';
import { contentOf, oidFromContent, readElement, tags } from './der';
import { curveName, oids, signatureSchemes } from './oids';

const keyNames = { rsa: 'RSA', ecdsa: 'ECDSA', dsa: 'DSA', ed25519: 'Ed25519' } as const;

/** What a sentence calls a signature algorithm: an unsupported curve is named rather than hidden behind numbers. */
export function signatureAlgorithmName({ oid }: AlgorithmIdentifier, key: PublicKey | null): string {
  if (oid === oids.rsassaPss) return 'RSA-PSS';
  const scheme = signatureSchemes[oid];
  if (scheme === undefined) return oid;
  const parameters = key?.algorithm.oid === oids.ecPublicKey ? key.algorithm.parameters : null;
  if (parameters?.[0] !== tags.oid) return keyNames[scheme.key];
  try {
    return `${keyNames[scheme.key]} ${curveName(oidFromContent(contentOf(readElement(parameters))))}`;
  } catch {
    // parameters that name no curve
    return keyNames[scheme.key];
  }
}
