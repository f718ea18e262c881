import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type Side = 'client' | 'server';

export interface Cut {
  /** whose piece */
  readonly side: Side;
  /** 1 is the first piece that side says on the line; a text: the first piece that ends with it */
  readonly piece: number | string;
  /** before: it is not passed on any more; after: it is, and then nothing comes back */
  readonly when: 'before' | 'after';
}

export interface StepProxy {
  readonly port: number;
  /** The next line is cut there, once; null: no more. */
  cutNext(cut: Cut | null): void;
  /** Was the last cut reached? Lines that end before it are whole. */
  readonly wasCut: boolean;
  close(): Promise<void>;
}

/** A line to a loopback port that breaks at one step of the dialogue, on either side of it. */
export async function startStepProxy(targetPort: number): Promise<StepProxy> {
  const open = new Set<Socket>();
  let wanted: Cut | null = null;
  let wasCut = false;
  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    const said: Record<Side, number> = { client: 0, server: 0 };
    let isMute = false;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        open.delete(socket);
        end();
      });
    }
    const pass = (side: Side, bytes: Buffer, to: Socket): void => {
      if (isMute) return;
      said[side] += 1;
      if (wanted === null || wanted.side !== side || !isAt(wanted.piece, said[side], bytes)) {
        to.write(bytes);
        return;
      }
      const { when } = wanted;
      wanted = null;
      wasCut = true;
      isMute = true;
      if (when === 'before') end();
      // the other side reads it before it hears of the end
      else to.write(bytes, () => to.end(() => client.destroy()));
    };
    client.on('data', (bytes: Buffer) => pass('client', bytes, upstream));
    upstream.on('data', (bytes: Buffer) => pass('server', bytes, client));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cutNext: (cut) => {
      wanted = cut;
      wasCut = false;
    },
    get wasCut() { return wasCut; },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function isAt(piece: Cut['piece'], count: number, bytes: Buffer): boolean {
  return typeof piece === 'number' ? piece === count : bytes.toString('latin1').endsWith(piece);
}
