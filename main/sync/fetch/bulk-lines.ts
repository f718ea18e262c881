import type { Socket } from 'node:net';
import type { ImapFlow } from 'imapflow';
import { limits } from '../../../core/base/limits';
import { isOfConnection } from '../explain-imap-error';
import { ServerNonsense } from '../fetch-letters';
import { ConnectionLost, isRefusal } from '../imap-errors';
import { BulkLine } from './bulk-line';
import type { LineMeter } from './line-meter';
import { mailboxName } from './mailbox-name';

export interface BulkFolder {
  readonly path: string;
  /** decimal; where the server gives another one, the folder is not the one that was compared */
  readonly uidValidity: string;
}

/**
 * The second connection of an account, only for letters: connected, secured and logged in by imapflow, then taken over. It is
 * made when there is much to fetch, kept for the next folder, and hung up when nothing is fetched for a while. A server that
 * allows one connection only, or behaves on this one as nobody should, is asked for letters on the first one instead.
 */
export class BulkLines {
  private open: { readonly line: BulkLine; readonly client: ImapFlow; readonly isUtf8: boolean; readonly hasEmailId: boolean; folder: BulkFolder | null } | null = null;
  private inUse = false;
  /** asked again after a while: it may have been the network */
  private refusedUntil = Number.NEGATIVE_INFINITY;
  private idle: NodeJS.Timeout | null = null;
  private closed = false;

  /**
   * @param logIn opens a further connection as the first one was opened; what it throws is not shown: the first connection
   * tells the truth about the server
   */
  constructor(private readonly logIn: () => Promise<ImapFlow>, private readonly meter: LineMeter) {}

  /**
   * The line with this folder opened for reading; give it back with `giveBack`. 'none': there is none to be had now.
   * 'broken': the network did not let it be made, or cut it at once.
   */
  async borrow(folder: BulkFolder): Promise<{ readonly line: BulkLine; readonly hasEmailId: boolean } | 'none' | 'broken'> {
    if (this.inUse || this.closed || performance.now() < this.refusedUntil) return 'none';
    this.inUse = true;
    if (this.idle) clearTimeout(this.idle);
    try {
      if (!this.open?.line.isOpen) {
        this.hangUp();
        await this.connect();
      }
      const { open } = this;
      if (!open) return this.without('none');
      await this.examine(open, folder);
      return { line: open.line, hasEmailId: open.hasEmailId };
    } catch (error) {
      this.inUse = false;
      this.hangUp();
      if (!isOfConnection(error)) throw error;
      if (!isServersWord(error)) return this.without('broken');
      this.refusedUntil = performance.now() + limits.bulkRetryMillis;
      return this.without('none');
    }
  }

  giveBack(): void {
    this.inUse = false;
    if (this.closed) {
      this.hangUp();
      return;
    }
    this.idle = setTimeout(() => this.hangUp(), limits.bulkIdleMillis);
    this.idle.unref();
  }

  /** The server is not to be asked this way again. */
  giveUp(): void {
    this.refusedUntil = Number.POSITIVE_INFINITY;
    this.hangUp();
  }

  close(): void {
    this.closed = true;
    if (this.idle) clearTimeout(this.idle);
    this.hangUp();
  }

  private without<Why>(why: Why): Why {
    this.inUse = false;
    return why;
  }

  private async connect(): Promise<void> {
    const client = await this.logIn();
    if (this.closed) {
      client.close();
      return;
    }
    const isUtf8 = client.enabled.has('UTF8=ACCEPT');
    const hasEmailId = client.capabilities.has('OBJECTID');
    const { socket } = client.unbind() as { readonly socket: Socket };
    // imapflow, which gave its socket away, would never hear of its end and listen for ours for ever
    socket.once('close', () => client.close());
    const line = new BulkLine(socket, this.meter);
    this.open = { line, client, isUtf8, hasEmailId, folder: null };
  }

  private async examine(open: NonNullable<BulkLines['open']>, folder: BulkFolder): Promise<void> {
    // the same folder again: a look brings in what arrived since; made anew under its name, it has other letters under the same numbers
    const again = open.folder?.path === folder.path && open.folder.uidValidity === folder.uidValidity;
    const name = mailboxName(folder.path, open.isUtf8);
    if (name === null) throw new ServerNonsense('a folder name that cannot be written');
    let uidValidity: string | null = again ? folder.uidValidity : null;
    const nothing = { rows: 0, wants: () => false, row: () => undefined, literal: () => { throw new ServerNonsense('a letter in answer to nothing'); } };
    await open.line.run(again ? 'NOOP' : `EXAMINE ${name}`, { ...nothing, said: (text) => (uidValidity = /^\* OK \[UIDVALIDITY (\d{1,10})\]/i.exec(text)?.[1] ?? uidValidity) });
    if (uidValidity !== folder.uidValidity) throw new ServerNonsense('the folder is another one on a second connection');
    open.folder = folder;
  }

  private hangUp(): void {
    const { open } = this;
    this.open = null;
    open?.line.close();
    open?.client.close();
  }
}

/** The server itself does not want it: too many connections, no second login, an answer that makes no sense. */
function isServersWord(error: unknown): boolean {
  if (error instanceof ServerNonsense || isRefusal(error)) return true;
  return error instanceof Error && ('authenticationFailed' in error || (error instanceof ConnectionLost && error.reason !== undefined));
}
