import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { limits } from '../../core/base/limits';
import type { ServerSettings } from '../../core/model/account';
import { alongRoutes } from '../net/along-routes';
import { dialThroughProxy } from '../net/dial-through-proxy';
import type { Route } from '../net/proxy-routes';

/** A line to a directory service that stands: in TLS already for ldaps. */
export interface LdapLine {
  readonly socket: Socket;
  /** bytes that came over it, whatever lies on top */
  readonly received: () => number;
}

/** What the TLS of a line is made with; `tls` as in `tlsOptions`. */
export function tlsFor({ host }: ServerSettings, tls: ConnectionOptions): ConnectionOptions {
  return { ...tls, host, ...(isIP(host) ? {} : { servername: host }) };
}

export async function openLdapLine(server: ServerSettings, tls: ConnectionOptions, routes: readonly Route[]): Promise<LdapLine> {
  const late = AbortSignal.timeout(limits.connectMillis);
  const raw = await alongRoutes(routes, (route) => (route.kind === 'direct' ? dial(server, late) : dialThroughProxy(route, server, late)));
  const received = (): number => raw.bytesRead;
  if (server.encryption !== 'tls') return { socket: raw, received };
  try {
    return { socket: await secure(raw, tlsFor(server, tls), late), received };
  } catch (error) {
    raw.destroy();
    throw error;
  }
}

/** What this room throws when it has waited long enough; named as the system names it. */
export function tooLate(): Error {
  return Object.assign(new Error('too late'), { code: 'ETIMEDOUT' });
}

function dial({ host, port }: ServerSettings, late: AbortSignal): Promise<Socket> {
  return settle(connectPlain({ host, port }), 'connect', late);
}

function secure(socket: Socket, options: ConnectionOptions, late: AbortSignal): Promise<Socket> {
  return settle(connectTls({ ...options, socket }), 'secureConnect', late);
}

function settle(socket: Socket, event: 'connect' | 'secureConnect', late: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const onLate = (): void => {
      socket.destroy();
      reject(tooLate());
    };
    socket.once('error', reject);
    // a server that hangs up in the middle of the handshake says no more than that
    socket.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    late.addEventListener('abort', onLate, { once: true });
    socket.once(event, () => {
      late.removeEventListener('abort', onLate);
      resolve(socket);
    });
  });
}
