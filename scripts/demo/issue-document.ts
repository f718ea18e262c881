import { createHash, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import { openPdf } from '../../core/pdf/open-pdf';
import { findSignatures } from '../../core/pdf/find-signatures';
import { answerDialogs } from '../../e2e/fixtures/system-dialogs';
import { until } from './ask-app';
import type { DemoCa, Signer } from './demo-ca';
import { documentHtml } from './document-html';
import { picture } from './drive-app';
import type { SmtpSink } from './mail-servers';
import type { DemoMailbox } from './make-mailbox';
import type { PrintPdfs } from './print-pdfs';

const year = new Date().getFullYear();
const code = '15/SGDĐT-VP';

export interface Issuing {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly folder: string;
  readonly mailbox: DemoMailbox;
  readonly sink: SmtpSink;
  readonly print: PrintPdfs;
}

/**
 * Writes a công văn as the records office does: template, addressee, number, number written into the page, signature of the person, signature of
 * the agency, register, sent. @returns what was not as promised
 */
export async function issueDocument({ electron, page, folder, mailbox, sink, print }: Issuing): Promise<readonly string[]> {
  const { ca, office } = mailbox;
  for (const holder of ['Phó Giám đốc Sở', 'Sở Giáo dục và Đào tạo']) await importKey(page, ca, holder, office.address);
  await askMain(page, 'register.open', { book: {
    registerId: '00000000000000d0', name: 'Sổ công văn đi', unit: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO', typeCodes: null, pattern: '{number2}/{type}-SGDĐT', untypedPattern: '{number2}/SGDĐT-{drafter}', drafter: 'VP', firstNumber: 15, firstYear: year,
  } });
  const file = join(folder, 'cong-van-so-ket.pdf');
  writeFileSync(file, (await print([documentHtml(draft)]))[0] ?? new Uint8Array());
  await answerDialogs(electron, { folder: file });
  const before = sink.received.length;
  await page.getByTestId('compose-new').click();
  await page.getByTestId('compose-kind').click();
  await page.getByRole('option', { name: 'Công văn', exact: true }).click();
  await page.getByTestId('compose-to').fill('vanthu@sonoivu.songthuong.example');
  await page.keyboard.press('Enter');
  await page.getByTestId('compose-summary').fill('sơ kết công tác văn thư điện tử');
  await page.getByTestId('compose-signer-name').fill('Người ký mẫu');
  await page.getByTestId('compose-attach').first().click();
  await page.getByTestId('compose-file').waitFor();
  await page.getByTestId('take-number').click();
  await page.getByTestId('draft-number').waitFor();
  await picture(page, '15-document-numbered');
  await page.getByTestId('open-stamp').click();
  await page.locator('[data-testid=page-preview] canvas[data-drawn="1"]').waitFor();
  await picture(page, '16-number-into-the-page');
  await page.getByTestId('stamp-do').click();
  for (const [part, key] of [['person', 'Phó Giám đốc Sở'], ['agency', 'Sở Giáo dục và Đào tạo']] as const) {
    await page.getByTestId(`open-sign-${part}`).click();
    const choice = page.getByTestId(`sign-key-${part}`);
    const value = await choice.locator('option').filter({ hasText: key }).getAttribute('value');
    await choice.selectOption(value);
    await page.locator('[data-testid=page-preview] canvas[data-drawn="1"]').waitFor();
    await pause(500);
    await picture(page, `17-signed-by-${part}`);
    await page.getByTestId(`sign-${part}`).click();
    await confirm(electron);
    await page.locator(`[data-testid=step-${part}][data-state=done]`).waitFor();
  }
  await page.getByTestId('issue-document').click();
  await page.getByTestId('issued-line').waitFor();
  await picture(page, '18-issued');
  await page.getByTestId('issue-send').click();
  await until(async () => (sink.received.length > before ? true : null), () => 'the document that was issued did not leave', 60_000);
  await page.getByTestId('rail-registers').click();
  await page.getByTestId('register-line').first().waitFor();
  await picture(page, '19-register');
  await page.getByTestId('rail-incoming').click();
  return judge(sink.received.slice(before).map(({ raw }) => raw));
}

/** The paper of the office with number and date still blank. */
const draft = {
  parent: 'UBND TỈNH SÔNG THƯƠNG', agency: ['SỞ GIÁO DỤC VÀ ĐÀO TẠO'], number: '\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/SGDĐT-VP', day: `ngày\u00a0\u00a0\u00a0\u00a0\u00a0 tháng\u00a0\u00a0\u00a0\u00a0\u00a0 năm ${year}`, stamp: null, type: null,
  topic: 'sơ kết công tác văn thư điện tử', lead: null, addressees: ['Sở Nội vụ'], titles: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], recipients: ['Như trên', 'Lưu: VT, VP'],
  paragraphs: ['Sở Giáo dục và Đào tạo gửi Sở Nội vụ báo cáo sơ kết công tác văn thư điện tử.', 'Đề nghị Sở Nội vụ cho ý kiến./.'],
} as const;

async function importKey(page: Page, ca: DemoCa, holder: string, address: string): Promise<void> {
  const signer: Signer = await ca.certify(holder, address, { from: -30, to: 700 });
  const { pkcs8, pem } = await signer.keyFile();
  const fingerprint = createHash('sha256').update(new X509Certificate(pem).raw).digest('hex');
  await page.evaluate(async ([bytes, given]) => {
    const { vanthu } = globalThis as unknown as { readonly vanthu: { ask(name: string, input: unknown): Promise<unknown> } };
    await vanthu.ask('key.import', { ...given, pkcs8: new Uint8Array(bytes) });
  }, [[...pkcs8], { pem, fingerprint, holder }] as const);
}

async function askMain(page: Page, name: string, input: unknown): Promise<void> {
  await page.evaluate(async ([command, value]) => {
    const { vanthu } = globalThis as unknown as { readonly vanthu: { ask(name: string, input: unknown): Promise<unknown> } };
    await vanthu.ask(command, value);
  }, [name, input] as const);
}

/** The window of main's own: what is signed stands in it, and Enter says yes. */
async function confirm(electron: ElectronApplication): Promise<void> {
  const page = await until(async () => electron.windows().find((window) => !window.isClosed() && window.url().includes('/pin.html')) ?? null, () => 'no window asks for the signature', 30_000);
  await page.getByTestId('pin-items').waitFor();
  await picture(page, '17-confirmation');
  const closed = page.waitForEvent('close');
  await page.getByTestId('pin-sign').click().catch((error: unknown) => {
    if (!page.isClosed()) throw error;
  });
  await closed;
}

function judge(letters: readonly (string | Uint8Array)[]): readonly string[] {
  const [letter] = letters;
  if (letters.length !== 1 || letter === undefined) return [`the issued document left ${letters.length} times instead of once`];
  const text = typeof letter === 'string' ? letter : Buffer.from(letter).toString('latin1');
  const base64 = /Content-Type: application\/pdf[\s\S]*?\r?\n\r?\n([A-Za-z0-9+/=\r\n]+)/.exec(text)?.[1] ?? '';
  const opened = openPdf(new Uint8Array(Buffer.from(base64, 'base64')));
  const signatures = opened.ok ? findSignatures(opened.value).length : 0;
  process.stdout.write(`\nIssued ${code}, with ${signatures} signatures, sent once\n`);
  return signatures === 2 ? [] : [`the issued document carries ${signatures} signatures instead of two`];
}
