import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures/app-test';
import { ask } from './bridge';

/** The folders of the mailbox in the left pane. */
export class Folders {
  constructor(private readonly page: Page) {}

  get tree(): Locator {
    return this.page.getByTestId('folder-tree');
  }

  folder(path: string): Locator {
    return this.tree.getByTestId(`folder-${path}`);
  }

  async open(path: string): Promise<void> {
    await this.folder(path).click();
    await expect(this.folder(path)).toHaveAttribute('aria-selected', 'true');
  }
}

/** Every folder that is kept was looked through to its end. */
export async function allFoldersHere(page: Page): Promise<void> {
  await expect.poll(async () => {
    const [account] = (await ask(page, 'app.state', {})).accounts;
    const kept = (account?.folders ?? []).filter(({ state }) => state !== 'skipped' && state !== 'refused');
    return kept.length > 1 && kept.every(({ state }) => state === 'complete') && account?.progress === null;
  }, { timeout: 120_000 }).toBe(true);
}
