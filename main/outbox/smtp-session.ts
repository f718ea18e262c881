import { TLSSocket } from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { assertNever } from '../../core/base/assert-never';
import { limits } from '../../core/base/limits';
import type { RefusedRecipient } from '../../core/model/outgoing';
import { alongRoutes } from '../net/along-routes';
import { dialThroughProxy } from '../net/dial-through-proxy';
import { LineTampered } from '../net/line-tampered';
import type { MailLogin } from '../net/mail-login';
import type { Route } from '../net/proxy-routes';
import type { ServerTrust } from '../net/tls-options';
import { refuseStrangeCertificate, tlsOptions } from '../net/tls-options';
import { ourWay, smtpLogin } from './log-in-smtp';
import { MessageBody } from './message-body';
import { nameEachRecipient, statusIn, type MailHanding, type MailOutcome } from './mail-handing';

export type SmtpLogin = MailLogin;

/** One attempt to hand a message over. */
export interface Handing {
  /** '' is the null sender of RFC 5321, 4.5.5 */
  readonly sender: string;
  readonly recipient: string;
  /** whole message, CRLF line ends */
  readonly raw: string;
}

export type HandOutcome =
  /** the server took the message; `answer` are its words */
  | { readonly outcome: 'taken'; readonly answer: string }
  /** it answered no; nothing was taken. `envelope`: before a byte of the message was sent */
  | { readonly outcome: 'refused'; readonly isPermanent: boolean; readonly at: 'envelope' | 'message'; readonly answer: string }
  /** the connection broke. `mayBeTaken`: all of the message was given out, so the server may have it */
  | { readonly outcome: 'lost'; readonly mayBeTaken: boolean };

/** What the server said of itself in answer to EHLO. */
export interface SmtpOffer {
  /** largest message it takes, bytes (RFC 1870); null where it states none */
  readonly maxBytes: number | null;
  /** delivery status notifications on request (RFC 3461) */
  readonly dsn: boolean;
}

export interface SmtpSession {
  readonly offer: SmtpOffer;
  /** One at a time. Never throws for what a server or a line does. */
  hand(handing: Handing): Promise<HandOutcome>;
  /** The same for a message to several recipients, of whom some may be refused. */
  handMail(handing: MailHanding): Promise<MailOutcome>;
  /** false once the connection broke or was closed */
  readonly isOpen: boolean;
  close(): void;
}

/**
 * Connects and logs in. Throws what nodemailer, TLS, the resolver, a proxy or the login throws (`explainConnectionError` names it);
 * nothing stays open then. STARTTLS, where chosen, is required: without it the password is not sent (RFC 8314, 3.3).
 */
export async function openSmtpSession(login: SmtpLogin): Promise<SmtpSession> {
  return alongRoutes(login.routes ? await login.routes() : [{ kind: 'direct' }], (route) => openAlong(route, login));
}

async function openAlong(route: Route, login: SmtpLogin): Promise<SmtpSession> {
  const { server, trust } = login;
  let broken: unknown = null;
  const tunnel = route.kind === 'direct' ? null : await dialThroughProxy(route, server, AbortSignal.timeout(limits.connectMillis));
  const connection: SMTPConnection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.encryption === 'tls',
    requireTLS: server.encryption === 'starttls',
    ignoreTLS: server.encryption === 'none',
    ...(tunnel ? { connection: tunnel } : {}),
    customAuth: { [ourWay]: smtpLogin(login, () => ehloLines(connection), (error) => (broken ??= error)) } as unknown as NonNullable<SMTPConnection.Options['customAuth']>,
    tls: tlsOptions(trust),
    // the name of a desk is nobody's business (RFC 5321, 4.1.4 allows a literal)
    name: '[127.0.0.1]',
    connectionTimeout: limits.connectMillis,
    greetingTimeout: limits.greetingMillis,
    socketTimeout: limits.smtpAnswerMillis,
    logger: false,
  });
  nameEachRecipient(connection);
  // an 'error' event that nobody listens to would end the process; who waits is told by the promises below
  connection.on('error', () => undefined);
  const watch = watchStartTls(connection);
  // a server that keeps talking without ever letting us in
  const tooLong = setTimeout(() => connection.emit('error', timeout()), limits.loginMillis);
  try {
    await connected(connection);
    if (server.encryption !== 'none') refuseStrange(connection, trust);
    await loggedIn(connection, login);
  } catch (error) {
    connection.close();
    tunnel?.destroy();
    throw watch.injected() ?? broken ?? error;
  } finally {
    clearTimeout(tooLong);
  }
  return new OpenSession(connection);
}

/** What the server named in its last EHLO; nodemailer does not type it. */
function ehloLines(connection: SMTPConnection): readonly string[] {
  return (connection as unknown as { readonly _ehloLines?: readonly string[] })._ehloLines ?? [];
}

function timeout(): Error {
  return Object.assign(new Error('the login takes too long'), { code: 'ETIMEDOUT' });
}

/**
 * Bytes that came in clear text behind the answer to STARTTLS were put there by somebody between (RFC 3207, 6). nodemailer throws
 * them away and goes on; here the connection ends.
 */
