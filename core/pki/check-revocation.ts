import type { Certificate } from './certificate';
import { allReasons } from './distribution-point';
import type { DistributionPoint } from './distribution-point';
import { generalNameKey } from './general-name';
import { buildPath } from './build-path';
import type { CertificatePool } from './build-path';
import { publicKeyOf } from './effective-key';
import { anyPolicyInputs } from './policy-graph';
import type { RevocationList, RevokedEntry } from './read-crl';
import { verifySignature } from './verify-signature';

export type RevocationOutcome =
  | { readonly kind: 'good'; readonly listAt: number }
  | { readonly kind: 'revoked'; readonly revokedAt: number; readonly reason: string; readonly listAt: number; readonly certificate: Certificate }
  | { readonly kind: 'stale'; readonly listAt: number; readonly certificate: Certificate }
  | { readonly kind: 'unknown'; readonly certificate: Certificate };

export interface RevocationRules {
  /** time the answer is for, milliseconds */
  readonly at: number;
  /** lists issued before this prove nothing about `at`, milliseconds */
  readonly notBefore: number;
}

interface Question {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** where the certificate's own path ends */
  readonly anchor: Certificate;
  readonly lists: readonly RevocationList[];
  readonly pool: CertificatePool;
  readonly rules: RevocationRules;
  /** certificates whose status is being asked further up: a list cannot vouch for its own signer */
  readonly asking: ReadonlySet<string>;
}

/** A certificate without distribution points is covered by its issuer's unlimited list (RFC 5280 6.3.3). */
const implicitPoint: DistributionPoint = { names: null, urls: [], reasons: allReasons, crlIssuers: [] };

function listIssuerFits(list: RevocationList, point: DistributionPoint, certificate: Certificate): boolean {
  if (point.crlIssuers.length === 0) return list.issuer.key === certificate.issuer.key;
  // an issuer that names itself as cRLIssuer needs no indirect list
  if (point.crlIssuers.some((name) => name.key === list.issuer.key)) return list.issuer.key === certificate.issuer.key || list.point?.indirect === true;
  return false;
}

function scopeFits(list: RevocationList, point: DistributionPoint, certificate: Certificate): boolean {
  const scope = list.point;
  if (scope === null) return true;
  const authority = certificate.extensions.basicConstraints?.authority === true;
  if (scope.attributeCertificatesOnly || (scope.userCertificatesOnly && authority) || (scope.authorityCertificatesOnly && !authority)) return false;
  if (scope.names === null) return true;
  const wanted = point.names ?? new Set((point.crlIssuers.length > 0 ? point.crlIssuers : [certificate.issuer]).map((name) => generalNameKey({ kind: 'directory', name })));
  return [...scope.names].some((name) => wanted.has(name));
}

/** Certificates that could have signed the list, the certificate's own issuer first. */
function signerCandidates(list: RevocationList, question: Question): readonly Certificate[] {
  const all = [question.issuer, ...question.pool.anchors, ...question.pool.others];
  const named = [...new Set(all)].filter((candidate) => candidate.subject.key === list.issuer.key && candidate.extensions.keyUsage?.crlSign !== false);
  const fits = (candidate: Certificate): number => (list.authorityKeyId !== null && candidate.extensions.subjectKeyId === list.authorityKeyId ? 0 : 1);
  return named.sort((left, right) => fits(left) - fits(right));
}

const authenticLists = new WeakMap<RevocationList, Map<string, boolean>>();

async function isSignedBy(list: RevocationList, signer: Certificate, above: readonly Certificate[]): Promise<boolean> {
  const known = authenticLists.get(list) ?? new Map<string, boolean>();
  authenticLists.set(list, known);
  const remembered = known.get(signer.fingerprint);
  if (remembered !== undefined) return remembered;
  const valid = (await verifySignature(publicKeyOf(signer, above), list.signatureAlgorithm, null, list.signature, list.tbs)) === 'valid';
  known.set(signer.fingerprint, valid);
  return valid;
}

/** The issuer itself said that this signer's status stands on the signer's own list. */
function delegatesStatusTo(certificate: Certificate, list: RevocationList): boolean {
  return certificate.extensions.distributionPoints.some((point) => point.crlIssuers.some((name) => name.key === list.issuer.key));
}

/**
 * Is the list signed by someone entitled to? The certificate's own issuer is; any other signer must
 * have a path to an anchor itself and must not be revoked.
 */
async function isAuthentic(list: RevocationList, question: Question): Promise<boolean> {
  const { certificate, issuer, anchor, pool, rules, asking, lists } = question;
  for (const signer of signerCandidates(list, question)) {
    if (!(await isSignedBy(list, signer, [issuer, ...pool.others, ...pool.anchors]))) continue;
    if (signer.fingerprint === issuer.fingerprint) return true;
    const asksForItself = signer.fingerprint === certificate.fingerprint;
    if (asking.has(signer.fingerprint) && !(asksForItself && delegatesStatusTo(certificate, list))) continue;
    // RFC 5280 6.3.3 (f): the path of the list's signer must end at the same anchor
    const outcome = await buildPath(signer, { anchors: [anchor], others: pool.others }, { at: rules.at, purpose: 'crlSigning', policies: anyPolicyInputs });
    if (outcome.kind !== 'valid') continue;
    if (asksForItself) return true;
    const status = await checkPathRevocation(outcome.path, lists, pool, rules, asking);
    if (status.kind === 'good') return true;
  }
  return false;
}

