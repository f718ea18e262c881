import { X509Certificate } from 'node:crypto';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { isoTime } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import type { ServerCertificate } from '../../core/model/account';
import { dialThroughProxy } from './dial-through-proxy';
import type { MailLogin } from './mail-login';
import { certificateFingerprint, tlsOptions } from './tls-options';

export interface ServerLook {
  /** as shown now; null where there was no TLS */
  readonly certificate: ServerCertificate | null;
  /** was that certificate good for this server? */
  readonly isTrusted: boolean;
  /** a mail server greets; a web server answers a browser: with a page or a way to one (`page`), or with an error */
  readonly speaks: 'mail' | 'page' | 'webError' | 'nothing';
}

export type LineTo = Pick<MailLogin, 'server' | 'trust' | 'routes'>;

/**
 * Looks once more at a server that failed, so that a person can be told whose certificate it shows and whether a sign-in page of the
 * network stands in its place. Nothing but the TLS handshake, the words that lead to it and a browser's question is sent: no user
 * name, no password.
 * @param greetingMillis how long a greeting is waited for
 */
export async function lookAtServer(line: LineTo, protocol: 'imap' | 'smtp', greetingMillis: number = limits.lookGreetingMillis): Promise<ServerLook> {
  const signal = AbortSignal.timeout(limits.lookMillis);
  const nothing: ServerLook = { certificate: null, isTrusted: false, speaks: 'nothing' };
  const { encryption } = line.server;
  const look = await attempt(line, signal, (socket) => (encryption === 'tls' ? throughTls(socket, line, greetingMillis, signal) : inPlain(socket, line, protocol, greetingMillis, signal)));
  // a port that should speak TLS and does not may still answer a browser in clear text
  if (look === null && encryption === 'tls') return { ...nothing, speaks: (await attempt(line, signal, (socket) => whoSpeaks(socket, line, greetingMillis, signal))) ?? 'nothing' };
  return look ?? nothing;
}

async function attempt<Value>(line: LineTo, signal: AbortSignal, look: (socket: Socket) => Promise<Value>): Promise<Value | null> {
  let socket: Socket | null = null;
  try {
    socket = await dial(line, signal);
    return await look(socket);
  } catch {
    // the failure that led here is known by name already; this look only adds to it
    return null;
  } finally {
    socket?.destroy();
  }
}

async function dial({ server, routes }: LineTo, signal: AbortSignal): Promise<Socket> {
  const route = (await routes?.())?.[0];
  if (route && route.kind !== 'direct') return dialThroughProxy(route, server, signal);
  return new Promise((resolve, reject) => {
    const socket = connectPlain({ host: server.host, port: server.port, signal }, () => resolve(socket));
    socket.on('error', reject);
  });
}

async function throughTls(socket: Socket, line: LineTo, greetingMillis: number, signal: AbortSignal): Promise<ServerLook> {
  const { tls, look } = await secured(socket, line, signal);
  const speaks = await whoSpeaks(tls, line, greetingMillis, signal);
  tls.destroy();
  return { ...look, speaks };
}

/** RFC 9051, 6.2.1 and RFC 3207. */
async function inPlain(socket: Socket, line: LineTo, protocol: 'imap' | 'smtp', greetingMillis: number, signal: AbortSignal): Promise<ServerLook> {
  const speaks = await whoSpeaks(socket, line, greetingMillis, signal);
  const plain: ServerLook = { certificate: null, isTrusted: false, speaks };
  if (speaks !== 'mail' || line.server.encryption !== 'starttls') return plain;
  if (protocol === 'imap') {
    socket.write('a STARTTLS\r\n');
    if (!(await answer(socket, /^a (OK|NO|BAD)/m, signal)).includes('a OK')) return plain;
  } else {
    socket.write('EHLO [127.0.0.1]\r\n');
    await answer(socket, /^\d{3} /m, signal);
    socket.write('STARTTLS\r\n');
    if (!(await answer(socket, /^\d{3} /m, signal)).startsWith('220')) return plain;
  }
  const { tls, look } = await secured(socket, line, signal);
  tls.destroy();
  return { ...look, speaks };
}

function secured(socket: Socket, { server, trust }: LineTo, signal: AbortSignal): Promise<{ readonly tls: TLSSocket; readonly look: ServerLook }> {
  return new Promise((resolve, reject) => {
    const { host } = server;
    const tls = connectTls({ ...tlsOptions(trust), socket, host, ...(isIP(host) ? {} : { servername: host }), rejectUnauthorized: false }, () => {
      const { raw } = tls.getPeerCertificate() as { raw?: Buffer };
      if (raw) resolve({ tls, look: { certificate: describe(raw), isTrusted: tls.authorized, speaks: 'nothing' } });
      else reject(new Error('no certificate'));
    });
    tls.on('error', reject);
    signal.addEventListener('abort', () => reject(new Error('timeout')), { once: true });
  });
}

/** Waits for a greeting; where none comes, asks as a browser would. */
async function whoSpeaks(socket: Socket, { server }: LineTo, greetingMillis: number, signal: AbortSignal): Promise<ServerLook['speaks']> {
  const greeting = await answer(socket, /\n/, AbortSignal.any([signal, AbortSignal.timeout(greetingMillis)])).catch(() => null);
  if (greeting !== null) return kindOf(greeting);
  socket.write(`GET / HTTP/1.1\r\nHost: ${server.host}\r\nConnection: close\r\n\r\n`);
  return kindOf(await answer(socket, /\n/, signal).catch(() => ''));
}

function kindOf(said: string): ServerLook['speaks'] {
  if (/^(\* |220[ -])/.test(said)) return 'mail';
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(said)?.[1];
  if (status === undefined) return 'nothing';
  // 511: Network Authentication Required (RFC 6585, 6)
  return /^(2|3)/.test(status) || status === '511' ? 'page' : 'webError';
}

function answer(socket: Socket, expected: RegExp, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const end = (error: Error | null): void => {
      socket.off('data', onData);
      socket.off('close', onClose);
      signal.removeEventListener('abort', onAbort);
      // what follows belongs to the TLS handshake
      socket.pause();
      if (error) reject(error);
      else resolve(text);
    };
    const onData = (bytes: Buffer): void => {
      text += bytes.toString('latin1');
      if (expected.test(text)) end(null);
      else if (text.length > limits.lookBytes) end(new Error('unexpected answer'));
    };
    const onClose = (): void => end(new Error('closed'));
    const onAbort = (): void => end(new Error('timeout'));
    socket.on('data', onData);
    socket.once('close', onClose);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    else socket.resume();
  });
}

function describe(der: Buffer): ServerCertificate {
  const certificate = new X509Certificate(der);
  return {
    subject: certificate.subject.replaceAll('\n', ', '),
    issuer: certificate.issuer.replaceAll('\n', ', '),
    validFrom: isoTime(new Date(certificate.validFrom)),
    validTo: isoTime(new Date(certificate.validTo)),
    fingerprint: certificateFingerprint(der),
  };
}
