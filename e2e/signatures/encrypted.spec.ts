import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tinyPdf } from '../../core/extract/fixtures/tiny-pdf';
import { signMime, type TestCa } from '../../scripts/test-ca.mjs';
import { expect, test } from '../fixtures/app-test';
import { mail } from '../fixtures/letters';
import { startOffice } from '../fixtures/office';
import { answerDialogs, recordOpened } from '../fixtures/system-dialogs';
import { connect, settled } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';

const subject = 'Gửi tài liệu kín';
const words = 'Nội dung chỉ người có khóa được đọc.';
const attachments = [
  { name: 'phu-luc.txt', contentType: 'text/plain', bytes: Buffer.from('Phụ lục: danh sách dự họp.\r\n') },
  { name: 'to-trinh.pdf', contentType: 'application/pdf', bytes: Buffer.from(tinyPdf([[{ text: 'TỜ TRÌNH', x: 70, y: 780 }]])) },
];

function signerOf({ signers }: TestCa, id: string): NonNullable<TestCa['signers'][string]> {
  const signer = signers[id];
  if (signer === undefined) throw new Error(`no signer ${id}`);
  return signer;
}

/** Signed by a unit, then encrypted for the clerk: nothing but the subject can be read on its way. */
function sealed(ca: TestCa): Uint8Array {
  const from = 'unit1@so.gov.vn';
  const whole = Buffer.from(mail({ id: 'inner', from, subject, text: words, attachments }));
  const entity = whole.subarray(whole.indexOf('Content-Type:'));
  const inner = signMime(ca, { signer: 'unit1', headers: { From: from, To: 'clerk@so.gov.vn' }, entity });
  const cms = execFileSync('openssl', ['cms', '-encrypt', '-binary', '-outform', 'DER', '-aes-256-cbc', signerOf(ca, 'clerk').certFile], { input: inner, stdio: ['pipe', 'pipe', 'pipe'] });
  const header = Buffer.from(mail({ id: 'sealed', from, subject, text: '' })).toString('latin1').split('MIME-Version')[0] ?? '';
  return Buffer.from(`${header}MIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n${cms.toString('base64').replace(/.{1,76}/g, '$&\r\n')}`, 'latin1');
}

test('a letter encrypted for the clerk opens once the key is imported, with its signature and its files, and closes when the key is removed', async ({ launch, place }) => {
  const office = await startOffice({}, { signers: [{ id: 'clerk', name: 'Văn thư cơ quan (mẫu)', address: 'clerk@so.gov.vn', key: 'rsa' }] });
  try {
    await office.server.appendMany('clerk', 'INBOX', [sealed(office.ca)]);
    const { certFile, keyFile } = signerOf(office.ca, 'clerk');
    const p12 = join(place.folder, 'van-thu.p12');
    writeFileSync(p12, execFileSync('openssl', ['pkcs12', '-export', '-inkey', keyFile, '-in', certFile, '-passout', 'pass:mật khẩu'], { stdio: ['pipe', 'pipe', 'pipe'] }), { mode: 0o644 });
    const policyFile = office.writePolicy(place);
    const app = await launch({ policyFile });
    const page = await app.mainWindow();
    await connect(page, office);
    await settled(page, 1);
    office.renewLists(policyFile);
    const room = new LettersRoom(page);

    await test.step('before the key it is named as encrypted, and nothing of it is shown', async () => {
      await room.open(subject);
      await expect(room.verdict).toContainText('Thư được mã hóa');
      await expect(room.verdict).toHaveAttribute('data-tone', 'warn');
      await expect(room.pane).not.toContainText(words);
    });

    await test.step('a wrong password is said to be wrong, the right one lets the key in', async () => {
      await answerDialogs(app.electron, { folder: p12 });
      await page.getByTestId('rail-settings').click();
      await page.getByTestId('key-choose').click();
      await page.getByTestId('key-password').fill('không phải');
      await page.getByTestId('key-import').click();
      await expect(page.getByTestId('key-form')).toContainText('Mật khẩu không đúng.');
      await page.getByTestId('key-password').fill('mật khẩu');
      await page.getByTestId('key-import').click();
      await expect(page.getByTestId('key-imported')).toContainText('Đã nhập khóa của Văn thư cơ quan (mẫu)');
      await expect(page.getByTestId('own-key')).toHaveCount(1);
      await page.getByTestId('rail-incoming').click();
      await room.open(subject);
    });

    await test.step('the letter opens by itself, with the verdict on the signature inside', async () => {
      await expect(room.verdict).toContainText('Chứng thư của Sở Nội vụ (mẫu) còn hiệu lực');
      await expect(room.verdict).toHaveAttribute('data-tone', 'good');
      await expect(page.locator('[data-testid=pdf-page][data-page="1"]')).toHaveAttribute('data-drawn', 'yes');
      await page.getByRole('tab', { name: 'Nội dung thư' }).click();
      await expect(room.text).toContainText(words);
    });

    await test.step('its files are saved and opened as they were sent', async () => {
      const target = join(place.folder, 'luu.pdf');
      await answerDialogs(app.electron, { save: target });
      await room.attachments.getByRole('button', { name: 'Lưu to-trinh.pdf' }).click();
      await expect(room.attachments).toContainText('Đã lưu:');
      expect(readFileSync(target).equals(attachments[1]?.bytes ?? Buffer.alloc(0))).toBe(true);
      const opened = await recordOpened(app.electron);
      await room.attachments.getByRole('button', { name: 'Mở phu-luc.txt' }).click();
      await expect.poll(() => opened.paths()).toHaveLength(1);
      expect(readFileSync((await opened.paths())[0] ?? '').equals(attachments[0]?.bytes ?? Buffer.alloc(0))).toBe(true);
    });

    await test.step('without the key it is closed again', async () => {
      await page.getByTestId('rail-settings').click();
      await page.getByTestId('key-remove').click();
      await page.getByTestId('key-remove-sure').click();
      await expect(page.getByTestId('keys-none')).toBeVisible();
      await page.getByTestId('rail-incoming').click();
      await room.open(subject);
      await expect(room.verdict).toContainText('Thư được mã hóa');
      await expect(room.pane).not.toContainText(words);
      await expect(room.pane).not.toContainText('to-trinh.pdf');
    });
  } finally {
    await office.stop();
  }
});
