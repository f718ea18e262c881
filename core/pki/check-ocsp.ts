import { signedBy } from './build-path';
import type { Certificate } from './certificate';
import { childrenOf, bytesOf, readElement, sameBytes } from './der';
import { publicKeyOf } from './effective-key';
import { oids } from './oids';
import type { OcspAnswer, OcspCertId, OcspSingle } from './read-ocsp';
import { earlier, isHold, newer, nothingFound } from './revocation-question';
import type { Finding, RevocationQuestion, Revoked, Statement } from './revocation-question';
import { verifySignature } from './verify-signature';
import { digestOf } from './web-crypto';

/** The issuer's name as the certificate has it: digests are made over bytes (RFC 6960 4.1.1). */
export function issuerNameBytes(certificate: Certificate): Uint8Array {
  const fields = childrenOf(readElement(certificate.tbs));
  const issuer = fields[fields[0]?.tagClass === 'context' ? 3 : 2];
  return issuer === undefined ? new Uint8Array() : bytesOf(issuer);
}

async function isAbout(id: OcspCertId, certificate: Certificate, issuer: Certificate): Promise<boolean> {
  if (id.serial !== certificate.serial) return false;
  const name = await digestOf(id.digest, issuerNameBytes(certificate));
  const key = await digestOf(id.digest, issuer.publicKey.key);
  return name !== null && key !== null && sameBytes(name, id.nameHash) && sameBytes(key, id.keyHash);
}

const keyHashes = new WeakMap<Certificate, Promise<Uint8Array | null>>();

function keyHashOf(certificate: Certificate): Promise<Uint8Array | null> {
  const known = keyHashes.get(certificate);
  if (known !== undefined) return known;
  const hash = digestOf('sha1', certificate.publicKey.key);
  keyHashes.set(certificate, hash);
  return hash;
}

async function isNamed({ responder }: OcspAnswer, candidate: Certificate): Promise<boolean> {
  if (responder.kind === 'name') return candidate.subject.key === responder.key;
  const hash = await keyHashOf(candidate);
  return hash !== null && sameBytes(hash, responder.hash);
}

const authentic = new WeakMap<OcspAnswer, Map<string, boolean>>();

async function isSignedBy(answer: OcspAnswer, signer: Certificate, issuer: Certificate): Promise<boolean> {
  const known = authentic.get(answer) ?? new Map<string, boolean>();
  authentic.set(answer, known);
  const remembered = known.get(signer.fingerprint);
  if (remembered !== undefined) return remembered;
  const valid = (await verifySignature(publicKeyOf(signer, [issuer]), answer.signatureAlgorithm, null, answer.signature, answer.tbs)) === 'valid';
  known.set(signer.fingerprint, valid);
  return valid;
}

function isIssuer(candidate: Certificate, issuer: Certificate): boolean {
  return candidate.subject.key === issuer.subject.key && sameBytes(candidate.publicKey.key, issuer.publicKey.key);
}

/**
 * RFC 6960 4.2.2.2: besides the issuer itself only whom this issuer certified for the purpose, directly and by name. A
 * certificate for anything ("any extended key usage") is not one for answering.
 */
async function isDelegate(candidate: Certificate, answer: OcspAnswer, { issuer, anchor, asking, isGood }: RevocationQuestion): Promise<boolean> {
  const { extendedKeyUsage, keyUsage, unknownCritical, ocspNoCheck } = candidate.extensions;
  if (candidate.issuer.key !== issuer.subject.key || extendedKeyUsage?.includes(oids.ocspSigning) !== true || unknownCritical.length > 0) return false;
  if (keyUsage !== null && !keyUsage.digitalSignature && !keyUsage.nonRepudiation) return false;
  if (!(answer.producedAt >= candidate.notBefore && answer.producedAt <= candidate.notAfter)) return false;
  if (asking.has(candidate.fingerprint) || (await signedBy(candidate, issuer, [anchor])) !== 'valid') return false;
  return ocspNoCheck || isGood([candidate, issuer], asking);
}

async function signerOf(answer: OcspAnswer, question: RevocationQuestion): Promise<Certificate | null> {
  const { issuer, pool } = question;
  for (const candidate of new Set([issuer, ...answer.certificates, ...pool.others, ...pool.anchors])) {
    if (!(await isNamed(answer, candidate)) || !(await isSignedBy(answer, candidate, issuer))) continue;
    if (isIssuer(candidate, issuer) || (await isDelegate(candidate, answer, question))) return candidate;
  }
  return null;
}

/** RFC 6960 2.4: without nextUpdate newer information is always to be had, so that only an answer of after the time tells about it. */
function isFresh(single: OcspSingle, { at, notBefore }: RevocationQuestion['rules']): boolean {
  if (!(single.thisUpdate >= notBefore)) return false;
  if (single.nextUpdate !== null) return single.nextUpdate >= at;
  return Number.isFinite(notBefore) || single.thisUpdate >= at;
}

/** Is the status of expired certificates forgotten by the time of this answer (RFC 6960 4.4.4)? */
function mayBeForgotten(single: OcspSingle, certificate: Certificate): boolean {
  return single.thisUpdate > certificate.notAfter && !(single.archiveCutoff !== null && single.archiveCutoff <= certificate.notAfter);
}

function judge(single: OcspSingle, statement: Statement, { certificate, rules }: RevocationQuestion): Finding {
  const { status } = single;
  if (status.kind === 'unknown') return nothingFound;
  if (status.kind === 'revoked') {
    const revoked: Revoked = { ...statement, since: status.revokedAt, reason: status.reason };
    if (revoked.since > rules.at) return { ...nothingFound, good: statement };
    return isHold(revoked.reason) ? { ...nothingFound, held: revoked } : { ...nothingFound, revoked };
  }
  if (mayBeForgotten(single, certificate)) return { ...nothingFound, afterExpiry: true };
  return isFresh(single, rules) ? { ...nothingFound, good: statement } : { ...nothingFound, stale: statement };
}

const bySerial = new WeakMap<readonly OcspAnswer[], ReadonlyMap<string, readonly OcspAnswer[]>>();

/** Answers are asked for one certificate each, and there are many: found by serial, not by reading all. */
function answersFor(serial: string, answers: readonly OcspAnswer[]): readonly OcspAnswer[] {
  const known = bySerial.get(answers);
  if (known !== undefined) return known.get(serial) ?? [];
  const index = new Map<string, OcspAnswer[]>();
  for (const answer of answers) {
    for (const own of new Set(answer.singles.map(({ id }) => id.serial))) {
      const list = index.get(own);
      if (list === undefined) index.set(own, [answer]);
      else list.push(answer);
    }
  }
  bySerial.set(answers, index);
  return index.get(serial) ?? [];
}

/** What responders said of one certificate (RFC 6960); whoever is not entitled to answer said nothing. */
export async function askResponders(question: RevocationQuestion): Promise<Finding> {
  const { certificate, issuer, material } = question;
  let found: Finding = nothingFound;
  for (const answer of answersFor(certificate.serial, material.answers)) {
    for (const single of answer.singles) {
      if (!(await isAbout(single.id, certificate, issuer))) continue;
      const signer = await signerOf(answer, question);
      if (signer === null) continue;
      const next = judge(single, { by: 'ocsp', at: single.thisUpdate, used: [answer.der, signer.der] }, question);
      found = {
        revoked: earlier(found.revoked, next.revoked),
        held: newer(found.held, next.held),
        good: newer(found.good, next.good),
        stale: newer(found.stale, next.stale),
        afterExpiry: found.afterExpiry || next.afterExpiry,
      };
    }
  }
  return found;
}
