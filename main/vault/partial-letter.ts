import { createHmac } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { limits } from '../../core/base/limits';
import type { Result } from '../../core/base/result';
import { fail, ok } from '../../core/base/result';
import type { AccountId } from '../../core/model/ids';
import { nonceBytes, open as openSealed, seal, tagBytes } from './aead';
import { deriveKey } from './derive-keys';
import { isDiskFull, isReadOnly, systemCode } from './durable-file';
import type { KeptFile, PartialLetter, VaultFailure, VaultPort } from './vault-port';

/*
 * vault/partial/<name>.vtp: the beginning of a letter whose line broke.
 *   records   length u32 | nonce 12 | AES-256-GCM ciphertext | tag 16      (big-endian; length counts what follows it)
 *   first     the letter's whole size, f64; then its bytes in order
 * Every record is bound to the name and its place. A record torn by a crash does not open: it and what follows are cut off.
 * Nothing is fsynced: after a power cut the system may have less of it, never something else.
 */
const suffix = '.vtp';
const lengthBytes = 4;
const recordOverhead = lengthBytes + nonceBytes + tagBytes;
const pieceBytes = 256 * 1024;

export interface PartialFolder {
  readonly dir: string;
  readonly letterWrap: Uint8Array;
  readonly vault: Pick<VaultPort, 'putStream'>;
}

/** Letters that are on their way. One owner at a time for one key: the account whose connection fetches it. */
export class PartialLetters {
  private readonly sealKey: Uint8Array;
  private readonly nameKey: Uint8Array;

  constructor(private readonly folder: PartialFolder) {
    this.sealKey = deriveKey(folder.letterWrap, 'partial');
    this.nameKey = deriveKey(folder.letterWrap, 'partial name');
  }

  async resume(accountId: AccountId, key: string): Promise<PartialLetter | null> {
    const name = this.nameOf(accountId, key);
    let handle: FileHandle;
    try {
      handle = await open(this.path(name), 'r');
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return null;
      throw error;
    }
    try {
      let position = 0;
      let records = 0;
      let whole = 0;
      let offset = 0;
      for await (const { plain, end } of readRecords(handle, this.sealKey, name)) {
        if (records === 0) whole = new DataView(plain.buffer, plain.byteOffset).getFloat64(0);
        else offset += plain.length;
        records += 1;
        position = end;
      }
      // not even its first record opens: as if it were not there; the next `begin` writes over it
      if (records === 0 || offset > whole) return null;
      return this.partial(accountId, name, whole, { position, records, offset });
    } finally {
      await handle.close();
    }
  }

  async begin(accountId: AccountId, key: string, whole: number): Promise<Result<PartialLetter, VaultFailure>> {
    const name = this.nameOf(accountId, key);
    await mkdir(this.folder.dir, { recursive: true, mode: 0o700 });
    const first = new Uint8Array(8);
    new DataView(first.buffer).setFloat64(0, whole);
    const bytes = record(this.sealKey, name, 0, first);
    return notFull(async () => {
      const handle = await open(this.path(name), 'w', 0o600);
      try {
        await handle.writeFile(bytes);
      } finally {
        await handle.close();
      }
      return this.partial(accountId, name, whole, { position: bytes.length, records: 1, offset: 0 });
    });
  }

  /** Removes what nobody continued for `limits.orphanDays`. @returns how many */
  async sweep(now: Date): Promise<number> {
    const oldest = now.getTime() - limits.orphanDays * 24 * 60 * 60 * 1000;
    let swept = 0;
    for (const file of await this.files()) {
      if ((await stat(join(this.folder.dir, file))).mtimeMs >= oldest) continue;
      await rm(join(this.folder.dir, file), { force: true });
      swept += 1;
    }
    return swept;
  }

