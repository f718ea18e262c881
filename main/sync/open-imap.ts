import type { TLSSocket } from 'node:tls';
import { ImapFlow } from 'imapflow';
import { limits } from '../../core/base/limits';
import { alongRoutes } from '../net/along-routes';
import { LineTampered } from '../net/line-tampered';
import type { MailLogin } from '../net/mail-login';
import { ProxyFailed } from '../net/proxy-failed';
import type { ProxyRoute, Route } from '../net/proxy-routes';
import { refuseStrangeCertificate, tlsOptions } from '../net/tls-options';
import { logInImap } from './log-in-imap';
import { blameServer } from './unlike-imap';

export type ImapLogin = MailLogin;

/** Places inside imapflow that are ours to fill; it types none of them. */
interface Inside {
  /** called on every socket, TLS or upgraded to it, before anything is read or written there */
  configureSocket(socket: unknown): void;
  /** called once, after TLS and with the capabilities learnt there */
  authenticate(): Promise<boolean>;
  setAuthenticationState(): Promise<void>;
  expectCapabilityUpdate: boolean;
  initialPREAUTH(): Promise<void>;
  /** every command of imapflow's own passes here */
  run(command: string, ...rest: readonly unknown[]): Promise<unknown>;
  /** while connecting: rejects `connect` with it */
  emitError(error: Error): void;
}

const places: readonly (keyof Inside)[] = ['configureSocket', 'authenticate', 'setAuthenticationState', 'initialPREAUTH', 'run', 'emitError'];

/**
 * Connects and logs in. Throws what imapflow, TLS, the resolver or `logInImap` throws (`explainConnectionError` names it); nothing
 * of the session stays open then. STARTTLS, where chosen, is required: without it the password is not sent (RFC 8314, 3.2).
 * COMPRESS stays off: on a fast line it costs twelve times what it saves. IMAP4rev2 stays off: nothing of it is needed here.
 * @param onError errors after the connection stood; 'close' follows
 * @param signal hangs up, also while the connection is being made
 */
export async function openImap(login: ImapLogin, onError: (error: Error) => void, signal: AbortSignal): Promise<ImapFlow> {
  return alongRoutes(login.routes ? await login.routes() : [{ kind: 'direct' }], (route) => openAlong(route, login, onError, signal));
}

async function openAlong(route: Route, login: ImapLogin, onError: (error: Error) => void, signal: AbortSignal): Promise<ImapFlow> {
  const { server, trust } = login;
  const client = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.encryption === 'tls',
    ...(server.encryption === 'tls' ? {} : { doSTARTTLS: server.encryption === 'starttls' }),
    ...(route.kind === 'direct' ? {} : { proxy: urlOf(route) }),
    tls: tlsOptions(trust),
    logger: false,
    clientInfo: { name: 'VanThu', vendor: false, version: false, 'support-url': false },
    disableCompression: true,
    disableIMAP4rev2: true,
    qresync: true,
    autoIdleDelay: 50,
    maxIdleTime: limits.idleMillis,
    connectionTimeout: limits.connectMillis,
    greetingTimeout: limits.greetingMillis,
    socketTimeout: limits.silenceMillis,
    maxLiteralSize: limits.imapLiteralBytes,
    maxResponseSize: limits.imapLiteralBytes + limits.imapLineBytes,
    maxLineLength: limits.imapLineBytes,
  });
  client.on('error', onError);
  const hangUp = (): void => client.close();
  signal.addEventListener('abort', hangUp);
  client.on('close', () => signal.removeEventListener('abort', hangUp));
  if (signal.aborted) client.close();
  fillPlaces(client, login);
  // a server that keeps talking without ever letting us in
  const tooLong = setTimeout(hangUp, limits.loginMillis);
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.close();
    throw route.kind === 'direct' ? error : ofProxy(error, route);
  } finally {
    clearTimeout(tooLong);
  }
}

/** Where imapflow no longer offers a place, no connection is made at all. */
function fillPlaces(client: ImapFlow, login: ImapLogin): void {
  const { trust } = login;
  const inside = client as unknown as Inside;
  if (places.some((place) => typeof inside[place] !== 'function')) throw new Error('imapflow has no place for the login or the certificate');
  // Node's verification is off where one certificate was accepted (`tlsOptions`), so ours must run before the first byte
  const configure = inside.configureSocket.bind(client);
  inside.configureSocket = (socket) => {
    if (trust.acceptedFingerprint !== null && isTls(socket)) refuseStrangeCertificate(socket, trust);
    configure(socket);
  };
  inside.authenticate = async () => {
    // the list of before the login counts no more (RFC 9051, 6.2.2); an answer that brings the new one clears this
    inside.expectCapabilityUpdate = true;
    await logInImap(client, login);
    client.authenticated = login.user;
    await inside.setAuthenticationState();
    return true;
  };
  const run = inside.run.bind(client);
  inside.run = (command, ...rest) => run(command, ...rest).catch((error: unknown) => {
    throw blameServer(error);
  });
  // nobody logged in: before STARTTLS it is an attack (RFC 9051, 7.1.4), after TLS it is not our mailbox
  inside.initialPREAUTH = async () => inside.emitError(new LineTampered('preauthenticated'));
}

function isTls(socket: unknown): socket is TLSSocket {
  return typeof socket === 'object' && socket !== null && 'encrypted' in socket && socket.encrypted === true;
}

function urlOf({ kind, host, port }: ProxyRoute): string {
  return `${kind}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** imapflow says "Failed to setup proxy connection" and keeps the cause beside it; the time to connect is mostly the proxy's, too. */
function ofProxy(error: unknown, route: ProxyRoute): unknown {
  if (!(error instanceof Error)) return error;
  const { code, _err: cause } = error as Error & { readonly code?: unknown; readonly _err?: unknown };
  if (code === 'CONNECT_TIMEOUT') return new ProxyFailed(route, 'timeout');
  if (!/setup proxy connection/i.test(error.message)) return error;
  const word = cause instanceof Error ? cause.message.replace(/^Invalid response from proxy: (\d{3})$/, 'HTTP $1') : String(code);
  return new ProxyFailed(route, word);
}
