import { expect, test } from '../fixtures/app-test';
import { seriousFindings } from '../fixtures/serious-findings';
import { answerDialogs } from '../fixtures/system-dialogs';
import { ask, connect } from '../pages/bridge';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

test('a register is opened, searched, voided in and printed by keyboard; what was given outlives the program', async ({ launch, office, place }) => {
  const options = { policyFile: office.writePolicy(place) };
  let app = await launch(options);
  let page = await app.mainWindow();
  await connect(page, office);
  const accountId = (await ask(page, 'app.state', {})).accounts[0]?.accountId;
  if (accountId === undefined) throw new Error('no account');

  await page.getByTestId('rail-registers').press('Enter');
  await page.getByTestId('register-open-first').press('Enter');
  await expect(page.getByTestId('register-name')).toBeFocused();
  await page.getByTestId('register-unit').fill('SỞ GIÁO DỤC VÀ ĐÀO TẠO');
  await page.getByTestId('register-pattern').fill('{number2}/{type}-SGDĐT');
  await page.getByTestId('register-first').fill('7');
  await expect(page.getByTestId('register-example')).toContainText('07/TB-SGDĐT');
  await page.getByTestId('register-save').press('Enter');
  await expect(page.getByTestId('register-outcome')).toContainText('Đã mở sổ');

  const registerId = (await ask(page, 'register.list', {}))[0]?.book.registerId;
  if (registerId === undefined) throw new Error('no register');
  const date = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  for (const draftId of ['00000000000000a1', '00000000000000a2']) {
    await ask(page, 'draft.save', { draft: {
      draftId, accountId, to: [], cc: [], bcc: [], separately: false, subject: 'Thông báo', body: '', files: [], template: null, answers: null, wants: { mdn: false, dsn: false, answerBy: null }, signWith: null, encrypt: false, sendAt: null,
      document: { typeCode: 'TB', registerId, number: null, summary: 'sử dụng thư điện tử', signer: { name: 'Giám đốc', title: 'GIÁM ĐỐC' }, urgency: null, secrecy: null, placesOfReceipt: [], copies: 1, note: '' },
    } });
    expect(await ask(page, 'number.reserve', { registerId, draftId, date, typeCode: 'TB', block: null })).toMatchObject({ ok: true });
  }
  await expect(page.getByTestId('register-line')).toHaveCount(2);
  expect(await seriousFindings(page)).toEqual([]);

  // the newest number stands first; the reason is asked for before anything is voided
  await page.getByTestId('register-table').focus();
  await page.keyboard.press('ArrowDown');
  await page.getByTestId('register-void').press('Enter');
  await page.getByTestId('void-confirm').press('Enter');
  await expect(page.getByTestId('void-dialog')).toContainText('Hãy ghi lý do.');
  await page.getByTestId('void-reason').fill('Dự thảo không ban hành');
  await page.getByTestId('void-confirm').press('Enter');
  await expect(page.getByTestId('register-line').first()).toContainText('Hủy số: Dự thảo không ban hành');
  await page.getByTestId('register-search').fill('khong ban hanh');
  await expect(page.getByTestId('register-line')).toHaveCount(1);

  const file = join(place.folder, 'so-van-ban-di.pdf');
  await answerDialogs(app.electron, { save: file });
  await page.getByTestId('register-print').press('Enter');
  await expect(page.getByTestId('register-outcome')).toContainText('so-van-ban-di.pdf');
  expect(existsSync(file) && readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');

  await app.kill9();
  app = await launch(options);
  page = await app.mainWindow();
  await page.getByTestId('rail-registers').click();
  await expect(page.getByTestId('register-line')).toHaveCount(2);
  await expect(page.getByTestId('register-said')).toContainText(': 9');
  expect(await ask(page, 'number.reserve', { registerId, draftId: '00000000000000a2', date, typeCode: 'TB', block: null })).toMatchObject({ ok: true, value: { code: '09/TB-SGDĐT' } });
  await app.close();
});
