import type { ConnectionFailure } from '../../core/model/account';
import { JournalWriteError } from '../journal/journal-writer';
import { explainConnectionError, isCertificateFailure } from '../net/explain-connection-error';
import type { MailLogin } from '../net/mail-login';
import { fetchServerCertificate } from '../net/server-certificate';
import { ServerNonsense } from './fetch-letters';
import { isRefusal } from './inbox-connection';

/** True for what sockets, TLS, the resolver and imapflow throw (they put a code on it); false for our own disk and our own bugs. */
export function isOfConnection(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof JournalWriteError) return false;
  // the file system names a path; a TLS socket that was cut early carries an empty one
  if ('path' in error && error.path !== undefined) return false;
  if (error instanceof ServerNonsense || isRefusal(error) || 'authenticationFailed' in error || 'tlsFailed' in error) return true;
  if ('code' in error && typeof error.code === 'string') return !error.code.startsWith('ERR_') || /^ERR_(SSL|TLS|OSSL|INVALID_URL)/.test(error.code);
  return /unsupported authentication mechanism|connection closed/i.test(error.message);
}

/** Names the failure; where the certificate is the matter, fetches it to be shown. */
export async function explainImapError(error: unknown, { server }: Pick<MailLogin, 'server' | 'routes'>): Promise<ConnectionFailure> {
  const failure = explainConnectionError(error, server);
  return isCertificateFailure(failure) ? { ...failure, certificate: await fetchServerCertificate(server, 'imap') } : failure;
}
