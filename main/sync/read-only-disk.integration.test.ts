import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { plainLetters, TestDesk } from '../../scripts/desk/test-desk';
import { startMailServer } from '../../scripts/servers/mail-server';
import { mountSmallDisk } from '../vault/fixtures/mount-small-disk';
import { removeFolder } from '../../scripts/remove-folder';

it('a vault that may only be read stops fetching with a word of its own, loses nothing, and is tried again when a person says so', async ({ skip }) => {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-read-only-'));
  const disk = join(folder, 'vault');
  mkdirSync(disk);
  if (!mountSmallDisk(disk, 32)) skip();
  const server = await startMailServer({ users: ['clerk'] });
  const desk = new TestDesk(server, { same: { folder, profileKey: randomBytes(32).toString('hex') } });
  try {
    await server.appendMany('clerk', 'INBOX', plainLetters(3));
    await desk.open();
    desk.sync.start();
    await desk.untilChecked();
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    await server.appendMany('clerk', 'INBOX', plainLetters(2, 'later'));
    await desk.until('stopped', ({ connection }) => connection.state === 'stopped');
    expect(desk.status.connection).toMatchObject({ state: 'stopped', reason: 'readOnly' });
    expect(await desk.kept()).toHaveLength(3);
    execFileSync('mount', ['-o', 'remount,rw', disk]);
    desk.sync.start();
    await desk.until('all kept', async () => (await desk.kept()).length === 5);
  } finally {
    await desk.leave();
    execFileSync('umount', [disk]);
    await removeFolder(folder);
    await server.stop();
  }
});
