import { fail, ok, type Result } from '../../core/base/result';
import type { SmtpSession } from './smtp-session';

/**
 * One SMTP session of one account, used by one receipt at a time and closed when nothing waits. A failed opening holds
 * until `lineBack`, so that a hundred waiting receipts do not knock a hundred times.
 */
export class SessionDesk {
  private session: SmtpSession | null = null;
  private isDown = false;
  private queue: Promise<unknown> = Promise.resolve();

  /** @param open null where there is no line, no login or no account; it has said why elsewhere */
  constructor(private readonly open: () => Promise<SmtpSession | null>) {}

  use<Value>(work: (session: SmtpSession) => Promise<Value>): Promise<Result<Value, 'noLine'>> {
    const turn = this.queue.then(async () => {
      const session = await this.openOne();
      return session === null ? fail('noLine' as const) : ok(await work(session));
    });
    this.queue = turn.catch(() => undefined); // whoever asked gets the error; the next one must not
    return turn;
  }

  lineBack(): void {
    this.isDown = false;
  }

  close(): void {
    this.session?.close();
    this.session = null;
  }

  private async openOne(): Promise<SmtpSession | null> {
    if (this.session?.isOpen) return this.session;
    this.session = null;
    if (this.isDown) return null;
    this.session = await this.open();
    this.isDown = this.session === null;
    return this.session;
  }
}
