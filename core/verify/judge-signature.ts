import { isoTime } from '../base/clock';
import { limits } from '../base/limits';
import type { IsoTime } from '../model/ids';
import type { Check, SignatureChecks, SignatureVerdict, Wanted } from '../model/verdict';
import type { Certificate } from '../pki/certificate';
import type { RevocationOutcome } from '../pki/check-revocation';
import { sameBytes } from '../pki/der';
import { attributeOf } from '../pki/distinguished-name';
import { certificateView } from '../pki/read-certificate';
import { purposeDefect } from '../pki/validate-path';
import type { PathPurpose } from '../pki/validate-path';
import type { SignerResult } from '../pki/verify-cms';
import { wantedIssuer, wantedSigner, wantedStatus } from '../pki/wanted-evidence';
import { digestLabel, findWeakness } from './algorithm-strength';
import { composeVerdict, etsiResult } from './compose-verdict';
import type { ComposedVerdict } from './compose-verdict';
import type { FoundSignature, SignaturePlace } from './found-signature';
import { inputDigests } from './input-digests';
import { judgeChain, pathCheck, revocationCheck } from './judge-chain';
import type { ChainEvidence, ChainJudgement, Proof } from './judge-chain';
import { judgeTimestamps } from './judge-timestamps';
import type { JudgedTimestamps } from './judge-timestamps';
import { openAnswers } from './trust-context';
import { signerEncryption } from './signer-encryption';
import { signerRole } from './signer-role';
import type { OpenedTrust, TrustContext } from './trust-context';

const passed: Check = { state: 'passed', why: null };
const failed = (why: string): Check => ({ state: 'failed', why });
const notChecked = (why: string): Check => ({ state: 'notChecked', why });

function listTime(outcome: RevocationOutcome | null): IsoTime | null {
  if (outcome === null || outcome.kind === 'unknown' || !Number.isFinite(outcome.listAt)) return null;
  return isoTime(new Date(outcome.listAt));
}

/** What travels with the signature comes first, so that kept evidence cannot crowd it out. */
async function evidenceOf({ certificates, crls, ocsps }: FoundSignature, trust: TrustContext, opened: OpenedTrust): Promise<ChainEvidence> {
  const pool = { anchors: opened.anchors, others: [...certificates.slice(0, limits.pathCertificates), ...opened.intermediates] };
  if (trust.embeddedRevocation === false) return { pool, material: { lists: opened.crls, answers: opened.ocsps } };
  const own = await openAnswers(ocsps);
  return { pool, material: { lists: crls.length === 0 ? opened.crls : [...crls, ...opened.crls], answers: own.length === 0 ? opened.ocsps : [...own, ...opened.ocsps] } };
}

/**
 * One key with two certificates that fit the same signer identifier under different names: which of the two signed cannot be
 * told (the "certificate substitution" that RFC 5035 was written against).
 */
function isAmbiguous(signer: Certificate, certificates: readonly Certificate[]): boolean {
  const { subjectKeyId } = signer.extensions;
  return certificates.some(
    (other) =>
      other.subject.key !== signer.subject.key &&
      sameBytes(other.publicKey.key, signer.publicKey.key) &&
      ((subjectKeyId !== null && other.extensions.subjectKeyId === subjectKeyId) || (other.serial === signer.serial && other.issuer.key === signer.issuer.key)),
  );
}

function identityCheck({ certificate: signer, named }: SignerResult, certificates: readonly Certificate[], purpose: PathPurpose): Check {
  if (signer === null) return notChecked('noSignerCertificate');
  const unfit = purposeDefect(signer, purpose);
  if (unfit !== null) return failed(unfit);
  return named !== true && isAmbiguous(signer, certificates) ? failed('severalCertificates') : passed;
}

async function statusWanted(undecided: readonly { readonly certificate: Certificate; readonly issuer: Certificate }[]): Promise<readonly Wanted[]> {
  return (await Promise.all(undecided.map(wantedStatus))).flat();
}

/** What would decide an undecided verdict; a verdict that stands needs nothing. */
async function wantedFor({ verdict }: ComposedVerdict, { result }: FoundSignature, chain: ChainJudgement | null, stamps: JudgedTimestamps, { anchors }: OpenedTrust): Promise<readonly Wanted[]> {
  if (verdict !== 'indeterminate') return [];
  const wanted: Wanted[] = [];
  if (result.certificate === null && result.integrity.why === 'noSignerCertificate') wanted.push(wantedSigner(result.signerName));
  const last = chain?.outcome.path[chain.outcome.path.length - 1];
  const issuerOf = (certificate: Certificate): Wanted => wantedIssuer(certificate, anchors.length > 0);
  if (chain?.outcome.kind === 'noAnchor' && last !== undefined) wanted.push(issuerOf(last));
  wanted.push(...(await statusWanted(chain?.revocation?.undecided ?? [])), ...stamps.unknownIssuers.map(issuerOf), ...(await statusWanted(stamps.undecided)));
  return [...new Map(wanted.map((one) => [JSON.stringify(one), one])).values()].slice(0, limits.wantedPerSignature);
}

interface NamesInput {
  readonly found: FoundSignature;
  readonly chain: ChainJudgement | null;
  readonly stamps: JudgedTimestamps;
  readonly weak: string | null;
  readonly path: Check;
}

