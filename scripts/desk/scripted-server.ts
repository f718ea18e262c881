import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';
import { makeTestCertificate, type CertificateKind, type TestCertificate } from '../servers/test-certificate';

/** One connection as its script sees it. */
export interface ScriptedLine {
  /** the next line without its end; null once the other side is gone */
  read(): Promise<string | null>;
  /** as it stands; resolves when the system has taken it, false when the line is gone */
  say(text: string | Uint8Array): Promise<boolean>;
  /** the server's side of a handshake on this line; false where none came about */
  startTls(): Promise<boolean>;
  cut(): void;
}

export interface ScriptedServer {
  readonly port: number;
  /** PEM that trusts it */
  readonly caPem: string;
  /** everything all clients said, after decryption */
  heard(): string;
  connections(): number;
  close(): Promise<void>;
}

export interface ScriptedOptions {
  /** TLS from the first byte */
  readonly tls?: boolean;
  readonly certificate?: TestCertificate;
}

/** A certificate of its own, made by openssl and kept in memory. */
export function scriptedCertificate(kind: CertificateKind = 'trusted'): TestCertificate {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-script-'));
  try {
    return makeTestCertificate(kind, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A server on loopback that does exactly what a test wants, right or wrong. The line is cut when the script ends. */
export async function startScriptedServer(script: (line: ScriptedLine) => Promise<void>, options: ScriptedOptions = {}): Promise<ScriptedServer> {
  const certificate = options.certificate ?? scriptedCertificate();
  const open = new Set<Socket>();
  const running = new Set<Promise<void>>();
  let heard = '';
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    const line = new Line(socket, certificate, (text) => (heard += text));
    const played = (async () => {
      if (options.tls && !(await line.startTls())) return;
      await script(line);
    })().finally(() => line.cut());
    running.add(played);
    void played.finally(() => running.delete(played)).catch(() => undefined); // `close` throws it
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    caPem: certificate.caPem,
    heard: () => heard,
    connections: () => connections,
    async close() {
      for (const socket of open) socket.destroy();
      await Promise.all(running);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

class Line implements ScriptedLine {
  private held = '';
  private isGone = false;
  private wake: () => void = () => undefined;
  private readonly onData = (bytes: Buffer): void => {
    this.held += bytes.toString('latin1');
    this.wake();
  };

  constructor(private socket: Socket, private readonly certificate: TestCertificate, private readonly hear: (text: string) => void) {
    this.listen();
  }

  async read(): Promise<string | null> {
    for (;;) {
      const at = this.held.indexOf('\r\n');
      if (at >= 0) {
        const line = this.held.slice(0, at);
        this.held = this.held.slice(at + 2);
        this.hear(`${line}\n`);
        return line;
      }
      if (this.isGone) return null;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  say(text: string | Uint8Array): Promise<boolean> {
    if (this.isGone) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.socket.once('close', () => resolve(false));
      this.socket.write(typeof text === 'string' ? Buffer.from(text, 'utf8') : text, (error) => resolve(!error));
    });
  }

  startTls(): Promise<boolean> {
    this.socket.off('data', this.onData);
    const { keyPem, certificatePem } = this.certificate;
    const secure = new TLSSocket(this.socket, { isServer: true, secureContext: createSecureContext({ key: keyPem, cert: certificatePem }) });
    this.socket = secure;
    this.listen();
    return new Promise((resolve) => {
      secure.once('secure', () => resolve(true));
      secure.once('close', () => resolve(false));
    });
  }

  cut(): void {
    this.socket.destroy();
  }

  private listen(): void {
    this.socket.setMaxListeners(0);
    this.socket.on('data', this.onData);
    const gone = (): void => {
      this.isGone = true;
      this.wake();
    };
    this.socket.on('error', gone);
    this.socket.on('close', gone);
    this.socket.on('end', gone);
  }
}
