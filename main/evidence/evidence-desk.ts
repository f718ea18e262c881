import { isoTime, type Clock } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import type { EvidenceStatus, EvidenceWant, KeptEvidence } from '../../core/model/evidence';
import type { Digest, LetterId } from '../../core/model/ids';
import type { Policy } from '../../core/model/policy';
import type { JournalPort } from '../journal/journal-port';
import type { Log } from '../log/log';
import type { OnlineHint } from '../net/online-hint';
import type { Route } from '../net/proxy-routes';
import { isDiskFull, isReadOnly } from '../vault/durable-file';
import type { EvidenceStore } from '../vault/evidence-store';
import type { Asked, AskedAddresses } from './asked-addresses';
import { systemAddresses, type AddressResolver } from './dial-evidence';
import { isOfTheNetwork, type EvidenceFailureCode } from './evidence-failure';
import { evidenceTarget } from './evidence-target';
import { fetchEvidence } from './fetch-evidence';
import { HostManners } from './host-manners';

export interface EvidenceDeskParts {
  readonly policy: () => Pick<Policy, 'revocation' | 'tlsAnchors'>;
  readonly store: Pick<EvidenceStore, 'put'>;
  readonly journal: Pick<JournalPort, 'append'>;
  /** has the journal named these bytes already: at all, or as the answer to that question? */
  readonly isKept: (digest: Digest, asked?: Pick<KeptEvidence, 'what' | 'url' | 'about'>) => boolean;
  /** certificates the journal names that came from that address */
  readonly certificatesFrom: (url: string) => number;
  readonly asked: AskedAddresses;
  readonly routes: (url: URL) => Promise<readonly Route[]>;
  readonly online: Pick<OnlineHint, 'onMaybeOnline'>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'write'>;
  readonly resolve?: AddressResolver;
  readonly random?: () => number;
}

/** Something that is wanted, and how far it is. */
interface Job {
  readonly want: EvidenceWant;
  readonly letters: Set<LetterId>;
  /** a list that is only kept young; as far as is known here no verdict waits for it */
  isUpkeep: boolean;
  /** it brought a list, which may be older than the letter it was wanted for: the next list is not, so that one is waited for */
  follows: boolean;
  state: 'waiting' | 'running' | 'served';
  /** rounds in which no address of it answered */
  failures: number;
  /** milliseconds since 1970 */
  dueAt: number;
  byPerson: boolean;
  /** those who asked to be told of the end of the next round */
  tell: (() => void)[];
}

const lookMillis = 5 * 60_000;
/** when offices work, by this computer's clock: before and after nobody is there to be told, and authorities are spared */
const dutyHours = { from: 7, to: 18 };

/**
 * What verdicts want from outside: remembered while the program runs (ingest tells it again at the next start), fetched as policy allows, kept by digest, and
 * journalled only where the bytes are new. Nothing of it is opened here: whether it proves anything is found out on the sandboxed side.
 */
