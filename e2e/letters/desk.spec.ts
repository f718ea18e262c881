import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';
import { mail, official } from '../fixtures/letters';
import { seriousFindings } from '../fixtures/serious-findings';
import { resizeTo } from '../fixtures/system-dialogs';
import { connect, isOnline, rows, settled } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';

const province = 'ỦY BAN NHÂN DÂN TỈNH LONG AN';
const recruiting = official({ id: 'desk-1', from: 'unit1@so.gov.vn', fromName: 'Văn thư Sở Nội vụ', number: '101/SNV-VP', topic: 'tuyển dụng viên chức năm 2026' });

test('a clerk corrects a field by keyboard, sees what came twice and what was recalled, keeps to one unit and erases a secret; all of it outlives a new store', async ({ launch, office, place }) => {
  await office.server.appendMany('clerk', 'INBOX', [
    mail(recruiting),
    mail({ ...recruiting, id: 'desk-2' }),
    mail(official({
      id: 'desk-3', from: 'unit1@so.gov.vn', fromName: 'Văn thư Sở Nội vụ', number: '150/SNV-VP', topic: 'thu hồi văn bản',
      document: { body: ['Sở Nội vụ thu hồi Công văn số 101/SNV-VP ngày 05 tháng 02 năm 2026 của Sở Nội vụ về tuyển dụng viên chức năm 2026./.'] },
    })),
    mail(official({ id: 'desk-4', from: 'unit3@so.gov.vn', fromName: 'Văn thư Sở Y tế', number: '318/KH-SYT', topic: 'phòng, chống dịch', document: { agency: [province, 'SỞ Y TẾ'], heading: 'KẾ HOẠCH' } })),
    mail(official({ id: 'desk-5', from: 'unit5@so.gov.vn', fromName: 'Văn thư Sở Xây dựng', number: '77/SXD-VP', topic: 'phương án bảo vệ', document: { agency: [province, 'SỞ XÂY DỰNG'], stamp: 'MẬT' } })),
  ]);
  const policyFile = office.writePolicy(place);
  const app = await launch({ policyFile });
  const page = await app.mainWindow();
  await resizeTo(app.electron, 1366, 768);
  await connect(page, office);
  await settled(page, 5);
  const room = new LettersRoom(page);
  const number = page.locator('[data-value=number]');

  await test.step('F2 writes over a field, Enter keeps it, Ctrl+Z takes it back', async () => {
    await room.open('318/KH-SYT');
    await room.list.focus();
    await page.keyboard.press('Enter');
    await expect(room.pane).toBeFocused();
    await expect(number).toBeVisible();
    for (let tabs = 0; tabs < 12 && !(await number.evaluate((value) => value === document.activeElement)); tabs += 1) await page.keyboard.press('Tab');
    await expect(number).toBeFocused();
    await page.keyboard.press('F2');
    await expect(page.getByTestId('field-editor')).toBeFocused();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.type('319/KH-SYT');
    await page.keyboard.press('Enter');
    await expect(number).toHaveText('319/KH-SYT');
    await expect(number).toBeFocused();
    await expect(page.getByTestId('change-number')).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Báo cáo');
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-value=type]')).toHaveText('Báo cáo');
    await page.keyboard.press('Control+z');
    await expect(page.locator('[data-value=type]')).toHaveText('Kế hoạch');
    await page.keyboard.press('F2');
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-value=type]')).toBeFocused();
    await page.getByTestId('change-number').click();
    await expect(page.getByTestId('change-explained')).toContainText('Đọc được: 318/KH-SYT.');
    await shot(page, 'corrected-vi');
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await room.search('319');
    await expect(room.row('319/KH-SYT')).toHaveCount(1);
  });

  await test.step('what came twice and was recalled says so, and leads there', async () => {
    await room.queue('duplicates');
    await room.search('');
    await expect(room.row('101/SNV-VP')).toHaveCount(2);
    await room.row('101/SNV-VP').first().click();
    await expect(page.getByTestId('duplicate-strip')).toContainText('Văn bản này đã đến ngày');
    await expect(page.getByTestId('touched-strip')).toContainText('Văn bản này đã bị thu hồi theo 150/SNV-VP.');
    await shot(page, 'recalled-vi');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByTestId('touched-open').click();
    await expect(number).toHaveText('150/SNV-VP');
    await page.getByTestId('cite-held').focus();
    await page.keyboard.press('Enter');
    await expect(number).toHaveText('101/SNV-VP');
  });

  await test.step('the unit of a letter leads to all its letters, and back', async () => {
    await page.getByTestId('unit-filter').click();
    await expect(room.list.getByRole('option')).toHaveCount(3);
    await page.getByTestId('by-unit').click();
    await expect(page.getByTestId('unit-heading')).toHaveCount(1);
    await page.getByTestId('unit-clear').click();
    await expect(page.getByTestId('unit-heading')).toHaveCount(3);
    await page.getByTestId('by-unit').click();
  });

  await test.step('a secret stays covered and is erased here and on the server', async () => {
    await room.queue('secret');
    await room.row('77/SXD-VP').click();
    await expect(page.getByTestId('secret-strip')).toBeVisible();
    await expect(room.pane).not.toContainText('phương án bảo vệ', { ignoreCase: true });
    await shot(page, 'secret-vi');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByTestId('secret-erase').click();
    await expect(page.getByTestId('erase-go')).toBeDisabled();
    await page.getByTestId('erase-sure').check();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByTestId('erase-go').click();
    await expect.poll(async () => (await rows(page)).length).toBe(4);
    await expect.poll(async () => (await office.server.messages('clerk')).length).toBe(4);
    await expect(page.getByTestId('queue-secret')).toHaveCount(0);
  });

  await app.close();
  const stored = join(place.profileDir, 'IndexedDB');
  expect(existsSync(stored)).toBe(true);
  rmSync(stored, { recursive: true });
  const again = await launch({ policyFile });
  const window = await again.mainWindow();
  await isOnline(window);
  await settled(window, 4);
  const after = new LettersRoom(window);
  await after.open('319/KH-SYT');
  await expect(window.getByTestId('change-number')).toBeVisible();
  expect((await rows(window)).map((row) => row.number)).not.toContain('77/SXD-VP');
});
