import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/app-test';
import { mail } from '../fixtures/letters';
import { seriousFindings } from '../fixtures/serious-findings';
import { answerDialogs } from '../fixtures/system-dialogs';
import { connect, settled } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';

const document = (number: string, agency: string): string => `${agency}\nSố: ${number}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLong An, ngày 20 tháng 11 năm 2026\n\nV/v báo cáo sĩ số\n\nKính gửi: Sở Giáo dục và Đào tạo.\n`;

const table = [
  'Tên đơn vị,Mã định danh,Địa chỉ thư,Đơn vị cấp trên,Hiệu lực đến,Đơn vị kế thừa',
  'Sở Giáo dục và Đào tạo,H36.14,,,,',
  'Trường Tiểu học An Lạc,H36.14.2,citizen@gmail.com,Sở Giáo dục và Đào tạo,,',
  'UBND huyện Bến Lức,H36/99,,,1/7/2025,UBND xã Bến Lức',
].join('\n');

type Holding = typeof globalThis & { letGo?: () => void };

/** What the window asks of units is not sent before `letUnitsGo`. */
async function holdUnits(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { prototype } = BroadcastChannel;
    const post = Object.getOwnPropertyDescriptor(prototype, 'postMessage')?.value as BroadcastChannel['postMessage'];
    const held: (() => void)[] = [];
    prototype.postMessage = function (this: BroadcastChannel, message: { readonly type?: string }) {
      if (message.type === 'units') held.push(() => post.call(this, message));
      else post.call(this, message);
    };
    (globalThis as Holding).letGo = () => {
      prototype.postMessage = post;
      for (const send of held) send();
    };
  });
}

async function letUnitsGo(page: Page): Promise<void> {
  await page.evaluate(() => (globalThis as Holding).letGo?.());
}

test('a table of units is shown before it is saved; the unit page then lists all letters of the unit, which open from there', async ({ launch, office, place }) => {
  await office.server.appendMany('clerk', 'INBOX', [
    mail({ id: 'a', from: 'citizen@gmail.com', subject: 'Báo cáo sĩ số', text: document('12/BC-THAL', 'TRƯỜNG TIỂU HỌC AN LẠC') }),
    mail({ id: 'b', from: 'citizen@gmail.com', subject: 'Xin gửi lại bảng lương', text: 'Xin gửi lại bảng lương tháng này.' }),
    mail({ id: 'd', from: 'lists@gmail.com', subject: 'Báo cáo tháng', text: document('46/BC-THCS', 'TRƯỜNG TRUNG HỌC CƠ SỞ BÌNH AN') }),
    mail({ id: 'c', from: 'unit1@so.gov.vn', subject: 'Văn bản của Sở', text: document('45/SNV-VP', 'SỞ NỘI VỤ') }),
  ]);
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await connect(page, office);
  await settled(page, 4);

  // an unknown unit, answered once: the letter is known, and the keyboard stays with it
  const room = new LettersRoom(page);
  await room.queue('unitUnknown');
  await room.row('46/BC-THCS').click();
  await page.getByTestId('unit-choose').press('Enter');
  await page.getByTestId('unit-search').fill('Trường THCS Bình An');
  await page.getByTestId('unit-search').press('Enter');
  await expect(page.getByTestId('unit-line')).toContainText('Trường THCS Bình An');
  await expect(page.getByTestId('unit-choose')).toHaveCount(0);
  await expect(room.pane).toBeFocused();

  const file = join(place.folder, 'don-vi.csv');
  writeFileSync(file, table);
  await answerDialogs(app.electron, { folder: file });
  await page.getByTestId('rail-directory').click();
  await page.getByTestId('directory-import').click();
  await page.getByTestId('import-choose').click();
  const plan = page.getByTestId('plan-preview');
  await expect(plan).toContainText('Dòng 4: “H36/99” không phải mã định danh');
  await expect(plan).toContainText('chưa thấy đơn vị kế thừa “UBND xã Bến Lức”');
  await page.getByTestId('plan-save').click();
  await expect(page.getByText('Đã lưu 3 đơn vị vào danh bạ.')).toBeVisible();

  // found by typing without diacritics, reached by keyboard, also where the list on the screen is still the one of before
  await holdUnits(page);
  await page.getByTestId('directory-search').fill('an lac');
  await page.getByTestId('directory-search').press('ArrowDown');
  await letUnitsGo(page);
  const unit = page.getByTestId('unit-page');
  await expect(unit).toContainText('H36.14.2');
  await expect(unit).toContainText('Sở Giáo dục và Đào tạo');
  await expect(unit.getByTestId('unit-letter')).toHaveCount(2);
  expect(await seriousFindings(page)).toEqual([]);
  await unit.getByTestId('unit-letter').filter({ hasText: '12/BC-THAL' }).click();
  await expect(page.getByTestId('rail-incoming')).toHaveAttribute('aria-current', 'page');
  await expect(page.getByTestId('reading-pane')).toContainText('Trường Tiểu học An Lạc');
  await app.close();
});
