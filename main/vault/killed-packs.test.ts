import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import type { LetterId } from '../../core/model/ids';
import { deriveKeys } from './derive-keys';
import { openVault } from './open-vault';

/** Keeps small and large letters for ever, erases some, gives dead space back; says "kept id" and "erased id" once that is answered. */
function program(folder: string): string {
  const from = (path: string): string => JSON.stringify(join(import.meta.dirname, path));
  return `
    import { randomBytes } from 'node:crypto';
    import { deriveKeys } from ${from('derive-keys.ts')};
    import { openVault } from ${from('open-vault.ts')};
    const vault = await openVault({ dir: ${JSON.stringify(join(folder, 'vault'))}, keys: deriveKeys(Buffer.alloc(32, 7)), packLetterBytes: 30_000 });
    const say = (...words) => new Promise((resolve) => process.stdout.write(words.join(' ') + '\\n', resolve));
    for (let round = 0; ; round += 1) {
      const put = await vault.putBatch('fedcba9876543210', Array.from({ length: 200 }, (_, at) => randomBytes(at % 50 === 7 ? 40_000 : 900)));
      for (const { letterId } of put.value) await say('kept', letterId);
      for (const { letterId } of put.value.slice(5, 12)) {
        await say('erasing', letterId);
        if ((await vault.erase(letterId)).ok) await say('erased', letterId);
      }
      if (round % 3 === 2) await vault.compact();
    }`;
}

it('a process killed again and again loses no letter it had answered for, and no erased letter comes back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vanthu-killed-packs-'));
  try {
    await writeFile(join(folder, 'keep.mts'), program(folder));
    const kept = new Set<LetterId>();
    const erasing = new Set<LetterId>();
    const erased = new Set<LetterId>();
    const sets: Readonly<Record<string, Set<LetterId>>> = { kept, erasing, erased };
    for (let round = 0; round < 5; round += 1) {
      const child = spawn(process.execPath, ['--import', 'tsx', join(folder, 'keep.mts')], { cwd: process.cwd(), stdio: ['ignore', 'pipe', 'inherit'] });
      const closed = once(child, 'close');
      let lines = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        const [word = '', id] = line.split(' ');
        sets[word]?.add(id as LetterId);
        lines += 1;
        // at another place of the loop each time: among writes, among erasures
        if (lines === 203 + round * 217) child.kill('SIGKILL');
      }
      await closed;
      expect(lines).toBeGreaterThanOrEqual(203);
    }
    const vault = await openVault({ dir: join(folder, 'vault'), keys: deriveKeys(Buffer.alloc(32, 7)), packLetterBytes: 30_000 });
    expect(vault.damagedSlots).toBe(0);
    for (const letterId of kept) {
      if (erased.has(letterId)) expect(await vault.has(letterId)).toBe(false);
      else if (!erasing.has(letterId)) expect(await vault.readRange(letterId, 0, 50_000)).toMatchObject({ ok: true });
    }
    await vault.sweepOrphans(new Set(), new Date(Date.now() + 8 * 24 * 3600 * 1000));
    for (const letterId of kept) expect(await vault.has(letterId)).toBe(false);
    expect(await vault.compact()).toBeGreaterThanOrEqual(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
