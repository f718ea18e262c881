import type { SigningPolicy } from '../model/policy';
import type { SigningKey, SignMechanism } from '../model/signing';
import { mechanismParts } from '../pki/mechanism';
import type { MechanismParts } from '../pki/mechanism';

const digests = ['sha256', 'sha384', 'sha512'] as const;

/** Paddings that policy allows, best first; an EC key has none. */
const paddings: Readonly<Record<SigningPolicy['rsaPadding'], readonly MechanismParts['key'][]>> = {
  offered: ['rsa-pkcs1', 'rsa-pss', 'ecdsa'],
  pss: ['rsa-pss', 'ecdsa'],
  pkcs1: ['rsa-pkcs1', 'ecdsa'],
};

/**
 * What a key signs with: the digest of the policy, else a stronger one, else what the key has; of the paddings the one policy puts first.
 * @returns null where the key makes nothing that policy allows
 */
export function chooseMechanism({ mechanisms }: Pick<SigningKey, 'mechanisms'>, { digest, rsaPadding }: Pick<SigningPolicy, 'digest' | 'rsaPadding'>): SignMechanism | null {
  const least = digests.indexOf(digest);
  const wanted = [...digests.slice(least), ...digests.slice(0, least).reverse()];
  for (const one of wanted) {
    for (const padding of paddings[rsaPadding]) {
      const fits = mechanisms.find((mechanism) => {
        const parts = mechanismParts(mechanism);
        return parts.digest === one && parts.key === padding;
      });
      if (fits !== undefined) return fits;
    }
  }
  return null;
}
