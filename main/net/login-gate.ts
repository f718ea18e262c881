import type { Result } from '../../core/base/result';
import type { ConnectionFailure } from '../../core/model/account';

export interface LoginRefusal {
  readonly failure: ConnectionFailure;
  /** true: nothing was, or nothing more will be, tried until a person acts */
  readonly isPaused: boolean;
}

/** The one way to log in, for every connection of an account. */
export interface LoginGate {
  /**
   * Hands the password to `tryLogin` unless the server already refused it; what it answers decides for all.
   * `tryLogin` passes on to `onWords` what the server said along with its yes (`MailLogin.onWords`).
   */
  logIn<Value>(tryLogin: (password: string, onWords: (words: string) => void) => Promise<Result<Value, ConnectionFailure>>): Promise<Result<Value, LoginRefusal>>;
  /** called when trying may succeed again; returns the unsubscribe function */
  onOpened(listener: () => void): () => void;
  /** called when a login was refused: every open connection of the account must end; returns the unsubscribe function */
  onClosed(listener: () => void): () => void;
}
