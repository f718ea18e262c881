import type { ConnectionFailure } from '../../core/model/account';
import { JournalWriteError } from '../journal/journal-writer';
import { explainLine } from '../net/explain-line';
import type { LineTo } from '../net/look-at-server';
import { ServerNonsense } from './fetch-letters';
import { isRefusal } from './imap-errors';

/** True for what sockets, TLS, the resolver and imapflow throw (they put a code on it); false for our own disk and our own bugs. */
export function isOfConnection(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof JournalWriteError) return false;
  // the file system names a path; a TLS socket that was cut early carries an empty one
  if ('path' in error && error.path !== undefined) return false;
  if (error instanceof ServerNonsense || isRefusal(error) || 'authenticationFailed' in error || 'tlsFailed' in error) return true;
  if ('code' in error && typeof error.code === 'string') return !error.code.startsWith('ERR_') || /^ERR_(SSL|TLS|OSSL|INVALID_URL)/.test(error.code);
  return /connection closed/i.test(error.message);
}

/** Names the failure; where the certificate is the matter, or a sign-in page may be, looks at the server to show it. */
export function explainImapError(error: unknown, line: LineTo): Promise<ConnectionFailure> {
  return explainLine(error, line, 'imap');
}
