import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

export interface CuttingProxy {
  readonly port: number;
  /** connections made so far */
  connections(): number;
  /** every connection is cut, once, after so many bytes from the server over all of them */
  cutAfter(bytes: number): void;
  close(): Promise<void>;
}

/**
 * A line to a loopback port that can be cut in the middle, as a bad network does.
 * @param rewrite changes what the server says (clear text only), to stand for a server that can do less
 * @param hear listens to what the client asks (clear text only)
 */
export async function startCuttingProxy(
  targetPort: number, rewrite: (said: string) => string = (said) => said, hear: (asked: string) => void = () => undefined,
): Promise<CuttingProxy> {
  const open = new Set<Socket>();
  let count = 0;
  let left = Number.POSITIVE_INFINITY;
  const server = createServer((client) => {
    count += 1;
    const upstream = connect(targetPort, '127.0.0.1');
    const cut = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', cut);
      socket.on('close', () => {
        open.delete(socket);
        cut();
      });
    }
    client.on('data', (bytes: Buffer) => {
      hear(bytes.toString('latin1'));
      upstream.write(bytes);
    });
    upstream.on('data', (bytes: Buffer) => {
      left -= bytes.length;
      if (left < 0) {
        left = Number.POSITIVE_INFINITY;
        for (const socket of open) socket.destroy();
      } else client.write(Buffer.from(rewrite(bytes.toString('latin1')), 'latin1'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => count,
    cutAfter: (bytes) => void (left = bytes),
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
