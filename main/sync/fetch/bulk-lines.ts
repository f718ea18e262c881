import type { Socket } from 'node:net';
import type { ImapFlow } from 'imapflow';
import { limits } from '../../../core/base/limits';
import { isOfConnection } from '../explain-imap-error';
import { ServerNonsense } from '../fetch-letters';
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
  private open: { readonly line: BulkLine; readonly client: ImapFlow; readonly isUtf8: boolean; readonly hasEmailId: boolean; path: string | null } | null = null;
  private inUse = false;
  private refused = false;
  private idle: NodeJS.Timeout | null = null;
  private closed = false;

  /**
   * @param logIn opens a further connection as the first one was opened; what it throws is not shown: the first connection
   * tells the truth about the server
   */
  constructor(private readonly logIn: () => Promise<ImapFlow>, private readonly meter: LineMeter) {}

  /** The line with this folder opened for reading, or null where there is none to be had now. Give it back with `giveBack`. */
  async borrow(folder: BulkFolder): Promise<{ readonly line: BulkLine; readonly hasEmailId: boolean } | null> {
    if (this.inUse || this.refused || this.closed) return null;
    this.inUse = true;
    if (this.idle) clearTimeout(this.idle);
    try {
      if (!this.open?.line.isOpen) await this.connect();
      const { open } = this;
      if (!open) return this.lend(null);
      await this.examine(open, folder);
      return { line: open.line, hasEmailId: open.hasEmailId };
    } catch (error) {
      this.hangUp();
      if (!(error instanceof Error) || !isOfConnection(error)) throw error;
      return this.lend(null);
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
    this.refused = true;
    this.hangUp();
  }

  close(): void {
    this.closed = true;
    if (this.idle) clearTimeout(this.idle);
    this.hangUp();
  }

  private lend(nothing: null): null {
    this.inUse = false;
    return nothing;
  }

  private async connect(): Promise<void> {
    const client = await this.logIn().catch((error: unknown) => {
      // whether it is the number of connections or the network: the first connection will show which
      this.refused = true;
      throw error;
    });
    if (this.closed) {
      client.close();
      return;
    }
    const isUtf8 = client.enabled.has('UTF8=ACCEPT');
    const hasEmailId = client.capabilities.has('OBJECTID');
    const { socket } = client.unbind() as { readonly socket: Socket };
    const line = new BulkLine(socket, this.meter);
    this.open = { line, client, isUtf8, hasEmailId, path: null };
  }

  private async examine(open: NonNullable<BulkLines['open']>, folder: BulkFolder): Promise<void> {
    // the same folder again: a look brings in what arrived since
    const again = open.path === folder.path;
    const name = mailboxName(folder.path, open.isUtf8);
    if (name === null) throw new ServerNonsense('a folder name that cannot be written');
    let uidValidity: string | null = again ? folder.uidValidity : null;
    const nothing = { rows: 0, row: () => undefined, literal: () => { throw new ServerNonsense('a letter in answer to nothing'); } };
    await open.line.run(again ? 'NOOP' : `EXAMINE ${name}`, { ...nothing, said: (text) => (uidValidity = /^\* OK \[UIDVALIDITY (\d{1,10})\]/i.exec(text)?.[1] ?? uidValidity) });
    if (uidValidity !== folder.uidValidity) throw new ServerNonsense('the folder is another one on a second connection');
    open.path = folder.path;
  }

  private hangUp(): void {
    const { open } = this;
    this.open = null;
    open?.line.close();
    open?.client.close();
  }
}
