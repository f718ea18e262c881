import { X509Certificate } from 'node:crypto';
import { connect as connectPlain, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { isoTime } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import type { ServerCertificate, ServerSettings } from '../../core/model/account';
import { certificateFingerprint } from './tls-options';

/**
 * The certificate a server shows, so that a person can be told whose it is and why it is not trusted. Nothing but the
 * TLS handshake (and, for STARTTLS, the words that lead to it) is sent: no user name, no password.
 * null where no certificate could be had.
 */
export async function fetchServerCertificate(server: ServerSettings, protocol: 'imap' | 'smtp'): Promise<ServerCertificate | null> {
  if (server.encryption === 'none') return null;
  const signal = AbortSignal.timeout(limits.connectMillis);
  let plain: Socket | null = null;
  try {
    plain = await connected(server, signal);
    if (server.encryption === 'starttls') await askForTls(plain, protocol, signal);
    return describe(await handshake(plain, server.host, signal));
  } catch {
    // the failure that led here is already known by name; this look only adds to it
    return null;
  } finally {
    plain?.destroy();
  }
}

function connected(server: ServerSettings, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectPlain({ host: server.host, port: server.port, signal }, () => resolve(socket));
    socket.on('error', reject);
  });
}

function handshake(socket: Socket, host: string, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tls = connectTls({ socket, ...(isIP(host) ? {} : { servername: host }), rejectUnauthorized: false, minVersion: 'TLSv1.2' }, () => {
      const { raw } = tls.getPeerCertificate() as { raw?: Buffer };
      if (raw) resolve(raw);
      else reject(new Error('no certificate'));
      tls.destroy();
    });
    tls.on('error', reject);
    signal.addEventListener('abort', () => reject(new Error('timeout')), { once: true });
  });
}

/** RFC 9051, 6.2.1 and RFC 3207. */
async function askForTls(socket: Socket, protocol: 'imap' | 'smtp', signal: AbortSignal): Promise<void> {
  if (protocol === 'imap') {
    await answer(socket, /^\* OK/m, signal);
    socket.write('a STARTTLS\r\n');
    await answer(socket, /^a OK/m, signal);
    return;
  }
  await answer(socket, /^220 /m, signal);
  socket.write('EHLO localhost\r\n');
  await answer(socket, /^250 /m, signal);
  socket.write('STARTTLS\r\n');
  await answer(socket, /^220 /m, signal);
}

function answer(socket: Socket, expected: RegExp, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const onData = (bytes: Buffer): void => {
      text += bytes.toString('latin1');
      if (!expected.test(text) && text.length < limits.headerBlockBytes) return;
      socket.off('data', onData);
      // what follows belongs to the TLS handshake
      socket.pause();
      if (expected.test(text)) resolve();
      else reject(new Error('unexpected answer'));
    };
    socket.on('data', onData);
    socket.resume();
    socket.once('close', () => reject(new Error('closed')));
    signal.addEventListener('abort', () => reject(new Error('timeout')), { once: true });
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
