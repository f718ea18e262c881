import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { ChaosPipe, type Side, type Trouble } from './chaos-pipe';
import { ResponseScanner } from './response-scanner';
import { seededRandom, type SeededRandom } from './seeded-random';

/** @param connection 1 for the first; @returns what befalls it */
export type ChaosPlan = (connection: number, random: SeededRandom) => readonly Trouble[];

/** Octets that were handed to the client, over all connections. */
export interface PassedOctets {
  readonly toClient: number;
  readonly toServer: number;
  /** of BODY and RFC822 literals, header blocks included (plain IMAP only) */
  readonly bodies: number;
  /** of these, header blocks and single fields */
  readonly headers: number;
}

export interface ChaosProxy {
  readonly port: number;
  /** connections made so far */
  connections(): number;
  /** connections ended by a trouble or by `cutAll` */
  cuts(): number;
  octets(): PassedOctets;
  /** for the connections to come */
  setPlan(plan: ChaosPlan): void;
  /** true: whoever connects is hung up on at once */
  setAway(isAway: boolean): void;
  /** cuts every open connection now */
  cutAll(): void;
  /** every open connection goes silent now; nobody is told */
  freezeAll(): void;
  close(): Promise<void>;
}

/**
 * A bad line to a loopback port. Everything by chance comes from the seed. What it does to a line is said in bytes, so that
 * it happens at the same place on a slow machine.
 */
export async function startChaosProxy(targetPort: number, options: { readonly seed?: number; readonly plan?: ChaosPlan } = {}): Promise<ChaosProxy> {
  const random = seededRandom(options.seed ?? 1);
  const open = new Set<() => void>();
  const pipes = new Set<ChaosPipe>();
  const passed = { toClient: 0, toServer: 0, bodies: 0, headers: 0 };
  let [count, cuts, plan, isAway] = [0, 0, options.plan ?? ((): readonly Trouble[] => []), false];

  const server = createServer((client) => {
    if (isAway) {
      client.destroy();
      return;
    }
    count += 1;
    const troubles = plan(count, random);
    const upstream = connect(targetPort, '127.0.0.1');
    const sockets: readonly Socket[] = [client, upstream];
    let isOver = false;
    const cut = (): void => {
      if (isOver) return;
      isOver = true;
      cuts += 1;
      open.delete(cut);
      // what was let through arrives, then the end
      client.destroySoon();
      upstream.destroySoon();
    };
    open.add(cut);
    const meter = new ResponseScanner({
      onLiteral(before, octets) {
        if (!/\b(BODY\[|RFC822)[^{]*\{\d+\}\r?\n$/i.test(before)) return;
        passed.bodies += octets;
        if (/(BODY\[(\d+\.)*(HEADER|MIME)|RFC822\.HEADER)[^{]*\{\d+\}\r?\n$/i.test(before)) passed.headers += octets;
      },
    });
    const onPassed = (side: Side, bytes: Uint8Array): void => {
      passed[side] += bytes.length;
      if (side === 'toClient') meter.push(bytes);
    };
    const [toClient, toServer] = (['toClient', 'toServer'] as const).map((side) => new ChaosPipe({
      side, troubles, random, onPassed, onCut: cut, onHalfOpen: () => [toClient, toServer].forEach((pipe) => pipe?.freeze()),
      ...(side === 'toClient' ? { from: upstream, to: client } : { from: client, to: upstream }),
    }));
    if (!toClient || !toServer) return;
    pipes.add(toClient).add(toServer);
    toServer.onCommand = (tag, text) => toClient.command(tag, text);
    for (const socket of sockets) {
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        if (toClient.isFrozen) return;
        isOver = true;
        open.delete(cut);
        for (const pipe of [toClient, toServer]) pipes.delete(pipe);
        for (const other of sockets) other.destroySoon();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const all = new Set<Socket>();
  server.on('connection', (socket) => {
    all.add(socket);
    socket.on('close', () => all.delete(socket));
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => count,
    cuts: () => cuts,
    octets: () => ({ ...passed }),
    setPlan: (next) => void (plan = next),
    setAway: (away) => void (isAway = away),
    cutAll: () => [...open].forEach((cut) => cut()),
    freezeAll: () => pipes.forEach((pipe) => pipe.freeze()),
    async close() {
      isAway = true;
      for (const cut of [...open]) cut();
      for (const socket of all) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
