import { fail, ok } from '../../core/base/result';
import type { AccountSettings } from '../../core/model/account';
import type { Policy } from '../../core/model/policy';
import { explainConnectionError } from '../net/explain-connection-error';
import type { LoginGate } from '../net/login-gate';
import { mailLogin } from '../net/mail-login';
import type { SystemProxy } from '../net/proxy-routes';
import { mayConnectPlain } from '../net/tls-options';
import { openSmtpSession, type SmtpSession } from './smtp-session';

/** An SMTP session through the account's gate; null where there is no line or the gate is closed (its status says which). */
export async function openReceiptSession(
  gate: LoginGate, settings: AccountSettings, policy: Pick<Policy, 'allowPlainConnection' | 'tlsAnchors'>, system?: SystemProxy,
): Promise<SmtpSession | null> {
  const { smtp } = settings;
  if (!mayConnectPlain(smtp, policy)) return null;
  const opened = await gate.logIn(async (password, onWords) => {
    try {
      return ok(await openSmtpSession({ ...mailLogin(settings, smtp, password, policy, system), onWords }));
    } catch (error) {
      return fail(explainConnectionError(error, smtp));
    }
  });
  return opened.ok ? opened.value : null;
}
