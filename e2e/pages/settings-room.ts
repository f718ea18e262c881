import type { Page } from '@playwright/test';
import { expect } from '../fixtures/app-test';

export class SettingsRoom {
  constructor(private readonly page: Page) {}

  async choose(what: 'language' | 'theme', value: string): Promise<void> {
    const { page } = this;
    await page.getByTestId('rail-settings').click();
    await page.getByTestId(what).locator(`input[value=${value}]`).click();
    await expect(page.getByTestId(what).locator(`input[value=${value}]`)).toBeChecked();
    await page.getByTestId('rail-incoming').click();
  }
}
