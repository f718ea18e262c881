import type { Page } from '@playwright/test';
import { isSealedEnvelope } from '../../core/base/sealed-envelope';

interface StoredValue {
  readonly place: string;
  readonly key: string;
  /** names of the value's fields; empty for a file */
  readonly fields: readonly string[];
  /** the field `sealed`, or the whole file */
  readonly bytes: Uint8Array | null;
}

/** Every value of every database and every file of the origin's private file system, read as any page could. */
async function storedValues(page: Page): Promise<readonly StoredValue[]> {
  const read = await page.evaluate(async () => {
    const found: { place: string; key: string; fields: string[]; base64: string | null }[] = [];
    const base64 = (bytes: Uint8Array): string => {
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);
    };
    const done = <Value>(request: IDBRequest<Value>): Promise<Value> => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('request failed'));
    });
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(objects.getAllKeys()), done(objects.getAll())]);
        keys.forEach((key, index) => {
          const value: unknown = values[index];
          const fields = typeof value === 'object' && value !== null ? Object.keys(value) : [typeof value];
          const sealed: unknown = typeof value === 'object' && value !== null && 'sealed' in value ? value.sealed : null;
          found.push({ place: `${name}/${store}`, key: JSON.stringify(key), fields, base64: sealed instanceof Uint8Array ? base64(sealed) : null });
        });
      }
      database.close();
    }
    const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, entry] of (folder as unknown as { entries(): AsyncIterable<[string, FileSystemHandle]> }).entries()) {
        if (entry.kind === 'directory') await walk(entry as FileSystemDirectoryHandle, `${path}/${name}`);
        else found.push({ place: 'opfs', key: `${path}/${name}`, fields: [], base64: base64(new Uint8Array(await (await (entry as FileSystemFileHandle).getFile()).arrayBuffer())) });
      }
    };
    await walk(await navigator.storage.getDirectory(), '');
    return found;
  });
  return read.map(({ base64, ...value }) => ({ ...value, bytes: base64 === null ? null : new Uint8Array(Buffer.from(base64, 'base64')) }));
}

export interface StoreCheck {
  readonly values: number;
  /** places whose value is anything else than one sealed envelope under an id */
  readonly open: readonly string[];
}

/** Ids and names of our own may stand open as keys; everything else has to lie in sealed envelopes. */
export async function checkStore(page: Page): Promise<StoreCheck> {
  const values = await storedValues(page);
  const isSealed = ({ place, key, fields, bytes }: StoredValue): boolean => {
    if (bytes === null || !isSealedEnvelope(bytes)) return false;
    if (place === 'opfs') return /^[/0-9a-z.-]+$/.test(key);
    return fields.every((field) => ['id', 'name', 'sealed'].includes(field)) && /^"(?:[0-9a-f]{32}|[a-zA-Z]{1,20})"$/.test(key);
  };
  return { values: values.length, open: values.filter((value) => !isSealed(value)).map(({ place, key }) => `${place} ${key}`) };
}

/** What the check must not let pass: every value again as it would lie there with sealing off, beside a plain file. */
export async function storeUnsealed(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const vanthu = (globalThis as unknown as { readonly vanthu: { ask(name: string, input: unknown): Promise<Uint8Array<ArrayBuffer>> } }).vanthu;
    const key = await crypto.subtle.importKey('raw', await vanthu.ask('store.key', {}), 'AES-GCM', false, ['decrypt']);
    const done = <Value>(request: IDBRequest<Value>): Promise<Value> => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('request failed'));
    });
    let count = 0;
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const values: { id?: string; name?: string; sealed: Uint8Array<ArrayBuffer> }[] = await done(database.transaction(store).objectStore(store).getAll());
        const opened = await Promise.all(values.map(async (value) => {
          const purpose = new TextEncoder().encode(`${store}/${value.id ?? value.name ?? ''}`);
          const additionalData = new Uint8Array([...value.sealed.slice(0, 4), ...purpose]);
          const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: value.sealed.slice(4, 16), additionalData, tagLength: 128 }, key, value.sealed.slice(16));
          return { ...value, sealed: new Uint8Array(plain) };
        }));
        const transaction = database.transaction(store, 'readwrite');
        for (const value of opened) transaction.objectStore(store).put(value);
        await new Promise((resolve) => (transaction.oncomplete = resolve));
        count += opened.length;
      }
      database.close();
    }
    const file = await (await navigator.storage.getDirectory()).getFileHandle('words', { create: true });
    const writable = await file.createWritable();
    await writable.write('plain words of a letter');
    await writable.close();
    return count + 1;
  });
}
