import { limits } from '../../core/base/limits';

/**
 * Milliseconds to wait before the next try: doubles from the first wait to the longest, with the upper half left to
 * chance so that an office whose server restarts does not come back all at once.
 * @param failures tries that failed in a row, at least 1
 * @param random in [0, 1)
 */
export function backoffMillis(failures: number, random: number): number {
  const doublings = Math.min(Math.max(failures - 1, 0), 30);
  const full = Math.min(limits.reconnectFirstMillis * 2 ** doublings, limits.reconnectMaxMillis);
  return Math.round(full * (0.5 + random / 2));
}
