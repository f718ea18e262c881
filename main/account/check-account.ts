import type { Result } from '../../core/base/result';
import { fail } from '../../core/base/result';
import type { AccountSettings, ConnectionFailure, ServerSettings } from '../../core/model/account';
import type { Policy } from '../../core/model/policy';
import { isAuthenticationFailure } from '../net/explain-connection-error';
import type { MailLogin } from '../net/mail-login';
import { mailLogin } from '../net/mail-login';
import type { SystemProxy } from '../net/proxy-routes';
import { mayConnectPlain } from '../net/tls-options';

/** The two ways out of the house, each behind its own room: `probeImap` of main/sync, `checkSmtp` of main/outbox. */
export interface Probes<Imap, Smtp> {
  readonly imap: (login: MailLogin) => Promise<Result<Imap, ConnectionFailure>>;
  readonly smtp: (login: MailLogin) => Promise<Result<Smtp, ConnectionFailure>>;
}

export interface CheckInput {
  readonly settings: AccountSettings;
  readonly password: string;
  readonly policy: Pick<Policy, 'tlsAnchors' | 'allowPlainConnection'>;
  readonly systemProxy?: SystemProxy;
}

export interface AccountCheck<Imap, Smtp> {
  readonly imap: Result<Imap, ConnectionFailure>;
  readonly smtp: Result<Smtp, ConnectionFailure>;
}

/**
 * Tries IMAP and SMTP for real, one after the other: a password that IMAP refused is not tried on SMTP as well, because
 * two wrong tries are closer to a locked account than one. SMTP then carries the same refusal without the server's words.
 */
export async function checkAccount<Imap, Smtp>(input: CheckInput, probes: Probes<Imap, Smtp>): Promise<AccountCheck<Imap, Smtp>> {
  const imap = await tryOne(input, input.settings.imap, probes.imap);
  if (!imap.ok && isAuthenticationFailure(imap.failure)) {
    const { host, port } = input.settings.smtp;
    return { imap, smtp: fail({ code: imap.failure.code, host, port, serverSaid: null, certificate: null }) };
  }
  return { imap, smtp: await tryOne(input, input.settings.smtp, probes.smtp) };
}

async function tryOne<Offer>(
  { settings, password, policy, systemProxy }: CheckInput, server: ServerSettings, probe: (login: MailLogin) => Promise<Result<Offer, ConnectionFailure>>,
): Promise<Result<Offer, ConnectionFailure>> {
  const { host, port } = server;
  const refuse = (code: ConnectionFailure['code']): Result<Offer, ConnectionFailure> => fail({ code, host, port, serverSaid: null, certificate: null });
  if (!mayConnectPlain(server, policy)) return refuse('plainNotAllowed');
  if (password === '') return refuse('passwordMissing');
  return probe(mailLogin(settings, server, password, policy, systemProxy));
}
