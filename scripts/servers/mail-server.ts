import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AccountsFile } from './accounts-file';
import { startDovecot } from './dovecot';
import { endProcessesOf, reserveInstance, type InstanceFolder } from './instance-folder';
import { mailPorts } from './mail-ports';
import { countMaildir, readMaildir, seedMaildir, type SeedMessage } from './maildir';
import { startPostfix } from './postfix';
import { sendMail } from './send-mail';
import type { SmtpServer } from './smtp-server-port';
import { startSmtpStandIn } from './smtp-stand-in';
import { makeTestCertificate, type CertificateKind } from './test-certificate';

const run = promisify(execFile);

export interface MailServerOptions {
  /** local parts; default clerk, head, unit1, unit2 */
  readonly users?: readonly string[];
  /** first password of every user; default `test` */
  readonly password?: string;
  /** every user has an address in each of them; default test.test */
  readonly domains?: readonly string[];
  /** offer IMAP COMPRESS */
  readonly compress?: boolean;
  /** IMAP connections of one user at a time; default 100 */
  readonly maxConnections?: number;
  /** users may share folders (`share`), and everybody has a quota */
  readonly sharing?: { readonly quotaBytes: number };
  /** false: a Dovecot that names no extension; default true */
  readonly extensions?: boolean;
  /** SASL mechanisms for IMAP and SMTP as Dovecot names them; default plain and login */
  readonly mechanisms?: readonly string[];
  /** see `DovecotConfig.introspectionUrl` */
  readonly introspectionUrl?: string;
  readonly certificate?: CertificateKind;
  /** refuse MAIL FROM:<> on submission */
  readonly rejectNullSender?: boolean;
  /** how long a refused login is held back; default 0 */
  readonly authFailureDelaySeconds?: number;
}

export interface StoredMessage {
  readonly uid: number;
  /** system flags and keywords as Dovecot names them, for example `\Seen`, `$MDNSent` */
  readonly flags: readonly string[];
  /** as IMAP sends it, lines ending with CRLF */
  readonly raw: Uint8Array;
}

export interface MailServer {
  readonly host: '127.0.0.1';
  readonly imapPort: number;
  readonly imapsPort: number;
  readonly submissionPort: number;
  readonly smtpsPort: number;
  readonly lmtpPort: number;
  /** PEM that a client has to trust to accept the server's certificate (kind `trusted`) */
  readonly caPem: string;
  /** the same in a file, for NODE_EXTRA_CA_CERTS and the like; readable by every user */
  readonly caFile: string;
  readonly smtpKind: SmtpServer['kind'];
  readonly imapLogPath: string;
  readonly smtpLogPath: string;
  /** Delivers to INBOX over LMTP, so that a listening client hears of it; `from` becomes Return-Path, '' is the null sender. */
  deliver(user: string, raw: Uint8Array, envelope?: { readonly from?: string; readonly domain?: string }): Promise<void>;
  /** Fast seeding on the disk, best before the user first logs in. @returns how many were written */
  appendMany(
    user: string,
    mailbox: string,
    messages: Iterable<SeedMessage | Uint8Array> | AsyncIterable<SeedMessage | Uint8Array>,
  ): Promise<number>;
  /** Reads a mailbox back past IMAP and past the product, ordered by UID. */
  messages(user: string, mailbox?: string): Promise<readonly StoredMessage[]>;
  /** How many messages lie in a mailbox now. */
  receivedCount(user: string, mailbox?: string): Promise<number>;
  /** Marks a message as another client would; `mark` is a flag or keyword. */
  addFlag(user: string, mailbox: string, uid: number, mark: string): Promise<void>;
  /** Removes a message as another client would. */
  expunge(user: string, mailbox: string, uid: number): Promise<void>;
  /** Lets somebody else into a folder; `rights` in Dovecot's words, for example `lookup read`; null: no longer. Only with `sharing`. */
  share(user: string, mailbox: string, withUser: string, rights: string | null): Promise<void>;
  /** Gives the mailbox a new UIDVALIDITY; its messages are numbered anew from 1. */
  resetUidValidity(user: string, mailbox?: string): Promise<void>;
  /** Resolves once the servers use it; open connections stay. */
  setPassword(user: string, password: string): Promise<void>;
  /** From now on IMAP answers a right password with `NO [CONTACTADMIN] Account_is_locked`, SMTP with 535. */
  lockAccount(user: string): Promise<void>;
  unlockAccount(user: string): Promise<void>;
  /** Freezes IMAP and LMTP: connections open and hang. */
  pauseImap(): void;
  resumeImap(): void;
  /** Ends Dovecot (IMAP, LMTP and SASL); SMTP stays up and queues. */
  stopImap(): Promise<void>;
  startImap(): Promise<void>;
  stopSmtp(): Promise<void>;
  startSmtp(): Promise<void>;
  /** Stops and starts both on the same ports; mail and passwords stay. */
  restart(): Promise<void>;
  /** Ends both and removes the folder. */
  stop(): Promise<void>;
}

/**
 * A private mail server on loopback: Dovecot with Postfix as root, with smtp-server as an ordinary user (said on
 * stderr). Several instances run side by side.
 */
export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const instance = await reserveInstance();
  try {
    return await startIn(instance, options);
  } catch (error) {
    await endProcessesOf(instance.path);
    instance.release();
    throw error;
  }
}

