import { connect, createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { uidSet } from '../uid-set';
import { BulkFetch } from './bulk-fetch';
import { BulkLine } from './bulk-line';
import { FetchMemory } from './letter-heads';
import type { FetchRun } from './letter-fetch';
import { WaitingLetters } from './waiting-letters';

it('a fault while letters are kept ends the fetch with that fault, also where the asking is busy with something else', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    createInterface(socket).on('line', (line) => {
      const [tag = ''] = line.split(' ');
      socket.write(line.includes('RFC822.SIZE') ? `* 1 FETCH (UID 1 RFC822.SIZE 5)\r\n${tag} OK\r\n` : `* 1 FETCH (UID 1 FLAGS () BODY[] {5}\r\nhello)\r\n${tag} OK\r\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const memory = new FetchMemory();
  const attempts = new Map<number, number>();
  let hasFailed = false;
  let asked = 0;
  const run: Partial<FetchRun> = {
    attempts, signal: new AbortController().signal, newer: () => Promise.resolve([]), onAside: () => undefined, folder: 'INBOX', uidValidity: '1',
    freeDisk: async () => {
      asked += 1;
      // the second time it goes on only some turns after the fault
      if (asked > 1) {
        while (!hasFailed) await pause(1);
        await pause(10);
      }
      return Number.MAX_SAFE_INTEGER;
    },
  };
  const fetch = new BulkFetch({
    run: run as FetchRun, memory, line: new BulkLine(socket, memory.meter), hasEmailId: false, waiting: new WaitingLetters(uidSet([1]), false, attempts), partials: new Map(),
    keep: () => {
      hasFailed = true;
      return Promise.reject(new Error('the journal is closed'));
    },
  });
  await expect(fetch.fetch()).rejects.toThrow('the journal is closed');
  await new Promise((resolve) => server.close(resolve));
});
