import { defaultSigning } from '../acknowledge/default-policy';
import type { SigningPolicy } from '../model/policy';
import type { SigningKey, SignMechanism } from '../model/signing';

const schemes = { offered: ['rsa-pkcs1', 'rsa-pss', 'ecdsa'], pkcs1: ['rsa-pkcs1', 'ecdsa'], pss: ['rsa-pss', 'ecdsa'] } as const;

/**
 * How a key is to sign, by what it offers and what the office asks for: the digest of the policy first, then a longer one, never a shorter.
 * @returns null where the key offers nothing the policy allows
 */
export function chooseMechanism({ mechanisms }: Pick<SigningKey, 'mechanisms'>, policy: SigningPolicy | undefined): SignMechanism | null {
  const { digest, rsaPadding } = policy ?? defaultSigning;
  const digests = (['sha256', 'sha384', 'sha512'] as const).filter((one) => one >= digest);
  for (const one of digests) {
    for (const scheme of schemes[rsaPadding]) {
      const mechanism: SignMechanism = `${scheme}-${one}`;
      if (mechanisms.includes(mechanism)) return mechanism;
    }
  }
  return null;
}