function watchStartTls(connection: SMTPConnection): { readonly injected: () => LineTampered | null } {
  const inside = connection as unknown as { _upgradeConnection(done: (error: Error | null) => void): void; readonly _remainder: string; readonly _responseQueue: readonly string[] };
  if (typeof inside._upgradeConnection !== 'function') throw new Error('nodemailer has no place to watch STARTTLS');
  const upgrade = inside._upgradeConnection.bind(connection);
  let injected: LineTampered | null = null;
  inside._upgradeConnection = (done) => {
    if (inside._remainder === '' && inside._responseQueue.length === 0) return upgrade(done);
    injected = new LineTampered('plainTextAfterStartTls');
    return done(injected);
  };
  return { injected: () => injected };
}

function connected(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject);
    connection.connect((error) => {
      if (error) return reject(error);
      connection.removeListener('error', reject);
      return resolve();
    });
  });
}

function loggedIn(connection: SMTPConnection, login: SmtpLogin): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject);
    connection.login({ user: login.user, pass: login.password, method: ourWay }, (error) => {
      connection.removeListener('error', reject);
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Only the greeting and EHLO have passed so far; see `tlsOptions` on why this is checked here. */
function refuseStrange(connection: SMTPConnection, trust: ServerTrust): void {
  const socket = connection._socket;
  if (!(socket instanceof TLSSocket)) throw new Error('the connection is not TLS');
  refuseStrangeCertificate(socket, trust);
}

class OpenSession implements SmtpSession {
  private broken = false;
  private used = false;

  constructor(private readonly connection: SMTPConnection) {
    // errors reach the callback of the send in flight as well; between two messages they only end the session
    connection.on('error', () => { this.broken = true; });
    connection.on('end', () => { this.broken = true; });
  }

  get isOpen(): boolean {
    return !this.broken;
  }

  get offer(): SmtpOffer {
    const said = this.connection as unknown as { readonly _maxAllowedSize?: unknown; readonly _supportedExtensions?: unknown };
    const size = Number(said._maxAllowedSize);
    return { maxBytes: size > 0 ? size : null, dsn: Array.isArray(said._supportedExtensions) && said._supportedExtensions.includes('DSN') };
  }

  async hand(handing: Handing): Promise<HandOutcome> {
    const given = await this.handMail({ sender: handing.sender, recipients: [handing.recipient], raw: Buffer.from(handing.raw, 'utf8'), isEightBit: false, dsn: null });
    switch (given.outcome) {
      case 'taken':
        return { outcome: 'taken', answer: given.answer };
      case 'refused':
        return { outcome: 'refused', isPermanent: given.isPermanent, at: given.at === 'message' ? 'message' : 'envelope', answer: given.answer };
      case 'lost':
        return given;
      default:
        return assertNever(given);
    }
  }

  async handMail({ sender, recipients, raw, isEightBit, dsn }: MailHanding): Promise<MailOutcome> {
    if (this.used && !(await this.reset())) return { outcome: 'lost', mayBeTaken: false };
    this.used = true;
    const body = new MessageBody(raw);
    const wanted = dsn !== null && this.offer.dsn ? { dsn: { ret: 'HDRS' as const, envid: dsn.envelopeId, notify: ['SUCCESS', 'FAILURE', 'DELAY'] as ('SUCCESS' | 'FAILURE' | 'DELAY')[] } } : {};
    return new Promise((resolve) => {
      const envelope = { from: sender === '' ? (false as const) : sender, to: [...recipients], use8BitMime: isEightBit, ...wanted };
      this.connection.send(envelope, body, (error, info) => {
        if (info !== undefined && !error) {
          return resolve({ outcome: 'taken', answer: oneLine(info.response), refused: refusedOf((info as { readonly rejectedErrors?: unknown }).rejectedErrors) });
        }
        return resolve(this.failed(error, body));
      });
    });
  }

  close(): void {
    this.broken = true;
    this.connection.quit();
  }

  private failed(error: unknown, body: MessageBody): MailOutcome {
    const { responseCode, response, command, rejectedErrors } = error as { readonly responseCode?: unknown; readonly response?: unknown; readonly command?: unknown; readonly rejectedErrors?: unknown };
    const at = body.isOnItsWay ? 'message' : command === 'RCPT TO' ? 'recipients' : command === 'MAIL FROM' ? 'sender' : 'data';
    if (typeof responseCode === 'number' && responseCode >= 400 && responseCode < 600) {
      // 421 is a complete answer too: the server shuts down and has taken nothing it did not acknowledge
      if (responseCode === 421) this.end();
      return { outcome: 'refused', isPermanent: responseCode >= 500, at, answer: oneLine(typeof response === 'string' ? response : ''), refused: refusedOf(rejectedErrors) };
    }
    this.end();
    return { outcome: 'lost', mayBeTaken: body.isEnded };
  }

  private end(): void {
    this.broken = true;
    this.connection.close();
  }

  private reset(): Promise<boolean> {
    if (this.broken) return Promise.resolve(false);
    return new Promise((resolve) => {
      const failed = (): void => resolve(false);
      this.connection.once('error', failed);
      this.connection.reset((error) => {
        this.connection.removeListener('error', failed);
        resolve(!error);
      });
    });
  }
}

/** Recipients that the server did not take, from the errors nodemailer keeps of them. */
function refusedOf(errors: unknown): readonly RefusedRecipient[] {
  if (!Array.isArray(errors)) return [];
  return (errors as readonly { readonly recipient?: unknown; readonly response?: unknown }[]).map(({ recipient, response }) => {
    const serverSaid = oneLine(typeof response === 'string' ? response : '');
    return { address: typeof recipient === 'string' ? recipient : '', status: statusIn(serverSaid), serverSaid };
  });
}

/** A server's own words, bounded and without control characters. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim().slice(0, limits.serverWords);
}
