import { expect, test } from '../fixtures/app-test';
import { mail } from '../fixtures/letters';
import { seriousFindings } from '../fixtures/serious-findings';
import { connect, settled } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';

const document = (number: string, agency: string): string => `${agency}\nSố: ${number}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLong An, ngày 20 tháng 11 năm 2026\n\nV/v báo cáo sĩ số\n\nKính gửi: Sở Giáo dục và Đào tạo.\n`;

test('by keyboard alone a letter is answered with what it cites, passed on with its files, and kept through every look elsewhere', async ({ launch, office, place }) => {
  await office.server.appendMany('clerk', 'INBOX', [
    mail({ id: 'a', from: 'unit1@so.gov.vn', subject: 'Văn bản của Sở', text: document('45/SNV-VP', 'SỞ NỘI VỤ'), attachments: [{ name: 'si-so.csv', contentType: 'text/csv', bytes: new TextEncoder().encode('Lớp,Sĩ số\n1A,30\n') }] }),
    mail({ id: 'b', from: 'citizen@gmail.com', subject: 'Báo cáo sĩ số', text: document('12/BC-THAL', 'TRƯỜNG TIỂU HỌC AN LẠC') }),
  ]);
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await connect(page, office);
  await settled(page, 2);
  const room = new LettersRoom(page);
  const body = page.getByTestId('compose-body');

  // answered: the document by number, date and issuer, in the thread of its letter
  await room.row('45/SNV-VP').click();
  await expect(page.getByTestId('reply-forward')).toBeVisible();
  await page.keyboard.press('Control+r');
  await expect(body).toHaveValue(/Phúc đáp Công văn số 45\/SNV-VP ngày 20 tháng 11 năm 2026 của SỞ NỘI VỤ/);
  await expect(page.getByTestId('addressee')).toHaveText(/unit1@so\.gov\.vn/);
  await body.press('Control+Home');
  await body.pressSequentially('Lời của văn thư. ');

  // looked elsewhere and back: nothing is lost, whether or not it was saved by then
  await page.getByTestId('rail-incoming').press('Enter');
  await expect(page.getByTestId('letter-list')).toBeVisible();
  await page.getByTestId('rail-drafts').press('Enter');
  await expect(body).toHaveValue(/^Lời của văn thư\. /);
  await page.keyboard.press('Control+s');
  await expect(page.getByTestId('compose-saved')).toHaveAttribute('data-state', 'saved');
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('draft-entry')).toHaveText(/Re: Văn bản của Sở/);

  // passed on, with its file
  await page.getByTestId('rail-incoming').press('Enter');
  await room.row('45/SNV-VP').click();
  await expect(page.getByTestId('reply-forward')).toBeVisible();
  await page.keyboard.press('Control+Shift+f');
  await expect(page.getByTestId('compose-file')).toHaveText(/si-so\.csv/);
  await expect(page.getByTestId('compose-subject')).toHaveValue('Fwd: Văn bản của Sở');
  await page.getByTestId('compose-to').fill('unit2@so.gov.vn');
  await page.getByTestId('compose-to').press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('undo-strip')).toBeVisible();
  await expect(page.getByTestId('draft-entry')).toHaveCount(1);

  // asked for its unit: the question is an answer to the letter, not a text to be copied
  await page.getByTestId('rail-incoming').press('Enter');
  await room.queue('unitUnknown');
  await room.row('12/BC-THAL').click();
  await page.getByTestId('unit-ask').press('Enter');
  await expect(page.getByTestId('compose-subject')).toHaveValue(/^Đề nghị cho biết đơn vị gửi văn bản số 12\/BC-THAL/);
  await expect(page.getByTestId('addressee')).toHaveText(/citizen@gmail\.com/);
});
