import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { limits } from '../../core/base/limits';
import { assertNever } from '../../core/base/assert-never';
import { ProxyFailed } from './proxy-failed';
import type { ProxyRoute } from './proxy-routes';

interface Target {
  readonly host: string;
  readonly port: number;
}

/**
 * A line to a server through a proxy: SOCKS 5 (RFC 1928, without a login) or HTTP CONNECT (RFC 9110, 9.3.6). The name goes to the
 * proxy as it is, so that nothing is looked up here. The socket comes paused; what the server already said is in it. Throws `ProxyFailed`.
 */
export async function dialThroughProxy(proxy: ProxyRoute, target: Target, signal: AbortSignal): Promise<Socket> {
  if (!/^[\w.:-]{1,255}$/u.test(target.host)) throw new ProxyFailed(proxy, 'no such name');
  const socket = await reachProxy(proxy, signal);
  const hangUp = (): void => void socket.destroy();
  signal.addEventListener('abort', hangUp, { once: true });
  try {
    const line = new Line(socket);
    await askFor(proxy.kind, line, target);
    line.handOver();
    return socket;
  } catch (error) {
    socket.destroy();
    throw new ProxyFailed(proxy, signal.aborted ? 'timeout' : error instanceof ProxySays ? error.message : codeOf(error));
  } finally {
    signal.removeEventListener('abort', hangUp);
  }
}

function askFor(kind: ProxyRoute['kind'], line: Line, target: Target): Promise<void> {
  switch (kind) {
    case 'socks5': return socks(line, target);
    case 'http':
    case 'https': return tunnel(line, target);
    default: return assertNever(kind);
  }
}

/** A line to the proxy itself, for what it does without a tunnel. Throws `ProxyFailed`. */
export async function reachProxy(proxy: ProxyRoute, signal: AbortSignal): Promise<Socket> {
  return reach(proxy, signal).catch((error: unknown) => {
    throw new ProxyFailed(proxy, codeOf(error));
  });
}

function reach({ kind, host, port }: ProxyRoute, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket: Socket = kind === 'https'
      ? connectTls({ host, port, ...(isIP(host) ? {} : { servername: host }), minVersion: 'TLSv1.2' }, () => resolve(socket))
      : connectPlain({ host, port }, () => resolve(socket));
    socket.once('error', reject);
    const abort = (): void => {
      socket.destroy();
      reject(Object.assign(new Error('too late'), { code: 'timeout' }));
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

/** What a proxy answered instead of a tunnel. */
class ProxySays extends Error {}

const socksRefusals = ['', 'general failure', 'not allowed', 'network unreachable', 'host unreachable', 'connection refused', 'TTL expired', 'command not supported', 'address type not supported'];

async function socks(line: Line, { host, port }: Target): Promise<void> {
  line.write(Buffer.from([5, 1, 0]));
  const [version, method] = await line.take(2);
  if (version !== 5) throw new ProxySays('no SOCKS 5 proxy');
  if (method !== 0) throw new ProxySays('SOCKS 5: a login is required');
  const name = Buffer.from(host, 'latin1');
  const address = isIP(host) === 4 ? [1, ...host.split('.').map(Number)] : [3, name.length, ...name];
  line.write(Buffer.from([5, 1, 0, ...address, port >> 8, port & 255]));
  const [, reply = 1, , type] = await line.take(4);
  if (reply !== 0) throw new ProxySays(`SOCKS 5: ${socksRefusals[reply] ?? `refused (${reply})`}`);
  const [length = 0] = type === 3 ? await line.take(1) : [type === 4 ? 16 : 4];
  await line.take(length + 2);
}

async function tunnel(line: Line, { host, port }: Target): Promise<void> {
  const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  line.write(Buffer.from(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`, 'latin1'));
  const head = await line.takeThrough('\r\n\r\n');
  const status = /^HTTP\/1\.\d (\d{3})/.exec(head)?.[1];
  if (status === undefined) throw new ProxySays('no HTTP proxy');
  if (!status.startsWith('2')) throw new ProxySays(`HTTP ${status}`);
}

/** Reads exactly what is asked for; the rest stays for whoever comes after. */
class Line {
  private held = Buffer.alloc(0);
  private wake: () => void = () => undefined;
  private ended: Error | null = null;
  private readonly onData = (bytes: Buffer): void => {
    this.held = Buffer.concat([this.held, bytes]);
    this.wake();
  };
  private readonly onEnd = (error?: unknown): void => {
    this.ended ??= error instanceof Error ? error : new ProxySays('closed');
    this.wake();
  };

  constructor(private readonly socket: Socket) {
    socket.on('data', this.onData);
    socket.on('error', this.onEnd);
    socket.on('close', this.onEnd);
    socket.on('end', this.onEnd);
  }

  write(bytes: Buffer): void {
    this.socket.write(bytes);
  }

  take(count: number): Promise<Buffer> {
    return this.until(() => (this.held.length >= count ? count : null));
  }

  async takeThrough(mark: string): Promise<string> {
    const head = await this.until(() => {
      const at = this.held.indexOf(mark, 0, 'latin1');
      if (at < 0 && this.held.length > limits.proxyAnswerBytes) throw new ProxySays('too much before the tunnel');
      return at < 0 ? null : at + mark.length;
    });
    return head.toString('latin1');
  }

  handOver(): void {
    this.socket.pause();
    for (const [event, listener] of [['data', this.onData], ['close', this.onEnd], ['end', this.onEnd]] as const) this.socket.off(event, listener);
    // the error listener stays until the next owner has one: an error without any would end the process
    if (this.held.length > 0) this.socket.unshift(this.held);
  }

  private async until(end: () => number | null): Promise<Buffer> {
    for (let length = end(); ; length = end()) {
      if (length !== null) {
        const taken = this.held.subarray(0, length);
        this.held = this.held.subarray(length);
        return taken;
      }
      if (this.ended) throw this.ended;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'not reached';
}
