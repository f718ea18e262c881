import type { Result } from '../../core/base/result';
import { fail, ok } from '../../core/base/result';
import type { ConnectionFailure } from '../../core/model/account';
import { explainLine } from '../net/explain-line';
import type { SmtpLogin, SmtpOffer } from './smtp-session';
import { openSmtpSession } from './smtp-session';

/** Connects, secures and logs in for real; nothing is sent. One try with this password. */
export async function checkSmtp(login: SmtpLogin): Promise<Result<SmtpOffer, ConnectionFailure>> {
  try {
    const session = await openSmtpSession(login);
    const { offer } = session;
    session.close();
    return ok(offer);
  } catch (error) {
    return fail(await explainLine(error, login, 'smtp'));
  }
}