  private async files(): Promise<readonly string[]> {
    try {
      return (await readdir(this.folder.dir)).filter((name) => name.endsWith(suffix));
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  private partial(accountId: AccountId, name: string, whole: number, at: FilledTo): PartialLetter {
    return new PartialFile({ accountId, name, whole, path: this.path(name), sealKey: this.sealKey, vault: this.folder.vault }, at);
  }

  /** The name must not tell of the letter: the key says where on the server it lies. */
  private nameOf(accountId: AccountId, key: string): string {
    return createHmac('sha256', this.nameKey).update(`${accountId}\0${key}`).digest('hex').slice(0, 32);
  }

  private path(name: string): string {
    return join(this.folder.dir, `${name}${suffix}`);
  }
}

interface FilledTo {
  readonly position: number;
  readonly records: number;
  readonly offset: number;
}

interface PartialParts {
  readonly accountId: AccountId;
  readonly name: string;
  readonly whole: number;
  readonly path: string;
  readonly sealKey: Uint8Array;
  readonly vault: Pick<VaultPort, 'putStream'>;
}

class PartialFile implements PartialLetter {
  constructor(private readonly parts: PartialParts, private at: FilledTo) {}

  get offset(): number {
    return this.at.offset;
  }

  get whole(): number {
    return this.parts.whole;
  }

  async append(bytes: Uint8Array): Promise<Result<void, VaultFailure>> {
    const { name, path, sealKey, whole } = this.parts;
    if (this.at.offset + bytes.length > whole) throw new Error('more bytes than the letter has');
    return notFull(async () => {
      const handle = await open(path, 'r+');
      try {
        for (let from = 0; from < bytes.length; from += pieceBytes) {
          const piece = bytes.subarray(from, from + pieceBytes);
          const sealed = record(sealKey, name, this.at.records, piece);
          await handle.write(sealed, 0, sealed.length, this.at.position);
          this.at = { position: this.at.position + sealed.length, records: this.at.records + 1, offset: this.at.offset + piece.length };
        }
      } finally {
        await handle.close();
      }
    });
  }

  async finish(): Promise<Result<KeptFile, VaultFailure>> {
    if (this.at.offset !== this.parts.whole) throw new Error('the letter is not whole');
    const kept = await this.parts.vault.putStream(this.parts.accountId, this.bytes());
    if (kept.ok) await this.discard();
    return kept;
  }

  async discard(): Promise<void> {
    await rm(this.parts.path, { force: true });
  }

  private async *bytes(): AsyncGenerator<Uint8Array> {
    const handle = await open(this.parts.path, 'r');
    try {
      let read = -8;
      for await (const { plain } of readRecords(handle, this.parts.sealKey, this.parts.name)) {
        if (read >= 0) yield plain;
        read += plain.length;
      }
      // the digest would be one of a letter nobody sent
      if (read !== this.parts.whole) throw new Error('a letter on its way changed on the disk');
    } finally {
      await handle.close();
    }
  }
}

function record(key: Uint8Array, name: string, index: number, plain: Uint8Array): Buffer {
  const sealed = seal(key, place(name, index), plain);
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(sealed.length);
  return Buffer.concat([length, sealed]);
}

function place(name: string, index: number): Buffer {
  return Buffer.from(`${name}/${index}`, 'latin1');
}

/** Whole records from the beginning, up to the first that does not open. */
async function* readRecords(handle: FileHandle, key: Uint8Array, name: string): AsyncGenerator<{ readonly plain: Buffer; readonly end: number }> {
  const length = Buffer.alloc(lengthBytes);
  for (let index = 0, position = 0; ; index++) {
    if ((await handle.read(length, 0, lengthBytes, position)).bytesRead < lengthBytes) return;
    const size = length.readUInt32BE();
    if (size > pieceBytes + recordOverhead) return;
    const sealed = Buffer.allocUnsafe(size);
    if ((await handle.read(sealed, 0, size, position + lengthBytes)).bytesRead < size) return;
    const plain = openSealed(key, place(name, index), sealed);
    if (plain === null) return;
    position += lengthBytes + size;
    yield { plain, end: position };
  }
}

async function notFull<Value>(work: () => Promise<Value>): Promise<Result<Value, VaultFailure>> {
  try {
    return ok(await work());
  } catch (error) {
    if (isDiskFull(error)) return fail({ code: 'diskFull' });
    if (isReadOnly(error)) return fail({ code: 'readOnly' });
    throw error;
  }
}
