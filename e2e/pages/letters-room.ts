import type { FrameLocator, Locator, Page } from '@playwright/test';
import type { QueueName } from '../../core/contract/list';
import { expect } from '../fixtures/app-test';

/** The room of incoming letters: queues, list, the letter being read. */
export class LettersRoom {
  constructor(readonly page: Page) {}

  get list(): Locator {
    return this.page.getByTestId('letter-list');
  }

  get pane(): Locator {
    return this.page.getByTestId('reading-pane');
  }

  get verdict(): Locator {
    return this.pane.getByTestId('verdict-strip');
  }

  get receipt(): Locator {
    return this.pane.getByTestId('receipt-strip');
  }

  get attachments(): Locator {
    return this.pane.getByTestId('attachments');
  }

  get text(): Locator {
    return this.pane.getByTestId('letter-text');
  }

  get frame(): FrameLocator {
    return this.pane.frameLocator('[data-testid=letter-frame]');
  }

  get account(): Locator {
    return this.page.getByTestId('status-account');
  }

  field(name: string): Locator {
    return this.pane.getByTestId('field-grid').locator(`[data-field=${name}]`);
  }

  row(words: string): Locator {
    return this.list.getByRole('option').filter({ hasText: words });
  }

  async queue(name: QueueName): Promise<void> {
    await this.page.getByTestId(`queue-${name}`).click();
  }

  async search(words: string): Promise<void> {
    await this.page.getByTestId('search').fill(words);
  }

  /** Finds a letter by words of its row and opens it by click. */
  async open(words: string): Promise<void> {
    await this.queue('all');
    await this.search(words);
    await this.row(words).first().click();
    await expect(this.row(words).first()).toHaveAttribute('aria-selected', 'true');
  }

  async letters(count: number): Promise<void> {
    await expect(this.page.getByTestId('status-letters')).toContainText(new RegExp(`^${String(count).replace(/\B(?=(\d{3})+$)/g, '[.,\\s]?')} `), { timeout: 120_000 });
  }
}
