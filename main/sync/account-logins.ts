import type { Result } from '../../core/base/result';
import { fail, ok } from '../../core/base/result';
import type { AccountRecord, ConnectionFailure } from '../../core/model/account';
import type { Policy } from '../../core/model/policy';
import { isAuthenticationFailure } from '../net/explain-connection-error';
import type { LoginRefusal, LoginGate } from '../net/login-gate';
import { mailLogin } from '../net/mail-login';
import type { SystemProxy } from '../net/proxy-routes';
import { mayConnectPlain } from '../net/tls-options';
import { explainImapError, isOfConnection } from './explain-imap-error';
import type { FolderConnection } from './folder-connection';
import { openConnection, openInbox } from './folder-connection';
import type { ImapLogin } from './open-imap';

export interface LoginParts {
  /** as it is now: settings may change between two connections */
  readonly record: () => AccountRecord;
  readonly policy: () => Policy;
  readonly gate: LoginGate;
  readonly systemProxy?: SystemProxy;
}

/** How the connections of one account come to be, each through the gate. */
export class AccountLogins {
  constructor(private readonly parts: LoginParts) {}

  /** The one with INBOX, without which there is nothing to do. */
  openFirst(signal: AbortSignal): Promise<Result<FolderConnection, LoginRefusal>> {
    return this.parts.gate.logIn((password, onWords) => this.open(openInbox, password, onWords, signal));
  }

  /** A refusal here is no word on the password: it was taken a moment ago, and some servers say so when there are too many of us. */
  async openSecond(signal: AbortSignal): Promise<Result<FolderConnection, ConnectionFailure>> {
    let refused: ConnectionFailure | null = null;
    const opened = await this.parts.gate.logIn(async (password, onWords) => {
      const tried = await this.open(openConnection, password, onWords, signal);
      if (tried.ok || !isAuthenticationFailure(tried.failure)) return tried;
      refused = tried.failure;
      return fail({ ...tried.failure, code: 'refused' });
    });
    if (opened.ok) return ok(opened.value);
    return fail(refused ?? opened.failure.failure);
  }

  private async open(
    how: (login: ImapLogin, signal: AbortSignal) => Promise<FolderConnection>, password: string, onWords: (words: string) => void, signal: AbortSignal,
  ): Promise<Result<FolderConnection, ConnectionFailure>> {
    const { settings } = this.parts.record();
    const policy = this.parts.policy();
    const server = settings.imap;
    if (!mayConnectPlain(server, policy)) return fail({ code: 'plainNotAllowed', host: server.host, port: server.port, serverSaid: null, certificate: null });
    const login = { ...mailLogin(settings, server, password, policy, this.parts.systemProxy), onWords };
    try {
      return ok(await how(login, signal));
    } catch (error) {
      if (!isOfConnection(error)) throw error;
      return fail(await explainImapError(error, login));
    }
  }
}
