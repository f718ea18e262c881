import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { systemClock } from '../../core/base/clock';
import type { DeviceId, LetterId } from '../../core/model/ids';
import { deriveKeys } from '../vault/derive-keys';
import { openVault } from '../vault/open-vault';
import { openJournal } from './open-journal';

const deviceId = '0123456789abcdef' as DeviceId;

/** Keeps letters for ever and says "seq letterId" once each is journalled. */
function program(folder: string): string {
  const from = (path: string): string => JSON.stringify(join(import.meta.dirname, path));
  return `
    import { randomBytes } from 'node:crypto';
    import { deriveKeys } from ${from('../vault/derive-keys.ts')};
    import { openVault } from ${from('../vault/open-vault.ts')};
    import { openJournal } from ${from('open-journal.ts')};
    const keys = deriveKeys(Buffer.alloc(32, 7));
    const vault = await openVault({ dir: ${JSON.stringify(join(folder, 'vault'))}, keys });
    const { value } = await openJournal({ dir: ${JSON.stringify(join(folder, 'journal'))}, keys, deviceId: '${deviceId}', vault, clock: { now: () => new Date() } });
    const accountId = 'fedcba9876543210';
    for (;;) {
      const put = await vault.putBatch(accountId, Array.from({ length: 20 }, () => randomBytes(5000)));
      await Promise.all(put.value.map(async ({ letterId, digest, size }) => {
        const [event] = await value.journal.append({ kind: 'letter.kept', letter: { letterId, accountId, digest, size, flags: [] } });
        process.stdout.write(event.seq + ' ' + letterId + '\\n');
      }));
    }`;
}

it('a process killed again and again loses no letter and no event that it had answered', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vanthu-killed-'));
  try {
    await writeFile(join(folder, 'keep.mts'), program(folder));
    const answered = new Map<number, LetterId>();
    for (let round = 0; round < 5; round += 1) {
      const child = spawn(process.execPath, ['--import', 'tsx', join(folder, 'keep.mts')], { cwd: process.cwd(), stdio: ['ignore', 'pipe', 'inherit'] });
      const closed = once(child, 'close');
      let lines = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        const [seq, letterId] = line.split(' ');
        answered.set(Number(seq), letterId as LetterId);
        lines += 1;
        // at another place of the loop each time
        if (lines === 50 + round * 13) child.kill('SIGKILL');
      }
      await closed;
      expect(lines).toBeGreaterThanOrEqual(50);
    }
    const keys = deriveKeys(Buffer.alloc(32, 7));
    const vault = await openVault({ dir: join(folder, 'vault'), keys });
    const opened = await openJournal({ dir: join(folder, 'journal'), keys, deviceId, vault, clock: systemClock });
    if (!opened.ok) throw new Error(opened.failure.code);
    const events = await opened.value.journal.read(0, Number.MAX_SAFE_INTEGER);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    const kept = new Map(events.map((event) => [event.seq, event.kind === 'letter.kept' ? event.letter.letterId : null]));
    for (const [seq, letterId] of answered) expect(kept.get(seq)).toBe(letterId);
    for (const letterId of kept.values()) {
      expect(letterId === null ? null : await vault.readRange(letterId, 0, 5000)).toMatchObject({ ok: true });
    }
    await opened.value.journal.close();
    await vault.sweepOrphans(new Set(), new Date());
    expect(await readdir(join(folder, 'vault', 'incoming'))).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
