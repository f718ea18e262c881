import { createHash, createHmac } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { limits } from '../../core/base/limits';
import type { Digest } from '../../core/model/ids';
import { syncFolder } from '../vault/durable-file';
import { inParallel } from '../vault/in-parallel';
import { readSealedFile, writeSealedFile } from '../vault/sealed-file';

/** One message as it is kept: a header block of its own over an entity that many may share. */
export interface MessageParts {
  /** SHA-256 of header and entity together */
  readonly digest: Digest;
  /** CRLF, each line ended, without the empty line */
  readonly header: Uint8Array;
  /** place in the entities that are kept with it */
  readonly entity: number;
}

const digestChars = 64;

/** Messages that are not at their end, sealed, each entity once. Names tell nothing: they are keyed hashes of digests. */
export class MailStore {
  private constructor(private readonly dir: string, private readonly key: Uint8Array, private readonly names: Set<string>) {}

  static async open(dir: string, key: Uint8Array): Promise<MailStore> {
    if ((await mkdir(dir, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(join(dir, '..'));
    return new MailStore(dir, key, new Set(await readdir(dir)));
  }

  /** Durable when it resolves; the journal entries that name the digests are the caller's next step. Throws the system's error where the disk refuses. */
  async put(entities: readonly Uint8Array[], messages: readonly MessageParts[]): Promise<void> {
    const digests = entities.map((bytes) => createHash('sha256').update(bytes).digest('hex') as Digest);
    const write = async (name: string, bytes: Uint8Array): Promise<void> => {
      if (this.names.has(name)) return;
      await writeSealedFile(join(this.dir, name), this.key, bytes);
      this.names.add(name);
    };
    const once = new Map(digests.map((digest, at) => [digest, entities[at]] as const));
    await inParallel([...once], limits.mailFilesAtOnce, async ([digest, bytes]) => {
      if (bytes) await write(this.name('entity', digest), bytes);
    });
    await inParallel(messages, limits.mailFilesAtOnce, async ({ digest, header, entity }) => {
      const named = digests[entity];
      if (named === undefined) throw new Error('a message without its entity');
      await write(this.name('message', digest), Buffer.concat([Buffer.from(named, 'latin1'), header]));
    });
  }

  /** The whole message, compared with its digest; null: missing or damaged. */
  async read(digest: Digest): Promise<Uint8Array | null> {
    const message = await this.message(digest);
    if (message === null) return null;
    const entity = await readSealedFile(this.path('entity', message.entity), this.key);
    if (!entity.ok) return null;
    const whole = Buffer.concat([message.header, entity.value]);
    return createHash('sha256').update(whole).digest('hex') === digest ? whole : null;
  }

  has(digest: Digest): boolean {
    return this.names.has(this.name('message', digest));
  }

  /** Destroys everything but these messages. Nothing may be on its way into the store meanwhile. */
  async tidy(needed: Iterable<Digest>): Promise<void> {
    const keep = new Set<string>();
    for (const digest of needed) {
      const message = await this.message(digest);
      if (message === null) continue;
      keep.add(this.name('message', digest)).add(this.name('entity', message.entity));
    }
    for (const name of await readdir(this.dir)) {
      if (keep.has(name)) continue;
      await rm(join(this.dir, name), { force: true });
      this.names.delete(name);
    }
  }

  private async message(digest: Digest): Promise<{ readonly entity: Digest; readonly header: Uint8Array } | null> {
    const file = await readSealedFile(this.path('message', digest), this.key);
    if (!file.ok) return null;
    const bytes = Buffer.from(file.value.buffer, file.value.byteOffset, file.value.byteLength);
    return { entity: bytes.toString('latin1', 0, digestChars) as Digest, header: bytes.subarray(digestChars) };
  }

  private path(what: 'message' | 'entity', digest: Digest): string {
    return join(this.dir, this.name(what, digest));
  }

  private name(what: 'message' | 'entity', digest: Digest): string {
    return `${createHmac('sha256', this.key).update(`${what} ${digest}`).digest('hex').slice(0, 32)}.vts`;
  }
}
