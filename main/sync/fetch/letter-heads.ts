import { limits } from '../../../core/base/limits';
import { LineMeter } from './line-meter';

interface Head {
  readonly bytes: Uint8Array;
  /** bytes the letter will have */
  readonly whole: number;
}

/** Beginnings of letters too small to be worth a file: after a cut they are continued, after the end of the program not. */
export class LetterHeads {
  private readonly heads = new Map<string, Head>();
  private total = 0;

  /** Takes the beginning out: it is continued now. */
  take(key: string): Head | null {
    const head = this.heads.get(key);
    if (!head) return null;
    this.heads.delete(key);
    this.total -= head.bytes.length;
    return head;
  }

  has(key: string): boolean {
    return this.heads.has(key);
  }

  put(key: string, head: Head): void {
    this.take(key);
    this.heads.set(key, head);
    this.total += head.bytes.length;
    for (const oldest of this.heads.keys()) {
      if (this.total <= limits.letterHeadsBytes) break;
      this.take(oldest);
    }
  }
}

/** What fetching remembers of one account for as long as it runs, over all its connections. */
export class FetchMemory {
  readonly meter: LineMeter;
  readonly heads = new LetterHeads();

  constructor(now?: () => number) {
    this.meter = new LineMeter(now);
  }
}