async function startIn(instance: InstanceFolder, options: MailServerOptions): Promise<MailServer> {
  const users = options.users ?? ['clerk', 'head', 'unit1', 'unit2'];
  const domains = options.domains ?? ['test.test'];
  const folder = instance.path;
  const ports = mailPorts(instance.portBase);
  const certificate = makeTestCertificate(options.certificate ?? 'trusted', folder);
  writeFileSync(join(folder, 'server.crt'), certificate.certificatePem);
  writeFileSync(join(folder, 'server.key'), certificate.keyPem, { mode: 0o600 });
  writeFileSync(join(folder, 'ca.pem'), certificate.caPem);
  const accounts = new AccountsFile(join(folder, 'users'), users, options.password ?? 'test');
  const dovecot = await startDovecot({
    folder, ports, compress: options.compress ?? false, ...(options.sharing ? { sharing: options.sharing } : {}), ...(options.maxConnections === undefined ? {} : { maxConnections: options.maxConnections }), extensions: options.extensions ?? true, authFailureDelaySeconds: options.authFailureDelaySeconds ?? 0,
    ...(options.mechanisms ? { mechanisms: options.mechanisms } : {}), ...(options.introspectionUrl === undefined ? {} : { introspectionUrl: options.introspectionUrl }),
  });
  const smtpConfig = { folder, ports, domains, rejectNullSender: options.rejectNullSender ?? false };
  const smtp = process.getuid?.() === 0 ? await startPostfix(smtpConfig) : await startSmtpStandIn(smtpConfig, certificate, (user, password) => accounts.isPassword(user, password));
  if (smtp.kind === 'smtp-server') process.stderr.write('Not root: smtp-server stands in for Postfix.\n');

  const maildirOf = (user: string): string => join(folder, 'mail', user, 'Maildir');
  const doveadm = async (...args: readonly string[]): Promise<string> => (await run('doveadm', ['-c', dovecot.configFile, ...args], { maxBuffer: 1 << 28 })).stdout;
  const stopImap = (): Promise<void> => dovecot.daemon.stop();
  const startImap = (): Promise<void> => dovecot.daemon.start(ports.imap);

  return {
    host: '127.0.0.1',
    imapPort: ports.imap,
    imapsPort: ports.imaps,
    submissionPort: ports.submission,
    smtpsPort: ports.smtps,
    lmtpPort: ports.lmtp,
    caPem: certificate.caPem,
    caFile: join(folder, 'ca.pem'),
    smtpKind: smtp.kind,
    imapLogPath: dovecot.logPath,
    smtpLogPath: smtp.logPath,
    deliver: (user, raw, envelope = {}) =>
      sendMail({ protocol: 'lmtp', port: ports.lmtp }, { from: envelope.from ?? '', to: [`${user}@${envelope.domain ?? domains[0] ?? 'test.test'}`] }, raw),
    async appendMany(user, mailbox, messages) {
      const home = join(folder, 'mail', user);
      const count = await seedMaildir(maildirOf(user), mailbox, messages, dovecot.mailOwner);
      if (dovecot.mailOwner) await run('chown', [`${dovecot.mailOwner.uid}:${dovecot.mailOwner.gid}`, home]);
      return count;
    },
    async messages(user, mailbox = 'INBOX') {
      const listed = await doveadm('-f', 'tab', 'fetch', '-u', user, 'uid flags', 'mailbox', mailbox, 'all');
      const bodies = await readMaildir(maildirOf(user), mailbox);
      return listed
        .split('\n')
        .slice(1)
        .filter((line) => line !== '')
        .map((line) => {
          const [uid = '', flags = ''] = line.split('\t');
          const raw = bodies.get(Number(uid));
          if (raw === undefined) throw new Error(`message ${uid} of ${user} has no file in ${mailbox}`);
          return { uid: Number(uid), flags: flags.split(' ').filter((flag) => flag !== ''), raw };
        });
    },
    receivedCount: (user, mailbox = 'INBOX') => countMaildir(maildirOf(user), mailbox),
    async addFlag(user, mailbox, uid, mark) {
      await doveadm('flags', 'add', '-u', user, mark, 'mailbox', mailbox, 'uid', String(uid));
    },
    async expunge(user, mailbox, uid) {
      await doveadm('expunge', '-u', user, 'mailbox', mailbox, 'uid', String(uid));
    },
    async share(user, mailbox, withUser, rights) {
      await doveadm('acl', rights === null ? 'delete' : 'set', '-u', user, mailbox, `user=${withUser}`, ...(rights?.split(' ') ?? []));
    },
    async resetUidValidity(user, mailbox = 'INBOX') {
      const status = await doveadm('-f', 'tab', 'mailbox', 'status', '-u', user, 'uidvalidity', mailbox);
      const current = Number(/(\d+)\s*$/.exec(status)?.[1]);
      await doveadm('mailbox', 'update', '-u', user, '--uid-validity', String(current + 1), mailbox);
    },
    setPassword: (user, password) => accounts.setPassword(user, password),
    lockAccount: (user) => accounts.setLocked(user, true),
    unlockAccount: (user) => accounts.setLocked(user, false),
    pauseImap: () => dovecot.daemon.pause(),
    resumeImap: () => dovecot.daemon.resume(),
    stopImap,
    startImap,
    stopSmtp: () => smtp.stop(),
    startSmtp: () => smtp.start(),
    async restart() {
      await smtp.stop();
      await stopImap();
      await startImap();
      await smtp.start();
    },
    async stop() {
      await smtp.stop();
      await stopImap();
      await endProcessesOf(folder);
      instance.release();
    },
  };
}
