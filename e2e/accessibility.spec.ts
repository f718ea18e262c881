import { expect, test } from './fixtures/app-test';
import { shot } from './fixtures/launch';
import { mail, official, tampered } from './fixtures/letters';
import { seriousFindings } from './fixtures/serious-findings';
import { connect, settled } from './pages/bridge';
import { FirstStart } from './pages/first-start';
import { LettersRoom } from './pages/letters-room';
import { SettingsRoom } from './pages/settings-room';

test('first start, list, letter and settings can be used without sight or mouse, in light and in dark', async ({ launch, office, place }) => {
  const policyFile = office.writePolicy(place);
  await office.server.appendMany('clerk', 'INBOX', [
    ...Array.from({ length: 12 }, (_, n) => mail(official({ id: `a-${n}`, from: 'unit1@so.gov.vn', number: `${n + 1}/SNV-VP`, topic: `việc thứ ${n + 1}`, document: n % 3 === 0 ? { stamp: 'HỎA TỐC' } : {} }))),
    tampered(office.ca, 'unit1', official({ id: 'a-x', from: 'unit1@so.gov.vn', number: '99/SNV-VP', topic: 'bị sửa' }), 'thông báo để', 'thông báo de '),
  ]);
  const app = await launch({ policyFile });
  const page = await app.mainWindow();
  const room = new LettersRoom(page);

  await test.step('first start', async () => {
    await expect(page.getByTestId('setup-begin')).toBeVisible();
    await shot(page, 'welcome-vi');
    expect(await seriousFindings(page)).toEqual([]);
    const start = new FirstStart(page);
    await page.getByTestId('setup-begin').click();
    await page.getByTestId('setup-create').click();
    await expect(page.getByTestId('recovery-code')).toBeVisible();
    await shot(page, 'recovery-code-vi');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByTestId('recovery-kept').check();
    await page.getByTestId('recovery-done').click();
    await start.enterMailbox('test');
    await expect(page.getByTestId('imap-host')).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await start.editServers(office);
    await start.check();
    await start.goOn();
    await expect(page.getByTestId('connect')).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await start.connect();
    await settled(page, 13);
  });

  for (const theme of ['light', 'dark'] as const) {
    await test.step(theme, async () => {
      await new SettingsRoom(page).choose('theme', theme);
      await room.open('99/SNV-VP');
      await room.verdict.getByRole('button', { name: 'Chi tiết' }).click();
      await shot(page, `letter-${theme}-vi`);
      expect(await seriousFindings(page)).toEqual([]);
      await room.search('');
      await room.row('1/SNV-VP').first().click();
      await expect(room.text).toBeVisible();
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByTestId('list-export').click();
      await expect(page.getByTestId('export-preview')).toBeVisible();
      await page.getByTestId('forwarding-guide').getByRole('button', { name: 'Gmail' }).click();
      await shot(page, `archive-${theme}-vi`);
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByTestId('rail-settings').click();
      await expect(page.getByTestId('settings')).toBeVisible();
      await shot(page, `settings-${theme}-vi`);
      expect(await seriousFindings(page)).toEqual([]);
    });
  }

  await test.step('the list is walked by keyboard', async () => {
    await page.getByTestId('rail-incoming').click();
    await room.queue('all');
    await room.list.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await expect(room.list.getByRole('option', { selected: true })).toHaveAttribute('aria-posinset', '2');
    await page.keyboard.press('Enter');
    await expect(page.locator('#reading-pane')).toBeFocused();
  });
});

test('a mailbox can be added with the first-start screens in English, and locked books say so', async ({ launch, office, place }) => {
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await page.getByRole('radio', { name: 'English' }).click();
  await expect(page.getByTestId('setup-begin')).toHaveText('Begin');
  await connect(page, office);
  await new SettingsRoom(page).choose('language', 'en');
  await app.close();
  // the key file is gone and the keyring of a test machine counts as none: only a person can open the books
  const locked = await launch({ keyFile: `${place.keyFile}.gone` });
  const window = await locked.mainWindow();
  await expect(window.getByTestId('unlock')).toBeVisible();
  await window.getByTestId('unlock-secret').fill('wrong words all over');
  await window.getByTestId('unlock').click();
  await expect(window.getByRole('status')).toContainText('Caps Lock');
  expect(await seriousFindings(window)).toEqual([]);
});
