import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImapFlow } from 'imapflow';
import { fail, ok, type Result } from '../../core/base/result';
import { systemClock } from '../../core/base/clock';
import { sameLocation } from '../../core/fold/letter-state';
import type { AccountRecord } from '../../core/model/account';
import type { ActOutcome } from '../../core/model/act';
import type { FolderInfo, FolderUse } from '../../core/model/folder';
import type { AccountId, ActId, DeviceId, IsoTime, LetterId } from '../../core/model/ids';
import type { JournalEvent } from '../../core/model/journal';
import type { Location } from '../../core/model/letter';
import { MailboxActs } from '../../main/acts/mailbox-acts';
import { openJournal, type Journal } from '../../main/journal/open-journal';
import { replay } from '../../main/journal/replay';
import { LetterPlaces } from '../../main/outbox/letter-places';
import type { LetterPlaceNow, LineFailure, MailboxLine, SelectedFolder } from '../../main/sync/mailbox-line';
import { openImap } from '../../main/sync/open-imap';
import { deriveKeys } from '../../main/vault/derive-keys';
import { openVault, type Vault } from '../../main/vault/open-vault';
import { removeFolder } from '../remove-folder';
import type { ImapTestServer } from '../servers/imap-test-server';

export const actsAccountId = '00112233445566ab' as AccountId;

const uses: Readonly<Record<string, FolderUse>> = { '\\Inbox': 'inbox', '\\Sent': 'sent', '\\Drafts': 'drafts', '\\Junk': 'junk', '\\Trash': 'trash', '\\Archive': 'archive' };
/** servers without SPECIAL-USE tell by the name */
const usesByName: Readonly<Record<string, FolderUse>> = { inbox: 'inbox', sent: 'sent', drafts: 'drafts', junk: 'junk', trash: 'trash', archive: 'archive' };

/** One connection, one piece of work after the other: what acts need of a mailbox and no more. */
export class TestLine implements MailboxLine {
  private client: ImapFlow | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly listeners = new Set<() => void>();
  readonly lookedAgain: string[] = [];

  constructor(private readonly server: Pick<ImapTestServer, 'imapsPort' | 'caPem'>, private readonly user: string, private readonly placesNow: () => LetterPlaces) {}

  async connect(): Promise<void> {
    const { imapsPort, caPem } = this.server;
    const client = await openImap({
      server: { host: 'localhost', port: imapsPort, encryption: 'tls' }, user: this.user, password: 'test', trust: { anchors: [caPem], acceptedFingerprint: null },
    }, () => undefined, new AbortController().signal);
    client.on('close', () => {
      if (this.client === client) this.client = null;
    });
    this.client = client;
    for (const listener of [...this.listeners]) listener();
  }

  cut(): void {
    this.client?.close();
    this.client = null;
  }

  get isReachable(): boolean {
    return this.client !== null;
  }

  onReachable(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  folders(): readonly FolderInfo[] {
    return this.placesNow().folders(actsAccountId);
  }

  placesOf(letterId: LetterId): readonly LetterPlaceNow[] {
    return this.placesNow().letter(letterId)?.places ?? [];
  }

  lookAgain(paths: readonly string[]): void {
    this.lookedAgain.push(...paths);
  }

  withFolder<T>(path: string, work: (folder: SelectedFolder) => Promise<T>): Promise<Result<T, LineFailure>> {
    const run = this.queue.then(() => this.onFolder(path, work));
    this.queue = run.catch(() => undefined);
    return run;
  }

  async list(): Promise<readonly FolderInfo[]> {
    const listed = await this.get().list();
    return listed.map(({ path, name, delimiter, specialUse, flags }) => ({
      path, name, delimiter, use: uses[specialUse ?? ''] ?? usesByName[name.toLowerCase()] ?? null, useFrom: 'server', namespace: 'personal',
      selectable: !flags.has('\\Noselect'), subscribed: true, rights: null,
    }));
  }

  private get(): ImapFlow {
    if (!this.client) throw new Error('not connected');
    return this.client;
  }

  private async onFolder<T>(path: string, work: (folder: SelectedFolder) => Promise<T>): Promise<Result<T, LineFailure>> {
    const { client } = this;
    if (!client) return fail({ code: 'offline' });
    const lost = new AbortController();
    const onClose = (): void => lost.abort();
    client.on('close', onClose);
    try {
      const mailbox = await client.mailboxOpen(path);
      return ok(await work({
        client, path, uidValidity: mailbox.uidValidity.toString(), uidNext: mailbox.uidNext, highestModseq: null, readOnly: mailbox.readOnly === true,
        permanentFlags: mailbox.permanentFlags ?? new Set(), lost: lost.signal,
      }));
    } catch (error) {
      if (lost.signal.aborted || client.isClosed) return fail({ code: 'lost' });
      if (error instanceof Error && 'mailboxMissing' in error && error.mailboxMissing === true) return fail({ code: 'folderMissing' });
      throw error;
    } finally {
      client.off('close', onClose);
    }
  }
}

/** Vault, journal and acts of one account over a real server; what sync would do happens when `learn` is called. */
export class ActsDesk {
  readonly folder: string;
  private readonly profileKey: Buffer;
  /** letters whose place on the disk went bad: the vault says so, as it does when the seal of a chunk does not open */
  readonly damaged = new Set<LetterId>();
  private opened: { journal: Journal; vault: Vault; places: LetterPlaces; line: TestLine; acts: MailboxActs } | null = null;

