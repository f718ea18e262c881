import type { Activation, ConnectionFailureCode } from '../model/account';
import type { IsoTime } from '../model/ids';
import type { ActivationPolicy } from '../model/policy';

export interface ActivationSigns {
  /** when the server was first heard to ask for another password; null: never */
  readonly since: IsoTime | null;
  /** why the account is paused, null while it is not */
  readonly failure: ConnectionFailureCode | null;
}

/** What an account shows of its first password; null where there is nothing to show. */
export function activationOf({ since, failure }: ActivationSigns, policy: ActivationPolicy | null | undefined, now: Date): Activation | null {
  const until = since !== null && policy ? new Date(Date.parse(since) + policy.hours * 3_600_000) : null;
  const isAsked = failure === 'activationNeeded' || (since !== null && failure === null && until !== null && until > now);
  // once locked, the address and the contact help whoever lost the six hours on another machine
  const isLocked = failure === 'accountLocked' && (since !== null || policy != null);
  if (!isAsked && !isLocked) return null;
  return { until: until === null ? null : (until.toISOString() as IsoTime), url: policy?.url ?? null, contact: policy?.contact ?? null };
}

export type ActivationLeft = { readonly state: 'running'; readonly millis: number } | { readonly state: 'over' } | { readonly state: 'untimed' };

/** The countdown. */
export function activationLeft({ until }: Pick<Activation, 'until'>, now: Date): ActivationLeft {
  if (until === null) return { state: 'untimed' };
  const millis = Date.parse(until) - now.getTime();
  return millis > 0 ? { state: 'running', millis } : { state: 'over' };
}
