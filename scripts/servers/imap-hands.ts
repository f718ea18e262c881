import { LineConnection } from './line-connection';
import { toModifiedUtf7 } from './modified-utf7';
import type { StoredMessage } from './mail-server';

/** One untagged answer: its text with `{}` where a literal stood, and the literals (bytes as Latin-1). */
interface Answer {
  readonly text: string;
  readonly literals: readonly string[];
}

/** Another client of the same mailbox, over plain IMAP without extensions, so that one set of hands fits every server. */
export class ImapHands {
  private tag = 0;

  private constructor(private readonly line: LineConnection) {}

  static async open(port: number, user: string, password: string): Promise<ImapHands> {
    const line = await LineConnection.open(port);
    const hands = new ImapHands(line);
    await line.readLine();
    await hands.command(`LOGIN ${quoted(user)} ${quoted(password)}`);
    return hands;
  }

  /** @throws when the server answers anything but OK; @returns the untagged answers */
  async command(text: string): Promise<readonly Answer[]> {
    const tag = this.nextTag();
    this.line.write(`${tag} ${text}\r\n`);
    return this.untilTagged(tag, text);
  }

  async create(mailbox: string): Promise<void> {
    await this.command(`CREATE ${mailboxName(mailbox)}`);
  }

  async select(mailbox: string): Promise<void> {
    await this.command(`SELECT ${mailboxName(mailbox)}`);
  }

  async append(mailbox: string, raw: Uint8Array, flags: readonly string[] = [], receivedAt?: string): Promise<void> {
    const tag = this.nextTag();
    const date = receivedAt === undefined ? '' : ` ${quoted(receivedAt)}`;
    this.line.write(`${tag} APPEND ${mailboxName(mailbox)} (${flags.join(' ')})${date} {${raw.length}}\r\n`);
    for (let said = await this.line.readLine(); !said.startsWith('+'); said = await this.line.readLine()) {
      if (said.startsWith(`${tag} `)) throw new Error(`APPEND: ${said}`);
    }
    this.line.write(raw);
    this.line.write('\r\n');
    await this.untilTagged(tag, 'APPEND');
  }

  /** @param change for example `+FLAGS (\\Seen)` */
  async store(mailbox: string, uid: number, change: string): Promise<void> {
    await this.select(mailbox);
    await this.command(`UID STORE ${uid} ${change}`);
  }

  async expunge(mailbox: string, uid: number): Promise<void> {
    await this.store(mailbox, uid, '+FLAGS (\\Deleted)');
    await this.command('EXPUNGE');
  }

  async uidValidity(mailbox: string): Promise<string> {
    const answers = await this.command(`STATUS ${mailboxName(mailbox)} (UIDVALIDITY)`);
    const found = answers.flatMap(({ text }) => /UIDVALIDITY (\d+)/.exec(text)?.[1] ?? []);
    if (found[0] === undefined) throw new Error('the server states no UIDVALIDITY');
    return found[0];
  }

  /** Everything in a mailbox as the server hands it out, by UID. */
  async messages(mailbox: string): Promise<readonly (StoredMessage & { readonly receivedAt: string })[]> {
    await this.select(mailbox);
    const answers = await this.command('UID FETCH 1:* (UID FLAGS INTERNALDATE BODY.PEEK[])');
    return answers.flatMap(({ text, literals }) => {
      const uid = /^\* \d+ FETCH .*\bUID (\d+)/.exec(text)?.[1];
      if (uid === undefined || literals[0] === undefined) return [];
      const flags = (/FLAGS \(([^)]*)\)/.exec(text)?.[1] ?? '').split(' ').filter((flag) => flag !== '' && flag !== '\\Recent');
      return [{ uid: Number(uid), flags, receivedAt: /INTERNALDATE "([^"]*)"/.exec(text)?.[1] ?? '', raw: new Uint8Array(Buffer.from(literals[0], 'latin1')) }];
    });
  }

  async close(): Promise<void> {
    await this.line.close();
  }

  private nextTag(): string {
    this.tag += 1;
    return `h${this.tag}`;
  }

  private async untilTagged(tag: string, what: string): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    for (;;) {
      const answer = await this.readAnswer();
      if (!answer.text.startsWith(`${tag} `)) {
        answers.push(answer);
        continue;
      }
      if (!answer.text.startsWith(`${tag} OK`)) throw new Error(`${what.slice(0, 100)}: ${answer.text}`);
      return answers;
    }
  }

  private async readAnswer(): Promise<Answer> {
    let text = await this.line.readLine();
    const literals: string[] = [];
    for (let size = /\{(\d+)\}$/.exec(text); size; size = /\{(\d+)\}$/.exec(text)) {
      const length = Number(size[1]);
      const lines: string[] = [];
      for (let got = -2; got < length; ) {
        const next = await this.line.readLine();
        lines.push(next);
        got += next.length + 2;
      }
      const read = lines.join('\r\n');
      literals.push(read.slice(0, length));
      text = `${text.slice(0, size.index)}{}${read.slice(length)}`;
    }
    return { text, literals };
  }
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, (special) => `\\${special}`)}"`;
}

function mailboxName(mailbox: string): string {
  return quoted(toModifiedUtf7(mailbox));
}
