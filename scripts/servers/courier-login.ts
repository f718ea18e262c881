import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

export interface CourierLogin {
  /** root of Courier's unpacked packages */
  readonly program: string;
  /** users' homes lie below it */
  readonly folder: string;
  /** which file watcher its imapd asks (GAM_CLIENT_ID) */
  readonly watcher: string;
  readonly isPassword: (user: string, password: string) => boolean;
  /** imapd processes that run; the caller ends them */
  readonly sessions: Set<ChildProcess>;
}

/** As Debian's /etc/courier/imapd says, save that IDLE asks the file watcher. */
const capability = 'IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT QUOTA IDLE';
const settings = {
  PROTOCOL: 'IMAP', IMAP_CAPABILITY: capability, IMAP_KEYWORDS: '1', IMAP_ACL: '1', IMAP_TRASHFOLDERNAME: 'Trash', IMAP_EMPTYTRASH: 'Trash:7',
  IMAP_IDLE_TIMEOUT: '60', IMAP_ENHANCEDIDLE: '1', IMAP_USELOCKS: '1', IMAP_CHECK_ALL_FOLDERS: '0', IMAP_UMASK: '022', TCPREMOTEIP: '127.0.0.1', TCPREMOTEPORT: '0',
} as const;

/** LD_LIBRARY_PATH of its programs. */
export function courierLibraries(program: string): string {
  return ['usr/lib/x86_64-linux-gnu', 'usr/lib/aarch64-linux-gnu', 'usr/lib', 'usr/lib/courier-authlib'].map((part) => join(program, part)).join(':');
}

/**
 * The door of Courier: until somebody has logged in, this speaks; then Courier's own imapd gets the line. Courier's front end
 * is left out because it asks for passwords at /run/courier, a path compiled into it that is not ours to use.
 * @param tls certificate and key: TLS from the first byte; null: plain text
 */
export function courierDoor(login: CourierLogin, tls: { readonly cert: string; readonly key: string } | null): Server {
  const enter = (socket: Socket): void => new Door(login, socket, tls !== null).greet();
  return tls ? createTlsServer(tls, enter) : createServer(enter);
}

class Door {
  private read = '';
  /** tag of an AUTHENTICATE PLAIN that waits for its response */
  private pendingTag: string | null = null;

  constructor(private readonly login: CourierLogin, private readonly socket: Socket, private readonly isSecure: boolean) {}

  greet(): void {
    this.socket.on('error', () => this.socket.destroy());
    this.socket.on('data', this.onData);
    this.say(`* OK [CAPABILITY ${this.capability}] Courier-IMAP ready.`);
  }

  private get capability(): string {
    return this.isSecure ? `${capability} AUTH=PLAIN` : capability;
  }

  private readonly onData = (chunk: Buffer): void => {
    this.read += chunk.toString('latin1');
    for (let end = this.read.indexOf('\r\n'); end !== -1 && this.socket.listeners('data').includes(this.onData); end = this.read.indexOf('\r\n')) {
      const line = this.read.slice(0, end);
      this.read = this.read.slice(end + 2);
      this.hear(line);
    }
  };

  private hear(line: string): void {
    if (this.pendingTag !== null) {
      const tag = this.pendingTag;
      this.pendingTag = null;
      this.plain(tag, line);
      return;
    }
    const [, tag = '*', command = '', rest = ''] = /^(\S+) (\S+) ?(.*)$/.exec(line) ?? [];
    switch (command.toUpperCase()) {
      case 'CAPABILITY':
        this.say(`* CAPABILITY ${this.capability}`, `${tag} OK CAPABILITY completed`);
        return;
      case 'NOOP':
        this.say(`${tag} OK NOOP completed`);
        return;
      case 'LOGOUT':
        this.say('* BYE Courier-IMAP server shutting down', `${tag} OK LOGOUT completed`);
        this.socket.end();
        return;
      case 'LOGIN': {
        const [user = '', password = ''] = [...rest.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, inQuotes, bare]) => inQuotes?.replace(/\\(.)/g, '$1') ?? bare ?? '');
        this.admit(tag, user, password);
        return;
      }
      case 'AUTHENTICATE': {
        const [mechanism = '', initial] = rest.split(' ');
        if (mechanism.toUpperCase() !== 'PLAIN') this.say(`${tag} NO Unsupported authentication mechanism`);
        else if (initial !== undefined) this.plain(tag, initial);
        else {
          this.pendingTag = tag;
          this.say('+ ');
        }
        return;
      }
      default:
        this.say(`${tag} NO Error in IMAP command received by server.`);
    }
  }

  private plain(tag: string, response: string): void {
    const [, user = '', password = ''] = Buffer.from(response, 'base64').toString('utf8').split('\0');
    this.admit(tag, user, password);
  }

  private admit(tag: string, user: string, password: string): void {
    if (this.login.isPassword(user, password)) this.handOver(tag, user);
    else this.say(`${tag} NO Login failed.`);
  }

  private handOver(tag: string, user: string): void {
    const { program, folder, watcher, sessions } = this.login;
    const home = join(folder, 'mail', user);
    for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(home, 'Maildir', part), { recursive: true });
    const child = spawn(join(program, 'usr/bin/imapd'), ['Maildir'], {
      cwd: home,
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...settings, PATH: process.env.PATH, LD_LIBRARY_PATH: courierLibraries(program), GAM_CLIENT_ID: watcher, HOME: home, IMAPLOGINTAG: tag, AUTHENTICATED: user, AUTHADDR: user },
    });
    sessions.add(child);
    const { socket } = this;
    const end = (): void => void socket.destroy();
    child.on('error', end);
    child.on('exit', () => sessions.delete(child));
    for (const stream of [child.stdin, child.stdout]) stream.on('error', end);
    socket.off('data', this.onData);
    socket.on('close', () => child.kill());
    if (this.read !== '') child.stdin.write(this.read, 'latin1');
    socket.pipe(child.stdin);
    child.stdout.pipe(socket);
  }

  private say(...lines: readonly string[]): void {
    if (!this.socket.destroyed) this.socket.write(lines.map((line) => `${line}\r\n`).join(''));
  }
}
