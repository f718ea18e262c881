import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { setTimeout as pause } from 'node:timers/promises';

/** A text protocol spoken line by line over loopback; certificates are not checked, tests look at them elsewhere. */
export class LineConnection {
  readonly #lines: string[] = [];
  #rest = '';
  #socket: Socket;
  #ended = false;
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen();
  }

  static open(port: number, options: { readonly tls?: boolean } = {}): Promise<LineConnection> {
    return new Promise((resolve, reject) => {
      const socket: Socket = options.tls
        ? connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => resolve(new LineConnection(socket)))
        : connectTcp({ host: '127.0.0.1', port }, () => resolve(new LineConnection(socket)));
      socket.once('error', reject);
    });
  }

  /** @throws when the peer closes, or says nothing for `timeoutMs` */
  async readLine(timeoutMs = 30_000): Promise<string> {
    const deadline = AbortSignal.timeout(timeoutMs);
    for (;;) {
      const line = this.#lines.shift();
      if (line !== undefined) return line;
      if (this.#ended) throw new Error('connection closed by the server');
      await new Promise<void>((resolve, reject) => {
        this.#wake = resolve;
        deadline.addEventListener('abort', () => reject(new Error(`no line within ${timeoutMs} ms`)), { once: true });
      });
    }
  }

  write(data: string | Uint8Array): void {
    this.#socket.write(data);
  }

  async startTls(): Promise<void> {
    const plain = this.#socket;
    plain.removeAllListeners('data');
    await new Promise<void>((resolve, reject) => {
      const secure = connectTls({ socket: plain, rejectUnauthorized: false }, resolve);
      secure.once('error', reject);
      this.#socket = secure;
    });
    this.#listen();
  }

  async close(): Promise<void> {
    this.#socket.end();
    await Promise.race([new Promise((resolve) => this.#socket.once('close', resolve)), pause(1_000)]);
    this.#socket.destroy();
  }

  #listen(): void {
    this.#socket.on('data', (chunk: Buffer) => {
      const pieces = (this.#rest + chunk.toString('latin1')).split('\r\n');
      this.#rest = pieces.pop() ?? '';
      this.#lines.push(...pieces);
      this.#wake();
    });
    const end = (): void => {
      this.#ended = true;
      this.#wake();
    };
    this.#socket.on('close', end);
    this.#socket.on('error', end);
  }
}
