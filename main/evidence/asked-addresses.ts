import * as v from 'valibot';
import { limits } from '../../core/base/limits';
import type { Digest, IsoTime } from '../../core/model/ids';
import { readSealedFile, writeSealedFile } from '../vault/sealed-file';

const asked = v.object({
  what: v.picklist(['crl', 'ocsp', 'certificate']),
  digest: v.nullable(v.string()),
  etag: v.nullable(v.string()),
  lastModified: v.nullable(v.string()),
  /** bytes of the last answer */
  size: v.number(),
  /** milliseconds since 1970 */
  askedAt: v.number(),
  wantedAt: v.number(),
  same: v.number(),
});
const file = v.object({ fetchedAt: v.nullable(v.string()), asked: v.record(v.string(), asked) });

/** What an address answered last. */
export type Asked = Omit<v.InferOutput<typeof asked>, 'digest'> & {
  /** of the bytes that are kept; null: it never gave any */
  readonly digest: Digest | null;
};

/**
 * Which addresses were asked when, and what they know their answer by. Sealed, because it tells whose letters were checked. It only saves questions:
 * where the file is lost everything is asked for anew.
 */
export class AskedAddresses {
  private writing: Promise<void> = Promise.resolve();
  private isDue = false;

  private constructor(private readonly path: string, private readonly key: Uint8Array, private readonly known: Map<string, Asked>, private lastFetched: IsoTime | null, private readonly unwritten: () => void) {}

  /** @param unwritten the disk refused; the next answer writes it again */
  static async open(path: string, key: Uint8Array, unwritten: () => void = () => undefined): Promise<AskedAddresses> {
    const read = await readSealedFile(path, key);
    const parsed = v.safeParse(file, read.ok ? JSON.parse(Buffer.from(read.value).toString('utf8')) : null);
    const { fetchedAt, asked: all } = parsed.success ? parsed.output : { fetchedAt: null, asked: {} };
    return new AskedAddresses(path, key, new Map(Object.entries(all).map(([address, one]) => [address, { ...one, digest: one.digest as Digest | null }])), fetchedAt as IsoTime | null, unwritten);
  }

  get fetchedAt(): IsoTime | null {
    return this.lastFetched;
  }

  get(address: string): Asked | null {
    return this.known.get(address) ?? null;
  }

  all(): ReadonlyMap<string, Asked> {
    return this.known;
  }

  /** @param fetchedAt when something came in; null where nothing did */
  put(address: string, one: Asked, fetchedAt: IsoTime | null): void {
    // the one asked last stands last
    this.known.delete(address);
    this.known.set(address, one);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= limits.evidenceAsked) break;
      this.known.delete(oldest);
    }
    if (fetchedAt !== null) this.lastFetched = fetchedAt;
    this.save();
  }

  /** Resolves when what was put is on disk, or the disk refused. */
  async settled(): Promise<void> {
    await this.writing;
  }

  /** Many answers come at once: those that come while one is written go into the next. */
  private save(): void {
    if (this.isDue) return;
    this.isDue = true;
    this.writing = this.writing.then(async () => {
      this.isDue = false;
      const text = JSON.stringify({ fetchedAt: this.lastFetched, asked: Object.fromEntries(this.known) });
      await writeSealedFile(this.path, this.key, Buffer.from(text, 'utf8')).catch(this.unwritten);
    });
  }
}
