import type { AccountId } from '../../core/model/ids';
import { readSealedFile, writeSealedFile } from './sealed-file';

export type SecretsNote = { readonly code: 'secretsDamaged' };

/** Passwords by account. Last write wins; never journalled, so that a changed password leaves no trace of the old one. */
export interface Secrets {
  password(accountId: AccountId): string | null;
  setPassword(accountId: AccountId, password: string): Promise<void>;
  forget(accountId: AccountId): Promise<void>;
}

export interface OpenedSecrets {
  readonly secrets: Secrets;
  /** a damaged file is given up: its passwords can be asked for again */
  readonly notes: readonly SecretsNote[];
}

/** `path` is `secrets.sealed` in the profile; writes throw the system's error where the disk refuses. */
export async function openSecrets(path: string, key: Uint8Array): Promise<OpenedSecrets> {
  const read = await readSealedFile(path, key);
  const passwords = new Map<AccountId, string>();
  if (read.ok) {
    const stored = JSON.parse(Buffer.from(read.value).toString('utf8')) as Readonly<Record<AccountId, string>>;
    for (const [accountId, password] of Object.entries(stored)) passwords.set(accountId as AccountId, password);
  }
  const notes: readonly SecretsNote[] = !read.ok && read.failure.code === 'damaged' ? [{ code: 'secretsDamaged' }] : [];
  return { secrets: new SecretsFile(path, key, passwords), notes };
}

class SecretsFile implements Secrets {
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly path: string,
    private readonly key: Uint8Array,
    private readonly passwords: Map<AccountId, string>,
  ) {}

  password(accountId: AccountId): string | null {
    return this.passwords.get(accountId) ?? null;
  }

  setPassword(accountId: AccountId, password: string): Promise<void> {
    this.passwords.set(accountId, password);
    return this.write();
  }

  forget(accountId: AccountId): Promise<void> {
    this.passwords.delete(accountId);
    return this.write();
  }

  /** One after another: two replacements at once could leave the older one in place. */
  private write(): Promise<void> {
    const next = this.writing.then(() => {
      const text = JSON.stringify(Object.fromEntries(this.passwords));
      return writeSealedFile(this.path, this.key, Buffer.from(text, 'utf8'));
    });
    // the caller of this write hears of its failure; the next write starts afresh
    this.writing = next.catch(() => undefined);
    return next;
  }
}