  constructor(private readonly server: Pick<ImapTestServer, 'imapsPort' | 'caPem'>, private readonly user: string, same?: { readonly folder: string; readonly profileKey: string }) {
    this.folder = same?.folder ?? mkdtempSync(join(tmpdir(), 'vanthu-acts-'));
    this.profileKey = same ? Buffer.from(same.profileKey, 'hex') : randomBytes(32);
  }

  get identity(): { readonly folder: string; readonly profileKey: string } {
    return { folder: this.folder, profileKey: this.profileKey.toString('hex') };
  }

  /** @param around wraps the line, to let a process die at a chosen step */
  async open(around: (line: MailboxLine) => MailboxLine = (line) => line): Promise<void> {
    const keys = deriveKeys(this.profileKey);
    const vault = await openVault({ dir: join(this.folder, 'vault'), keys });
    const opened = await openJournal({ dir: join(this.folder, 'journal'), keys, deviceId: '00112233445566dd' as DeviceId, vault, clock: systemClock });
    if (!opened.ok) throw new Error(opened.failure.code);
    const { journal } = opened.value;
    const places = new LetterPlaces();
    await replay(journal, (event) => places.apply(event));
    places.follow(journal);
    if (places.account(actsAccountId) === null) await journal.append({ kind: 'account.connected', account: accountOf(this.user) });
    const line = new TestLine(this.server, this.user, () => places);
    const wrapped = around(line);
    const spoilt: Pick<Vault, 'readRange' | 'size'> = {
      size: (letterId) => vault.size(letterId),
      readRange: (letterId, start, end) => (this.damaged.has(letterId) ? Promise.resolve(fail({ code: 'damaged', detail: 'chunk 0' })) : vault.readRange(letterId, start, end)),
    };
    const acts = new MailboxActs({ journal, vault: spoilt, places, line: () => wrapped, log: { write: () => undefined }, retryMillis: [50] });
    acts.start(actsAccountId);
    this.opened = { journal, vault, places, line, acts };
  }

  get parts(): NonNullable<ActsDesk['opened']> {
    if (!this.opened) throw new Error('the desk is not open');
    return this.opened;
  }

  async leave(): Promise<void> {
    this.parts.line.cut();
    await this.parts.acts.close();
    await this.parts.journal.close();
    this.opened = null;
  }

  async remove(): Promise<void> {
    if (this.opened) await this.leave();
    await removeFolder(this.folder);
  }

  /** Folders and letters as the server has them now, into vault and journal. */
  async learn(): Promise<void> {
    const { line, journal, places } = this.parts;
    const folders = await line.list();
    await journal.append({ kind: 'folders.seen', accountId: actsAccountId, folders });
    for (const { path, selectable } of folders) {
      if (!selectable) continue;
      const rows = await line.withFolder(path, async ({ client, uidValidity }) =>
        (await client.fetchAll('1:*', { uid: true, flags: true, internalDate: true, source: true }, { uid: true })).map((row) => ({ ...row, uidValidity })));
      if (!rows.ok) throw new Error(rows.failure.code);
      const now: Location[] = [];
      for (const { uid, flags, internalDate, source, uidValidity } of rows.value) {
        const location = { folder: path, uidValidity, uid };
        now.push(location);
        await this.keep(location, [...(flags ?? [])].filter((flag) => flag !== '\\Recent'), new Date(internalDate ?? 0), source ?? Buffer.alloc(0));
      }
      await nextTurn();
      const gone = [...places.ofAccount(actsAccountId)].flatMap(([letterId, letter]) => letter.places
        .filter(({ location }) => location.folder === path && !now.some((one) => sameLocation(one, location))).map(({ location }) => ({ letterId, location })));
      if (gone.length > 0) await journal.append({ kind: 'letters.gone', accountId: actsAccountId, gone });
    }
    await nextTurn();
  }

  private async keep(location: Location, flags: readonly string[], internalDate: Date, raw: Uint8Array): Promise<void> {
    const { vault, journal, places } = this.parts;
    const put = await vault.putBatch(actsAccountId, [raw]);
    const file = put.ok ? put.value[0] : undefined;
    if (!file) throw new Error('not kept');
    const { letterId, digest, size } = file;
    const at = internalDate.toISOString() as IsoTime;
    if (places.letter(letterId)) await journal.append({ kind: 'letter.located', letterId, location, flags });
    else await journal.append({ kind: 'letter.kept', letter: { letterId, accountId: actsAccountId, digest, size, location, internalDate: at, keptAt: at, flags } });
    await nextTurn();
  }

  async events(): Promise<readonly JournalEvent[]> {
    return this.parts.journal.read(0, 1_000_000);
  }

  async outcomes(): Promise<ReadonlyMap<ActId, ActOutcome>> {
    return new Map((await this.events()).flatMap((event) => (event.kind === 'act.settled' ? [[event.actId, event.outcome] as const] : [])));
  }

  /** Waits for a state, not for a time. */
  async untilSettled(): Promise<void> {
    const end = Date.now() + 60_000;
    while (this.parts.acts.book.counts(actsAccountId).waiting > 0) {
      if (Date.now() > end) throw new Error('acts never settled');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await this.parts.acts.settled();
  }
}

function accountOf(user: string): AccountRecord {
  const server = { host: 'localhost', port: 1, encryption: 'tls' } as const;
  return {
    accountId: actsAccountId, settings: { address: `${user}@test.test`, displayName: '', aliases: [], user, imap: server, smtp: server, acceptedCertificates: {} },
    receipts: { arrivalNotice: 'never', displayedMdn: 'never' }, connectedAt: '2026-01-01T00:00:00.000Z' as IsoTime, firstSeen: null,
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
