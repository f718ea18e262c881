import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signMime } from '../../scripts/test-ca.mjs';
import { expect, test } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';
import { startOffice } from '../fixtures/office';
import { answerDialogs } from '../fixtures/system-dialogs';
import { connect, settled } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';
import { confirmSigning } from '../pages/pin-window';

test('a letter that asks for a signed receipt gets it from a person who signs, and from nobody else', async ({ launch, place }) => {
  const office = await startOffice({}, { signers: [{ id: 'clerk', name: 'Văn thư cơ quan (mẫu)', address: 'clerk@so.gov.vn', key: 'rsa' }] });
  try {
    const { clerk } = office.ca.signers;
    if (clerk === undefined) throw new Error('no signer');
    const asked = signMime(office.ca, {
      signer: 'unit1', entity: 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nĐề nghị báo nhận.\r\n',
      headers: { From: 'unit1@so.gov.vn', To: 'clerk@so.gov.vn', Subject: 'Can bao nhan', 'Message-ID': '<asked@so.gov.vn>', Date: 'Fri, 20 Nov 2026 08:00:00 +0700' },
      flags: ['-receipt_request_all', '-receipt_request_to', 'unit1@so.gov.vn'],
    });
    await office.server.appendMany('clerk', 'INBOX', [asked]);
    const policyFile = office.writePolicy(place);
    const app = await launch({ policyFile });
    const page = await app.mainWindow();
    await connect(page, office, { arrivalNotice: 'never', displayedMdn: 'never' });
    await settled(page, 1);
    office.renewLists(policyFile);
    const p12 = join(place.folder, 'clerk.p12');
    writeFileSync(p12, execFileSync('openssl', ['pkcs12', '-export', '-inkey', clerk.keyFile, '-in', clerk.certFile, '-passout', 'pass:1234'], { stdio: ['pipe', 'pipe', 'pipe'] }), { mode: 0o644 });
    await answerDialogs(app.electron, { folder: p12 });
    await page.getByTestId('rail-settings').click();
    await page.getByTestId('key-choose').click();
    await page.getByTestId('key-password').fill('1234');
    await page.getByTestId('key-import').click();
    await expect(page.getByTestId('key-imported')).toBeVisible();
    await page.getByTestId('rail-incoming').click();

    await new LettersRoom(page).open('Can bao nhan');
    await expect(page.getByTestId('signed-receipt')).toContainText('báo nhận có chữ ký số');
    await expect(page.getByTestId('sign-receipt')).toBeEnabled();
    await shot(page, 'signed-receipt-asked');
    expect(await office.server.messages('unit1')).toHaveLength(0);
    await page.getByTestId('sign-receipt').click();
    await confirmSigning(app.electron, 'signed-receipt-pin');
    await expect(page.getByTestId('sign-receipt')).toHaveCount(0);
    await expect.poll(async () => (await office.server.messages('unit1')).length, { timeout: 60_000 }).toBe(1);
    await expect(page.getByTestId('signed-receipt')).toContainText('Đã');
    await shot(page, 'signed-receipt-sent');
    const [receipt] = await office.server.messages('unit1');
    expect(Buffer.from(receipt?.raw ?? new Uint8Array()).toString('latin1')).toMatch(/smime-type="?signed-receipt/);
  } finally {
    await office.stop();
  }
});
