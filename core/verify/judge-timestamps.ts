import { isoTime } from '../base/clock';
import { limits } from '../base/limits';
import type { Check, Indication, TimestampView } from '../model/verdict';
import type { Certificate } from '../pki/certificate';
import type { RevocationStatus, Undecided } from '../pki/check-revocation';
import { cmsExtras } from '../pki/cms-extras';
import { sameBytes } from '../pki/der';
import type { FoundTimestamp } from '../pki/found-timestamp';
import { certificateView } from '../pki/read-certificate';
import { readTimestamp } from '../pki/read-timestamp';
import type { TimestampToken } from '../pki/read-timestamp';
import { hashedContent, verifyCms } from '../pki/verify-cms';
import type { HashedContent } from '../pki/verify-cms';
import { findWeakness } from './algorithm-strength';
import { judgeChain, pathCheck } from './judge-chain';
import type { ChainEvidence, ChainJudgement, Proof } from './judge-chain';
import { timestampWhy } from './timestamp-why';
import type { TimestampWhy } from './timestamp-why';
import { openAnswers } from './trust-context';
import type { TrustContext } from './trust-context';

interface Judged {
  readonly kind: FoundTimestamp['kind'];
  /** genTime, milliseconds; null where it could not be read */
  readonly at: number | null;
  readonly verdict: Indication;
  readonly why: TimestampWhy | null;
  readonly authority: Certificate | null;
  readonly undecided: readonly Undecided[];
  /** end of a path whose next issuer is not known */
  readonly unknownIssuer: Certificate | null;
  readonly used: readonly Uint8Array[];
}

/** What the time-stamps of a signature come to together. */
export interface JudgedTimestamps {
  readonly views: readonly TimestampView[];
  readonly check: Check;
  /** the earliest proof that the signature existed, what was proven without them included */
  readonly proof: Proof;
  /** the signature was made after this; milliseconds, null: nothing proves it */
  readonly provenAfter: number | null;
  readonly undecided: readonly Undecided[];
  readonly unknownIssuers: readonly Certificate[];
  readonly used: readonly Uint8Array[];
}

const nothing = { authority: null, undecided: [], unknownIssuer: null, used: [] };

/** RFC 3161 4: after a revocation for one of these reasons the tokens made before it stay good; any other may mean that the key got lost. */
const harmlessReasons: ReadonlySet<string> = new Set(['unspecified', 'affiliationChanged', 'superseded', 'cessationOfOperation']);

const imprints = new WeakMap<Uint8Array, HashedContent>();

/** One document is stamped many times, for many signatures: it is hashed once for each digest. */
function imprintOf(bytes: Uint8Array): HashedContent {
  const known = imprints.get(bytes) ?? hashedContent(bytes);
  imprints.set(bytes, known);
  return known;
}

async function imprintDefect({ info }: TimestampToken, imprinted: Uint8Array | null): Promise<readonly [Indication, TimestampWhy] | null> {
  if (imprinted === null) return ['indeterminate', 'notComputed'];
  const digest = await imprintOf(imprinted).digest(info.digest);
  if (digest === null) return ['indeterminate', 'unsupportedAlgorithm'];
  return sameBytes(digest, info.imprint) ? null : ['failed', 'imprintMismatch'];
}

/** A harmless revocation excuses the certificate it is about, not those beside it on the path. */
function statusDefect(status: RevocationStatus, at: number): TimestampWhy | null {
  switch (status.kind) {
    case 'good':
      return null;
    case 'revoked':
      return harmlessReasons.has(status.reason) && at < status.revokedAt ? null : 'timeAuthorityRevoked';
    case 'held':
      return 'onHold';
    case 'stale':
      return 'stale';
    case 'unknown':
      return 'noList';
  }
}

function chainDefect({ outcome, revocation }: ChainJudgement, at: number): TimestampWhy | null {
  const { path, time } = pathCheck(outcome);
  if (path.state !== 'passed') return path.why === 'noAnchor' ? 'noAnchor' : 'pathFailed';
  if (time.state !== 'passed') return 'timeAuthorityExpired';
  if (revocation === null) return 'noList';
  const found = new Set(revocation.each.map((status) => statusDefect(status, at)));
  return (['timeAuthorityRevoked', 'onHold', 'noList', 'stale'] as const).find((why) => found.has(why)) ?? null;
}

/** The evidence with what the token itself carries. */
async function withToken({ pool, material }: ChainEvidence, { cms, signer }: TimestampToken, embedded: boolean): Promise<ChainEvidence> {
  const extras = await cmsExtras(signer, null);
  const ocsps = [...cms.ocsps, ...extras.ocsps];
  const own = embedded ? { lists: [...cms.crls, ...extras.crls], answers: ocsps.length === 0 ? [] : await openAnswers(ocsps) } : { lists: [], answers: [] };
  return {
    pool: { anchors: pool.anchors, others: [...pool.others, ...cms.certificates, ...extras.certificates] },
    material: {
      lists: own.lists.length === 0 ? material.lists : [...material.lists, ...own.lists],
      answers: own.answers.length === 0 ? material.answers : [...material.answers, ...own.answers],
    },
  };
}

