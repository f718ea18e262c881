import type { Trouble } from '../desk/chaos-pipe';
import { startChaosProxy, type PassedOctets } from '../desk/chaos-proxy';
import { TestDesk } from '../desk/test-desk';
import { startMailServer } from '../servers/mail-server';

export interface CutsPlan {
  readonly letters: Iterable<Uint8Array>;
  readonly cuts: number;
  readonly seed: number;
  /** how long the whole may take, milliseconds */
  readonly limitMillis: number;
}

export interface CutsResult {
  readonly letters: number;
  readonly mailboxBytes: number;
  readonly cuts: number;
  readonly connections: number;
  readonly octets: PassedOctets;
  /** letters of the server that are not here, or not byte for byte */
  readonly missing: number;
  /** letters here more than once, or not on the server */
  readonly surplus: number;
  readonly seconds: number;
}

const user = 'clerk';

/**
 * One first fetch of one mailbox over a line that is cut at places drawn from the seed, most of them within letters. Plain
 * IMAP, so that the octets of letters can be counted where they pass.
 */
export async function runCuts({ letters, cuts, seed, limitMillis }: CutsPlan): Promise<CutsResult> {
  const server = await startMailServer({ users: [user] });
  const proxy = await startChaosProxy(server.imapPort, { seed });
  const desk = new TestDesk(server, { user, imap: { host: '127.0.0.1', port: proxy.port, encryption: 'none' } });
  try {
    let [mailboxBytes, keptBytes] = [0, 0];
    const given = function* (): Generator<Uint8Array> {
      for (const raw of letters) {
        mailboxBytes += raw.length;
        yield raw;
      }
    };
    const count = await server.appendMany(user, 'INBOX', given());
    proxy.setPlan((_connection, random) => {
      const left = cuts - proxy.cuts();
      if (left <= 0) return [];
      // spread over what is still to come, so that the last cut falls before the last letter
      return [{ kind: 'cut', side: 'toClient', after: 1 + random.below(1 + Math.floor((2 * 0.8 * (mailboxBytes - keptBytes)) / (left + 4))) } satisfies Trouble];
    });
    await desk.open();
    desk.journal.onAdvanced((_head, events) => {
      for (const event of events) if (event.kind === 'letter.kept') keptBytes += event.letter.size;
    });
    const begun = performance.now();
    desk.sync.start();
    while (!isWhole(desk)) {
      if (performance.now() - begun > limitMillis) break;
      // nobody waits for the next try here
      if (desk.status.connection.state === 'offline') desk.online.maybeOnline();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const seconds = (performance.now() - begun) / 1000;
    const octets = proxy.octets();
    const [cutsMade, connections] = [proxy.cuts(), proxy.connections()];
    await desk.sync.stop();
    return { letters: count, mailboxBytes, cuts: cutsMade, connections, octets, seconds, ...(await compare(desk, await server.messages(user))) };
  } finally {
    await proxy.close();
    await server.stop();
    await desk.remove();
  }
}

function isWhole(desk: TestDesk): boolean {
  const { connection, lastChecked, progress } = desk.status;
  return connection.state === 'online' && progress === null && lastChecked !== null && lastChecked >= connection.since;
}

async function compare(desk: TestDesk, onServer: readonly { readonly raw: Uint8Array }[]): Promise<Pick<CutsResult, 'missing' | 'surplus'>> {
  const there = new Map<string, number>();
  for (const { raw } of onServer) there.set(key(raw), (there.get(key(raw)) ?? 0) + 1);
  let surplus = 0;
  for (const { letterId } of await desk.kept()) {
    const found = key(await desk.raw(letterId));
    const left = there.get(found) ?? 0;
    if (left === 0) surplus += 1;
    else there.set(found, left - 1);
  }
  return { missing: [...there.values()].reduce((sum, left) => sum + left, 0), surplus };
}

/** The bytes themselves: nothing that the program computed is believed here. */
function key(raw: Uint8Array): string {
  return Buffer.from(raw).toString('latin1');
}
