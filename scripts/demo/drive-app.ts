import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { Unit } from './demo-source';
import { demoPassword } from './mail-servers';

const pictures = fileURLToPath(new URL('../../out/demo', import.meta.url));

/** Goes through the first start as a person does: key, recovery code, mailbox, servers, receipts. */
export async function firstStart(page: Page, office: Unit, ports: { readonly imap: number; readonly smtp: number }): Promise<void> {
  await page.getByTestId('setup-begin').click();
  await page.getByTestId('setup-create').click();
  await page.getByTestId('recovery-kept').check();
  await page.getByTestId('recovery-done').click();
  await page.getByTestId('address').fill(office.address);
  await page.getByTestId('password').fill(demoPassword);
  await page.getByTestId('display-name').fill(office.name);
  await page.getByTestId('connect-guess').click();
  for (const kind of ['imap', 'smtp'] as const) {
    await page.getByTestId(`${kind}-host`).fill('127.0.0.1');
    await page.getByTestId(`${kind}-encryption`).selectOption('none');
    await page.getByTestId(`${kind}-port`).fill(String(ports[kind]));
  }
  await page.getByTestId('user').fill(office.address);
  await page.getByTestId('connect-check').click();
  await Promise.all([page.getByTestId('check-imap-good').waitFor(), page.getByTestId('check-smtp-good').waitFor()]);
  await picture(page, '00-connection-checked');
  await page.getByTestId('connect-check').click();
  await page.getByTestId('connect').click();
  await page.getByTestId('letter-list').waitFor();
}

/** Looks a letter up by words of its row and opens it with a click. */
export async function openLetter(page: Page, letterId: string, words: string): Promise<void> {
  await page.getByTestId('queue-all').click();
  await page.getByTestId('search').fill(words);
  const row = page.getByTestId('letter-list').locator(`[data-letter-id="${letterId}"]`);
  await row.click();
  await page.getByTestId('letter-list').locator(`[data-letter-id="${letterId}"][aria-selected="true"]`).waitFor();
}

/** Unfolds what was sent or withheld for the letter that is open. */
export async function showReceiptLog(page: Page): Promise<void> {
  const strip = page.getByTestId('receipt-strip');
  await strip.getByRole('button').first().click();
  await strip.scrollIntoViewIfNeeded();
}

export async function showAll(page: Page): Promise<void> {
  await page.getByTestId('search').fill('');
  await page.getByTestId('queue-all').click();
}

/** @param meanwhile runs with the settings in sight */
export async function chooseLanguage(page: Page, language: 'vi' | 'en', meanwhile?: () => Promise<void>): Promise<void> {
  await page.getByTestId('rail-settings').click();
  await page.getByTestId('settings').waitFor();
  await meanwhile?.();
  await page.getByTestId('language').locator(`input[value=${language}]`).click();
  await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
  await page.getByTestId('rail-incoming').click();
}

/** Saves `out/demo/<name>.png`. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
}
