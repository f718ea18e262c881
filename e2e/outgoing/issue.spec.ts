import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/app-test';
import { draftDocument } from '../fixtures/draft-document';
import { shot } from '../fixtures/launch';
import { startOffice, type Office } from '../fixtures/office';
import { answerDialogs } from '../fixtures/system-dialogs';
import { ask, connect } from '../pages/bridge';
import { confirmSigning } from '../pages/pin-window';

const signers = [
  { id: 'leader', name: 'Phó Giám đốc (mẫu)', address: 'clerk@so.gov.vn', key: 'rsa' },
  { id: 'agency', name: 'Văn thư cơ quan', address: 'clerk@so.gov.vn', key: 'rsa' },
] as const;

function keyFile(office: Office, id: string, folder: string): string {
  const signer = office.ca.signers[id];
  if (signer === undefined) throw new Error(`no signer ${id}`);
  const path = join(folder, `${id}.p12`);
  writeFileSync(path, execFileSync('openssl', ['pkcs12', '-export', '-inkey', signer.keyFile, '-in', signer.certFile, '-passout', 'pass:1234'], { stdio: ['pipe', 'pipe', 'pipe'] }), { mode: 0o644 });
  return path;
}

/** Tab until something has the focus: what cannot be reached so cannot be used by keyboard. */
async function tabTo(page: Page, testId: string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    const isThere = await page.evaluate((id) => {
      const focused = document.activeElement;
      return focused !== null && (focused.getAttribute('data-testid') === id || focused.closest(`[data-testid="${id}"]`) !== null);
    }, testId);
    if (isThere) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${testId} cannot be reached with Tab`);
}

/** Is this the option that Enter would choose? */
function isActive(page: Page, option: string): Promise<boolean> {
  return page.evaluate((name) => {
    const active = document.activeElement?.getAttribute('aria-activedescendant');
    return active != null && document.getElementById(active)?.textContent === name;
  }, option);
}

test('a document is written, numbered, signed by the person and the agency, issued and sent, by keyboard alone', async ({ launch, place }) => {
  const office = await startOffice({}, { signers: [...signers] });
  try {
    const app = await launch({ policyFile: office.writePolicy(place) });
    const page = await app.mainWindow();
    await connect(page, office);
    for (const { id } of signers) {
      await answerDialogs(app.electron, { folder: keyFile(office, id, place.folder) });
      await page.getByTestId('rail-settings').click();
      await page.getByTestId('key-choose').click();
      await page.getByTestId('key-password').fill('1234');
      await page.getByTestId('key-import').click();
      await expect(page.getByTestId('key-imported')).toBeVisible();
    }
    await ask(page, 'register.open', { book: { registerId: '00000000000000aa', name: 'Văn bản đi', unit: 'SỞ NỘI VỤ (MẪU)', typeCodes: null, pattern: '{number2}/{type}-SNV', untypedPattern: '{number2}/SNV-{drafter}', drafter: 'VP', firstNumber: 30, firstYear: new Date().getFullYear() } });
    await ask(page, 'units.save', { units: [{ unitId: '00000000000000bb', name: 'Sở Tài chính (mẫu)', aliases: [], symbols: [], codes: [], parentId: null, domains: [], addresses: ['unit2@so.gov.vn'], phones: [], people: [], groups: [], validFrom: null, validTo: null, successors: [], source: 'person' }] });
    await page.getByTestId('rail-incoming').click();
    const document = join(place.folder, 'cong-van.pdf');
    writeFileSync(document, draftDocument(), { mode: 0o644 });
    await answerDialogs(app.electron, { folder: document });

    await test.step('it is written', async () => {
      await page.keyboard.press('Control+n');
      await expect(page.getByTestId('composer')).toBeVisible();
      await tabTo(page, 'compose-kind');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('option', { name: 'Công văn' })).toBeVisible();
      for (let moves = 0; moves < 12 && !(await isActive(page, 'Công văn')); moves++) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('compose-summary')).toBeVisible();
      await tabTo(page, 'compose-to');
      await page.keyboard.type('so tai chinh');
      await expect(page.getByTestId('offer').first()).toContainText('Sở Tài chính (mẫu)');
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('addressee')).toContainText('Sở Tài chính (mẫu)');
      await tabTo(page, 'compose-summary');
      await page.keyboard.type('báo cáo công tác văn thư');
      await tabTo(page, 'compose-signer-name');
      await page.keyboard.type('Người ký mẫu');
      await page.keyboard.press('Control+Shift+a');
      await expect(page.getByTestId('compose-file')).toContainText('cong-van.pdf');
    });

    await test.step('it gets its number', async () => {
      await tabTo(page, 'take-number');
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('draft-number')).toHaveText('30/SNV-VP');
      await expect(page.getByTestId('compose-subject')).toHaveValue(/30\/SNV-VP/);
      await shot(page, 'issue-numbered');
    });

    await test.step('number and date are written into the page', async () => {
      await tabTo(page, 'open-stamp');
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('stamp-number')).toHaveValue('30');
      await expect(page.locator('[data-testid=page-preview] canvas[data-drawn="1"]')).toBeVisible();
      await shot(page, 'issue-stamp');
      await tabTo(page, 'stamp-do');
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('step-stamp')).toHaveAttribute('data-state', 'done');
    });

    for (const part of ['person', 'agency'] as const) {
      await test.step(`the ${part} signs what was seen`, async () => {
        await tabTo(page, `open-sign-${part}`);
        await page.keyboard.press('Enter');
        await expect(page.getByTestId(`sign-dialog-${part}`)).toBeVisible();
        await tabTo(page, `sign-key-${part}`);
        await page.keyboard.type(part === 'person' ? 'Phó' : 'Văn');
        await expect(page.locator('[data-testid=page-preview] canvas[data-drawn="1"]')).toBeVisible();
        await expect(page.getByTestId('look-first')).toBeHidden();
        await expect(page.getByTestId(`sign-${part}`)).toBeEnabled();
        await shot(page, `issue-sign-${part}`);
        await tabTo(page, `sign-${part}`);
        await page.keyboard.press('Enter');
        await confirmSigning(app.electron, `issue-pin-${part}`);
        await expect(page.getByTestId(`step-${part}`)).toHaveAttribute('data-state', 'done');
      });
    }

    await test.step('it is issued and stands in the register', async () => {
      await tabTo(page, 'issue-document');
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('issued-line')).toContainText('30/SNV-VP');
      const [row] = await ask(page, 'register.lines', { registerId: '00000000000000aa', year: new Date().getFullYear() });
      expect(row).toMatchObject({ code: '30/SNV-VP', state: { state: 'issued' } });
      await shot(page, 'issue-issued');
    });

    await test.step('it is sent, and arrives once with both signatures whole', async () => {
      await tabTo(page, 'issue-send');
      await page.keyboard.press('Enter');
      if (await page.getByTestId('send-anyway').isVisible().catch(() => false)) await page.keyboard.press('Enter');
      await expect(page.getByTestId('undo')).toBeVisible();
      await shot(page, 'issue-undo');
      await expect.poll(async () => (await office.server.messages('unit2')).length, { timeout: 60_000 }).toBe(1);
      const [letter] = await office.server.messages('unit2');
      const raw = Buffer.from(letter?.raw ?? new Uint8Array()).toString('latin1');
      const base64 = /Content-Type: application\/pdf[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(raw)?.[1] ?? '';
      const signed = join(place.folder, 'nhan-duoc.pdf');
      writeFileSync(signed, Buffer.from(base64, 'base64'));
      const told = execFileSync('pdfsig', ['-nocert', signed], { encoding: 'utf8' });
      expect(told.match(/Signature Validation: Signature is Valid/g)).toHaveLength(2);
      expect(readFileSync(signed).subarray(0, 5).toString()).toBe('%PDF-');
    });
  } finally {
    await office.stop();
  }
});
