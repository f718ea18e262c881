import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures/app-test';
import { draftDocument } from '../fixtures/draft-document';
import { shot } from '../fixtures/launch';
import { answerDialogs } from '../fixtures/system-dialogs';
import { ask, connect } from '../pages/bridge';

test('a document stamped as a state secret does not leave by mail: it is issued on paper, with its dispatch proven in the register', async ({ launch, place, office }) => {
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await connect(page, office);
  const year = new Date().getFullYear();
  await ask(page, 'register.open', { book: { registerId: '00000000000000aa', name: 'Văn bản đi', unit: 'SỞ NỘI VỤ (MẪU)', typeCodes: null, pattern: '{number2}/{type}-SNV', untypedPattern: '{number2}/SNV-{drafter}', drafter: 'VP', firstNumber: 7, firstYear: year } });
  const document = join(place.folder, 'bao-cao.pdf');
  writeFileSync(document, draftDocument(['TỐI MẬT', 'Báo cáo tình hình theo yêu cầu.']), { mode: 0o644 });
  await answerDialogs(app.electron, { folder: document });

  await test.step('what the file says is found, and nothing but paper is offered', async () => {
    await page.getByTestId('compose-new').click();
    await page.getByTestId('compose-kind').click();
    await page.getByRole('option', { name: 'Công văn' }).click();
    await page.getByTestId('compose-to').fill('unit2@so.gov.vn');
    await page.keyboard.press('Enter');
    await page.getByTestId('compose-summary').fill('báo cáo tình hình');
    await page.getByTestId('compose-signer-name').fill('Người ký mẫu');
    await page.getByTestId('compose-attach').first().click();
    await expect(page.getByTestId('compose-file')).toContainText('bao-cao.pdf');
    await expect(page.getByTestId('findings')).toContainText('TỐI MẬT');
    await page.getByTestId('take-number').click();
    await expect(page.getByTestId('draft-number')).toHaveText('07/SNV-VP');
    await expect(page.getByTestId('must-be-paper')).toBeVisible();
    await shot(page, 'guard-secret');
  });

  await test.step('the key that sends says why nothing leaves before it is issued, wherever the focus is', async () => {
    await page.getByTestId('compose-urgency').focus();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByTestId('send-dialog')).toHaveCount(0);
    await expect(page.getByTestId('issue-first')).toBeVisible();
  });

  await test.step('who would throw it away is told of its number and led to the register, and from there back', async () => {
    await page.getByTestId('compose-leave').click();
    await page.getByTestId('draft-discard').press('Enter');
    await expect(page.getByTestId('discard-dialog')).toContainText('07/SNV-VP');
    await page.getByTestId('discard-register').press('Enter');
    await page.getByTestId('register-line').filter({ hasText: '07/SNV-VP' }).click();
    await page.getByTestId('register-draft').press('Enter');
    await expect(page.getByTestId('must-be-paper')).toBeVisible();
  });

  await test.step('on paper it is issued, and the register waits for the proof of its dispatch', async () => {
    await page.getByTestId('issue-document').click();
    await expect(page.getByTestId('issued-line')).toContainText('07/SNV-VP');
    await expect(page.getByTestId('paper-next')).toBeVisible();
    await expect(page.getByTestId('issue-send')).toHaveCount(0);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByTestId('send-anyway')).toHaveCount(0);
    await page.getByTestId('rail-registers').click();
    await expect(page.getByTestId('register-line').filter({ hasText: '07/SNV-VP' })).toBeVisible();
    await page.getByTestId('register-line').filter({ hasText: '07/SNV-VP' }).click();
    await page.getByTestId('register-dispatch').click();
    await page.getByTestId('dispatch-addressee').fill('Sở Tài chính (mẫu)');
    await page.getByTestId('dispatch-carrier').selectOption({ index: 0 });
    await page.getByTestId('dispatch-proof').fill('Phiếu gửi số 12');
    await page.getByTestId('dispatch-confirm').click();
    const rows = await ask(page, 'register.lines', { registerId: '00000000000000aa', year });
    expect(rows[0]).toMatchObject({ state: { state: 'issued', line: { route: 'paper' } } });
    await expect.poll(async () => (await ask(page, 'register.lines', { registerId: '00000000000000aa', year }))[0]?.dispatches).toMatchObject([{ addressee: 'Sở Tài chính (mẫu)', proof: 'Phiếu gửi số 12' }]);
    expect(await ask(page, 'mail.list', { all: true })).toEqual([]);
    expect(await office.server.messages('unit2')).toHaveLength(0);
    await shot(page, 'guard-dispatched');
  });
});
