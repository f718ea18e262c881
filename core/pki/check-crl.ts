import { limits } from '../base/limits';
import { buildPath } from './build-path';
import type { Certificate } from './certificate';
import { hexOf } from './der';
import type { DistinguishedName } from './distinguished-name';
import { allReasons } from './distribution-point';
import type { DistributionPoint } from './distribution-point';
import { publicKeyOf } from './effective-key';
import { generalNameKey } from './general-name';
import { anyPolicyInputs } from './policy-graph';
import type { RevocationList, RevokedEntry } from './read-crl';
import { earlier, isHold, newer, nothingFound } from './revocation-question';
import type { Finding, RevocationQuestion, Revoked, Statement } from './revocation-question';
import { verifySignature } from './verify-signature';

/** A certificate without distribution points is covered by its issuer's unlimited list (RFC 5280 6.3.3). */
const implicitPoint: DistributionPoint = { names: null, urls: [], reasons: allReasons, crlIssuers: [] };

/**
 * Vietnam's national root for tokens (2025) writes "ROOT CA - USBTOKEN" in its subject and the same with an en dash in its
 * cRLIssuer: RFC 5280 7.1 calls these two names, people one. They are taken for one where the list then has to be signed by the
 * key of the certificate's own issuer, which nobody gains by a name that looks alike.
 */
function sameButDashes(left: DistinguishedName, right: DistinguishedName): boolean {
  const plain = (name: DistinguishedName): string => name.key.replace(/[\u2010-\u2015\u2212]/g, '-');
  return plain(left) === plain(right);
}

