import Dexie, { type Table } from 'dexie';
import type { LetterId } from '../../core/model/ids';
import { openValue, sealValue } from '../../core/base/sealed-envelope';
import { FactTables, StateTables, type SealedRow } from './tables';

/** A letter's value on its way into a table, sealed already: awaiting WebCrypto inside a transaction would kill it. */
export type Sealed = SealedRow;

/** Seals before writing and opens after reading; the database itself never sees a plain value. */
export class SealedStore {
  readonly state: StateTables;
  readonly facts: FactTables;

  private constructor(private readonly key: CryptoKey, name: string) {
    this.state = new StateTables(`${name}-state`);
    this.facts = new FactTables(`${name}-facts`);
  }

  /** @param keyBytes the derived store key, 32 bytes */
  static async open(keyBytes: Uint8Array, name = 'vanthu'): Promise<SealedStore> {
    const key = await crypto.subtle.importKey('raw', new Uint8Array(keyBytes), 'AES-GCM', false, ['encrypt', 'decrypt']);
    const store = new SealedStore(key, name);
    await Promise.all([store.state.open(), store.facts.open()]);
    return store;
  }

  /**
   * As `open`; a database that cannot be opened (broken on disk, or written by a newer version) is thrown away and made anew:
   * everything in it is derived.
   */
  static async openOrRemake(keyBytes: Uint8Array, name: string): Promise<SealedStore> {
    try {
      return await SealedStore.open(keyBytes, name);
    } catch {
      await Promise.all([`${name}-state`, `${name}-facts`].map((database) => Dexie.delete(database)));
      return SealedStore.open(keyBytes, name);
    }
  }

  async seal(table: string, id: LetterId, value: unknown): Promise<Sealed> {
    return { id, sealed: await this.sealBytes(`${table}/${id}`, value) };
  }

  /** null where there is no value, or one that another key sealed (books that were replaced): it is derived anew. */
  async read<Value>(table: Table<SealedRow, LetterId>, id: LetterId): Promise<Value | null> {
    const row = await table.get(id);
    return row ? this.unseal<Value>(`${table.name}/${id}`, row.sealed) : null;
  }

  /** As `read` for many ids at once, in their order. */
  async readMany<Value>(table: Table<SealedRow, LetterId>, ids: readonly LetterId[]): Promise<readonly (Value | null)[]> {
    const rows = await table.bulkGet([...ids]);
    return Promise.all(rows.map(async (row) => (row ? this.unseal<Value>(`${table.name}/${row.id}`, row.sealed) : null)));
  }

  async readAll<Value>(table: Table<SealedRow, LetterId>): Promise<readonly { readonly id: LetterId; readonly value: Value | null }[]> {
    const rows = await table.toArray();
    return Promise.all(rows.map(async (row) => ({ id: row.id, value: await this.unseal<Value>(`${table.name}/${row.id}`, row.sealed) })));
  }

  async sealMeta(name: string, value: unknown): Promise<{ readonly name: string; readonly sealed: Uint8Array }> {
    return { name, sealed: await this.sealBytes(`meta/${name}`, value) };
  }

  async readMeta<Value>(name: string): Promise<Value | null> {
    const row = await this.state.meta.get(name);
    return row ? this.unseal<Value>(`meta/${name}`, row.sealed) : null;
  }

  async metaNames(prefix: string): Promise<readonly string[]> {
    return this.state.meta.where('name').startsWith(prefix).primaryKeys();
  }

  /** Forgets every derived state; facts of bytes stay. */
  async clearState(): Promise<void> {
    const { letters, rows, verdicts, meta } = this.state;
    await this.state.transaction('rw', [letters, rows, verdicts, meta], async () => {
      await Promise.all([letters.clear(), rows.clear(), verdicts.clear(), meta.clear()]);
    });
  }

  close(): void {
    this.state.close();
    this.facts.close();
  }

  private async sealBytes(purpose: string, value: unknown): Promise<Uint8Array> {
    return sealValue(this.key, purpose, new TextEncoder().encode(JSON.stringify(value)));
  }

  private async unseal<Value>(purpose: string, sealed: Uint8Array): Promise<Value | null> {
    const opened = await openValue(this.key, purpose, sealed);
    return opened.ok ? (JSON.parse(new TextDecoder().decode(opened.value)) as Value) : null;
  }
}
