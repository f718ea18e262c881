import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ImapFlow } from 'imapflow';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BulkLines } from './bulk-lines';
import { LineMeter } from './line-meter';

let server: Server;
let lines: BulkLines;
let uidValidity = 1;
const heard: string[] = [];
const sockets = new Set<Socket>();

/** A server that is logged in to already and knows one folder, which may be made anew under its name. */
beforeEach(async () => {
  heard.length = 0;
  uidValidity = 1;
  server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    createInterface(socket).on('line', (line) => {
      const [tag = '', ...words] = line.split(' ');
      heard.push(words.join(' '));
      socket.write(`${words[0] === 'EXAMINE' ? `* OK [UIDVALIDITY ${uidValidity}] valid\r\n` : ''}${tag} OK done\r\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  lines = new BulkLines(async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    await once(socket, 'connect');
    const loggedIn: Pick<ImapFlow, 'enabled' | 'capabilities' | 'close'> & { unbind(): { readonly socket: Socket } } = { enabled: new Set(), capabilities: new Map(), close: () => socket.destroy(), unbind: () => ({ socket }) };
    return loggedIn as unknown as ImapFlow;
  }, new LineMeter());
});
afterEach(async () => {
  lines.close();
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

async function isLent(path: string, validity: number): Promise<boolean> {
  const lent = await lines.borrow({ path, uidValidity: String(validity) });
  if (typeof lent !== 'string') lines.giveBack();
  return typeof lent !== 'string';
}

it('a folder that is open already is looked at again without a second EXAMINE', async () => {
  expect([await isLent('A', 1), await isLent('A', 1)]).toEqual([true, true]);
  expect(heard).toEqual(['EXAMINE "A"', 'NOOP']);
});

it('a folder that was made anew under its old name is opened anew: the numbers of the old one name other letters', async () => {
  expect(await isLent('A', 1)).toBe(true);
  uidValidity = 2;
  expect(await isLent('A', 2)).toBe(true);
  expect(heard).toEqual(['EXAMINE "A"', 'EXAMINE "A"']);
});

it('a folder that is another one on this connection is not read', async () => {
  expect(await isLent('A', 2)).toBe(false);
});
