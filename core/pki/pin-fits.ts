import type { TokenInfo } from '../model/signing';

/** Could this be the PIN, by its length in bytes (UTF-8)? What cannot be is not sent: a token may count it as a try. Tokens with a reader's keys say 0. */
export function pinFits(bytes: number, { min, max }: TokenInfo['pinLength']): boolean {
  return bytes > 0 && bytes >= min && (max === 0 || bytes <= max);
}
