import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/**
 * Speaks saslauthd's protocol to Cyrus over a UNIX socket: four strings in (user, password, service, realm), each after a
 * two-byte length, and `OK` or `NO` out in the same way. So passwords can be known to the test alone.
 */
export async function startSaslauthd(path: string, isPassword: (user: string, password: string) => boolean): Promise<Server> {
  const server = createServer((socket) => {
    let read = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      read = Buffer.concat([read, chunk]);
      const strings = readStrings(read);
      if (strings.length >= 4) answer(socket, isPassword(strings[0] ?? '', strings[1] ?? ''));
    });
  });
  server.listen(path);
  await once(server, 'listening');
  return server;
}

function readStrings(bytes: Buffer): readonly string[] {
  const strings: string[] = [];
  for (let at = 0; at + 2 <= bytes.length; ) {
    const end = at + 2 + bytes.readUInt16BE(at);
    if (end > bytes.length) break;
    strings.push(bytes.toString('utf8', at + 2, end));
    at = end;
  }
  return strings;
}

function answer(socket: Socket, isRight: boolean): void {
  socket.end(Buffer.from([0, 2, ...Buffer.from(isRight ? 'OK' : 'NO')]));
}
