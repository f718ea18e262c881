import { createHmac } from 'node:crypto';
import { meaningOfWords } from '../../core/account/server-words';
import { isoTime, systemClock, type Clock } from '../../core/base/clock';
import type { Result } from '../../core/base/result';
import { fail, ok } from '../../core/base/result';
import type { ConnectionFailure, ServerSettings } from '../../core/model/account';
import type { AccountId } from '../../core/model/ids';
import { isAuthenticationFailure } from '../net/explain-connection-error';
import type { LoginGate, LoginRefusal } from '../net/login-gate';
import type { AccountStateFile } from './account-state-file';

export interface GateParts {
  readonly accountId: AccountId;
  /** the password known now, null where it was for one run only and that run is over */
  readonly password: () => Promise<string | null>;
  readonly server: () => ServerSettings;
  readonly state: AccountStateFile;
  /** 32 bytes; a password's fingerprint under it tells "the same again" and nothing else */
  readonly key: Uint8Array;
  /** systemClock unless a test has its own */
  readonly clock?: Clock;
}

type TryLogin<Value> = (password: string, onWords: (words: string) => void) => Promise<Result<Value, ConnectionFailure>>;

/**
 * One refused login closes the way for every connection of the account, IMAP and SMTP alike, and over restarts: servers lock
 * accounts after a few wrong passwords. It opens for another password or when a person says "try again".
 */
export class AccountGate implements LoginGate {
  private readonly openedListeners = new Set<() => void>();
  private readonly closedListeners = new Set<() => void>();
  /** fingerprint of the password the server took last in this run */
  private proven: string | null = null;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: GateParts) {}

  async logIn<Value>(tryLogin: TryLogin<Value>): Promise<Result<Value, LoginRefusal>> {
    const password = await this.parts.password();
    const isProven = password !== null && this.proven === this.fingerprint(password);
    if (isProven) return this.tryOnce(tryLogin);
    // two connections must not both find out that the same password is wrong
    const turn = this.queue.then(() => this.tryOnce(tryLogin));
    this.queue = turn.catch(() => null);
    return turn;
  }

  /** A person asked for the same password to be tried once more. */
  async tryAgain(): Promise<void> {
    await this.parts.state.change({ refused: null });
    this.opened();
  }

  /** There is another password now. */
  opened(): void {
    for (const listener of [...this.openedListeners]) listener();
  }

  onOpened(listener: () => void): () => void {
    this.openedListeners.add(listener);
    return () => void this.openedListeners.delete(listener);
  }

  onClosed(listener: () => void): () => void {
    this.closedListeners.add(listener);
    return () => void this.closedListeners.delete(listener);
  }

  private async tryOnce<Value>(tryLogin: TryLogin<Value>): Promise<Result<Value, LoginRefusal>> {
    const { host, port } = this.parts.server();
    const password = await this.parts.password();
    if (password === null) return fail({ isPaused: true, failure: { code: 'passwordMissing', host, port, serverSaid: null, certificate: null } });
    const print = this.fingerprint(password);
    const { refused } = await this.parts.state.read();
    if (refused?.fingerprint === print) return fail({ isPaused: true, failure: refused.failure });
    let isFirstPassword = false;
    const tried = await tryLogin(password, (words) => (isFirstPassword ||= meaningOfWords(words) === 'passwordMustChange'));
    if (tried.ok) {
      this.proven = print;
      if (refused !== null) await this.parts.state.change({ refused: null });
      await this.noteActivation(print, isFirstPassword);
      return ok(tried.value);
    }
    if (tried.failure.code === 'activationNeeded') await this.noteActivation(print, true);
    const isPaused = isAuthenticationFailure(tried.failure);
    if (isPaused) {
      this.proven = null;
      await this.parts.state.change({ refused: { fingerprint: print, failure: tried.failure } });
      for (const listener of [...this.closedListeners]) listener();
    }
    return fail({ isPaused, failure: tried.failure });
  }

  /** The time that counts is when the server first asked; another password that it took ends the matter. */
  private async noteActivation(print: string, isAsked: boolean): Promise<void> {
    const { activation } = await this.parts.state.read();
    if (activation?.fingerprint === print) return;
    if (isAsked) await this.parts.state.change({ activation: { fingerprint: print, since: isoTime((this.parts.clock ?? systemClock).now()) } });
    else if (activation !== null) await this.parts.state.change({ activation: null });
  }

  private fingerprint(password: string): string {
    return createHmac('sha256', this.parts.key).update(this.parts.accountId).update('\0').update(password).digest('hex');
  }
}
