import { coreVersion } from '../facts/core-version';
import type { Evidence } from '../fold/evidence';
import type { Digest, IsoTime } from '../model/ids';
import type { KeptLetter } from '../model/letter';
import type { JournalledPolicy } from '../model/policy';
import type { VerdictPin } from '../model/verdict';
import { hexOf } from '../pki/der';
import { derCandidates } from '../pki/pem';
import { digestOf } from '../pki/web-crypto';
import { nameOfKept } from './asked-evidence';
import type { EvidenceName } from './asked-evidence';

/** Which evidence a verdict may rest on, and how late the last of it came. */
export interface EvidencePoint {
  readonly seq: number;
  readonly at: IsoTime;
}

const lastByName = new WeakMap<Evidence, ReadonlyMap<EvidenceName, EvidencePoint>>();

function lastKept(evidence: Evidence): ReadonlyMap<EvidenceName, EvidencePoint> {
  const known = lastByName.get(evidence) ?? new Map(evidence.kept.map((entry) => [nameOfKept(entry), { seq: entry.seq, at: entry.at }]));
  lastByName.set(evidence, known);
  return known;
}

/**
 * The last journal entry that could change the verdict on a letter: of policy, anchors and keys, or one that brought what the letter asked for. Its time, or
 * the arrival where that is later, is "now" for a verdict without proof of time.
 * @param asked names of everything the letter's signatures asked for
 */
export function evidencePoint(evidence: Evidence, { keptAt }: Pick<KeptLetter, 'keptAt'>, asked: Iterable<EvidenceName>): EvidencePoint {
  let point: EvidencePoint = { seq: evidence.trustSeq, at: later(evidence.trustAt, keptAt) };
  for (const name of asked) {
    const last = lastKept(evidence).get(name);
    if (last !== undefined && last.seq > point.seq) point = { seq: last.seq, at: later(last.at, point.at) };
  }
  return point;
}

/** Another number than the one a verdict was made with: it has to be made again. */
export function evidenceSeq(evidence: Evidence, asked: Iterable<EvidenceName>): number {
  return evidencePoint(evidence, never, asked).seq;
}

const never = { keptAt: '1970-01-01T00:00:00.000Z' as IsoTime };

function later(a: IsoTime | null, b: IsoTime): IsoTime {
  return a !== null && Date.parse(a) > Date.parse(b) ? a : b;
}

/** SHA-256 over what is trusted: fingerprints of the anchors in force, sorted, and what the policy says of algorithms and revocation. */
export async function trustDigest(anchors: readonly string[], policy: Pick<JournalledPolicy, 'algorithms' | 'revocationMaxAgeHours' | 'arrivalProvesTime'>): Promise<Digest> {
  const fingerprints = await Promise.all(anchors.flatMap((pem) => derCandidates(pem, ['CERTIFICATE'])).map(sha256Hex));
  const { algorithms, revocationMaxAgeHours, arrivalProvesTime } = policy;
  return sha256Hex(new TextEncoder().encode(sortedJson({ anchors: [...new Set(fingerprints)].sort(), algorithms, revocationMaxAgeHours, arrivalProvesTime })));
}

export function pinOf(kept: Pick<KeptLetter, 'letterId' | 'digest'>, point: EvidencePoint, trust: Digest): VerdictPin {
  return { coreVersion, evidenceSeq: point.seq, trust, at: point.at, letterId: kept.letterId, letter: kept.digest };
}

async function sha256Hex(bytes: Uint8Array): Promise<Digest> {
  return hexOf((await digestOf('sha256', bytes)) ?? new Uint8Array()) as Digest;
}

/** The same text for the same values, in whatever order they were written. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one);
}
