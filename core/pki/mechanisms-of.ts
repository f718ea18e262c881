import type { SignMechanism } from '../model/signing';
import type { MechanismParts, SignDigest } from './mechanism';

const digests: readonly SignDigest[] = ['sha256', 'sha384', 'sha512'];

/** Every mechanism of these schemes, the first scheme's first. */
export function mechanismsOf(schemes: readonly MechanismParts['key'][]): readonly SignMechanism[] {
  return schemes.flatMap((scheme) => digests.map((digest): SignMechanism => `${scheme}-${digest}`));
}
