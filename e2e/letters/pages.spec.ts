import { tinyPdf } from '../../core/extract/fixtures/tiny-pdf';
import { expect, test } from '../fixtures/app-test';
import { mail } from '../fixtures/letters';
import { LettersRoom } from '../pages/letters-room';
import { connect, settled } from '../pages/bridge';

const pdf = tinyPdf([
  [
    { text: 'SỞ NỘI VỤ', x: 70, y: 780 }, { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', x: 300, y: 780 }, { text: 'Số: 41/SNV-VP', x: 70, y: 750 },
    { text: 'V/v gửi tài liệu họp', x: 70, y: 735 }, { text: 'ngày 20 tháng 11 năm 2026', x: 320, y: 750 }, { text: 'Kính gửi: Các phòng, đơn vị trực thuộc.', x: 150, y: 690 },
  ],
  [{ text: 'Trang hai', x: 70, y: 780 }],
]);

test('a PDF under a covering note opens as pages, drawn outside the window, and a field marks its place', async ({ launch, office, place }) => {
  await office.server.appendMany('clerk', 'INBOX', [
    mail({ id: 'pages', from: 'unit1@so.gov.vn', subject: 'Gửi công văn', text: 'Xin gửi công văn kèm theo.', attachments: [{ name: 'cong-van-41.pdf', contentType: 'application/pdf', bytes: pdf }] }),
  ]);
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await connect(page, office);
  await settled(page, 1);
  const room = new LettersRoom(page);
  await room.open('41/SNV-VP');
  await expect(page.locator('[data-testid=pdf-page][data-page="1"]')).toHaveAttribute('data-drawn', 'yes');
  await expect(page.getByRole('tab', { selected: true })).toHaveText('cong-van-41.pdf');
  await expect(page.getByTestId('page-count')).toHaveText('/ 2');
  await page.locator('[data-field=number] button').focus();
  await expect(page.locator('[data-testid=pdf-page][data-page="1"]').getByTestId('page-mark')).toHaveCount(1);
  await page.getByRole('tab', { selected: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('letter-text')).toContainText('Xin gửi công văn kèm theo.');
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('button', { name: 'Trang sau' }).click();
  await expect(page.locator('[data-testid=pdf-page][data-page="2"]')).toContainText('Trang hai');
  await app.close();
});

test('thirty attachments stay in one line of tabs: the one shown is always in sight, and a menu names them all', async ({ launch, office, place }) => {
  const attachments = Array.from({ length: 30 }, (_, index) => ({ name: `phu-luc-so-${index + 1}.txt`, contentType: 'text/plain', bytes: Buffer.from(`Phụ lục ${index + 1}`) }));
  await office.server.appendMany('clerk', 'INBOX', [mail({ id: 'thirty', from: 'unit1@so.gov.vn', subject: 'Gửi ba mươi phụ lục', text: 'Xin gửi các phụ lục.', attachments })]);
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await connect(page, office);
  await settled(page, 1);
  const room = new LettersRoom(page);
  await room.open('Gửi ba mươi phụ lục');
  const selected = room.pane.getByRole('tab', { selected: true });
  await expect(selected).toHaveText('Nội dung thư');
  expect(await room.pane.evaluate((pane) => pane.scrollWidth - pane.clientWidth)).toBe(0);
  await selected.focus();
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowRight');
  await expect(selected).toHaveText('phu-luc-so-12.txt');
  await expect(selected).toBeInViewport({ ratio: 0.9 });
  await page.getByTestId('tab-menu').click();
  await page.getByRole('menuitemradio', { name: 'phu-luc-so-28.txt' }).click();
  await expect(selected).toHaveText('phu-luc-so-28.txt');
  await expect(selected).toBeInViewport({ ratio: 0.9 });
  await app.close();
});
