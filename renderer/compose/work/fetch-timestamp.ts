import { fail, ok, type Result } from '../../../core/base/result';
import type { AppBridge } from '../../../core/contract/bridge';
import type { TimestampFailureCode } from '../../../core/model/signing';
import type { WorkClient } from './work-client';

/**
 * `required`: without a time-stamp nothing is signed. `wanted`: it is waited for until it comes, fails or `enough` is aborted; the signature then stands
 * without one, which is said and recorded.
 */
export interface TimestampWish {
  readonly want: 'none' | 'wanted' | 'required';
  /** a person does not want to wait any longer */
  readonly enough: AbortSignal;
}

/** @returns DER of the token; null: none, as the wish allows it */
export async function fetchTimestamp(bridge: AppBridge, work: WorkClient, value: Uint8Array, { want, enough }: TimestampWish): Promise<Result<Uint8Array | null, TimestampFailureCode>> {
  if (want === 'none') return ok(null);
  const without = (failure: TimestampFailureCode): Result<null, TimestampFailureCode> => (want === 'required' ? fail(failure) : ok(null));
  if (enough.aborted) return without('timeout');
  const { handle, request } = await work.ask('askTimestamp', value);
  const answer = await Promise.race([bridge.ask('timestamp.get', { request }), aborted(enough)]);
  if (answer === null) return without('timeout');
  if (!answer.ok) return without(answer.failure.code);
  const token = await work.ask('acceptTimestamp', handle, answer.value);
  return token.ok ? ok(token.value) : without('refused');
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}
