import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import { systemClock } from '../../core/base/clock';
import type { AccountSettings } from '../../core/model/account';
import type { DeviceId } from '../../core/model/ids';
import { plainLetters } from '../../scripts/desk/test-desk';
import { refusedLogins } from '../../scripts/servers/refused-logins';
import { startMailServer, type MailServer } from '../../scripts/servers/mail-server';
import { openJournal } from '../journal/open-journal';
import { createOnlineHint } from '../net/online-hint';
import { checkSmtp } from '../outbox/check-smtp';
import { probeImap } from '../sync/probe-imap';
import { deriveKeys } from '../vault/derive-keys';
import { openSecrets } from '../vault/secrets';
import { openVault } from '../vault/open-vault';
import { Accounts } from './accounts';
import { checkAccount, type AccountCheck } from './check-account';
import { removeFolder } from '../../scripts/remove-folder';

let server: MailServer;
let dir: string;
let close: () => Promise<void> = () => Promise.resolve();
const profileKey = randomBytes(32);
const receipts = { arrivalNotice: 'ask', displayedMdn: 'never' } as const;

function settings(user: string, change: Partial<AccountSettings> = {}): AccountSettings {
  return {
    address: `${user}@test.test`, displayName: 'Văn thư', aliases: [], user,
    imap: { host: 'localhost', port: server.imapsPort, encryption: 'tls' }, smtp: { host: 'localhost', port: server.submissionPort, encryption: 'starttls' },
    acceptedCertificates: {}, ...change,
  };
}

const policy = (): typeof defaultPolicy => ({ ...defaultPolicy, tlsAnchors: [server.caPem] });

function check(input: AccountSettings, password: string): Promise<AccountCheck<unknown, unknown>> {
  return checkAccount({ settings: input, password, policy: policy() }, { imap: probeImap, smtp: checkSmtp });
}

async function openAccounts(): Promise<Accounts> {
  const keys = deriveKeys(profileKey);
  const vault = await openVault({ dir: join(dir, 'vault'), keys });
  const opened = await openJournal({ dir: join(dir, 'journal'), keys, deviceId: '00112233445566dd' as DeviceId, vault, clock: systemClock });
  if (!opened.ok) throw new Error(opened.failure.code);
  const { journal } = opened.value;
  const { secrets } = await openSecrets(join(dir, 'secrets.sealed'), keys.secrets);
  const accounts = await Accounts.open({
    dir: join(dir, 'accounts'), key: keys.secrets, secrets, journal, vault, policy, clock: systemClock, online: createOnlineHint(), waiting: () => 0,
  });
  close = async () => {
    await accounts.close();
    await journal.close();
    close = () => Promise.resolve();
  };
  return accounts;
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 30_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('never');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

beforeAll(async () => {
  server = await startMailServer({ users: ['clerk', 'head', 'locked', 'unit1'] });
  await server.appendMany('clerk', 'INBOX', plainLetters(7));
});
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vanthu-accounts-'));
});
afterEach(async () => {
  await close();
  await removeFolder(dir);
});
afterAll(async () => {
  await server.stop();
});

describe('checking an account', () => {
  it('logs in on both sides for real and tells what they offer', async () => {
    const result = await check(settings('clerk'), 'test');
    expect(result.imap).toEqual({
      ok: true,
      value: { letters: 7, mailboxes: expect.any(Number), canClaim: true, idle: true, capabilities: { condstore: true, qresync: true, uidplus: true, permanentKeywords: true } },
    });
    expect(result.smtp).toEqual({ ok: true, value: { maxBytes: expect.any(Number), dsn: expect.any(Boolean) } });
    expect((await server.messages('clerk')).some(({ flags }) => flags.includes('\\Seen'))).toBe(false);
  });

  it('tries a wrong password once, not once on each side', async () => {
    const result = await check(settings('head'), 'wrong');
    expect(result).toMatchObject({ imap: { failure: { code: 'passwordWrong', port: server.imapsPort } }, smtp: { failure: { code: 'passwordWrong', port: server.submissionPort } } });
    expect(await refusedLogins(server, 1, 'head')).toBe(1);
  });

  it('tells a locked account from a wrong password', async () => {
    await server.lockAccount('locked');
    expect(await check(settings('locked'), 'test')).toMatchObject({ imap: { failure: { code: 'accountLocked' } } });
  });

  it('names each side’s own failure', async () => {
    const smtp = { host: 'localhost', port: 1, encryption: 'tls' } as const;
    expect(await check(settings('clerk', { smtp }), 'test')).toMatchObject({ imap: { ok: true }, smtp: { failure: { code: 'refused', port: 1 } } });
    const plain = { host: 'mail.test.test', port: 143, encryption: 'none' } as const;
    expect(await check(settings('clerk', { imap: plain }), 'test')).toMatchObject({ imap: { failure: { code: 'plainNotAllowed' } }, smtp: { ok: true } });
  });

  it('shows whose certificate it was, on the SMTP side too', async () => {
    const result = await checkAccount({ settings: settings('clerk'), password: 'test', policy: { ...policy(), tlsAnchors: [] } }, { imap: probeImap, smtp: checkSmtp });
    for (const side of [result.imap, result.smtp]) {
      expect(side).toMatchObject({ failure: { code: 'certificateNotTrusted', certificate: { fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) } } });
    }
  });
});

