import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock';
import type { AccountId, ActId, DeviceId, IsoTime, LetterId } from '../../core/model/ids';
import type { JournalEvent } from '../../core/model/journal';
import { openJournal, type Journal } from '../journal/open-journal';
import { replay } from '../journal/replay';
import { LetterPlaces } from '../outbox/letter-places';
import { deriveKeys } from '../vault/derive-keys';
import { OpenedFiles } from '../window/opened-files';
import { openVault, type Vault } from '../vault/open-vault';
import { LetterEraser } from './letter-eraser';

const accountId = 'fedcba9876543210' as AccountId;
const at = '2026-01-01T00:00:00.000Z' as IsoTime;

let dir: string;
let keys: ReturnType<typeof deriveKeys>;
let vault: Vault;
let journal: Journal;
let places: LetterPlaces;
let eraser: LetterEraser;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vanthu-eraser-'));
  keys = deriveKeys(randomBytes(32));
  vault = await openVault({ dir: join(dir, 'vault'), keys });
  const opened = await openJournal({ dir: join(dir, 'journal'), keys, deviceId: '0123456789abcdef' as DeviceId, vault, clock: systemClock });
  if (!opened.ok) throw new Error(opened.failure.code);
  journal = opened.value.journal;
  places = new LetterPlaces();
  places.follow(journal);
  eraser = new LetterEraser({ journal, vault, places, log: { write: () => undefined } });
  const server = { host: 'localhost', port: 1, encryption: 'tls' } as const;
  await journal.append({ kind: 'account.connected', account: {
    accountId, settings: { address: 'clerk@test.test', displayName: '', aliases: [], user: 'clerk', imap: server, smtp: server, acceptedCertificates: {} },
    receipts: { arrivalNotice: 'never', displayedMdn: 'never' }, connectedAt: at, firstSeen: null,
  } });
});
afterEach(async () => {
  await eraser.close();
  await journal.close();
  await rm(dir, { recursive: true, force: true });
});

async function keep(text: string): Promise<LetterId> {
  const put = await vault.putBatch(accountId, [Buffer.from(`Subject: ${text}\r\n\r\nx\r\n`)]);
  const file = put.ok ? put.value[0] : undefined;
  if (!file) throw new Error('not kept');
  await journal.append({ kind: 'letter.kept', letter: { letterId: file.letterId, accountId, digest: file.digest, size: file.size, location: { folder: 'INBOX', uidValidity: '7', uid: 1 }, internalDate: at, keptAt: at, flags: [] } });
  await turn();
  return file.letterId;
}

/** The journal tells its listeners after it has answered. */
async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

async function told(): Promise<readonly JournalEvent[]> {
  const events: JournalEvent[] = [];
  await replay(journal, (event) => events.push(event));
  return events;
}

describe('a letter that is erased', () => {
  test('is gone with its key, and what was told of it before cannot be read any more; the chain still verifies', async () => {
    const letterId = await keep('mật');
    const other = await keep('thường');
    await journal.append({ kind: 'letter.displayed', letterId, digest: 'a'.repeat(64) as never });
    expect(await eraser.erase(letterId, false)).toEqual({ ok: true, value: 'erased' });
    expect(await vault.has(letterId)).toBe(false);
    expect(await vault.has(other)).toBe(true);
    expect((await told()).map(({ kind }) => kind)).toEqual(['account.connected', 'letter.kept', 'letter.erased']);
    await journal.close();
    const again = await openJournal({ dir: join(dir, 'journal'), keys, deviceId: '0123456789abcdef' as DeviceId, vault, clock: systemClock });
    if (!again.ok) throw new Error(again.failure.code);
    expect([again.value.notes, again.value.gaps]).toEqual([[], 0]);
    journal = again.value.journal;
    expect((await told()).map(({ kind }) => kind)).toEqual(['account.connected', 'letter.kept', 'letter.erased']);
  });

  test('waits until it is off the server where that is asked for, and asks the server once', async () => {
    const letterId = await keep('mật');
    expect(await eraser.erase(letterId, true)).toEqual({ ok: true, value: 'waiting' });
    await turn();
    expect(await eraser.erase(letterId, true)).toEqual({ ok: true, value: 'waiting' });
    await turn();
    expect(places.acts.waiting(accountId).map(({ act }) => act.change)).toEqual([{ kind: 'erase' }]);
    expect(await vault.has(letterId)).toBe(true);
    // the person does not want to wait for the line
    expect(await eraser.erase(letterId, false)).toEqual({ ok: true, value: 'erased' });
    expect(await vault.has(letterId)).toBe(false);
  });

  test('is taken off the server first also where it is shown on none, because another act is on its way there', async () => {
    const letterId = await keep('mật');
    const seenAt = [{ folder: 'INBOX', uidValidity: '7', uid: 1 }];
    await journal.append({ kind: 'act.asked', letterId, act: { actId: '00000000000000aa' as ActId, accountId, letterId, change: { kind: 'free' }, seenAt } });
    await turn();
    expect(places.seen(letterId)?.folders).toEqual([]);
    expect(await eraser.erase(letterId, true)).toEqual({ ok: true, value: 'waiting' });
    expect(await vault.has(letterId)).toBe(true);
  });

  test('leaves no attachment behind that was handed to another program', async () => {
    const opened = new OpenedFiles('t', dir);
    const other = new LetterEraser({ journal, vault, places, log: { write: () => undefined }, opened });
    const put = await opened.put({ name: 'a.txt', contentType: 'text/plain', bytes: Buffer.from('mật') });
    if (!put.ok) throw new Error(put.failure.code);
    const letterId = await keep('mật');
    expect(existsSync(put.value)).toBe(true);
    await other.erase(letterId, false);
    await other.close();
    expect(existsSync(put.value)).toBe(false);
  });

  test('is destroyed by whomever it was journalled', async () => {
    const letterId = await keep('mật');
    await journal.append({ kind: 'letter.erased', letterId });
    await turn();
    await eraser.settled();
    expect(await vault.has(letterId)).toBe(false);
    expect(await eraser.erase(letterId, false)).toEqual({ ok: false, failure: { code: 'noSuchLetter' } });
  });
});
