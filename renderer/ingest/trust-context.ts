import { coversDomain } from '../../core/acknowledge/match-domain';
import { limits } from '../../core/base/limits';
import { domainOfAddress } from '../../core/directory/fold-clue';
import type { Evidence, KeptEntry } from '../../core/fold/evidence';
import type { Digest } from '../../core/model/ids';
import type { KeptLetter } from '../../core/model/letter';
import { nameOfKept, type EvidenceName } from '../../core/verify/asked-evidence';
import { evidencePoint, pinOf, trustDigest } from '../../core/verify/pin';
import type { TrustContext } from '../../core/verify/trust-context';
import type { VerdictPin } from '../../core/model/verdict';
import { HeldEvidence } from './held-evidence';

/** Certificates and lists, opened from the journal and the bytes it names. */
type Material = Pick<TrustContext, 'anchors' | 'intermediates' | 'crls' | 'ocsps'>;

export interface Judging {
  readonly trust: TrustContext;
  readonly pin: VerdictPin;
}

/**
 * What the signatures of a letter are judged by: a function of the journal and of what the letter itself asks for, never of the clock or of what other letters
 * brought here. Time is our journalled arrival where policy lets it prove time, else the last entry that could change the verdict.
 */
export class TrustDesk {
  private readonly held: HeldEvidence;
  /** the same arrays for the same evidence: core remembers by them what it read */
  private readonly materials = new Map<string, Promise<Material>>();
  private readonly digests = new Map<string, Promise<Digest>>();
  private policy: Evidence['policy'] = null;
  private anchors: Evidence['anchors'] = [];
  private dropped = 0;

  constructor(fetchEvidence: (digest: Digest) => Promise<Uint8Array | null>) {
    this.held = new HeldEvidence(fetchEvidence);
  }

  /** @param asked names of what the letter's signatures asked for so far @returns null before a policy was read */
  async judging(evidence: Evidence, kept: KeptLetter, asked: ReadonlySet<EvidenceName>): Promise<Judging | null> {
    const { policy } = evidence;
    if (policy === null) return null;
    this.forgetOthers(evidence);
    const point = evidencePoint(evidence, kept, asked);
    const anchors = anchorsFor(evidence, kept);
    const fetched = fetchedFor(evidence, asked);
    const key = JSON.stringify([anchors.length === 0 ? '' : mailDomain(evidence, kept), fetched.map(({ digest }) => digest)]);
    const material = await remembered(this.materials, key, () => this.material(policy, anchors, fetched));
    const trust = await remembered(this.digests, JSON.stringify(anchors), () => trustDigest(anchors, policy));
    const { arrivalProvesTime, algorithms, revocationMaxAgeHours } = policy;
    return {
      trust: { ...material, algorithms, revocationMaxAgeHours, judgedAt: arrivalProvesTime ? kept.keptAt : point.at, judgedBy: arrivalProvesTime ? 'arrival' : 'now' },
      pin: pinOf(kept, point, trust),
    };
  }

  private forgetOthers({ policy, anchors }: Evidence): void {
    const { dropped } = this.held;
    if (this.dropped !== dropped) this.materials.clear();
    this.dropped = dropped;
    if (this.policy === policy && this.anchors === anchors) return;
    this.materials.clear();
    this.digests.clear();
    this.policy = policy;
    this.anchors = anchors;
  }

  /** A list that is gone counts as none. */
  private async material(policy: NonNullable<Evidence['policy']>, anchors: readonly string[], fetched: readonly KeptEntry[]): Promise<Material> {
    const text = new TextDecoder();
    const lists = await this.readAll(policy.crlDigests);
    const of = (what: KeptEntry['what']): Promise<readonly Uint8Array[]> => this.readAll(fetched.filter((entry) => entry.what === what).map(({ digest }) => digest));
    const [crls, ocsps, certificates] = await Promise.all([of('crl'), of('ocsp'), of('certificate')]);
    return { anchors, intermediates: [...policy.intermediates, ...certificates], crls: [...crls, ...lists.map((bytes) => text.decode(bytes))], ocsps };
  }

  private async readAll(digests: readonly Digest[]): Promise<readonly Uint8Array[]> {
    const found: Uint8Array[] = [];
    for (const digest of digests) {
      const bytes = await this.held.read(digest);
      if (bytes !== null) found.push(bytes);
    }
    return found;
  }
}

/** An anchor may be there for some organisations only: what one office trusts says nothing to the mailbox of another. */
function anchorsFor(evidence: Evidence, kept: KeptLetter): readonly string[] {
  const domain = mailDomain(evidence, kept);
  const counts = (domains: readonly string[] | null | undefined): boolean => domains == null || (domain !== null && domains.some((entry) => coversDomain(entry, domain)));
  return [...(evidence.policy?.trustAnchors ?? []), ...evidence.anchors].filter(({ domains }) => counts(domains)).map(({ pem }) => pem);
}

function mailDomain({ accounts }: Evidence, { accountId }: KeptLetter): string | null {
  const account = accounts[accountId];
  return account === undefined ? null : domainOfAddress(account.settings.address);
}

/** Of what was fetched, that which the letter asked for: the newest of each name, within the limit. */
function fetchedFor({ kept }: Evidence, asked: ReadonlySet<EvidenceName>): readonly KeptEntry[] {
  const taken = new Map<EvidenceName, number>();
  return kept.toReversed().filter((entry) => {
    const name = nameOfKept(entry);
    const count = taken.get(name) ?? 0;
    if (!asked.has(name) || count >= limits.evidencePerName) return false;
    taken.set(name, count + 1);
    return true;
  }).slice(0, limits.evidencePerLetter);
}

function remembered<Value>(known: Map<string, Promise<Value>>, key: string, make: () => Promise<Value>): Promise<Value> {
  const value = known.get(key) ?? make();
  if (known.size >= limits.trustHeld) known.clear();
  known.set(key, value);
  return value;
}
