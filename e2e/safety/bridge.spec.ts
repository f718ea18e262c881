import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from '../fixtures/app-test';
import { mail, official } from '../fixtures/letters';
import { connect, ingestWindow, settled, type WindowWithBridge } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';

/** A page of ours in a window that is not the one the bridge belongs to; what it got for an answer. */
function askFromAnotherWindow(electron: ElectronApplication, preload: 'app' | 'ingest', page: string, name: string): Promise<string> {
  return electron.evaluate(async ({ BrowserWindow, app }, given) => {
    const window = new BrowserWindow({ show: false, webPreferences: { preload: `${app.getAppPath()}/out/preload/${given.preload}.cjs`, sandbox: true, contextIsolation: true } });
    await window.loadURL(`app://vanthu/${given.page}`);
    const answer: unknown = await window.webContents.executeJavaScript(`vanthu.ask(${JSON.stringify(given.name)}, {}).then(() => 'answered', (error) => error.message)`);
    window.destroy();
    return String(answer);
  }, { preload, page, name });
}

test('the bridge answers its own page alone, known commands alone, and well-formed input alone', async ({ launch, office, place, watch }) => {
  await office.server.appendMany('clerk', 'INBOX', [mail({ ...official({ id: 'b-1', from: 'unit1@so.gov.vn', number: '1/SNV-VP', topic: 'một việc' }), html: '<p>Nội dung</p>' })]);
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await connect(page, office);
  await settled(page, 1);
  const outcome = (name: string, input: unknown) => page.evaluate(
    ([command, value]) => (globalThis as unknown as { readonly vanthu: { ask(name: string, input: unknown): Promise<unknown> } }).vanthu.ask(command, value).then(() => 'answered', (error: Error) => error.message),
    [name, input] as const,
  );

  await test.step('unknown commands and malformed input', async () => {
    expect(await outcome('app.state', {})).toBe('answered');
    expect(await outcome('shell.run', {})).toContain('no such command');
    expect(await outcome('receipt.propose', { letterId: 'a'.repeat(32), kind: 'arrival', official: true })).toContain('no such command');
    expect(await outcome('vanthu:ingest:ask:journal.read', {})).toContain('no such command');
    for (const [name, input] of [
      ['letter.displayed', { letterId: 'x', digest: 'y' }], ['account.guess', { address: 'a\r\nb@so.gov.vn' }], ['attachment.open', { name: 'a.txt', contentType: 'text/plain', bytes: 'text' }],
      ['preferences.set', { language: 'xx' }], ['receipt.answer', null], ['account.connect', {}],
    ] as const) expect(await outcome(name, input), name).toContain('input rejected');
  });

  await test.step('nothing of Node or Electron is in reach of a page', async () => {
    for (const one of [page, await ingestWindow(app.electron)]) {
      expect(await one.evaluate(() => ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in globalThis))).toEqual([]);
    }
    const exposed = (one: Page) => one.evaluate(() => Object.keys((globalThis as WindowWithBridge).vanthu).sort());
    expect(await exposed(page)).toEqual(['ask', 'on', 'pathOf']);
    expect(await exposed(await ingestWindow(app.electron))).toEqual(['ask', 'on']);
    // only files of the disk have a path, and no page can make one
    expect(await page.evaluate(() => (globalThis as WindowWithBridge).vanthu.pathOf(new File(['From x'], '/etc/passwd')))).toBeNull();
  });

  await test.step('the ingest window has its own few commands', async () => {
    const ingest = await ingestWindow(app.electron);
    const asked = (name: string) => ingest.evaluate((command) => (globalThis as unknown as { readonly vanthu: { ask(name: string, input: unknown): Promise<unknown> } }).vanthu.ask(command, {}).then(() => 'answered', (error: Error) => error.message), name);
    expect(await asked('store.key')).toBe('answered');
    for (const name of ['app.state', 'account.connect', 'receipt.answer', 'letter.displayed', 'attachment.save', 'anchor.add', 'app.quit']) expect(await asked(name), name).toContain('no such command');
  });

  await test.step('another window is refused, whatever page it shows and whatever preload it has', async () => {
    expect(await askFromAnotherWindow(app.electron, 'app', 'index.html', 'app.state')).toContain('sender rejected');
    expect(await askFromAnotherWindow(app.electron, 'app', 'letter-frame.html', 'store.key')).toContain('sender rejected');
    expect(await askFromAnotherWindow(app.electron, 'ingest', 'ingest.html', 'store.key')).toContain('sender rejected');
  });

  await test.step('the frame of a letter has no bridge and runs no script', async () => {
    const room = new LettersRoom(page);
    await room.open('1/SNV-VP');
    await expect(room.frame.locator('p')).toHaveText('Nội dung');
    const frame = page.frames().find((one) => one.url().endsWith('letter-frame.html'));
    expect(await frame?.evaluate(() => 'vanthu' in globalThis)).toBe(false);
    await expect(page.getByTestId('letter-frame')).toHaveAttribute('sandbox', 'allow-same-origin');
  });
  watch.complaints.splice(0);
});
