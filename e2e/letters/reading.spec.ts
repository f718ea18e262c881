import { expect, test } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';
import { mail, messageId, official } from '../fixtures/letters';
import { connect, rows, settled } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';
import { SettingsRoom } from '../pages/settings-room';

const asks = { headers: { 'Disposition-Notification-To': 'unit1@so.gov.vn' } };

test('"opened" is told only of letters that ask, when they were chosen and read for two seconds in a focused window', async ({ launch, office, place }) => {
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await connect(page, office, { arrivalNotice: 'never', displayedMdn: 'automatic' });
  const letter = (n: number, more = {}) => mail(official({ id: `read-${n}`, from: 'unit1@so.gov.vn', number: `${n}/SNV-VP`, topic: `việc số ${n}`, ...more }));
  await office.deliver(letter(1, asks), 'unit1@so.gov.vn');
  await office.deliver(letter(2), 'unit1@so.gov.vn');
  await office.deliver(letter(3, asks), 'unit1@so.gov.vn');
  await office.deliver(letter(4, asks), 'unit1@so.gov.vn');
  const listed = await settled(page, 4);
  const idOf = (n: number) => listed.find((row) => row.number === `${n}/SNV-VP`)?.letterId ?? '';
  const room = new LettersRoom(page);
  await room.queue('all');
  await expect(room.list.getByRole('option')).toHaveCount(4);

  // chosen and left again a moment later: glanced at, not read
  await page.evaluate(async ([glanced, plain]) => {
    document.querySelector<HTMLElement>(`[data-letter-id="${glanced}"]`)?.click();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    document.querySelector<HTMLElement>(`[data-letter-id="${plain}"]`)?.click();
  }, [idOf(1), idOf(2)]);
  await expect.poll(async () => (await rows(page)).find((row) => row.letterId === idOf(2))?.read).toBe(true);

  // out of the person's sight, whatever the page believes
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((window) => window.isVisible())?.hide());
  await room.row('4/SNV-VP').evaluate((element: HTMLElement) => element.click());
  await expect(room.field('number')).toContainText('4/SNV-VP');
  await page.waitForFunction((since) => performance.now() - since > 3000, await page.evaluate(() => performance.now()), { polling: 200 });
  expect((await rows(page)).find((row) => row.letterId === idOf(4))?.read).toBe(false);
  await app.electron.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().endsWith('index.html'));
    window?.show();
    window?.focus();
  });

  await room.row('3/SNV-VP').click();
  await expect.poll(() => office.repliesAt('unit1')).toEqual([messageId('read-3')]);
  await expect(room.receipt).toContainText('Đã báo thư được mở tự động');
  const [mdn] = await office.server.messages('unit1');
  const text = Buffer.from(mdn?.raw ?? '').toString('latin1');
  expect(text).toContain('report-type=disposition-notification');
  expect(text).toMatch(/^Disposition: manual-action\/MDN-sent-automatically; displayed\r$/m);
  expect(text).toMatch(new RegExp(`^Original-Message-ID: ${messageId('read-3')}\r$`, 'm'));
  const marked = (await office.server.messages('clerk')).filter(({ flags }) => flags.includes('$MDNSent'));
  expect(marked.map(({ raw }) => Buffer.from(raw).includes(messageId('read-3')))).toEqual([true]);
  expect((await rows(page)).filter((row) => row.read).map((row) => row.number).sort()).toEqual(['2/SNV-VP', '3/SNV-VP']);
  expect(await office.repliesAt('unit1')).toEqual([messageId('read-3')]);
});

test('a letter can be found by number, unit, person and words, shows where each field was read, and the language can be changed', async ({ launch, office, place }) => {
  const thai = 'บันทึกข้อความ\r\nส่วนราชการ สำนักงานเลขานุการ\r\nที่ นร ๐๑๐๖/ว ๑๒๓\r\nเรื่อง ขอเชิญประชุมผู้บริหาร\r\nเรียน ผู้อำนวยการ\r\nกรุณาเข้าร่วมประชุม\r\n';
  await office.server.appendMany('clerk', 'INBOX', [
    mail(official({ id: 's-1', from: 'unit1@so.gov.vn', fromName: 'Văn thư Sở Nội vụ', number: '101/SNV-VP', topic: 'tuyển dụng viên chức' })),
    mail(official({ id: 's-2', from: 'unit2@so.gov.vn', fromName: 'Văn thư Sở Y tế', number: '102/SYT-NVY', topic: 'phòng chống dịch bệnh', document: { agency: ['ỦY BAN NHÂN DÂN TỈNH LONG AN', 'SỞ Y TẾ'], titles: ['GIÁM ĐỐC'] } })),
    mail({ id: 's-3', from: 'unit3@so.gov.vn', fromName: 'สำนักงานเลขานุการ', subject: 'ที่ นร ๐๑๐๖/ว ๑๒๓ ขอเชิญประชุมผู้บริหาร', text: thai }),
    mail({ id: 's-4', from: 'unit4@so.gov.vn', subject: 'Hỏi thăm', text: 'Chào cả phòng.\r\n' }),
  ]);
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await connect(page, office);
  await settled(page, 4);
  const room = new LettersRoom(page);
  await room.queue('all');
  const shown = async () => (await room.list.getByRole('option').allInnerTexts()).length;

  for (const [words, expected] of [['101', '101/SNV-VP'], ['so y te', '102/SYT-NVY'], ['Họ Tên Người Ký', '102/SYT-NVY'], ['unit4', 'Hỏi thăm'], ['tuyen dung', '101/SNV-VP'], ['SNV tuyển', '101/SNV-VP']] as const) {
    await room.search(words);
    await expect(room.row(expected), words).toHaveCount(1);
  }
  await room.search('101');
  await expect.poll(shown).toBe(1);
  await room.search('không có thư nào như vậy');
  await expect(room.list).toContainText('Không có thư nào khớp');

  await room.open('101/SNV-VP');
  await room.field('number').getByRole('button').hover();
  await expect(page.getByTestId('evidence-line')).toContainText('101/SNV-VP');
  await room.field('signer').getByRole('button', { name: 'Họ Tên Người Ký' }).click();
  await expect(page.getByTestId('evidence-line')).toContainText('Đọc từ nội dung thư');
  await expect(room.text.locator('mark').filter({ hasText: 'Họ Tên Người Ký' })).toBeInViewport();
  await shot(page, 'evidence-vi');

  await room.open('ขอเชิญประชุมผู้บริหาร');
  await expect(room.text).toContainText('เรื่อง ขอเชิญประชุมผู้บริหาร');
  await expect(room.field('number')).toContainText('นร ๐๑๐๖/ว ๑๒๓');
  await shot(page, 'thai-letter-vi');

  await new SettingsRoom(page).choose('language', 'en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByTestId('rail-settings')).toHaveText('Settings');
  await room.open('102/SYT-NVY');
  await shot(page, 'letter-en');
});
