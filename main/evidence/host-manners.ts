import { limits } from '../../core/base/limits';
import { backoffMillis } from '../net/backoff';
import type { EvidenceFailureCode } from './evidence-failure';

interface HostState {
  /** resolves when the question that is on its way has come to its end; null: none is */
  busy: { readonly over: Promise<void>; readonly end: () => void } | null;
  failures: number;
  /** milliseconds since 1970; not asked by itself before */
  restUntil: number;
  code: EvidenceFailureCode | null;
  /** when it was asked, within the last hour */
  asked: number[];
}

const hourMillis = 60 * 60_000;

/** How servers are treated: one question at a time, a rest after a failure, and never more than so many in an hour. */
export class HostManners {
  private readonly hosts = new Map<string, HostState>();
  private all: number[] = [];

  constructor(private readonly random: () => number) {}

  isBusy(host: string): boolean {
    return this.hosts.get(host)?.busy != null;
  }

  /** Resolves when the host is asked nothing; whoever comes next has it. */
  async idle(host: string): Promise<void> {
    for (let busy = this.hosts.get(host)?.busy; busy; busy = this.hosts.get(host)?.busy) await busy.over;
  }

  /** Milliseconds since 1970 from which the host may be asked. @param byPerson a person does not wait for a rest, but for the caps */
  freeAt(host: string, now: number, byPerson: boolean): number {
    const state = this.hosts.get(host);
    const own = (state?.asked ?? []).filter((at) => at > now - hourMillis);
    this.all = this.all.filter((at) => at > now - hourMillis);
    const waits = [
      own.length >= limits.evidencePerHostHour ? (own[0] ?? now) + hourMillis : now,
      this.all.length >= limits.evidencePerHour ? (this.all[0] ?? now) + hourMillis : now,
      byPerson ? now : (state?.restUntil ?? now),
    ];
    return Math.max(...waits);
  }

  begin(host: string, now: number): void {
    const state = this.state(host);
    let end = (): void => undefined;
    state.busy = { over: new Promise<void>((resolve) => (end = resolve)), end: () => end() };
    state.asked = [...state.asked.filter((at) => at > now - hourMillis), now];
    this.all.push(now);
  }

  /** @param code null: it answered */
  end(host: string, now: number, code: EvidenceFailureCode | null): void {
    const state = this.state(host);
    state.busy?.end();
    state.busy = null;
    state.code = code;
    state.failures = code === null ? 0 : state.failures + 1;
    state.restUntil = code === null ? 0 : now + backoffMillis(state.failures, this.random(), { first: limits.evidenceRetryFirstMillis, longest: limits.evidenceRetryMaxMillis });
  }

  /** Something changed that may have been the cause: who failed for it may be asked at once. */
  forgive(isCured: (code: EvidenceFailureCode) => boolean): void {
    for (const state of this.hosts.values()) if (state.code !== null && isCured(state.code)) state.restUntil = 0;
  }

  failures(): readonly { readonly host: string; readonly code: EvidenceFailureCode }[] {
    return [...this.hosts].flatMap(([host, { code }]) => (code === null ? [] : [{ host, code }]));
  }

  private state(host: string): HostState {
    let state = this.hosts.get(host);
    if (!state) {
      state = { busy: null, failures: 0, restUntil: 0, code: null, asked: [] };
      this.hosts.set(host, state);
    }
    return state;
  }
}
