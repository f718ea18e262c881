import { limits } from '../../core/base/limits';
import type { LdapFailure } from '../../core/contract/commands';
import type { ConnectionFailureCode, ServerSettings } from '../../core/model/account';
import { explainConnectionError } from '../net/explain-connection-error';

/** More came than the program takes, in entries or in bytes. */
export class TooMuch extends Error {}

/** Result codes (RFC 4511, appendix A) that have a name of their own here. */
const byResult: Readonly<Record<number, ConnectionFailureCode>> = {
  7: 'loginNotOffered', 8: 'plainNotAllowed', 13: 'plainNotAllowed', 48: 'passwordWrong', 49: 'passwordWrong', 51: 'serverError', 52: 'serverError',
};
/** Active Directory says in its words why a password does not help. */
const adWords: readonly (readonly [RegExp, ConnectionFailureCode])[] = [[/\bdata (?:533|701|775)\b/, 'accountLocked'], [/\bdata (?:532|773)\b/, 'activationNeeded']];

/** Names what went wrong in one closed word. */
export function explainLdap(error: unknown, server: ServerSettings & { readonly bindDn: string }, doing: 'line' | 'startTls' | 'login' | 'search'): LdapFailure {
  if (error instanceof TooMuch) return { code: 'ldapTooMany' };
  const failure = (code: ConnectionFailureCode): LdapFailure => ({ code, host: server.host, port: server.port, serverSaid: wordsOf(error), certificate: null });
  const result = resultOf(error);
  if (result === null) {
    const message = error instanceof Error ? error.message : '';
    // the library throws bare sentences for a line that broke or a server that is silent
    if (/time(?:d )?out/i.test(message)) return failure('timeout');
    if (/socket (?:error|closed)|connection closed|not connected|other than once/i.test(message)) return failure(doing === 'startTls' ? 'tlsFailed' : 'closed');
    return explainConnectionError(error, server);
  }
  if (doing === 'startTls') return failure('tlsNotOffered');
  // operationsError is Active Directory's word for it
  if (server.bindDn === '' && (result === 1 || result === 48 || result === 50)) return failure('passwordMissing');
  if (result === 49) return failure(adWords.find(([words]) => words.test(wordsOf(error) ?? ''))?.[1] ?? 'passwordWrong');
  // an entry that may not be read is one that is not there
  if (result === 32 || result === 34 || result === 10 || result === 50) return { code: 'ldapBase' };
  if (result === 3 || result === 4 || result === 11) return { code: 'ldapTooMany' };
  return failure(byResult[result] ?? 'serverError');
}

/** ldapts puts the result code of the answer on its errors as a number. */
function resultOf(error: unknown): number | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : null;
}

function wordsOf(error: unknown): string | null {
  if (resultOf(error) === null || !(error instanceof Error)) return null;
  // the library writes the result code behind the server's words, or in place of them
  const words = error.message.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').replace(/ *Code: 0x[0-9a-f]+$/, '').trim();
  return words === '' ? null : words.slice(0, limits.serverWords);
}