function deltasOf(base: RevocationList, lists: readonly RevocationList[]): readonly RevocationList[] {
  return lists.filter(
    (list) =>
      list.baseNumber !== null &&
      list.number !== null &&
      base.number !== null &&
      list.issuer.key === base.issuer.key &&
      list.pointHex === base.pointHex &&
      list.authorityKeyId === base.authorityKeyId &&
      base.number >= list.baseNumber &&
      list.number >= base.number,
  );
}

function entryFor(list: RevocationList, certificate: Certificate): RevokedEntry | null {
  const entries = list.entriesOf(certificate.serial).filter((entry) => entry.issuerKey === certificate.issuer.key);
  return entries[entries.length - 1] ?? null;
}

function isExpired(list: RevocationList, at: number): boolean {
  return list.nextUpdate === null || !(list.nextUpdate >= at);
}

interface Coverage {
  reasons: number;
  /** thisUpdate of the oldest list relied on */
  listAt: number;
  stale: number | null;
  revoked: RevocationOutcome | null;
}

async function usableDeltas(base: RevocationList, question: Question): Promise<readonly RevocationList[]> {
  const usable: RevocationList[] = [];
  for (const delta of deltasOf(base, question.lists)) {
    if (delta.unknownCritical.length === 0 && !isExpired(delta, question.rules.at) && (await isAuthentic(delta, question))) usable.push(delta);
  }
  return usable.sort((left, right) => left.thisUpdate - right.thisUpdate);
}

async function consult(list: RevocationList, reasons: number, question: Question, coverage: Coverage): Promise<void> {
  const { certificate, rules } = question;
  if (list.unknownCritical.length > 0 || !(await isAuthentic(list, question))) return;
  const deltas = await usableDeltas(list, question);
  const newest = deltas[deltas.length - 1] ?? list;
  let entry = entryFor(list, certificate);
  for (const delta of deltas) {
    const change = entryFor(delta, certificate);
    if (change !== null) entry = change.reason === 'removeFromCRL' ? null : change;
  }
  if (entry !== null && entry.reason !== 'removeFromCRL' && !(entry.revokedAt > rules.at)) {
    // a revocation stays true however old the list that told it, except a hold
    coverage.revoked = { kind: 'revoked', revokedAt: entry.revokedAt, reason: entry.reason, listAt: newest.thisUpdate, certificate };
    return;
  }
  if (isExpired(newest, rules.at) || !(newest.thisUpdate >= rules.notBefore)) {
    coverage.stale = Math.max(coverage.stale ?? 0, newest.thisUpdate);
    return;
  }
  coverage.reasons |= reasons;
  coverage.listAt = Math.min(coverage.listAt, newest.thisUpdate);
}

async function checkOne(question: Question): Promise<RevocationOutcome> {
  const { certificate, lists } = question;
  const points = certificate.extensions.distributionPoints.length > 0 ? certificate.extensions.distributionPoints : [implicitPoint];
  const coverage: Coverage = { reasons: 0, listAt: Number.POSITIVE_INFINITY, stale: null, revoked: null };
  // RFC 5280 6.3.3, last step: where the points do not cover every reason, the issuer's own lists are tried
  for (const point of [...points, implicitPoint]) {
    for (const list of lists) {
      if (list.baseNumber !== null || !listIssuerFits(list, point, certificate) || !scopeFits(list, point, certificate)) continue;
      await consult(list, point.reasons & (list.point?.reasons ?? allReasons), question, coverage);
      if (coverage.revoked !== null) return coverage.revoked;
    }
    if ((coverage.reasons & allReasons) === allReasons) return { kind: 'good', listAt: coverage.listAt };
  }
  return coverage.stale === null ? { kind: 'unknown', certificate } : { kind: 'stale', listAt: coverage.stale, certificate };
}

/**
 * Status of every certificate of a path below its anchor (RFC 5280 6.3), from lists at hand.
 * @param path leaf first, anchor last
 * @returns the worst: revoked before unknown before stale; `good` carries the oldest list relied on
 */
export async function checkPathRevocation(path: readonly Certificate[], lists: readonly RevocationList[], pool: CertificatePool, rules: RevocationRules, asking: ReadonlySet<string> = new Set()): Promise<RevocationOutcome> {
  const anchor = path[path.length - 1];
  let worst: RevocationOutcome = { kind: 'good', listAt: Number.POSITIVE_INFINITY };
  for (let index = path.length - 2; index >= 0; index -= 1) {
    const certificate = path[index];
    const issuer = path[index + 1];
    if (certificate === undefined || issuer === undefined || anchor === undefined) continue;
    const outcome = await checkOne({ certificate, issuer, anchor, lists, pool, rules, asking: new Set([...asking, certificate.fingerprint]) });
    if (outcome.kind === 'revoked') return outcome;
    if (outcome.kind === 'unknown' || (outcome.kind === 'stale' && worst.kind !== 'unknown')) worst = outcome;
    else if (outcome.kind === 'good' && worst.kind === 'good') worst = { kind: 'good', listAt: Math.min(worst.listAt, outcome.listAt) };
  }
  return worst;
}
