import type { PinQuestion } from '../../core/model/signing';

export type PinAct = { readonly kind: 'answer'; readonly pin: Uint8Array | null; readonly lastTry: boolean } | { readonly kind: 'cancelled' };

/**
 * What main and the person in the small window say to each other about one batch: main asks, the person answers once, main asks again only where there is
 * something to be decided anew. Whoever gives up in the middle has given up the whole batch.
 */
export class PinTalk {
  private question: PinQuestion | null = null;
  private listening: ((act: PinAct) => void) | null = null;
  private changed: (() => void)[] = [];
  private ended: (() => void)[] = [];
  private givenUp: (() => void)[] = [];
  private gaveUp = false;
  private over = false;

  /** null: nothing to be decided at the moment, or the end */
  get current(): PinQuestion | null {
    return this.question;
  }

  get isCancelled(): boolean {
    return this.gaveUp;
  }

  /** The person's next act. */
  ask(question: PinQuestion): Promise<PinAct> {
    if (this.gaveUp) return Promise.resolve({ kind: 'cancelled' });
    this.question = question;
    this.tell();
    return new Promise((resolve) => {
      this.listening = resolve;
    });
  }

  /** Resolves when there is a new question, or nothing more. @param pin UTF-8; whoever hears it wipes it. A second answer to one question is nobody's: it is not taken. */
  async answer(pin: Uint8Array | null, lastTry: boolean): Promise<void> {
    const { listening } = this;
    if (listening === null) {
      pin?.fill(0);
      return;
    }
    this.listening = null;
    this.question = null;
    const news = new Promise<void>((resolve) => this.changed.push(resolve));
    listening({ kind: 'answer', pin, lastTry });
    if (!this.over) await news;
  }

  cancel(): void {
    if (this.over) return;
    this.gaveUp = true;
    const { listening } = this;
    this.listening = null;
    this.question = null;
    listening?.({ kind: 'cancelled' });
    this.tell();
    for (const one of this.givenUp) one();
  }

  onCancelled(listener: () => void): void {
    this.givenUp.push(listener);
  }

  /** The batch came to its end, whatever that was. */
  close(): void {
    this.over = true;
    this.question = null;
    this.listening = null;
    this.tell();
    for (const one of this.ended) one();
  }

  onClosed(listener: () => void): void {
    this.ended.push(listener);
  }

  private tell(): void {
    const told = this.changed;
    this.changed = [];
    for (const one of told) one();
  }
}
