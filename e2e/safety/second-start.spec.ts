import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures/app-test';
import { mail, official } from '../fixtures/letters';
import { connect, settled } from '../pages/bridge';

function journalFiles(profileDir: string): ReadonlyMap<string, string> {
  const folder = join(profileDir, 'books', 'journal');
  return new Map(readdirSync(folder).sort().map((name) => [name, readFileSync(join(folder, name)).toString('latin1')]));
}

test('a second start shows the window of the first and ends by itself; the books are never opened twice', async ({ launch, office, place }) => {
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await connect(page, office);
  await office.deliver(mail(official({ id: 'once', from: 'unit1@so.gov.vn', number: '9/SNV-VP', topic: 'một việc' })), 'unit1@so.gov.vn');
  await settled(page, 1);
  await expect.poll(() => office.repliesAt('unit1')).toHaveLength(1);
  const before = journalFiles(place.profileDir);
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.hide()));

  const [program = '', ...args] = app.electron.process().spawnargs;
  const second = spawn(program, args.filter((word) => !/^--(inspect|remote-debugging)/.test(word)), { stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  await expect.poll(() => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()))).toBe(true);
  // what the first process wrote is still the whole journal, in the files it began
  const after = journalFiles(place.profileDir);
  expect([...after.keys()]).toEqual([...before.keys()]);
  expect([...before].every(([name, bytes]) => after.get(name)?.startsWith(bytes) === true)).toBe(true);
});
