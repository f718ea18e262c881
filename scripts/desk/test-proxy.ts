import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface TestProxy {
  readonly port: number;
  /** "host:port" of every tunnel that was asked for, as it was asked for */
  asked(): readonly string[];
  close(): Promise<void>;
}

export interface TestProxyOptions {
  /** names that only the proxy knows; what is not here is reached as it is written */
  readonly names?: Readonly<Record<string, string>>;
  /** refuses every tunnel: HTTP 403, SOCKS "not allowed" */
  readonly refuses?: boolean;
  /** takes connections and never says a word */
  readonly isDumb?: boolean;
}

type Ask = { readonly host: string; readonly port: number; readonly rest: Buffer } | null;

/** A small proxy on loopback: SOCKS 5 without a login (RFC 1928) or HTTP CONNECT. */
export async function startTestProxy(kind: 'socks5' | 'http', options: TestProxyOptions = {}): Promise<TestProxy> {
  const open = new Set<Socket>();
  const asked: string[] = [];
  const server = createServer((client) => {
    track(open, client);
    if (options.isDumb) {
      client.resume();
      return;
    }
    const serve = kind === 'socks5' ? askedBySocks(client) : askedByConnect(client);
    void serve.then((ask) => {
      if (ask === null) return client.destroy();
      asked.push(`${ask.host}:${ask.port}`);
      if (options.refuses) return client.end(kind === 'http' ? 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n' : Buffer.from([5, 2, 0, 1, 0, 0, 0, 0, 0, 0]));
      const upstream = connect({ host: options.names?.[ask.host] ?? ask.host, port: ask.port });
      track(open, upstream);
      upstream.once('connect', () => {
        // the answer and the first words of the server often arrive as one
        client.write(kind === 'http' ? 'HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n' : Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
        if (ask.rest.length > 0) upstream.write(ask.rest);
        client.pipe(upstream).pipe(client);
      });
      upstream.once('error', () => client.end(kind === 'http' ? 'HTTP/1.1 502 Bad Gateway\r\n\r\n' : Buffer.from([5, 4, 0, 1, 0, 0, 0, 0, 0, 0])));
      upstream.once('close', () => client.destroy());
      client.once('close', () => upstream.destroy());
      return undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked: () => asked,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function track(open: Set<Socket>, socket: Socket): void {
  open.add(socket);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => open.delete(socket));
}

/** Bytes until `isWhole` says how many belong to the question; null when the client left. */
function question(client: Socket, isWhole: (held: Buffer) => number | null): Promise<{ readonly head: Buffer; readonly rest: Buffer } | null> {
  return new Promise((resolve) => {
    let held = Buffer.alloc(0);
    const onData = (bytes: Buffer): void => {
      held = Buffer.concat([held, bytes]);
      const length = isWhole(held);
      if (length === null) return;
      client.off('data', onData);
      client.pause();
      resolve({ head: held.subarray(0, length), rest: held.subarray(length) });
    };
    client.on('data', onData);
    client.once('close', () => resolve(null));
    client.resume();
  });
}

async function askedBySocks(client: Socket): Promise<Ask> {
  const hello = await question(client, (held) => (held.length >= 2 && held.length >= 2 + held[1]! ? 2 + held[1]! : null));
  if (!hello || hello.head[0] !== 5 || !hello.head.subarray(2).includes(0)) return null;
  client.write(Buffer.from([5, 0]));
  if (hello.rest.length > 0) client.unshift(hello.rest);
  const request = await question(client, (held) => {
    const address = held[3] === 1 ? 4 : held[3] === 4 ? 16 : 1 + (held[4] ?? 0);
    return held.length >= 6 + address ? 6 + address : null;
  });
  if (!request || request.head[1] !== 1) return null;
  const { head, rest } = request;
  const host = head[3] === 1 ? head.subarray(4, 8).join('.') : head.subarray(5, head.length - 2).toString('latin1');
  return { host, port: head.readUInt16BE(head.length - 2), rest };
}

async function askedByConnect(client: Socket): Promise<Ask> {
  const request = await question(client, (held) => {
    const at = held.indexOf('\r\n\r\n');
    return at < 0 ? null : at + 4;
  });
  const place = /^CONNECT \[?([^\s\]]+)\]?:(\d+) HTTP\/1\.1\r\n/.exec(request?.head.toString('latin1') ?? '');
  return request && place ? { host: place[1]!, port: Number(place[2]), rest: request.rest } : null;
}
