import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { signalProcess } from './signal-process';

describe('a signal', () => {
  it('to a process that has ended meanwhile is no error', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    expect(signalProcess(child.pid ?? 0, 'SIGTERM')).toBe(false);
  });

  it('reaches one that runs', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
    await once(child, 'spawn');
    expect(signalProcess(child.pid ?? 0, 'SIGTERM')).toBe(true);
    expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
  });
});
