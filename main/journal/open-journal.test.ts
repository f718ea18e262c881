import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/base/clock';
import type { AccountId, DeviceId, Digest } from '../../core/model/ids';
import { deriveKeys } from '../vault/derive-keys';
import type { Vault } from '../vault/open-vault';
import { openVault } from '../vault/open-vault';
import type { OpenedJournal } from './open-journal';
import { openJournal } from './open-journal';

const deviceId = '0123456789abcdef' as DeviceId;
const accountId = 'fedcba9876543210' as AccountId;
const keys = deriveKeys(randomBytes(32));

let folder: string;
let vault: Vault;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-journal-'));
  vault = await openVault({ dir: join(folder, 'vault'), keys });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function reopened(): Promise<OpenedJournal> {
  const result = await openJournal({ dir: join(folder, 'journal'), keys, deviceId, vault, clock: systemClock });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

describe('the journal', () => {
  it('gives back after reopening what was appended, in order and numbered from 1', async () => {
    const put = await vault.putBatch(accountId, [Buffer.from('Subject: x\r\n\r\n')]);
    if (!put.ok) throw new Error('vault');
    const letterId = put.value[0]!.letterId;
    const first = await reopened();
    await first.journal.append({ kind: 'device.created', deviceId });
    await Promise.all([
      first.journal.append({ kind: 'letter.displayed', letterId, digest: 'd'.repeat(64) as Digest }),
      first.journal.append({ kind: 'anchor.removed', fingerprint: 'a' }, { kind: 'anchor.removed', fingerprint: 'b' }),
    ]);
    await first.journal.close();

    const second = await reopened();
    expect(second.notes).toEqual([]);
    expect(second.journal.head).toBe(4);
    const events = await second.journal.read(0, 100);
    expect(events.map((event) => [event.seq, event.kind])).toEqual([
      [1, 'device.created'], [2, 'letter.displayed'], [3, 'anchor.removed'], [4, 'anchor.removed'],
    ]);
    expect(await second.journal.read(2, 1)).toMatchObject([{ seq: 3, fingerprint: 'a' }]);
    await second.journal.close();
  });
});
