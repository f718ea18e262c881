import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import { expect, it } from 'vitest';
import { isOfConnection } from './explain-imap-error';

it('takes a line that ends in the middle of the TLS handshake for a matter of the line', async () => {
  const server = createServer((socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const error: unknown = await new Promise((resolve) => {
    connect({ port: (server.address() as AddressInfo).port, host: 'localhost' }).once('error', resolve);
  });
  server.close();
  expect(isOfConnection(error)).toBe(true);
});

it('takes a file that cannot be read for no matter of the line', async () => {
  const error: unknown = await readFile('/nowhere/at/all').catch((reason: unknown) => reason);
  expect(isOfConnection(error)).toBe(false);
});
