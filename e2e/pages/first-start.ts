import type { Page } from '@playwright/test';
import { expect } from '../fixtures/app-test';
import type { Office } from '../fixtures/office';

/** The screens a person meets once: what this is, key, recovery code, mailbox, servers, receipts. */
export class FirstStart {
  constructor(private readonly page: Page) {}

  /** @returns the recovery code as shown */
  async makeProfile(): Promise<string> {
    const { page } = this;
    await page.getByTestId('setup-begin').click();
    await page.getByTestId('setup-create').click();
    const code = (await page.getByTestId('recovery-code').getAttribute('data-code')) ?? '';
    await expect(page.getByTestId('recovery-done')).toBeDisabled();
    await page.getByTestId('recovery-kept').check();
    await page.getByTestId('recovery-done').click();
    return code;
  }

  async enterMailbox(password: string): Promise<void> {
    const { page } = this;
    await page.getByTestId('address').fill('clerk@so.gov.vn');
    await page.getByTestId('password').fill(password);
    await page.getByTestId('display-name').fill('Văn thư cơ quan');
    await page.getByTestId('connect-guess').click();
  }

  /** Puts the test server where the guess stands. */
  async editServers({ server }: Office): Promise<void> {
    const { page } = this;
    await page.getByTestId('imap-host').fill('localhost');
    await page.getByTestId('imap-port').fill(String(server.imapsPort));
    await page.getByTestId('smtp-encryption').selectOption('starttls');
    await page.getByTestId('smtp-host').fill('localhost');
    await page.getByTestId('smtp-port').fill(String(server.submissionPort));
    await page.getByTestId('user').fill('clerk');
  }

  async check(): Promise<void> {
    await this.page.getByTestId('connect-check').click();
  }

  /** After a good check the same button leads on. */
  async goOn(): Promise<void> {
    const { page } = this;
    await expect(page.getByTestId('check-imap-good')).toBeVisible();
    await expect(page.getByTestId('check-smtp-good')).toBeVisible();
    await page.getByTestId('connect-check').click();
  }

  async connect(): Promise<void> {
    await this.page.getByTestId('connect').click();
    await expect(this.page.getByTestId('letter-list')).toBeVisible();
  }
}
