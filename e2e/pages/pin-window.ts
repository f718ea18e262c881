import { setTimeout as pause } from 'node:timers/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';

/** The small window of main's own in which a signature is confirmed. */
export async function pinWindow(electron: ElectronApplication): Promise<Page> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const page = electron.windows().find((window) => !window.isClosed() && window.url().includes('/pin.html'));
    if (page !== undefined) {
      await expect(page.getByTestId('pin-items')).toBeVisible();
      return page;
    }
    if (Date.now() > deadline) throw new Error('no window asks for a confirmation');
    await pause(50);
  }
}

/** A key of a file: there is nothing to type, and the button says yes; Enter that was meant for the window behind does not. */
export async function confirmSigning(electron: ElectronApplication, picture: string): Promise<void> {
  const page = await pinWindow(electron);
  await shot(page, picture);
  const closed = page.waitForEvent('close');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('pin-sign')).toBeEnabled();
  // the window may be gone before the key is up again
  await page.getByTestId('pin-sign').press('Enter').catch((error: unknown) => {
    if (!page.isClosed()) throw error;
  });
  await closed;
}
