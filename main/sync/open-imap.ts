import type { TLSSocket } from 'node:tls';
import { ImapFlow } from 'imapflow';
import { limits } from '../../core/base/limits';
import type { MailLogin } from '../net/mail-login';
import type { ServerTrust } from '../net/tls-options';
import { refuseStrangeCertificate, tlsOptions } from '../net/tls-options';

export type ImapLogin = MailLogin;

/** imapflow calls this on every socket, TLS or upgraded to it, before it reads or writes anything there. */
interface SocketHook {
  configureSocket(socket: unknown): void;
}

/**
 * Connects and logs in. Throws what imapflow, TLS or the resolver throws (`explainConnectionError` names it); nothing
 * of the session stays open then. STARTTLS, where chosen, is required: without it the password is not sent (RFC 8314, 3.2).
 * COMPRESS stays off: on a fast line it costs twelve times what it saves. IMAP4rev2 stays off: nothing of it is needed here.
 * @param onError errors after the connection stood; 'close' follows
 * @param signal hangs up, also while the connection is being made
 */
export async function openImap(login: ImapLogin, onError: (error: Error) => void, signal: AbortSignal): Promise<ImapFlow> {
  const { server, trust } = login;
  const client = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.encryption === 'tls',
    ...(server.encryption === 'tls' ? {} : { doSTARTTLS: server.encryption === 'starttls' }),
    auth: { user: login.user, pass: login.password },
    tls: tlsOptions(trust),
    logger: false,
    clientInfo: { name: 'VanThu', vendor: false, version: false, 'support-url': false },
    disableCompression: true,
    disableIMAP4rev2: true,
    autoIdleDelay: 50,
    maxIdleTime: limits.idleMillis,
    connectionTimeout: limits.connectMillis,
    greetingTimeout: limits.greetingMillis,
    socketTimeout: limits.silenceMillis,
    maxLiteralSize: limits.imapLiteralBytes,
    maxResponseSize: 2 * limits.imapLiteralBytes,
    maxLineLength: limits.imapLiteralBytes,
  });
  client.on('error', onError);
  const hangUp = (): void => client.close();
  signal.addEventListener('abort', hangUp);
  client.on('close', () => signal.removeEventListener('abort', hangUp));
  if (signal.aborted) client.close();
  if (trust.acceptedFingerprint !== null) holdToFingerprint(client, trust);
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

/**
 * Node's verification is off for this connection (`tlsOptions`), so ours must run before the first byte; where imapflow
 * no longer offers the place, no connection is made at all.
 */
function holdToFingerprint(client: ImapFlow, trust: ServerTrust): void {
  const hook = client as unknown as Partial<SocketHook>;
  const configure = hook.configureSocket;
  if (typeof configure !== 'function') throw new Error('imapflow has no place to check the certificate');
  hook.configureSocket = (socket: unknown): void => {
    if (isTls(socket)) refuseStrangeCertificate(socket, trust);
    configure.call(client, socket);
  };
}

function isTls(socket: unknown): socket is TLSSocket {
  return typeof socket === 'object' && socket !== null && 'encrypted' in socket && socket.encrypted === true;
}
