import { randomBytes } from 'node:crypto';
import { renameSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

interface Account {
  password: string;
  isLocked: boolean;
}

/** Dovecot looks at a passwd-file's time stamp at most once in a second. */
const NOTICE_MS = 1_100;

/**
 * Dovecot's passwd-files, one for each service (`users.imap`, `users.smtp`, …), because "may not log in" is a word that only
 * IMAP understands: it answers `NO [CONTACTADMIN] Account_is_locked`, SMTP can only be told another password.
 */
export class AccountsFile {
  readonly #path: string;
  readonly #accounts = new Map<string, Account>();
  #stamp = Math.floor(Date.now() / 1000) - 86_400;

  constructor(path: string, users: readonly string[], password: string) {
    this.#path = path;
    for (const user of users) this.#accounts.set(user, { password, isLocked: false });
    this.#write();
  }

  /** Resolves once the servers use it. */
  async setPassword(user: string, password: string): Promise<void> {
    this.#account(user).password = password;
    this.#write();
    await pause(NOTICE_MS);
  }

  /** Resolves once the servers obey. */
  async setLocked(user: string, isLocked: boolean): Promise<void> {
    this.#account(user).isLocked = isLocked;
    this.#write();
    await pause(NOTICE_MS);
  }

  isPassword(user: string, password: string): boolean {
    const account = this.#accounts.get(user.split('@')[0] ?? '');
    return account !== undefined && !account.isLocked && account.password === password;
  }

  #account(user: string): Account {
    const account = this.#accounts.get(user);
    if (account === undefined) throw new Error(`no such user: ${user}`);
    return account;
  }

  #write(): void {
    this.#stamp += 2;
    for (const service of ['imap', 'smtp', 'lmtp', 'doveadm']) {
      const path = `${this.#path}.${service}`;
      const lines = [...this.#accounts].map(([user, account]) => entry(user, account, service));
      writeFileSync(`${path}.new`, lines.join(''), { mode: 0o644 });
      utimesSync(`${path}.new`, this.#stamp, this.#stamp);
      renameSync(`${path}.new`, path);
    }
  }
}

function entry(user: string, { password, isLocked }: Account, service: string): string {
  const valid = isLocked && service === 'smtp' ? randomBytes(16).toString('hex') : password;
  const extra = isLocked && service === 'imap' ? 'nologin reason=Account_is_locked' : '';
  return `${user}:{PLAIN}${valid}::::::${extra}\n`;
}
