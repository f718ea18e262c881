import { isoTime } from '../base/clock';
import type { IsoTime } from '../model/ids';
import type { Check, SignatureChecks, SignatureVerdict } from '../model/verdict';
import { buildPath } from '../pki/build-path';
import type { CertificatePool, PathOutcome } from '../pki/build-path';
import type { Certificate } from '../pki/certificate';
import { checkPathRevocation } from '../pki/check-revocation';
import type { RevocationOutcome } from '../pki/check-revocation';
import { attributeOf } from '../pki/distinguished-name';
import { oids } from '../pki/oids';
import { anyPolicyInputs } from '../pki/policy-graph';
import { certificateView } from '../pki/read-certificate';
import type { SignerResult } from '../pki/verify-cms';
import { digestOfScheme } from '../pki/verify-signature';
import { composeVerdict, etsiResult } from './compose-verdict';
import type { FoundSignature, SignaturePlace } from './found-signature';
import type { OpenedTrust, TrustContext } from './trust-context';

const passed: Check = { state: 'passed', why: null };
const failed = (why: string): Check => ({ state: 'failed', why });
const notChecked = (why: string): Check => ({ state: 'notChecked', why });

const digestLabels: Readonly<Record<string, string>> = { md2: 'MD2', md4: 'MD4', md5: 'MD5', sha1: 'SHA-1', sha224: 'SHA-224', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' };

function label(digest: string): string {
  return digestLabels[digest] ?? digest;
}

/** Name of the first algorithm on the way that policy no longer accepts; null where all are accepted. */
function weakAlgorithm(result: SignerResult, path: readonly Certificate[], trust: TrustContext): string | null {
  const { weakDigests, minRsaBits, minEcBits } = trust.algorithms;
  // an anchor is trusted by decision; its own signature proves nothing and need not be strong
  const certificateDigests = path.slice(0, -1).map((certificate) => digestOfScheme(certificate.signatureAlgorithm, null));
  const digest = [...result.digests, ...certificateDigests].find((name) => name !== null && weakDigests.includes(name));
  if (digest !== undefined && digest !== null) return label(digest);
  for (const { publicKey } of path) {
    const isEc = publicKey.algorithm.oid === oids.ecPublicKey;
    if (publicKey.bits > 0 && publicKey.bits < (isEc ? minEcBits : minRsaBits)) return `${isEc ? 'EC' : 'RSA'} ${publicKey.bits}`;
  }
  return null;
}

function pathCheck(outcome: PathOutcome): { readonly path: Check; readonly time: Check } {
  switch (outcome.kind) {
    case 'valid':
      return { path: passed, time: passed };
    case 'noAnchor':
      return { path: failed('noAnchor'), time: notChecked('noAnchor') };
    case 'defective': {
      const late = outcome.defects.find((defect) => defect === 'expired' || defect === 'notYetValid');
      const structural = outcome.defects.find((defect) => defect !== 'expired' && defect !== 'notYetValid');
      return { path: structural === undefined ? passed : failed(structural), time: late === undefined ? passed : failed(late) };
    }
  }
}

function revocationCheck(outcome: RevocationOutcome, trust: TrustContext): Check {
  switch (outcome.kind) {
    case 'good':
      return passed;
    case 'revoked':
      return failed(trust.provenAfter !== undefined && Date.parse(trust.provenAfter) >= outcome.revokedAt ? 'revokedBefore' : 'revokedTimeUnproven');
    case 'stale':
      return notChecked('stale');
    case 'held':
      return failed('onHold');
    case 'unknown':
      return notChecked('noList');
  }
}

function listTime(outcome: RevocationOutcome | null): IsoTime | null {
  if (outcome === null || outcome.kind === 'unknown' || !Number.isFinite(outcome.listAt)) return null;
  return isoTime(new Date(outcome.listAt));
}

function holderOf(certificate: Certificate): string {
  return certificateView(certificate).holder;
}

/**
 * A list older than the proven time of a signature cannot know of a revocation before it: "try later". Asked for now, every list
 * is older; then it counts until its own nextUpdate, or for as long as policy allows.
 */
function oldestUsefulList({ judgedBy, revocationMaxAgeHours }: TrustContext, at: number): number {
  if (judgedBy !== 'now') return at;
  return revocationMaxAgeHours === null ? Number.NEGATIVE_INFINITY : at - revocationMaxAgeHours * 3_600_000;
}

interface ChainJudgement {
  readonly outcome: PathOutcome;
  readonly revocation: RevocationOutcome | null;
}

async function judgeChain(signer: Certificate, { place, certificates, crls }: FoundSignature, trust: TrustContext, opened: OpenedTrust): Promise<ChainJudgement> {
  const at = Date.parse(trust.judgedAt);
  const pool: CertificatePool = { anchors: opened.anchors, others: [...opened.intermediates, ...certificates] };
  const purpose = place.kind === 'smime' ? 'emailSigning' : 'documentSigning';
  const lists = trust.embeddedRevocation === false ? opened.crls : [...opened.crls, ...crls];
  const rules = { at, notBefore: oldestUsefulList(trust, at) };
  const answers = new Map<readonly Certificate[], RevocationOutcome>();
  const ask = async (path: readonly Certificate[]): Promise<RevocationOutcome> => {
    const answer = answers.get(path) ?? (await checkPathRevocation(path, { lists, answers: opened.ocsps }, pool, rules));
    answers.set(path, answer);
    return answer;
  };
  const accept = async (path: readonly Certificate[]): Promise<boolean> => (await ask(path)).kind === 'good';
  const outcome = await buildPath(signer, pool, { at, purpose, policies: trust.policies ?? anyPolicyInputs }, accept);
  const holds = outcome.kind === 'valid' || (outcome.kind === 'defective' && pathCheck(outcome).path.state === 'passed');
  return { outcome, revocation: holds ? await ask(outcome.path) : null };
}

/** From what was found of one signature to its verdict: path, time, revocation, algorithms, then composition. */
export async function judgeSignature(found: FoundSignature, trust: TrustContext, opened: OpenedTrust): Promise<SignatureVerdict> {
  const { result, place, outer } = found;
  const { certificate, integrity } = result;
  const chain = certificate === null ? null : await judgeChain(certificate, found, trust, opened);
  const path = chain?.outcome.path ?? [];
  const weak = weakAlgorithm(result, path, trust);
  const { path: pathState, time } = chain === null ? { path: notChecked('noSignerCertificate'), time: notChecked('noSignerCertificate') } : pathCheck(chain.outcome);
  const revocation = chain?.revocation ?? null;
  const checks: SignatureChecks = {
    integrity,
    coverage: outer.coverage,
    identity: certificate === null ? notChecked('noSignerCertificate') : passed,
    binding: certificate === null ? notChecked('noSignerCertificate') : outer.binding(certificate),
    path: pathState,
    revocation: revocation === null ? notChecked(chain === null ? 'noSignerCertificate' : 'pathFailed') : revocationCheck(revocation, trust),
    time,
    timestamp: notChecked('none'),
    algorithm: weak === null ? passed : failed('weakAlgorithm'),
  };
  const last = path[path.length - 1];
  const names: Record<string, string> = { ...outer.names, holder: certificate === null ? result.signerName : holderOf(certificate) };
  if (certificate !== null && certificate.addresses.length > 0) names['signer'] = certificate.addresses.join(', ');
  if (chain?.outcome.kind === 'noAnchor' && last !== undefined) {
    names['issuer'] = attributeOf(last.issuer, '2.5.4.3') ?? attributeOf(last.issuer, '2.5.4.10') ?? last.issuer.text;
  }
  if (weak !== null) names['algorithm'] = weak;
  else if (integrity.why === 'unsupportedAlgorithm') names['algorithm'] = [...result.digests.map(label), result.signatureAlgorithm].join(' / ');
  if (pathState.state === 'failed' && pathState.why !== null && pathState.why !== 'noAnchor') names['defect'] = pathState.why;
  if (revocation !== null && revocation.kind !== 'good') names['about'] = holderOf(revocation.certificate);
  if (revocation?.kind === 'revoked') names['revocationReason'] = revocation.reason;
  return {
    ...place,
    ...composeVerdict(checks),
    etsi: etsiResult(checks),
    role: 'unknown',
    signer: certificate === null ? null : certificateView(certificate),
    chain: path.map(certificateView),
    signedAt: result.signingTime,
    judgedAt: trust.judgedAt,
    judgedBy: trust.judgedBy,
    timestamps: [],
    revocationListAt: listTime(revocation),
    revocationBy: listTime(revocation) === null ? null : 'crl',
    revokedAt: revocation?.kind === 'revoked' ? isoTime(new Date(revocation.revokedAt)) : null,
    names,
    checks,
    extent: outer.extent,
    digest: null,
    wanted: [],
    inputs: [],
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
