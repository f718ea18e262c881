import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { processTree } from './process-tree';

describe('the process tree', () => {
  it('lists a process and its descendants, and nothing once they have ended', async () => {
    const parent = spawn('sh', ['-c', 'sleep 600 & echo ready; wait'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const pid = parent.pid ?? 0;
    await once(parent.stdout, 'data');
    const tree = processTree(pid);
    expect(tree).toHaveLength(2);
    expect(tree[0]).toBe(pid);
    for (const member of tree) process.kill(member, 'SIGKILL');
    await once(parent, 'exit');
    expect(processTree(pid)).toEqual([]);
  });
});
