import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, readdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toModifiedUtf7 } from './modified-utf7';

export interface SeedMessage {
  readonly raw: Uint8Array;
  /** becomes INTERNALDATE */
  readonly receivedAt?: Date;
  readonly seen?: boolean;
}

export interface MailOwner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Folder of an IMAP mailbox under Maildir++: INBOX is the Maildir itself, `A/B` is `.A.B`. Names stand on the disk as they go over
 * the wire: Dovecot passes over a folder whose name is not modified UTF-7.
 */
export function mailboxFolder(maildir: string, mailbox: string): string {
  return mailbox.toUpperCase() === 'INBOX' ? maildir : join(maildir, `.${toModifiedUtf7(mailbox).replaceAll('/', '.')}`);
}

/**
 * Puts messages into a mailbox without a server, thousands a second. The sizes stand in the names (`S=` bytes on disk, `W=`
 * bytes as sent), so that Dovecot need not open every file to answer RFC822.SIZE.
 *
 * @returns how many were written
 */
export async function seedMaildir(
  maildir: string,
  mailbox: string,
  messages: Iterable<SeedMessage | Uint8Array> | AsyncIterable<SeedMessage | Uint8Array>,
  owner: MailOwner | undefined,
): Promise<number> {
  const folder = mailboxFolder(maildir, mailbox);
  for (const path of [maildir, folder, ...['cur', 'new', 'tmp'].map((name) => join(folder, name))]) {
    await mkdir(path, { recursive: true, mode: 0o700 });
    if (owner) await chown(path, owner.uid, owner.gid);
  }
  const run = randomBytes(4).toString('hex');
  const second = Math.floor(Date.now() / 1000);
  let count = 0;
  for await (const entry of messages) {
    const message: SeedMessage = entry instanceof Uint8Array ? { raw: entry } : entry;
    const size = message.raw.length;
    const name = `${second}.M${String(count).padStart(7, '0')}Q${run}.seed,S=${size},W=${size + bareLineFeeds(message.raw)}`;
    const temporary = join(folder, 'tmp', name);
    await writeFile(temporary, message.raw, { mode: 0o600 });
    if (owner) await chown(temporary, owner.uid, owner.gid);
    if (message.receivedAt) await utimes(temporary, message.receivedAt, message.receivedAt);
    await rename(temporary, message.seen ? join(folder, 'cur', `${name}:2,S`) : join(folder, 'new', name));
    count += 1;
  }
  return count;
}

/** Number of messages in a mailbox, counted on the disk. */
export async function countMaildir(maildir: string, mailbox: string): Promise<number> {
  return (await messageFiles(mailboxFolder(maildir, mailbox))).size;
}

/**
 * Messages by UID, read from Dovecot's own list and files, with line ends as IMAP sends them.
 *
 * @returns UID to bytes
 */
export async function readMaildir(maildir: string, mailbox: string): Promise<ReadonlyMap<number, Uint8Array>> {
  const folder = mailboxFolder(maildir, mailbox);
  const list = join(folder, 'dovecot-uidlist');
  if (!existsSync(list)) return new Map();
  let files = await messageFiles(folder);
  const messages = new Map<number, Uint8Array>();
  for (const line of (await readFile(list, 'latin1')).split('\n').slice(1)) {
    const [, uid, name] = /^(\d+) [^:]*:(.+)$/.exec(line) ?? [];
    if (uid === undefined || name === undefined) continue;
    let raw = await readIfThere(files.get(baseName(name)));
    // a flag is part of the file's name: Dovecot renamed it since the folder was listed
    for (let tries = 0; raw === null && files.has(baseName(name)) && tries < 5; tries += 1) {
      files = await messageFiles(folder);
      raw = await readIfThere(files.get(baseName(name)));
    }
    if (raw !== null) messages.set(Number(uid), withCrlf(raw));
  }
  return messages;
}

async function readIfThere(path: string | undefined): Promise<Uint8Array | null> {
  if (path === undefined) return null;
  return readFile(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
}

async function messageFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const part of ['new', 'cur']) {
    const path = join(folder, part);
    if (!existsSync(path)) continue;
    for (const name of await readdir(path)) files.set(baseName(name), join(path, name));
  }
  return files;
}

/** Name without flags (`:2,…`) and sizes, which Dovecot may drop from its list. */
function baseName(name: string): string {
  return name.replace(/[:,].*$/, '');
}

function bareLineFeeds(raw: Uint8Array): number {
  let count = 0;
  for (let at = raw.indexOf(10); at !== -1; at = raw.indexOf(10, at + 1)) if (raw[at - 1] !== 13) count += 1;
  return count;
}

function withCrlf(raw: Uint8Array): Uint8Array {
  if (bareLineFeeds(raw) === 0) return new Uint8Array(raw);
  return new Uint8Array(Buffer.from(Buffer.from(raw).toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1'));
}
