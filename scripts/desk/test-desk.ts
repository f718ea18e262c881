import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import { systemClock, type Clock } from '../../core/base/clock';
import type { AccountRecord, AccountSettings } from '../../core/model/account';
import type { AccountId, DeviceId, IsoTime, LetterId } from '../../core/model/ids';
import type { JournalEvent } from '../../core/model/journal';
import type { KeptLetter } from '../../core/model/letter';
import type { Policy } from '../../core/model/policy';
import { AccountGate } from '../../main/account/account-gate';
import { AccountStateFile } from '../../main/account/account-state-file';
import { openJournal, type Journal } from '../../main/journal/open-journal';
import { createOnlineHint } from '../../main/net/online-hint';
import { AccountSync, type SyncStatus } from '../../main/sync/account-sync';
import { sealedCursorStore } from '../../main/sync/cursor-store';
import { deriveKeys } from '../../main/vault/derive-keys';
import { openVault, type Vault } from '../../main/vault/open-vault';
import { removeFolder } from '../remove-folder';
import type { MailServer } from '../servers/mail-server';

export const testAccountId = '00112233445566aa' as AccountId;

export interface DeskOptions {
  readonly user?: string;
  readonly password?: string;
  readonly imap?: Partial<AccountSettings['imap']>;
  readonly acceptedCertificates?: Readonly<Record<string, string>>;
  readonly policy?: Partial<Policy>;
  readonly freeDisk?: () => Promise<number>;
  readonly claimMarkMillis?: number;
  /** of sync and journal; the system's unless a test has one of its own */
  readonly clock?: Clock;
  /** what the application would write down as "compared last" */
  readonly onChecked?: (lastChecked: IsoTime) => void;
  /** when an earlier run saw the mailbox last */
  readonly lastChecked?: IsoTime;
  /** an earlier desk's folder and key: the same desk in another process */
  readonly same?: { readonly folder: string; readonly profileKey: string };
}

/** What a desk needs of a server; another process knows only this. */
export type DeskServer = Pick<MailServer, 'imapsPort' | 'submissionPort' | 'caPem'>;

/** A desk without windows: real vault, journal, cursor, gate and sync in a folder of its own; `leave` and `open` again to restart. */
export class TestDesk {
  readonly folder: string;
  private readonly profileKey: Buffer;
  readonly statuses: SyncStatus[] = [];
  /** "the network may be back": sync looks at once */
  readonly online = createOnlineHint();
  password: string | null;
  private opened: { journal: Journal; vault: Vault; sync: AccountSync; gate: AccountGate } | null = null;
  record: AccountRecord;

  constructor(private readonly server: DeskServer, private readonly options: DeskOptions = {}) {
    this.folder = options.same?.folder ?? mkdtempSync(join(tmpdir(), 'vanthu-desk-'));
    this.profileKey = options.same ? Buffer.from(options.same.profileKey, 'hex') : randomBytes(32);
    const user = options.user ?? 'clerk';
    this.password = options.password ?? 'test';
    this.record = {
      accountId: testAccountId,
      settings: {
        address: `${user}@test.test`, displayName: 'Văn phòng', aliases: [], user,
        imap: { host: 'localhost', port: server.imapsPort, encryption: 'tls', ...options.imap },
        smtp: { host: 'localhost', port: server.submissionPort, encryption: 'starttls' },
        acceptedCertificates: options.acceptedCertificates ?? {},
      },
      receipts: { arrivalNotice: 'never', displayedMdn: 'never' },
      connectedAt: '2026-01-01T00:00:00.000Z' as IsoTime,
      firstSeen: null,
    };
  }