describe('accounts', () => {
  it('come back after a restart with their password and fetch on', async () => {
    const first = await openAccounts();
    const connected = await first.connect({ settings: settings('clerk'), password: 'test', keepPassword: true, receipts });
    if (!connected.ok) throw new Error(connected.failure.code);
    await until(() => first.statuses()[0]?.lastChecked !== null);
    const checked = first.statuses()[0]?.lastChecked;
    await close();
    const second = await openAccounts();
    expect(second.statuses()[0]).toMatchObject({ address: 'clerk@test.test', receipts, lastChecked: checked, connection: { state: 'stopped' } });
    expect(second.record(connected.value)?.firstSeen).toMatchObject({ uidNext: 8 });
    second.startAll();
    await until(() => second.statuses()[0]?.connection.state === 'online');
  });

  it('forget a password that was for one run only, and write it nowhere', async () => {
    const first = await openAccounts();
    await server.setPassword('unit1', 'chỉ-lần-này');
    await first.connect({ settings: settings('unit1'), password: 'chỉ-lần-này', keepPassword: false, receipts });
    await until(() => first.statuses()[0]?.lastChecked !== null);
    await close();
    const files = await readdir(dir, { recursive: true, withFileTypes: true });
    const written = await Promise.all(files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name))));
    expect(written.some((bytes) => bytes.includes('chỉ-lần-này'))).toBe(false);
    const second = await openAccounts();
    second.startAll();
    await until(() => second.statuses()[0]?.connection.state === 'paused');
    const [status] = second.statuses();
    expect(status?.connection).toMatchObject({ failure: { code: 'passwordMissing' } });
    await second.changePassword(status?.accountId ?? ('' as never), 'chỉ-lần-này', false);
    await until(() => second.statuses()[0]?.connection.state === 'online');
  });

  it('hold one mailbox once, and refuse clear text to a foreign host', async () => {
    const accounts = await openAccounts();
    await accounts.connect({ settings: settings('clerk'), password: 'test', keepPassword: true, receipts });
    expect(await accounts.connect({ settings: settings('clerk', { address: 'Clerk@Test.test' }), password: 'test', keepPassword: true, receipts })).toMatchObject({ failure: { code: 'alreadyConnected' } });
    const smtp = { host: 'mail.test.test', port: 25, encryption: 'none' } as const;
    expect(await accounts.connect({ settings: settings('head', { smtp }), password: 'test', keepPassword: true, receipts })).toMatchObject({ failure: { code: 'plainNotAllowed' } });
  });

  it('tell a change of receipts and keep it', async () => {
    const accounts = await openAccounts();
    const connected = await accounts.connect({ settings: settings('clerk'), password: 'test', keepPassword: true, receipts });
    if (!connected.ok) throw new Error(connected.failure.code);
    const told: string[] = [];
    accounts.onChanged((status) => told.push(status.receipts.arrivalNotice));
    await accounts.setReceipts(connected.value, { arrivalNotice: 'automatic', displayedMdn: 'ask' });
    expect(told).toContain('automatic');
    await close();
    const again = await openAccounts();
    expect(again.records()[0]?.receipts).toEqual({ arrivalNotice: 'automatic', displayedMdn: 'ask' });
  });

  it('several at once are each fetched whole, and one that is removed leaves its letters and nothing else', async () => {
    const accounts = await openAccounts();
    const ids = [];
    for (const user of ['clerk', 'head']) {
      const connected = await accounts.connect({ settings: settings(user), password: 'test', keepPassword: true, receipts });
      if (!connected.ok) throw new Error(connected.failure.code);
      ids.push(connected.value);
    }
    const [clerk, head] = ids;
    if (!clerk || !head) throw new Error('not connected');
    await until(() => accounts.statuses().every(({ lastChecked, folders }) => lastChecked !== null && (folders ?? []).length > 1 && (folders ?? []).every(({ state }) => state === 'complete')));
    const letters = async (): Promise<number> => (await readdir(join(dir, 'vault'), { recursive: true })).length;
    const before = await letters();
    await accounts.remove(clerk);
    expect((await readdir(join(dir, 'accounts'))).filter((name) => name.startsWith(clerk))).toEqual([]);
    expect(await letters()).toBe(before);
    expect(accounts.statuses().map(({ accountId }) => accountId)).toEqual([head]);
    await close();
    const again = await openAccounts();
    expect(again.records().map(({ accountId }) => accountId)).toEqual([head]);
  });

  it('that a person stopped stay stopped when it is chosen which folders are kept', async () => {
    const accounts = await openAccounts();
    const connected = await accounts.connect({ settings: settings('clerk'), password: 'test', keepPassword: true, receipts });
    if (!connected.ok) throw new Error(connected.failure.code);
    await accounts.stop(connected.value);
    await accounts.setMailbox(connected.value, { folders: { Junk: 'skip' }, since: '2026-01-01' });
    expect(accounts.statuses()[0]?.connection.state).toBe('stopped');
    expect(accounts.record(connected.value)?.mailbox).toEqual({ folders: { Junk: 'skip' }, since: '2026-01-01' });
    accounts.start(connected.value);
    await until(() => accounts.statuses()[0]?.folders?.find(({ path }) => path === 'Junk')?.state === 'skipped');
  });
});
