import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** What the line itself takes: asks for every letter at once and only counts bytes. Prints `{ millis, bytes }`; argument `{ port, tls, user }`. */
const { port, tls, user } = JSON.parse(process.argv[2] ?? '') as { readonly port: number; readonly tls: boolean; readonly user: string };
const begin = performance.now();
const socket: Socket = tls ? connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false }) : connectTcp(port, '127.0.0.1');
let bytes = 0;
let tail = '';
const commands = [`a LOGIN ${user} test`, 'b SELECT INBOX', 'c UID FETCH 1:* (UID FLAGS INTERNALDATE BODY.PEEK[])'];
let waitingFor = '* OK';
socket.on('data', (chunk: Buffer) => {
  bytes += chunk.length;
  tail = (tail + chunk.subarray(-4000).toString('latin1')).slice(-4000);
  if (!tail.endsWith('\r\n') || !(tail.startsWith(waitingFor) || tail.includes(`\r\n${waitingFor}`))) return;
  const next = commands.shift();
  if (next === undefined) {
    process.stdout.write(JSON.stringify({ millis: performance.now() - begin, bytes }));
    socket.destroy();
    return;
  }
  tail = '';
  waitingFor = `${next.slice(0, 1)} OK`;
  socket.write(`${next}\r\n`);
});
