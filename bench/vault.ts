import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../core/base/clock';
import type { AccountId, DeviceId, LetterId } from '../core/model/ids';
import type { JournalEntry } from '../core/model/journal';
import { openJournal } from '../main/journal/open-journal';
import { deriveKeys } from '../main/vault/derive-keys';
import { openVault } from '../main/vault/open-vault';

/* What it costs to keep letters and events durably on this disk: `npx tsx bench/vault.ts [FOLDER]`. */

const letterCount = 2000;
const letterBytes = 20 * 1024;
const batchLetters = 200;
const eventCount = 100_000;
const accountId = '0000000000000001' as AccountId;
const deviceId = '0000000000000001' as DeviceId;

async function figure<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  const start = performance.now();
  const value = await work();
  console.log(`figure ${name}.ms ${(performance.now() - start).toFixed(0)} ms`);
  return value;
}

const dir = await mkdtemp(join(process.argv[2] ?? tmpdir(), 'vanthu-bench-'));
const keys = deriveKeys(randomBytes(32));
const openFresh = () => openVault({ dir: join(dir, 'vault'), keys });

async function journalAt(vault: Awaited<ReturnType<typeof openFresh>>) {
  const opened = await openJournal({ dir: join(dir, 'journal'), keys, deviceId, vault, clock: systemClock });
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value.journal;
}

try {
  const vault = await figure('vault.openEmpty', openFresh);
  const letters = Array.from({ length: letterCount }, () => randomBytes(letterBytes));
  const ids: LetterId[] = [];
  await figure(`vault.put.${letterCount}x20KB`, async () => {
    for (let first = 0; first < letters.length; first += batchLetters) {
      const put = await vault.putBatch(accountId, letters.slice(first, first + batchLetters));
      if (!put.ok) throw new Error(put.failure.code);
      ids.push(...put.value.map((file) => file.letterId));
    }
  });
  await figure(`vault.readAll.${letterCount}x20KB`, async () => {
    for (const letterId of ids) await vault.readRange(letterId, 0, letterBytes);
  });

  const journal = await journalAt(vault);
  const entry = (index: number): JournalEntry => ({
    kind: 'letter.located',
    letterId: ids[index % ids.length] as LetterId,
    location: { folder: 'INBOX', uidValidity: '1', uid: index + 1 },
  });
  await figure(`journal.append.${eventCount}`, async () => {
    for (let first = 0; first < eventCount; first += 200) {
      await journal.append(...Array.from({ length: 200 }, (_, index) => entry(first + index)));
    }
  });
  await figure('journal.append.100singly', async () => {
    for (let index = 0; index < 100; index += 1) await journal.append(entry(index));
  });
  await journal.close();

  const coldVault = await openFresh();
  await figure('vault.journalKeys.2000cold', () => Promise.all(ids.map((letterId) => coldVault.journalKey(letterId))));
  const reopened = await figure(`journal.open.${eventCount}`, () => journalAt(coldVault));
  await figure(`journal.read.${eventCount}`, async () => {
    for (let after = 0; ; ) {
      const events = await reopened.read(after, 1000);
      const last = events.at(-1);
      if (last === undefined) break;
      after = last.seq;
    }
  });
  await reopened.close();
} finally {
  await rm(dir, { recursive: true, force: true });
}
