import type { AddressInfo } from 'node:net';
import hoodiecrow, { type Hoodiecrow } from 'hoodiecrow-imap';
import { SMTPServer } from 'smtp-server';

export const demoPassword = 'trinh-dien';

export interface DemoInbox {
  readonly port: number;
  /** Puts a letter into INBOX; who listens is told at once. @returns its UID */
  deliver(raw: Uint8Array, receivedAt: Date): number;
  close(): void;
}

/** An IMAP server in this process, on the loopback only, with one mailbox. */
export async function startInbox(user: string): Promise<DemoInbox> {
  // hoodiecrow was written for an older Buffer
  process.noDeprecation = true;
  const imap = hoodiecrow({
    plugins: ['ID', 'ENABLE', sayEnabled, 'CONDSTORE', 'UIDPLUS', 'IDLE', 'SPECIAL-USE', 'LITERALPLUS', 'UNSELECT'],
    users: { [user]: { password: demoPassword } },
    storage: {
      INBOX: { uidvalidity: Math.floor(Date.now() / 1000) },
      '': { folders: { Sent: { 'special-use': '\\Sent' }, Junk: { 'special-use': '\\Junk' }, Trash: { 'special-use': '\\Trash' } } },
    },
  });
  const sockets = new Set<{ destroy(): void }>();
  imap.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    imap.server.once('error', reject);
    imap.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (imap.server.address() as AddressInfo).port,
    deliver: (raw, receivedAt) => imap.appendMessage('INBOX', [], imapDate(receivedAt), Buffer.from(raw).toString('latin1')).message.uid,
    close() {
      imap.server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** hoodiecrow turns CONDSTORE on without saying so, and RFC 5161 (3.1) lets a client count only on what it was told. */
function sayEnabled(server: Hoodiecrow): void {
  server.outputHandlers.push((connection, _response, description) => {
    if (description !== 'ENABLE') return;
    connection.send({ tag: '*', command: 'ENABLED', attributes: connection.enabled.map((value) => ({ type: 'ATOM', value })) });
  });
}

function imapDate(time: Date): string {
  const [, day = '', month = '', year = '', clock = ''] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(time.toUTCString()) ?? [];
  return `${day}-${month}-${year} ${clock} +0000`;
}

/** What the application handed over, as the server took it. */
export interface SentMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

export interface SmtpSink {
  readonly port: number;
  readonly received: readonly SentMail[];
  close(): Promise<void>;
}

/** Takes every message and sends none. */
export async function startSink(user: string): Promise<SmtpSink> {
  const received: SentMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: 20_000_000,
    onAuth({ username, password }, _session, done) {
      if (username === user && password === demoPassword) done(null, { user });
      else done(Object.assign(new Error('5.7.8 authentication failed'), { responseCode: 535 }));
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push({ from: envelope.mailFrom === false ? '' : envelope.mailFrom.address, to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    },
  });
  server.on('error', () => undefined); // a client that goes away is no reason to end the demo
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
