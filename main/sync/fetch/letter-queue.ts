import { limits } from '../../../core/base/limits';
import type { Arrival } from '../keep-letters';

/** Letters between the line and the vault. Where the vault is slower, the line is not read. */
export class LetterQueue {
  private readonly waiting: Arrival[] = [];
  /** bytes waiting and being written */
  private bytes = 0;
  private isHolding = false;
  private ended = false;
  private wake: (() => void) | null = null;

  constructor(private readonly line: { hold(): void; release(): void }) {}

  push(arrival: Arrival): void {
    this.waiting.push(arrival);
    this.bytes += held(arrival);
    if (!this.isHolding && this.bytes > limits.bulkWaitingBytes) {
      this.isHolding = true;
      this.line.hold();
    }
    this.wake?.();
  }

  /** What came, up to one batch of the vault; waits for the first. null: nothing comes any more. */
  async take(): Promise<readonly Arrival[] | null> {
    while (this.waiting.length === 0) {
      if (this.ended) return null;
      await new Promise<void>((resolve) => (this.wake = resolve));
      this.wake = null;
    }
    let bytes = 0;
    let count = 0;
    for (const arrival of this.waiting) {
      bytes += held(arrival);
      if (count > 0 && (bytes > limits.fetchBatchBytes || count >= limits.fetchBatchLetters)) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }

  /** These are in the vault: their bytes are free again. */
  kept(arrivals: readonly Arrival[]): void {
    for (const arrival of arrivals) this.bytes -= held(arrival);
    if (this.isHolding && this.bytes < limits.bulkWaitingBytes / 2) {
      this.isHolding = false;
      this.line.release();
    }
  }

  end(): void {
    this.ended = true;
    this.wake?.();
  }
}

function held(arrival: Arrival): number {
  return arrival.kind === 'raw' ? arrival.letter.source.length : 0;
}
