import type { AlgorithmPolicy } from '../model/policy';
import type { AlgorithmRule } from '../model/verdict';
import type { Certificate, PublicKey } from '../pki/certificate';
import { oids } from '../pki/oids';
import { digestOfScheme } from '../pki/verify-signature';

export interface Weakness {
  /** as a person reads it */
  readonly algorithm: string;
  /** `forbiddenAlgorithm`: an earlier date would not help, or the signature is proven to be later */
  readonly why: 'weakAlgorithm' | 'forbiddenAlgorithm';
}

/** When the signature existed at the latest and, where that is proven, at the earliest; milliseconds. */
export interface SignatureSpan {
  readonly at: number;
  readonly after: number | null;
}

const digestLabels: Readonly<Record<string, string>> = { md2: 'MD2', md4: 'MD4', md5: 'MD5', sha1: 'SHA-1', sha224: 'SHA-224', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' };

export function digestLabel(digest: string): string {
  return digestLabels[digest] ?? digest;
}

const keyKinds: Readonly<Record<string, string>> = { [oids.rsaEncryption]: 'rsa', [oids.rsassaPss]: 'rsa', [oids.ecPublicKey]: 'ec', [oids.dsa]: 'dsa' };

function againstRule({ until }: AlgorithmRule, { at, after }: SignatureSpan): Weakness['why'] | null {
  if (until === null) return 'forbiddenAlgorithm';
  const end = Date.parse(until);
  if (at < end) return null;
  return after !== null && after >= end ? 'forbiddenAlgorithm' : 'weakAlgorithm';
}

function worst(rules: readonly AlgorithmRule[], span: SignatureSpan): Weakness['why'] | null {
  const found = rules.map((rule) => againstRule(rule, span));
  return found.find((why) => why === 'forbiddenAlgorithm') ?? found.find((why) => why !== null) ?? null;
}

function weakDigest(digest: string, policy: AlgorithmPolicy, span: SignatureSpan): Weakness['why'] | null {
  if (policy.weakDigests.includes(digest)) return 'weakAlgorithm';
  return worst((policy.table ?? []).filter(({ algorithm }) => algorithm === digest), span);
}

function weakKey({ algorithm, bits }: PublicKey, policy: AlgorithmPolicy, span: SignatureSpan): Weakness | null {
  const kind = keyKinds[algorithm.oid];
  if (kind === undefined) return null;
  const least = kind === 'ec' ? policy.minEcBits : kind === 'rsa' ? policy.minRsaBits : 0;
  const rules = (policy.table ?? []).filter((rule) => rule.algorithm === kind && (rule.belowBits === undefined || (bits > 0 && bits < rule.belowBits)));
  const why = bits > 0 && bits < least ? 'weakAlgorithm' : worst(rules, span);
  return why === null ? null : { algorithm: bits > 0 ? `${kind.toUpperCase()} ${bits}` : kind.toUpperCase(), why };
}

/**
 * The first algorithm on the way that policy does not accept for a signature of that time; null where all are accepted.
 * @param digests names: of the content and of the signature
 * @param path leaf first, anchor last
 */
export function findWeakness(digests: readonly string[], path: readonly Certificate[], policy: AlgorithmPolicy, span: SignatureSpan): Weakness | null {
  // an anchor is trusted by decision; its own signature proves nothing and need not be strong
  const ofPath = path.slice(0, -1).map((certificate) => digestOfScheme(certificate.signatureAlgorithm, null));
  for (const digest of [...digests, ...ofPath]) {
    const why = digest === null ? null : weakDigest(digest, policy, span);
    if (digest !== null && why !== null) return { algorithm: digestLabel(digest), why };
  }
  for (const { publicKey } of path) {
    const weakness = weakKey(publicKey, policy, span);
    if (weakness !== null) return weakness;
  }
  return null;
}
