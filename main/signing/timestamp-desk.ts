import { setTimeout as pause } from 'node:timers/promises';
import { limits } from '../../core/base/limits';
import { fail, ok, type Result } from '../../core/base/result';
import type { Policy } from '../../core/model/policy';
import type { TimestampFailure, TimestampFailureCode } from '../../core/model/signing';
import type { AddressResolver } from '../evidence/dial-evidence';
import { evidenceTarget } from '../evidence/evidence-target';
import { isOfTheNetwork, type EvidenceFailureCode } from '../evidence/evidence-failure';
import { fetchEvidence, type FetchRules } from '../evidence/fetch-evidence';

export interface TimestampPorts {
  readonly policy: () => Policy;
  readonly routes: FetchRules['routes'];
  readonly resolve: AddressResolver;
  /** wait between two tries, milliseconds; the program's own where absent */
  readonly again?: number;
}

/**
 * Asks the time-stamp service that the office named (RFC 3161 over HTTP), and only when something was signed. What it answers is opened and checked by whoever
 * asked; here it is held to its size and its name.
 */
export class TimestampDesk {
  private readonly ending = new AbortController();
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly ports: TimestampPorts) {}

  /** @param request DER of TimeStampReq @returns DER of TimeStampResp */
  async get(request: Uint8Array): Promise<Result<Uint8Array, TimestampFailure>> {
    const { signing } = this.ports.policy();
    const service = signing?.timestamp ?? null;
    if (service === null) return fail({ code: 'notConfigured' });
    await this.turn();
    try {
      let last: EvidenceFailureCode = 'notReached';
      for (let attempt = 0; attempt < Math.min(service.tries, limits.timestampTries) && !this.ending.signal.aborted; attempt += 1) {
        if (attempt > 0) await pause(this.ports.again ?? limits.timestampAgainMillis, undefined, { signal: this.ending.signal }).catch(() => undefined);
        const answer = await this.ask(service, request);
        if (answer.ok) return answer;
        last = answer.failure;
        // a service that is overloaded says so with a status; all else would be the same again
        if (!isOfTheNetwork(last) && last !== 'status') break;
      }
      return fail({ code: meanings[last] });
    } finally {
      // whoever waits longest takes the place over
      const next = this.queue.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  close(): void {
    this.ending.abort();
  }

  private async ask(service: { readonly url: string; readonly patience: number }, request: Uint8Array): Promise<Result<Uint8Array, EvidenceFailureCode>> {
    const { revocation, tlsAnchors } = this.ports.policy();
    const millis = Math.min(service.patience, limits.timestampPatienceSeconds) * 1000;
    const own = evidenceTarget(service.url)?.host;
    const answer = await fetchEvidence({ what: 'timestamp', url: service.url, request, known: null }, {
      resolve: this.ports.resolve, routes: this.ports.routes, tlsAnchors, signal: this.ending.signal, patience: { head: millis, total: millis },
      // the office named this very host, so it may lie in the office's own network
      privateHosts: [...(revocation?.privateHosts ?? []), ...(own === undefined ? [] : [own])],
    });
    if (!answer.ok) return fail(answer.failure.code);
    return answer.value.kind === 'bytes' ? ok(answer.value.bytes) : fail('status');
  }

  private async turn(): Promise<void> {
    if (this.running < limits.timestampsAtOnce) this.running += 1;
    else await new Promise<void>((resolve) => this.queue.push(resolve));
  }
}

const meanings: Readonly<Record<EvidenceFailureCode, TimestampFailureCode>> = {
  badAddress: 'blocked', privateAddress: 'blocked', redirect: 'blocked', nameNotFound: 'offline', notReached: 'offline', closed: 'offline', tlsFailed: 'offline', proxyFailed: 'offline',
  timeout: 'timeout', status: 'refused', notEvidence: 'refused', tooLarge: 'tooLarge', diskFull: 'refused',
};
