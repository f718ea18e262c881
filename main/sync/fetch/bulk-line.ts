import type { Socket } from 'node:net';
import { limits } from '../../../core/base/limits';
import { ServerNonsense } from '../fetch-letters';
import { ConnectionLost } from '../imap-errors';
import type { FetchRow } from './fetch-row';
import { FetchRowReader } from './fetch-row';
import type { LiteralTarget } from './imap-splitter';
import { ImapSplitter } from './imap-splitter';
import type { LineMeter } from './line-meter';

/** What a command wants to hear while it is answered. Everything it throws ends the line. */
export interface CommandSink {
  /** rows it asked for: many more are nonsense */
  readonly rows: number;
  /** Is this response, or the literal in it, an answer to this command? Servers may answer two commands side by side (RFC 9051, 5.5). */
  wants(row: FetchRow, label: string | null): boolean;
  /** @param row what the response said so far: the UID may still come */
  literal(row: FetchRow, label: string, size: number): LiteralTarget;
  row(row: FetchRow): void;
  /** any other untagged line */
  said?(text: string): void;
}

/** A tagged NO or BAD: the server answered, the line is fine (`isRefusal`). */
export class CommandRefused extends Error {
  constructor(readonly responseStatus: 'NO' | 'BAD', readonly responseText: string) {
    super('the server refused a command');
  }
}

interface Command {
  readonly tag: string;
  readonly sink: CommandSink;
  readonly done: () => void;
  readonly failed: (error: Error) => void;
  strayLines: number;
}

/**
 * Speaks IMAP on a socket that is logged in, for one purpose: many large answers, fast and in bounded memory. Commands go out
 * at once, one behind the other, so that the line never waits for us.
 */
export class BulkLine {
  private readonly splitter: ImapSplitter;
  private readonly queue: Command[] = [];
  private row: FetchRowReader | null = null;
  /** whose literal came in this response */
  private owner: Command | null = null;
  private holds = 0;
  private tags = 0;
  private ended: Error | null = null;

  /** @param socket nobody else listens to it any more */
  constructor(private readonly socket: Socket, private readonly meter: LineMeter) {
    this.splitter = new ImapSplitter({ line: (text) => this.line(text), literal: (text, size) => this.literal(text, size) });
    socket.on('data', (chunk: Buffer) => this.read(chunk));
    socket.on('error', (error) => this.end(error));
    socket.on('end', () => this.end(new ConnectionLost(undefined)));
    socket.on('close', () => this.end(new ConnectionLost(undefined)));
    socket.on('timeout', () => {
      if (this.queue.length > 0 && this.holds === 0) this.end(Object.assign(new Error('the server fell silent'), { code: 'ETIMEDOUT' }));
    });
    socket.setTimeout(limits.silenceMillis);
    socket.resume();
  }

  get isOpen(): boolean {
    return this.ended === null;
  }

  /**
   * Resolves at the tagged OK. Rejects with CommandRefused (NO, BAD; the line goes on), or with what ended the line: an error of
   * the socket, ConnectionLost, or ServerNonsense.
   */
  run(command: string, sink: CommandSink): Promise<void> {
    if (this.ended) return Promise.reject(this.ended);
    this.tags += 1;
    const tag = `V${this.tags}`;
    return new Promise((done, failed) => {
      if (this.queue.length === 0) this.meter.begin();
      this.queue.push({ tag, sink, done, failed, strayLines: 0 });
      this.socket.write(`${tag} ${command}\r\n`);
    });
  }

  /** No further bytes are read until `release` was called as often. */
  hold(): void {
    this.holds += 1;
    if (this.holds === 1) {
      this.socket.pause();
      this.meter.pause();
    }
  }

  release(): void {
    this.holds -= 1;
    if (this.holds > 0 || this.ended) return;
    this.meter.begin();
    this.socket.setTimeout(limits.silenceMillis);
    this.socket.resume();
  }

  close(): void {
    this.end(new ConnectionLost(undefined));
  }

  private read(chunk: Buffer): void {
    if (this.ended) return;
    this.meter.add(chunk.length);
    try {
      this.splitter.push(chunk);
    } catch (error) {
      this.end(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private literal(text: string, size: number): LiteralTarget {
    this.row ??= new FetchRowReader((label, value) => this.shortLiteral(label, value));
    this.row.read(text);
    return this.literalFor(this.row, this.row.label(), size);
  }

  /** A server may send a short body as a quoted string. */
  private shortLiteral(label: string, value: string): void {
    if (this.row) this.literalFor(this.row, label, value.length).take(Buffer.from(value, 'latin1'));
  }

  private literalFor({ row }: FetchRowReader, label: string, size: number): LiteralTarget {
    const command = this.owner ?? this.queue.find(({ sink }) => sink.wants(row, label)) ?? this.queue[0];
    if (!command) throw new ServerNonsense('a letter nobody asked for');
    this.owner = command;
    return command.sink.literal(row, label, size);
  }

  private line(text: string): void {
    if (this.row || /^\* \d{1,10} FETCH /i.test(text)) {
      this.row ??= new FetchRowReader((label, value) => this.shortLiteral(label, value));
      this.row.read(text);
      const row = this.row.end();
      const command = this.owner ?? this.queue.find(({ sink }) => sink.wants(row, null)) ?? this.queue[0];
      this.row = null;
      this.owner = null;
      this.stray(command);
      command?.sink.row(row);
    } else if (text.startsWith('* ')) {
      if (/^\* BYE\b/i.test(text)) throw new ConnectionLost(text.slice(6).trim().slice(0, limits.serverWords));
      this.stray(this.queue[0]);
      this.queue[0]?.sink.said?.(text);
    } else {
      this.tagged(text);
    }
  }

  /** Untagged lines cost nothing but time; a server that sends them without end never answers. */
  private stray(command: Command | undefined): void {
    if (!command) return;
    command.strayLines += 1;
    if (command.strayLines > command.sink.rows * 2 + limits.bulkStrayLines) throw new ServerNonsense('the server talks without answering');
  }

  private tagged(text: string): void {
    const answer = /^(\S+) (OK|NO|BAD)(?: (.*))?$/i.exec(text);
    const command = this.queue.find(({ tag }) => tag === answer?.[1]);
    // also "+ go on": nothing we send waits for that
    if (!answer || !command || this.row) throw new ServerNonsense('an answer to nothing that was asked');
    this.queue.splice(this.queue.indexOf(command), 1);
    if (this.queue.length === 0) this.meter.pause();
    const status = answer[2]?.toUpperCase();
    if (status === 'OK') command.done();
    else command.failed(new CommandRefused(status === 'NO' ? 'NO' : 'BAD', (answer[3] ?? '').slice(0, limits.serverWords)));
  }

  private end(error: Error): void {
    if (this.ended) return;
    this.ended = error;
    this.meter.pause();
    this.socket.destroy();
    for (const command of this.queue.splice(0)) command.failed(error);
  }
}