export class EvidenceDesk {
  private readonly jobs = new Map<string, Job>();
  private readonly manners: HostManners;
  private readonly running = new Set<Promise<void>>();
  private readonly ending = new AbortController();
  private readonly looking: NodeJS.Timeout;
  private readonly forgetOnline: () => void;
  /** on the way into the journal */
  private readonly keeping = new Set<string>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly parts: EvidenceDeskParts) {
    this.manners = new HostManners(parts.random ?? Math.random);
    this.forgetOnline = parts.online.onMaybeOnline(() => this.hurry(isOfTheNetwork));
    this.looking = setInterval(() => this.lookAfterLists(), lookMillis);
    this.looking.unref();
  }

  want(letterId: LetterId | null, wants: readonly EvidenceWant[]): void {
    if (this.mode === 'never') return;
    for (const want of wants) {
      // none of its addresses is one we ask
      if (hostsOf(want).length === 0) continue;
      const job = this.jobFor(want, false);
      if (job === null) continue;
      job.isUpkeep = false;
      if (letterId !== null && job.letters.size < limits.evidenceWantLetters) job.letters.add(letterId);
      if (job.state === 'served' && !this.isSpent(job)) {
        // it came and was not enough: the next is worth asking for when the address may have another
        job.state = 'waiting';
        job.dueAt = this.notBefore(job);
      }
    }
    this.pump();
  }

  /** A person asks, for one letter or for everything. Resolves when each question was asked once, or is not asked. */
  async refresh(letterId: LetterId | null): Promise<void> {
    if (this.mode === 'never') return;
    const now = this.now();
    // one thing is told for the first letter that wants it; for the others everything is asked that may concern them
    const letter = letterId !== null && [...this.jobs.values()].some(({ letters }) => letters.has(letterId)) ? letterId : null;
    const asked = new Set(letter === null ? this.listsInUse().flatMap(([url]) => this.jobFor({ what: 'crl', urls: [url] }, true) ?? []) : []);
    for (const job of this.jobs.values()) {
      // for one letter also what came before: a fresh answer is what is asked for. A certificate stays what it is
      const isMeant = job.state !== 'served' || (letter !== null && (job.want.what !== 'certificate' || job.failures > 0));
      if (isMeant && (letter === null || job.letters.has(letter))) asked.add(job);
    }
    const rounds = [...asked].map((job) => new Promise<void>((resolve) => {
      job.tell.push(resolve);
      if (job.state === 'running') return;
      Object.assign(job, { state: 'waiting', byPerson: true, dueAt: now });
    }));
    this.pump();
    await Promise.all(rounds);
  }

  status(): EvidenceStatus {
    return {
      waiting: [...this.jobs.values()].filter(({ state, isUpkeep }) => state !== 'served' && !isUpkeep).length,
      fetchedAt: this.parts.asked.fetchedAt,
      failures: this.manners.failures().slice(-20),
    };
  }

  policyChanged(): void {
    if (this.mode === 'never') this.dropAll();
    this.hurry((code) => code === 'privateAddress' || code === 'tlsFailed');
  }

  /** Lists that verdicts rest on are asked for once a day while people work, so that what was taken back meanwhile is known. */
  lookAfterLists(): void {
    const now = this.now();
    const hour = this.parts.clock.now().getHours();
    if (this.mode !== 'automatic' || hour < dutyHours.from || hour >= dutyHours.to) return;
    for (const [url, { askedAt, size }] of this.listsInUse()) {
      // each new list stays on the disk for good, because a verdict may rest on it: a large one is not taken daily
      const rest = limits.evidenceDailyMillis * Math.max(Math.ceil(size / limits.evidenceDailyBytes), 1);
      const job = askedAt + rest <= now ? this.jobFor({ what: 'crl', urls: [url] }, true) : null;
      if (job?.state === 'served') Object.assign(job, { state: 'waiting', dueAt: now });
    }
    this.pump();
  }

  async close(): Promise<void> {
    this.forgetOnline();
    clearInterval(this.looking);
    if (this.timer) clearTimeout(this.timer);
    this.ending.abort();
    this.dropAll();
    await Promise.all(this.running);
    await this.parts.asked.settled();
  }

  private get mode(): NonNullable<Policy['revocation']>['fetch'] {
    return this.parts.policy().revocation?.fetch ?? 'never';
  }

  private now(): number {
    return this.parts.clock.now().getTime();
  }

  private hurry(isCured: (code: EvidenceFailureCode) => boolean): void {
    this.manners.forgive(isCured);
    const now = this.now();
    for (const job of this.jobs.values()) if (job.state === 'waiting') job.dueAt = Math.min(job.dueAt, Math.max(now, this.notBefore(job)));
    this.pump();
  }

  private listsInUse(): readonly (readonly [string, Asked])[] {
    const since = this.now() - limits.evidenceInUseMillis;
    return [...this.parts.asked.all()].filter(([, { what, wantedAt }]) => what === 'crl' && wantedAt > since);
  }

  /** Null where there are too many: those that are left out are told again by ingest. */
  private jobFor(want: EvidenceWant, isUpkeep: boolean): Job | null {
    const key = jobKey(want);
    const known = this.jobs.get(key);
    if (known) return known;
    if (isUpkeep && [...this.jobs.values()].some((job) => job.state !== 'served' && job.want.what === 'crl' && job.want.urls.some((url) => want.urls.includes(url)))) return null;
    if (this.jobs.size >= limits.evidenceWants) this.dropServed();
    if (this.jobs.size >= limits.evidenceWants) return null;
    const job: Job = { want, letters: new Set(), isUpkeep, follows: false, state: 'waiting', failures: 0, dueAt: 0, byPerson: false, tell: [] };
    job.dueAt = isUpkeep ? this.now() : this.notBefore(job);
    if (this.isSpent(job)) job.state = 'served';
    this.jobs.set(key, job);
    return job;
  }

  private dropServed(): void {
    for (const [key, { state }] of this.jobs) if (state === 'served') this.jobs.delete(key);
  }

  private dropAll(): void {
    for (const [key, job] of this.jobs) {
      if (job.state === 'running') continue;
      this.jobs.delete(key);
      told(job);
    }
  }

  /**
   * Who made up a certificate learns from each question for its issuer that we are there, and when. An address that never answers, or with something else each time,
   * is left alone.
   */
  private isSpent({ want, failures }: Job): boolean {
    if (want.what !== 'certificate') return false;
    return failures >= limits.issuerRounds || want.urls.every((url) => evidenceTarget(url) === null || this.parts.certificatesFrom(url) >= limits.evidencePerName);
  }

  /** An address that answered is not asked the same again at once: an hour later, and ever later while its answer stays the same. */
  private notBefore({ want }: Job): number {
    const last = want.urls.flatMap((url) => this.parts.asked.get(addressKey(want, url)) ?? []).sort((a, b) => b.askedAt - a.askedAt)[0];
    return last === undefined ? this.now() : last.askedAt + Math.min(limits.evidenceAgainMillis * 2 ** last.same, limits.evidenceAgainMaxMillis);
  }

  /** Starts what is due, as far as there are hands for it, and sleeps until the next is. */
  private pump(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.ending.signal.aborted) return;
    const now = this.now();
    let next = Infinity;
    for (const job of this.jobs.values()) {
      if (job.state !== 'waiting' || (!job.byPerson && this.mode !== 'automatic')) continue;
      if (job.dueAt > now) {
        next = Math.min(next, job.dueAt);
        continue;
      }
      // those that find no hand free are looked at again when one ends
      if (this.running.size >= limits.evidenceAtOnce) break;
      if (!this.manners.isBusy(hostsOf(job.want)[0] ?? '')) this.start(job);
    }
    if (next === Infinity) return;
    this.timer = setTimeout(() => this.pump(), Math.min(Math.max(next - now, 1000), lookMillis));
    this.timer.unref();
  }

  private start(job: Job): void {
    job.state = 'running';
    const run: Promise<void> = this.round(job).catch((error: unknown) => {
      this.parts.log.write('bug.evidence', { name: { code: error instanceof Error ? error.name : 'unknown' } });
      job.state = 'served';
    }).finally(() => {
      this.running.delete(run);
      job.byPerson = false;
      told(job);
      this.pump();
    });
    this.running.add(run);
  }

  /** Asks one address after the other until one answers. */
  private async round(job: Job): Promise<void> {
    let free = Infinity;
    let isAsked = false;
    for (const url of job.want.urls) {
      const host = evidenceTarget(url)?.host;
      if (host === undefined) continue;
      await this.manners.idle(host);
      const now = this.now();
      const freeAt = this.manners.freeAt(host, now, job.byPerson);
      const last = this.parts.asked.get(addressKey(job.want, url));
      if (job.byPerson && last !== null && last.askedAt + limits.evidencePersonMillis > now) {
        this.settle(job, last.same);
        return;
      }
      if (freeAt > now) {
        free = Math.min(free, freeAt);
        continue;
      }
      isAsked = true;
      const came = await this.ask(job, url, host);
      if (came === 'ended') return;
      if (came !== 'failed') {
        this.settle(job, came);
        return;
      }
      free = Math.min(free, this.manners.freeAt(host, this.now(), false));
    }
    if (isAsked) job.failures += 1;
    job.state = this.isSpent(job) ? 'served' : 'waiting';
    job.dueAt = free;
    // its list is still there, and is looked after again at the next look
    if (job.isUpkeep && !job.follows) this.jobs.delete(jobKey(job.want));
  }

  /** @param same answers in a row that brought nothing new; 0: this one did */
  private settle(job: Job, same: number): void {
    job.failures = 0;
    const isFirst = same === 0 && job.want.what === 'crl' && !job.isUpkeep;
    if (isFirst) job.isUpkeep = true;
    job.follows = isFirst || (job.follows && same !== 0);
    const isOpen = job.follows || (same !== 0 && !job.isUpkeep);
    job.state = isOpen && same < limits.evidenceSameAnswers ? 'waiting' : 'served';
    job.dueAt = this.notBefore(job);
  }

  /** How many answers in a row were the same as before, or 'failed'. */
  private async ask({ want, isUpkeep }: Job, url: string, host: string): Promise<number | 'failed' | 'ended'> {
    const { asked, log } = this.parts;
    const { revocation, tlsAnchors } = this.parts.policy();
    const address = addressKey(want, url);
    const last = asked.get(address);
    const known = last?.digest && (last.etag !== null || last.lastModified !== null) && this.parts.isKept(last.digest) ? last : null;
    this.manners.begin(host, this.now());
    let code: EvidenceFailureCode | null = null;
    try {
      const answer = await fetchEvidence({ what: want.what, url, request: want.what === 'ocsp' ? want.request : null, known }, {
        resolve: this.parts.resolve ?? systemAddresses, routes: this.parts.routes, privateHosts: revocation?.privateHosts ?? [], tlsAnchors, signal: this.ending.signal,
      });
      if (this.ending.signal.aborted) return 'ended';
      if (!answer.ok) {
        code = answer.failure.code;
        log.write('evidence.failed', { what: { code: want.what }, why: { code } });
        return 'failed';
      }
      const { value } = answer;
      const kept = value.kind === 'same' ? null : await this.keep(want, url, value.bytes);
      const at = this.now();
      const same = kept?.isNew ? 0 : (last?.same ?? 0) + 1;
      const validators = value.kind === 'same' ? { etag: last?.etag ?? null, lastModified: last?.lastModified ?? null } : value.validators;
      const size = value.kind === 'same' ? (last?.size ?? 0) : value.bytes.byteLength;
      asked.put(address, { what: want.what, size, digest: kept?.digest ?? last?.digest ?? null, ...validators, askedAt: at, wantedAt: isUpkeep ? (last?.wantedAt ?? at) : at, same }, isoTime(this.parts.clock.now()));
      return same;
    } catch (error) {
      if (!isDiskFull(error) && !isReadOnly(error)) throw error;
      code = 'diskFull';
      return 'failed';
    } finally {
      this.manners.end(host, this.now(), code);
    }
  }

  /** Bytes first, then the journal's word on them; the same bytes are told once for each address, because letters ask by addresses. */
  private async keep(want: EvidenceWant, url: string, bytes: Uint8Array): Promise<{ readonly digest: Digest; readonly isNew: boolean }> {
    const digest = await this.parts.store.put(bytes);
    const evidence: KeptEvidence = { what: want.what, digest, size: bytes.byteLength, url, about: want.what === 'ocsp' ? want.about : null };
    const key = `${digest} ${addressKey(want, url)}`;
    if (this.parts.isKept(digest, evidence) || this.keeping.has(key)) return { digest, isNew: false };
    this.keeping.add(key);
    try {
      await this.parts.journal.append({ kind: 'evidence.kept', evidence });
      return { digest, isNew: true };
    } finally {
      // the fold hears of it a turn later
      setImmediate(() => this.keeping.delete(key));
    }
  }
}

function told(job: Job): void {
  for (const tell of job.tell.splice(0)) tell();
}

function hostsOf(want: EvidenceWant): readonly string[] {
  return want.urls.flatMap((url) => evidenceTarget(url)?.host ?? []);
}

/**
 * An OCSP responder answers everybody at one address: what was asked about belongs to it. Where certificates are asked for says whoever made one up: what came of
 * it must not stand in the way of those who ask for a list there.
 */
function addressKey({ what, ...want }: EvidenceWant, url: string): string {
  return 'about' in want ? `${url} ${want.about}` : what === 'certificate' ? `certificate ${url}` : url;
}

function jobKey(want: EvidenceWant): string {
  return [want.what, want.what === 'ocsp' ? want.about : '', ...want.urls].join('\n');
}