/** @param known when the token existed at the latest: its authority is judged for that time */
async function judgeOne({ kind, imprinted }: FoundTimestamp, token: TimestampToken, evidence: ChainEvidence, trust: TrustContext, known: Proof): Promise<Judged> {
  const { at } = token.info;
  const all = await withToken(evidence, token, trust.embeddedRevocation !== false);
  const [result] = await verifyCms(token.cms, null, all.pool.others);
  const authority = result?.certificate ?? null;
  const told = (verdict: Indication, why: TimestampWhy | null, more: Partial<Judged> = {}): Judged => ({ kind, at, ...nothing, authority, verdict, why, ...more });
  if (result === undefined || result.integrity.state === 'failed') return told('failed', timestampWhy(result?.integrity.why ?? null));
  const defect = await imprintDefect(token, imprinted);
  if (defect !== null) return told(...defect);
  if (result.integrity.state === 'notChecked' || authority === null) return told('indeterminate', timestampWhy(result.integrity.why));
  if (!(at >= authority.notBefore && at <= authority.notAfter)) return told('indeterminate', 'outsideValidity');
  const chain = await judgeChain(authority, all, 'timeStamping', known, trust);
  const { path } = chain.outcome;
  const why = chainDefect(chain, at) ?? (findWeakness([token.info.digest, ...result.digests], path, trust.algorithms, { at, after: null }) === null ? null : 'weakAlgorithm');
  return told(why === null ? 'passed' : 'indeterminate', why, {
    undecided: chain.revocation?.undecided ?? [],
    unknownIssuer: chain.outcome.kind === 'noAnchor' ? (path[path.length - 1] ?? null) : null,
    used: why === null ? [...(chain.revocation?.used ?? []), ...path.map(({ der }) => der)] : [],
  });
}

function viewOf({ kind, at, verdict, why, authority }: Judged): TimestampView {
  return { kind, at: at === null ? null : isoTime(new Date(at)), verdict, why, authority: authority === null ? null : certificateView(authority) };
}

function checkOf(judged: readonly Judged[]): Check {
  if (judged.some(({ verdict }) => verdict === 'passed')) return { state: 'passed', why: null };
  const worst = judged.find(({ verdict }) => verdict === 'failed') ?? judged[0];
  return { state: worst?.verdict === 'failed' ? 'failed' : 'notChecked', why: worst?.why ?? 'none' };
}

function earliest(proof: Proof, { at, verdict, kind }: Judged): Proof {
  const proves = verdict === 'passed' && (kind === 'signature' || kind === 'document') && at !== null && at < proof.at;
  return proves ? { at, by: 'timestamp' } : proof;
}

/** What was signed cannot be later than the signature: a time-stamp on the signature that says so is not believed (EN 319 102-1 5.5.4). */
function inOrder(judged: readonly Judged[], after: number | null): readonly Judged[] {
  return judged.map((one) => {
    const early = after !== null && one.verdict === 'passed' && one.kind !== 'content' && one.at !== null && one.at < after;
    return early ? { ...one, verdict: 'indeterminate', why: 'order' } : one;
  });
}

/**
 * RFC 3161 time-stamps of one signature. Those over the whole document come first, newest before older ones: each proves that
 * what it covers, earlier tokens included, existed by then. One that does not pass is shown and proves nothing.
 * @param known what proves the signature without them
 */
export async function judgeTimestamps(found: readonly FoundTimestamp[], evidence: ChainEvidence, trust: TrustContext, known: Proof): Promise<JudgedTimestamps> {
  const read = await Promise.all(found.slice(0, limits.timestampsPerSignature).map(async (one) => ({ one, token: await readTimestamp(one.token) })));
  const rank = ({ one, token }: (typeof read)[number]): number => (one.kind === 'document' && token.ok ? token.value.info.at : Number.NEGATIVE_INFINITY);
  const judged = new Map<FoundTimestamp, Judged>();
  let proof = known;
  for (const { one, token } of [...read].sort((left, right) => (rank(left) === rank(right) ? 0 : rank(right) - rank(left)))) {
    const next = token.ok ? await judgeOne(one, token.value, evidence, trust, proof) : { kind: one.kind, at: null, ...nothing, verdict: 'failed' as const, why: token.failure };
    judged.set(one, next);
    if (one.kind === 'document') proof = earliest(proof, next);
  }
  const content = [...judged.values()].filter(({ kind, verdict }) => kind === 'content' && verdict === 'passed').map(({ at }) => at ?? Number.NEGATIVE_INFINITY);
  const stated = trust.provenAfter === undefined ? [] : [Date.parse(trust.provenAfter)];
  const after = content.length + stated.length === 0 ? null : Math.max(...content, ...stated);
  const all = inOrder(read.flatMap(({ one }) => judged.get(one) ?? []), after);
  return {
    views: all.map(viewOf),
    check: checkOf(all),
    proof: all.reduce(earliest, known),
    provenAfter: after,
    undecided: all.flatMap(({ verdict, undecided }) => (verdict === 'indeterminate' ? undecided : [])),
    unknownIssuers: all.flatMap(({ unknownIssuer }) => unknownIssuer ?? []),
    used: all.flatMap(({ verdict, used }, index) => (verdict === 'passed' ? [...used, read[index]?.one.token ?? new Uint8Array()] : [])),
  };
}
