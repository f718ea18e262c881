import type { CertificatePool } from './build-path';
import type { Certificate } from './certificate';
import { askLists } from './check-crl';
import { askResponders } from './check-ocsp';
import { earlier, newer } from './revocation-question';
import type { Finding, RevocationMaterial, RevocationQuestion, RevocationRules } from './revocation-question';

export type RevocationStatus =
  | { readonly kind: 'good'; readonly listAt: number; readonly by: 'crl' | 'ocsp' }
  | { readonly kind: 'revoked' | 'held'; readonly revokedAt: number; readonly reason: string; readonly listAt: number; readonly by: 'crl' | 'ocsp'; readonly certificate: Certificate; /** not the signer's certificate but one above */ readonly authority: boolean }
  | { readonly kind: 'stale'; readonly listAt: number; readonly by: 'crl' | 'ocsp'; readonly certificate: Certificate }
  | { readonly kind: 'unknown'; readonly certificate: Certificate; /** there is data, but of when the certificate had expired */ readonly afterExpiry: boolean };

/** A certificate whose status is not established, with its issuer. */
export interface Undecided {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
}

export type RevocationOutcome = RevocationStatus & {
  readonly undecided: readonly Undecided[];
  /** of every certificate below the anchor: the worst one hides what the others are */
  readonly each: readonly RevocationStatus[];
  /** DER of the lists, answers and certificates of their signers that it rests on */
  readonly used: readonly Uint8Array[];
};

interface Answer {
  readonly status: RevocationStatus;
  readonly used: readonly Uint8Array[];
}

function together(lists: Finding, answers: Finding): Finding {
  return {
    revoked: earlier(lists.revoked, answers.revoked),
    held: newer(answers.held, lists.held),
    good: newer(answers.good, lists.good),
    stale: newer(answers.stale, lists.stale),
    afterExpiry: lists.afterExpiry || answers.afterExpiry,
  };
}

/** Of list and responder the better answer counts: a revocation before all, then whatever was said last. */
async function checkOne(question: RevocationQuestion, authority: boolean): Promise<Answer> {
  const { certificate } = question;
  const { revoked, held, good, stale, afterExpiry } = together(await askLists(question), await askResponders(question));
  // a hold is lifted by what was said after it
  const bad = revoked ?? (held !== null && (good === null || held.at >= good.at) && (stale === null || held.at >= stale.at) ? held : null);
  if (bad !== null) {
    const { since: revokedAt, reason, at: listAt, by, used } = bad;
    return { status: { kind: revoked === null ? 'held' : 'revoked', revokedAt, reason, listAt, by, certificate, authority }, used };
  }
  if (good !== null) return { status: { kind: 'good', listAt: good.at, by: good.by }, used: good.used };
  if (stale !== null) return { status: { kind: 'stale', listAt: stale.at, by: stale.by, certificate }, used: [] };
  return { status: { kind: 'unknown', certificate, afterExpiry }, used: [] };
}

const weight: Readonly<Record<RevocationStatus['kind'], number>> = { revoked: 0, held: 1, unknown: 2, stale: 3, good: 4 };

function worse(left: RevocationStatus, right: RevocationStatus): RevocationStatus {
  if (left.kind === 'good' && right.kind === 'good') return right.listAt < left.listAt ? right : left;
  return weight[right.kind] < weight[left.kind] ? right : left;
}

/**
 * Status of every certificate of a path below its anchor (RFC 5280 6.3, RFC 6960), from lists and answers at hand.
 * @param path leaf first, anchor last
 * @returns the worst: revoked, on hold, unknown, stale; `good` carries the oldest statement relied on. The same for every order
 *   of the lists and answers
 */
export async function checkPathRevocation(path: readonly Certificate[], material: RevocationMaterial, pool: CertificatePool, rules: RevocationRules, asking: ReadonlySet<string> = new Set()): Promise<RevocationOutcome> {
  const anchor = path[path.length - 1];
  let worst: RevocationStatus = { kind: 'good', listAt: Number.POSITIVE_INFINITY, by: 'crl' };
  const undecided: Undecided[] = [];
  const each: RevocationStatus[] = [];
  const used: Uint8Array[] = [];
  const isGood: RevocationQuestion['isGood'] = async (above, also) => (await checkPathRevocation(above, material, pool, rules, also)).kind === 'good';
  for (let index = path.length - 2; index >= 0; index -= 1) {
    const certificate = path[index];
    const issuer = path[index + 1];
    if (certificate === undefined || issuer === undefined || anchor === undefined) continue;
    const question: RevocationQuestion = { certificate, issuer, anchor, material, pool, rules, asking: new Set([...asking, certificate.fingerprint]), isGood };
    const { status, used: restsOn } = await checkOne(question, index > 0);
    used.push(...restsOn);
    if (status.kind === 'stale' || status.kind === 'unknown') undecided.push({ certificate, issuer });
    each.push(status);
    worst = worse(worst, status);
  }
  return { ...worst, undecided, each, used };
}
