import { limits } from '../../core/base/limits';

/**
 * Milliseconds to wait before the next try: doubles from the first wait to the longest, with the upper half left to
 * chance so that an office whose server restarts does not come back all at once.
 * @param failures tries that failed in a row, at least 1
 * @param random in [0, 1)
 * @param wait first and longest wait in milliseconds; those of mail servers where absent
 */
export function backoffMillis(failures: number, random: number, wait: { readonly first: number; readonly longest: number } = { first: limits.reconnectFirstMillis, longest: limits.reconnectMaxMillis }): number {
  const doublings = Math.min(Math.max(failures - 1, 0), 30);
  const full = Math.min(wait.first * 2 ** doublings, wait.longest);
  return Math.round(full * (0.5 + random / 2));
}
