import { LineConnection } from './line-connection';

export interface Envelope {
  /** '' is the null sender */
  readonly from: string;
  readonly to: readonly string[];
}

export type SmtpEntrance =
  | { readonly protocol: 'lmtp'; readonly port: number }
  | { readonly protocol: 'submission' | 'smtps'; readonly port: number; readonly user: string; readonly password: string };

/**
 * Hands one message over, through LMTP (RFC 2033) or authenticated SMTP. Not the product's sender: what the tests
 * send must not share its faults.
 *
 * @throws Error with the server's reply when any step is refused
 */
export async function sendMail(entrance: SmtpEntrance, envelope: Envelope, raw: Uint8Array): Promise<void> {
  const line = await LineConnection.open(entrance.port, { tls: entrance.protocol === 'smtps' });
  try {
    await expectReply(line, '2');
    const greeting = entrance.protocol === 'lmtp' ? 'LHLO' : 'EHLO';
    await command(line, `${greeting} localhost`, '2');
    if (entrance.protocol === 'submission') {
      await command(line, 'STARTTLS', '2');
      await line.startTls();
      await command(line, `${greeting} localhost`, '2');
    }
    if (entrance.protocol !== 'lmtp') {
      const secret = Buffer.from(`\0${entrance.user}\0${entrance.password}`).toString('base64');
      await command(line, `AUTH PLAIN ${secret}`, '2');
    }
    await command(line, `MAIL FROM:<${envelope.from}>`, '2');
    for (const recipient of envelope.to) await command(line, `RCPT TO:<${recipient}>`, '2');
    await command(line, 'DATA', '3');
    line.write(dotStuffed(raw));
    line.write('.\r\n');
    // LMTP answers once for every recipient, SMTP once for all.
    for (let answers = entrance.protocol === 'lmtp' ? envelope.to.length : 1; answers > 0; answers -= 1) await expectReply(line, '2');
    line.write('QUIT\r\n');
  } finally {
    await line.close();
  }
}

async function command(line: LineConnection, text: string, kind: '2' | '3'): Promise<void> {
  line.write(`${text}\r\n`);
  await expectReply(line, kind);
}

async function expectReply(line: LineConnection, kind: '2' | '3'): Promise<void> {
  const reply = [await line.readLine()];
  while (reply.at(-1)?.charAt(3) === '-') reply.push(await line.readLine());
  if (!reply.at(-1)?.startsWith(kind)) throw new Error(`server refused: ${reply.join(' / ')}`);
}

/** Lines end with CRLF, and a leading dot is doubled (RFC 5321, 4.5.2). */
function dotStuffed(raw: Uint8Array): Buffer {
  const text = Buffer.from(raw).toString('latin1').replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..');
  return Buffer.from(text.endsWith('\r\n') ? text : `${text}\r\n`, 'latin1');
}