function namesFor({ found, chain, stamps, weak, path }: NamesInput): Readonly<Record<string, string>> {
  const { result, outer } = found;
  const { certificate, integrity } = result;
  const names: Record<string, string> = { ...outer.names, holder: certificate === null ? result.signerName : certificateView(certificate).holder };
  const last = chain?.outcome.path[chain.outcome.path.length - 1];
  const revocation = chain?.revocation ?? null;
  if (certificate !== null && certificate.addresses.length > 0) names['signer'] = certificate.addresses.join(', ');
  if (chain?.outcome.kind === 'noAnchor' && last !== undefined) {
    names['issuer'] = attributeOf(last.issuer, '2.5.4.3') ?? attributeOf(last.issuer, '2.5.4.10') ?? last.issuer.text;
  }
  if (weak !== null) names['algorithm'] = weak;
  else if (integrity.why === 'unsupportedAlgorithm') names['algorithm'] = [...result.digests.map(digestLabel), result.signatureAlgorithm].join(' / ');
  if (path.state === 'failed' && path.why !== null && path.why !== 'noAnchor') names['defect'] = path.why;
  if (revocation !== null && revocation.kind !== 'good') names['about'] = certificateView(revocation.certificate).holder;
  if (revocation?.kind === 'revoked' || revocation?.kind === 'held') names['revocationReason'] = revocation.reason;
  const authority = stamps.views.find(({ verdict }) => verdict === 'passed')?.authority;
  if (authority !== undefined && authority !== null) names['timestampAuthority'] = authority.holder;
  return names;
}

function bytesUsed(chain: ChainJudgement | null, stamps: JudgedTimestamps): readonly Uint8Array[] {
  return [...(chain?.outcome.path ?? []).map(({ der }) => der), ...(chain?.revocation?.used ?? []), ...stamps.used];
}

/** From what was found of one signature to its verdict: time-stamps, path, time, revocation, algorithms, then composition. */
export async function judgeSignature(found: FoundSignature, trust: TrustContext, opened: OpenedTrust): Promise<SignatureVerdict> {
  const { result, place, outer } = found;
  const { certificate, integrity } = result;
  const purpose = place.kind === 'smime' ? 'emailSigning' : 'documentSigning';
  const evidence = await evidenceOf(found, trust, opened);
  const known: Proof = { at: Date.parse(trust.judgedAt), by: trust.judgedBy };
  const stamps = await judgeTimestamps(found.timestamps, evidence, trust, known);
  const { proof, provenAfter } = stamps;
  const chain = certificate === null ? null : await judgeChain(certificate, evidence, purpose, proof, trust, trust.policies);
  const path = chain?.outcome.path ?? [];
  const weakness = findWeakness(result.digests, path, trust.algorithms, { at: proof.at, after: provenAfter });
  const { path: pathState, time } = chain === null ? { path: notChecked('noSignerCertificate'), time: notChecked('noSignerCertificate') } : pathCheck(chain.outcome);
  const revocation = chain?.revocation ?? null;
  const checks: SignatureChecks = {
    integrity,
    coverage: outer.coverage,
    identity: identityCheck(result, evidence.pool.others, purpose),
    binding: certificate === null ? notChecked('noSignerCertificate') : outer.binding(certificate),
    path: pathState,
    revocation: revocation === null ? notChecked(chain === null ? 'noSignerCertificate' : 'pathFailed') : revocationCheck(revocation, provenAfter),
    time,
    timestamp: stamps.check,
    algorithm: weakness === null ? passed : failed(weakness.why),
  };
  const composed = composeVerdict(checks);
  const encryption = place.kind === 'smime' ? signerEncryption(result, found.certificates) : null;
  const listAt = listTime(revocation);
  const revoked = revocation?.kind === 'revoked' || revocation?.kind === 'held' ? revocation.revokedAt : null;
  return {
    ...place,
    ...composed,
    etsi: etsiResult(checks),
    role: certificate === null ? 'unknown' : signerRole(certificate),
    signer: certificate === null ? null : certificateView(certificate),
    chain: path.map(certificateView),
    signedAt: result.signingTime,
    judgedAt: isoTime(new Date(proof.at)),
    judgedBy: proof.by,
    timestamps: stamps.views,
    revocationListAt: listAt,
    revocationBy: listAt === null || revocation === null || revocation.kind === 'unknown' ? null : revocation.by,
    revokedAt: revoked === null ? null : isoTime(new Date(revoked)),
    names: namesFor({ found, chain, stamps, weak: weakness?.algorithm ?? null, path: pathState }),
    checks,
    extent: outer.extent,
    digest: result.digest ?? null,
    ...(encryption === null ? {} : { encryption }),
    wanted: await wantedFor(composed, found, chain, stamps, opened),
    inputs: await inputDigests(bytesUsed(chain, stamps)),
  };
}

/** A verdict where no signer could be judged at all: broken structure, encryption, a kind not built. */
export function verdictWithoutSigner(place: SignaturePlace, integrity: Check, trust: TrustContext, names: Readonly<Record<string, string>> = {}): SignatureVerdict {
  const rest = notChecked(integrity.why ?? 'malformed');
  const checks: SignatureChecks = { integrity, coverage: rest, identity: rest, binding: rest, path: rest, revocation: rest, time: rest, timestamp: rest, algorithm: rest };
  return {
    ...place,
    ...composeVerdict(checks),
    etsi: etsiResult(checks),
    role: 'unknown',
    signer: null,
    chain: [],
    signedAt: null,
    judgedAt: trust.judgedAt,
    judgedBy: trust.judgedBy,
    timestamps: [],
    revocationListAt: null,
    revocationBy: null,
    revokedAt: null,
    names,
    checks,
    extent: null,
    digest: null,
    wanted: [],
    inputs: [],
  };
}