  async open(): Promise<void> {
    const keys = deriveKeys(this.profileKey);
    mkdirSync(join(this.folder, 'accounts'), { recursive: true });
    const vault = await openVault({ dir: join(this.folder, 'vault'), keys });
    const opened = await openJournal({ dir: join(this.folder, 'journal'), keys, deviceId: '00112233445566dd' as DeviceId, vault, clock: this.options.clock ?? systemClock });
    if (!opened.ok) throw new Error(`the journal does not open: ${opened.failure.code}`);
    const { journal } = opened.value;
    const policy = { ...defaultPolicy, tlsAnchors: [this.server.caPem], ...this.options.policy };
    const gate = new AccountGate({
      accountId: testAccountId, password: () => Promise.resolve(this.password), server: () => this.record.settings.imap,
      state: new AccountStateFile(join(this.folder, 'accounts', 'state'), keys.secrets), key: keys.secrets,
    });
    const sync = new AccountSync({
      accountId: testAccountId, desk: this.profileKey.subarray(0, 8).toString('hex'), ...(this.options.claimMarkMillis === undefined ? {} : { claimMarkMillis: this.options.claimMarkMillis }), record: () => this.record, policy: () => policy, gate, vault, journal, clock: this.options.clock ?? systemClock, online: this.online,
      cursors: sealedCursorStore(join(this.folder, 'accounts', 'cursor'), keys.secrets),
      freeDisk: this.options.freeDisk ?? (() => Promise.resolve(Number.MAX_SAFE_INTEGER)),
      freeDiskLookMillis: 20,
      firstSeen: async (firstSeen) => {
        this.record = { ...this.record, firstSeen };
        await journal.append({ kind: 'account.changed', account: this.record });
      },
      onStatus: (status) => this.statuses.push(status),
      lastChecked: this.options.lastChecked ?? null,
      onChecked: (lastChecked) => Promise.resolve(this.options.onChecked?.(lastChecked)),
    });
    this.opened = { journal, vault, sync, gate };
  }

  get identity(): { readonly folder: string; readonly profileKey: string } {
    return { folder: this.folder, profileKey: this.profileKey.toString('hex') };
  }

  private get parts(): NonNullable<TestDesk['opened']> {
    if (!this.opened) throw new Error('the desk is not open');
    return this.opened;
  }

  get sync(): AccountSync {
    return this.parts.sync;
  }

  get gate(): AccountGate {
    return this.parts.gate;
  }

  get journal(): Journal {
    return this.parts.journal;
  }

  get vault(): Vault {
    return this.parts.vault;
  }

  get status(): SyncStatus {
    return this.sync.current;
  }

  async leave(): Promise<void> {
    await this.sync.stop();
    await this.journal.close();
    this.opened = null;
  }

  async remove(): Promise<void> {
    if (this.opened) await this.leave();
    await removeFolder(this.folder);
  }

  async events(): Promise<readonly JournalEvent[]> {
    return this.journal.read(0, 1_000_000);
  }

  async kept(): Promise<readonly KeptLetter[]> {
    return (await this.events()).flatMap((event) => (event.kind === 'letter.kept' ? [event.letter] : []));
  }

  async raw(letterId: LetterId): Promise<Uint8Array> {
    const bytes = await this.vault.readRange(letterId, 0, Number.MAX_SAFE_INTEGER);
    if (!bytes.ok) throw new Error(`letter ${letterId} cannot be read: ${bytes.failure.code}`);
    return bytes.value;
  }

  /** Waits for a state, not for a time; fails with the last state after half a minute. */
  async until(what: string, holds: (status: SyncStatus) => boolean | Promise<boolean>): Promise<void> {
    const end = Date.now() + 30_000;
    while (!(await holds(this.status))) {
      if (Date.now() > end) throw new Error(`never: ${what}; last state ${JSON.stringify(this.status)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async untilChecked(): Promise<void> {
    await this.until('mailbox compared', ({ connection, lastChecked, progress }) => connection.state === 'online' && progress === null && lastChecked !== null && lastChecked >= connection.since);
  }

  /** INBOX and every other kept folder seen complete (or refused) since the connection stood. */
  async untilMirrored(): Promise<void> {
    await this.untilChecked();
    await this.until('all folders compared', ({ connection, folders, progress }) => {
      const others = (folders ?? []).filter(({ state }) => state !== 'skipped');
      return progress === null && others.length > 1 && others.every(({ state, lastChecked }) => state === 'refused' || (state === 'complete' && lastChecked !== null && lastChecked >= connection.since));
    });
  }
}

/** Distinct plain letters, CRLF, oldest first. */
export function plainLetters(count: number, prefix = 'Thư'): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, at) => plainLetter(`${prefix} ${at + 1}`));
}

export function plainLetter(subject: string, bodyBytes = 200): Uint8Array {
  const body = `Kính gửi đơn vị, nội dung ${subject}.\r\n`.repeat(Math.max(1, Math.round(bodyBytes / 40)));
  return Buffer.from(
    `From: Unit One <unit1@test.test>\r\nTo: clerk@test.test\r\nSubject: ${encodeWord(subject)}\r\nMessage-ID: <${encodeURIComponent(subject)}@test.test>\r\n` +
      `Date: Sat, 21 Nov 2026 02:05:07 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${body}`,
  );
}

function encodeWord(text: string): string {
  return `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
}
