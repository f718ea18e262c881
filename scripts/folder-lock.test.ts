import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { withLock } from './folder-lock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'vanthu-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the folder lock', () => {
  it('lets one at a time in, and is gone afterwards', async () => {
    const lock = join(folder, 'one');
    let inside = 0;
    let most = 0;
    const visit = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await pause(5);
      inside -= 1;
    };
    await Promise.all([withLock(lock, visit), withLock(lock, visit), withLock(lock, visit)]);
    expect(most).toBe(1);
    expect(existsSync(lock)).toBe(false);
  });

  it('is released when the work fails', async () => {
    const lock = join(folder, 'fails');
    await expect(withLock(lock, () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
    expect(existsSync(lock)).toBe(false);
  });

  it('is taken over from a killed run, also one killed before it wrote its number', async () => {
    const killed = spawn('true');
    await once(killed, 'exit');
    const lock = join(folder, 'killed');
    writeFileSync(lock, String(killed.pid));
    expect(await withLock(lock, async () => 'in')).toBe('in');
    writeFileSync(lock, '');
    utimesSync(lock, 1, 1);
    expect(await withLock(lock, async () => 'in')).toBe('in');
  });
});
