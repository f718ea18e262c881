import { rm } from 'node:fs/promises';
import type { AccountRecord, ConnectionFailure } from '../../core/model/account';
import type { IsoTime } from '../../core/model/ids';
import { readSealedFile, writeSealedFile } from '../vault/sealed-file';

/** What must outlive a restart but is no event of the books. */
export interface AccountState {
  /** the login the server refused last, by the password's fingerprint; null while nothing is held against it */
  readonly refused: { readonly fingerprint: string; readonly failure: ConnectionFailure } | null;
  /** the password the server wants changed, by its fingerprint, and when it first said so; null: none */
  readonly activation: { readonly fingerprint: string; readonly since: IsoTime } | null;
  /** when the mailbox was last seen complete */
  readonly lastChecked: IsoTime | null;
  /** the record as it was journalled last: a damaged segment must not cost the mailbox its id, and with it its letters */
  readonly record: AccountRecord | null;
}

const fresh: AccountState = { refused: null, activation: null, lastChecked: null, record: null };

/** One sealed file an account; writes follow each other. */
export class AccountStateFile {
  private state: Promise<AccountState> | null = null;
  private latest: AccountState = fresh;

  constructor(private readonly path: string, private readonly key: Uint8Array) {}

  read(): Promise<AccountState> {
    return (this.state ??= this.load());
  }

  /** What was read or written last; nothing is known before the first `read`. */
  get known(): AccountState {
    return this.latest;
  }

  /** Resolves when it is on disk. */
  async change(change: Partial<AccountState>): Promise<void> {
    const next = this.read().then(async (before) => {
      const after = { ...before, ...change };
      await writeSealedFile(this.path, this.key, new TextEncoder().encode(JSON.stringify(after)));
      this.latest = after;
      return after;
    });
    // a failed write leaves what was known before
    this.state = next.catch(() => this.load());
    await next;
  }

  /** The file is gone when it resolves. */
  async remove(): Promise<void> {
    await this.read();
    await rm(this.path, { force: true });
    this.state = Promise.resolve(fresh);
    this.latest = fresh;
  }

  private async load(): Promise<AccountState> {
    return (this.latest = await this.decoded());
  }

  private async decoded(): Promise<AccountState> {
    const read = await readSealedFile(this.path, this.key);
    if (!read.ok) return fresh;
    const value: unknown = JSON.parse(new TextDecoder().decode(read.value));
    return typeof value === 'object' && value !== null ? { ...fresh, ...(value as Partial<AccountState>) } : fresh;
  }
}
