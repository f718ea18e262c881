import { lookup } from 'node:dns/promises';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, rootCertificates } from 'node:tls';
import { limits } from '../../core/base/limits';
import { dialThroughProxy, reachProxy } from '../net/dial-through-proxy';
import type { Route } from '../net/proxy-routes';
import { EvidenceFailure } from './evidence-failure';
import { isPrivateHost, isPublicName, type EvidenceTarget } from './evidence-target';
import { isPublicAddress } from './public-address';

/** All addresses of a name, in the order in which they are to be tried. */
export type AddressResolver = (host: string) => Promise<readonly string[]>;

export interface DialRules {
  readonly resolve: AddressResolver;
  readonly privateHosts: readonly string[];
  /** TLS roots of the office, PEM, beside those that come with the runtime */
  readonly tlsAnchors: readonly string[];
  readonly signal: AbortSignal;
}

/** An open line; `isProxyPlain` where a proxy reads what is written and wants the whole address in the first line (RFC 9112, 3.2.2). */
export interface EvidenceLine {
  readonly socket: Socket;
  readonly isProxyPlain: boolean;
}

export const systemAddresses: AddressResolver = async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * Opens the line to a server that a certificate named. On the straight way every address of the name has to be public, and the line goes to one of
 * the addresses that were looked at: asking for the name again would let its owner answer otherwise the second time (DNS rebinding).
 * Through a proxy names are the proxy's business; here the name itself is looked at. Throws.
 */
export async function dialEvidence(target: EvidenceTarget, route: Route, rules: DialRules): Promise<EvidenceLine> {
  if (route.kind === 'direct') return { socket: await secured(target, await reachDirect(target, rules), rules), isProxyPlain: false };
  if (!isPrivateHost(target, rules.privateHosts) && !(isIP(target.host) === 0 ? isPublicName(target.host) : isPublicAddress(target.host))) throw new EvidenceFailure('privateAddress');
  // a proxy for the web hands a plain question on; many refuse tunnels to port 80
  if (!target.isTls && route.kind !== 'socks5') return { socket: await reachProxy(route, rules.signal), isProxyPlain: true };
  return { socket: await secured(target, await dialThroughProxy(route, target, rules.signal), rules), isProxyPlain: false };
}

async function reachDirect(target: EvidenceTarget, rules: DialRules): Promise<Socket> {
  const addresses = isIP(target.host) === 0 ? await rules.resolve(target.host) : [target.host];
  if (addresses.length === 0) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
  if (!isPrivateHost(target, rules.privateHosts) && !addresses.every(isPublicAddress)) throw new EvidenceFailure('privateAddress');
  let failed: unknown = null;
  for (const address of addresses.slice(0, limits.evidenceAddresses)) {
    try {
      return await connected(() => connectPlain({ host: address, port: target.port, autoSelectFamily: false }), 'connect', rules.signal);
    } catch (error) {
      if (rules.signal.aborted) throw error;
      failed = error;
    }
  }
  throw failed;
}

/** The answer is signed itself; TLS is checked nevertheless, because the address asked for it. */
function secured(target: EvidenceTarget, plain: Socket, rules: DialRules): Promise<Socket> {
  if (!target.isTls) return Promise.resolve(plain);
  const open = (): Socket => connectTls({
    socket: plain, minVersion: 'TLSv1.2', ALPNProtocols: ['http/1.1'], ...(isIP(target.host) === 0 && { servername: target.host }), host: target.host,
    ...(rules.tlsAnchors.length > 0 && { ca: [...rootCertificates, ...rules.tlsAnchors] }),
  });
  return connected(open, 'secureConnect', rules.signal).catch((error: unknown) => {
    plain.destroy();
    throw error;
  });
}

function connected(open: () => Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = open();
    const timer = setTimeout(() => failed(Object.assign(new Error('too late'), { code: 'ETIMEDOUT' })), limits.evidenceConnectMillis);
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
      socket.off('error', failed);
    };
    const failed = (error: Error): void => {
      done();
      // whatever it still says: nobody listens any more, and an unheard error would end the process
      socket.on('error', () => undefined);
      socket.destroy();
      reject(error);
    };
    const aborted = (): void => failed(Object.assign(new Error('too late'), { code: 'ETIMEDOUT' }));
    socket.once('error', failed);
    socket.once(event, () => {
      done();
      socket.on('error', () => undefined);
      resolve(socket);
    });
    if (signal.aborted) aborted();
    else signal.addEventListener('abort', aborted, { once: true });
  });
}
