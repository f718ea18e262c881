import { fail, ok } from '../../core/base/result';
import type { AccountSettings } from '../../core/model/account';
import { explainConnectionError } from '../net/explain-connection-error';
import type { LoginGate } from '../net/login-gate';
import type { Policy } from '../../core/model/policy';
import { mayConnectPlain, type ServerTrust } from '../net/tls-options';
import { openSmtpSession, type SmtpSession } from './smtp-session';

/** An SMTP session through the account's gate; null where there is no line or the gate is closed (its status says which). */
export async function openReceiptSession(
  gate: LoginGate, { smtp, user }: Pick<AccountSettings, 'smtp' | 'user'>, trust: ServerTrust, policy: Pick<Policy, 'allowPlainConnection'>,
): Promise<SmtpSession | null> {
  if (!mayConnectPlain(smtp, policy)) return null;
  const opened = await gate.logIn(async (password) => {
    try {
      return ok(await openSmtpSession({ server: smtp, user, password, trust }));
    } catch (error) {
      return fail(explainConnectionError(error, smtp));
    }
  });
  return opened.ok ? opened.value : null;
}