/** `own`: the list has to be the certificate's own issuer's. */
function listIssuerFits(list: RevocationList, point: DistributionPoint, certificate: Certificate): 'yes' | 'own' | 'no' {
  const { issuer } = certificate;
  if (point.crlIssuers.length === 0) return list.issuer.key === issuer.key ? 'yes' : 'no';
  if (point.crlIssuers.some((name) => name.key === list.issuer.key)) {
    // an issuer that names itself as cRLIssuer needs no indirect list
    if (list.issuer.key === issuer.key || list.point?.indirect === true) return 'yes';
  }
  return point.crlIssuers.some((name) => sameButDashes(name, issuer)) && sameButDashes(list.issuer, issuer) ? 'own' : 'no';
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
function signerCandidates(list: RevocationList, { issuer, pool }: RevocationQuestion, ownOnly: boolean): readonly Certificate[] {
  if (ownOnly) return [issuer];
  const all = new Set([issuer, ...pool.anchors, ...pool.others]);
  const named = [...all].filter((candidate) => candidate.subject.key === list.issuer.key && candidate.extensions.keyUsage?.crlSign !== false);
  const fits = (candidate: Certificate): number => (candidate === issuer ? 0 : list.authorityKeyId !== null && candidate.extensions.subjectKeyId === list.authorityKeyId ? 1 : 2);
  // each is a hash over the whole list, and a letter can bring as many of that name as it likes: its own issuer is never crowded out
  return named.sort((left, right) => fits(left) - fits(right) || (left.fingerprint < right.fingerprint ? -1 : 1)).slice(0, limits.signerCandidates);
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
 * Who signed the list and is entitled to? The certificate's own issuer is; any other signer must
 * have a path to an anchor itself and must not be revoked.
 */
async function signerOf(list: RevocationList, question: RevocationQuestion, ownOnly: boolean): Promise<Certificate | null> {
  const { certificate, issuer, anchor, pool, rules, asking } = question;
  for (const signer of signerCandidates(list, question, ownOnly)) {
    if (!(await isSignedBy(list, signer, [issuer, ...pool.others, ...pool.anchors]))) continue;
    if (signer.fingerprint === issuer.fingerprint) return signer;
    const asksForItself = signer.fingerprint === certificate.fingerprint;
    if (asking.has(signer.fingerprint) && !(asksForItself && delegatesStatusTo(certificate, list))) continue;
    // RFC 5280 6.3.3 (f): the path of the list's signer must end at the same anchor
    const outcome = await buildPath(signer, { anchors: [anchor], others: pool.others }, { at: rules.at, purpose: 'crlSigning', policies: anyPolicyInputs });
    if (outcome.kind !== 'valid') continue;
    if (asksForItself || (await question.isGood(outcome.path, asking))) return signer;
  }
  return null;
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

function entryFor(list: RevocationList, certificate: Certificate, ownOnly: boolean): RevokedEntry | null {
  const own = (entry: RevokedEntry): boolean => entry.issuerKey === certificate.issuer.key || (ownOnly && entry.issuerKey === list.issuer.key);
  const entries = list.entriesOf(certificate.serial).filter(own);
  return entries[entries.length - 1] ?? null;
}

function isExpired(list: RevocationList, at: number): boolean {
  return list.nextUpdate === null || !(list.nextUpdate >= at);
}

/** May certificates that had expired be missing from a list of this time (ISO/IEC 9594-8, expiredCertsOnCRL)? */
function mayBeDropped(list: RevocationList, certificate: Certificate): boolean {
  return list.thisUpdate > certificate.notAfter && !(list.expiredSince !== null && list.expiredSince <= certificate.notAfter);
}

async function usableDeltas(base: RevocationList, question: RevocationQuestion, ownOnly: boolean): Promise<readonly RevocationList[]> {
  const usable: RevocationList[] = [];
  for (const delta of deltasOf(base, question.material.lists)) {
    if (delta.unknownCritical.length === 0 && !isExpired(delta, question.rules.at) && (await signerOf(delta, question, ownOnly)) !== null) usable.push(delta);
  }
  return usable.sort((left, right) => left.thisUpdate - right.thisUpdate || Number((left.number ?? 0n) - (right.number ?? 0n)));
}

/** Of one list with its deltas. */
interface Consulted {
  readonly statement: Statement;
  /** as it stands after the deltas; null: not on the list */
  readonly entry: RevokedEntry | null;
  readonly dropped: boolean;
  readonly fresh: boolean;
}

async function consult(list: RevocationList, question: RevocationQuestion, ownOnly: boolean): Promise<Consulted | null> {
  const { certificate, rules } = question;
  if (list.unknownCritical.length > 0) return null;
  const signer = await signerOf(list, question, ownOnly);
  if (signer === null) return null;
  const deltas = await usableDeltas(list, question, ownOnly);
  const newest = deltas[deltas.length - 1] ?? list;
  let entry = entryFor(list, certificate, ownOnly);
  for (const delta of deltas) entry = entryFor(delta, certificate, ownOnly) ?? entry;
  return {
    statement: { by: 'crl', at: newest.thisUpdate, used: [list.der, ...deltas.map(({ der }) => der), signer.der] },
    entry: entry?.reason === 'removeFromCRL' ? null : entry,
    dropped: mayBeDropped(newest, certificate),
    fresh: !isExpired(newest, rules.at) && newest.thisUpdate >= rules.notBefore,
  };
}

/** Reasons that statements gathered so far answer for: all are needed before a certificate is good. */
interface Gathered {
  found: Finding;
  covered: number;
  at: number;
  used: readonly Uint8Array[];
}

function gather(gathered: Gathered, { statement, entry, dropped, fresh }: Consulted, reasons: number, at: number): void {
  if (entry !== null) {
    const revoked: Revoked = { ...statement, since: entry.revokedAt, reason: entry.reason };
    // what was revoked later was not before; the list says so even where it would have dropped the rest
    if (revoked.since > at) gathered.found = { ...gathered.found, good: newer(gathered.found.good, statement) };
    else if (!isHold(revoked.reason)) gathered.found = { ...gathered.found, revoked: earlier(gathered.found.revoked, revoked) };
    else gathered.found = { ...gathered.found, held: newer(gathered.found.held, revoked) };
    return;
  }
  if (dropped) {
    gathered.found = { ...gathered.found, afterExpiry: true };
    return;
  }
  if (!fresh) {
    if ((reasons & ~gathered.covered) !== 0) gathered.found = { ...gathered.found, stale: newer(gathered.found.stale, statement) };
  } else if ((reasons & ~gathered.covered) !== 0) {
    gathered.covered |= reasons;
    gathered.at = Math.min(gathered.at, statement.at);
    gathered.used = [...gathered.used, ...statement.used];
  }
}

/** Newest first, and otherwise by what they are: the order they were handed in must not matter. */
function inOrder(lists: readonly RevocationList[]): readonly RevocationList[] {
  const last = (list: RevocationList): string => hexOf(list.signature.subarray(-16));
  return [...lists].sort((left, right) => right.thisUpdate - left.thisUpdate || Number((right.number ?? 0n) - (left.number ?? 0n)) || (last(left) < last(right) ? -1 : 1));
}

/** What revocation lists say of one certificate (RFC 5280 6.3): complete, partial, indirect and delta lists. */
export async function askLists(question: RevocationQuestion): Promise<Finding> {
  const { certificate, material, rules } = question;
  const { distributionPoints } = certificate.extensions;
  const points = distributionPoints.length > 0 ? [...distributionPoints, implicitPoint] : [implicitPoint];
  const gathered: Gathered = { found: nothingFound, covered: 0, at: Number.POSITIVE_INFINITY, used: [] };
  const fitting = material.lists.filter((list) => list.baseNumber === null && points.some((point) => listIssuerFits(list, point, certificate) !== 'no'));
  // RFC 5280 6.3.3, last step: where the points do not cover every reason, the issuer's own lists are tried
  for (const point of points) {
    for (const list of inOrder(fitting)) {
      const fits = listIssuerFits(list, point, certificate);
      const ownOnly = fits === 'own';
      if (fits === 'no' || !scopeFits(list, ownOnly ? { ...point, crlIssuers: [certificate.issuer] } : point, certificate)) continue;
      // when all is known, an older list matters only for a revocation it tells of
      if ((gathered.covered & allReasons) === allReasons && entryFor(list, certificate, ownOnly) === null) continue;
      const consulted = await consult(list, question, ownOnly);
      if (consulted === null) continue;
      gather(gathered, consulted, point.reasons & (list.point?.reasons ?? allReasons), rules.at);
    }
  }
  if ((gathered.covered & allReasons) !== allReasons) return gathered.found;
  return { ...gathered.found, good: newer(gathered.found.good, { by: 'crl', at: gathered.at, used: gathered.used }) };
}
