import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parsePolicy } from '../../core/acknowledge/policy-schema';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import type { Activation } from '../../core/model/account';
import type { DeviceId } from '../../core/model/ids';
import type { Policy } from '../../core/model/policy';
import { startScriptedServer, type ScriptedServer } from '../../scripts/desk/scripted-server';
import { openJournal } from '../journal/open-journal';
import { createOnlineHint } from '../net/online-hint';
import { deriveKeys } from '../vault/derive-keys';
import { openSecrets } from '../vault/secrets';
import { openVault } from '../vault/open-vault';
import { Accounts } from './accounts';

const profileKey = randomBytes(32);
let dir: string;
let server: ScriptedServer;
let now = '2026-11-20T01:00:00.000Z';
let close: () => Promise<void> = () => Promise.resolve();

async function open(policy: Policy): Promise<Accounts> {
  const keys = deriveKeys(profileKey);
  const clock = { now: () => new Date(now) };
  const vault = await openVault({ dir: join(dir, 'vault'), keys });
  const opened = await openJournal({ dir: join(dir, 'journal'), keys, deviceId: '00112233445566dd' as DeviceId, vault, clock });
  if (!opened.ok) throw new Error(opened.failure.code);
  const { journal } = opened.value;
  const { secrets } = await openSecrets(join(dir, 'secrets.sealed'), keys.secrets);
  const accounts = await Accounts.open({
    dir: join(dir, 'accounts'), key: keys.secrets, secrets, journal, vault, clock, online: createOnlineHint(), waiting: () => 0,
    policy: () => ({ ...policy, tlsAnchors: [server.caPem] }),
  });
  close = async () => {
    await accounts.close();
    await journal.close();
    close = () => Promise.resolve();
  };
  return accounts;
}

function officePolicy(): Policy {
  const read = parsePolicy({ activation: { url: 'https://matkhau.tinh.gov.vn/', contact: 'Trung tâm CNTT, máy lẻ 101' } });
  if (!read.ok) throw new Error('the policy is not read');
  return read.value;
}

async function paused(accounts: Accounts): Promise<Activation | undefined> {
  await vi.waitFor(() => expect(accounts.statuses()[0]?.connection.state).toBe('paused'), { timeout: 20_000, interval: 10 });
  return accounts.statuses()[0]?.activation;
}

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vanthu-activation-'));
  server = await startScriptedServer(async (line) => {
    await line.say('* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n');
    for (let said = await line.read(); said !== null; said = await line.read()) {
      const [tag = '', command = ''] = said.split(' ');
      await line.say(command === 'AUTHENTICATE' ? `${tag} NO [CONTACTADMIN] Phải đổi mật khẩu cấp lần đầu\r\n` : `${tag} OK done\r\n`);
    }
  }, { tls: true });
});
afterEach(async () => {
  await close();
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

describe('an account whose first password has to be changed', () => {
  it('says until when, where and whom to ask, and keeps the same hour over a restart', async () => {
    const accounts = await open(officePolicy());
    const imap = { host: 'localhost', port: server.port, encryption: 'tls' } as const;
    await accounts.connect({
      settings: { address: 'vanthu@so.gov.vn', displayName: 'Văn thư', aliases: [], user: 'vanthu', imap, smtp: imap, acceptedCertificates: {} },
      password: 'first', keepPassword: true, receipts: { arrivalNotice: 'never', displayedMdn: 'never' },
    });
    // six hours where the policy names none
    const expected = { until: '2026-11-20T07:00:00.000Z', url: 'https://matkhau.tinh.gov.vn/', contact: 'Trung tâm CNTT, máy lẻ 101' };
    expect(await paused(accounts)).toEqual(expected);
    expect(accounts.statuses()[0]?.connection).toMatchObject({ failure: { code: 'activationNeeded' } });
    await close();
    now = '2026-11-20T05:00:00.000Z';
    const again = await open(officePolicy());
    again.startAll();
    expect(await paused(again)).toEqual(expected);
    expect(server.heard().match(/AUTHENTICATE/g)).toHaveLength(1);
  });

  it('is told so also where the office has no rule', async () => {
    const accounts = await open(defaultPolicy);
    const imap = { host: 'localhost', port: server.port, encryption: 'tls' } as const;
    await accounts.connect({
      settings: { address: 'vanthu@so.gov.vn', displayName: 'Văn thư', aliases: [], user: 'vanthu', imap, smtp: imap, acceptedCertificates: {} },
      password: 'first', keepPassword: true, receipts: { arrivalNotice: 'never', displayedMdn: 'never' },
    });
    expect(await paused(accounts)).toEqual({ until: null, url: null, contact: null });
  });
});

describe('what a policy says of first passwords', () => {
  it.each([{ url: 'http://matkhau.tinh.gov.vn/' }, { url: 'https://a@b.vn/' }, { url: 'javascript:alert(1)' }, { hours: 0 }, { hours: '6' }, { contact: 'a\nb' }, { other: 1 }])('is refused as a whole where it is %j', (activation) => {
    expect(parsePolicy({ activation })).toMatchObject({ ok: false });
  });

  it('may be nothing', () => {
    expect(parsePolicy({ activation: null })).toMatchObject({ ok: true, value: { activation: null } });
    expect(parsePolicy({})).toMatchObject({ ok: true, value: { activation: null } });
  });
});
