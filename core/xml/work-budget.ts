import { limits } from '../base/limits';

/**
 * What may still be done for the signatures of one file. References are many and cheap to write; each may ask for the whole file to be
 * read or written once more.
 */
export class WorkBudget {
  private left: number;

  /** @param bytes written by canonicalisation, or twice those read into a tree */
  constructor(bytes: number = limits.xmlCanonicalBytes) {
    this.left = bytes;
  }

  get bytesLeft(): number {
    return this.left;
  }

  spend(bytes: number): void {
    this.left = Math.max(0, this.left - bytes);
  }

  /** Before a file is read into a tree; false: not any more. */
  takeReading(bytes: number): boolean {
    if (bytes * 2 > this.left) return false;
    this.spend(bytes * 2);
    return true;
  }
}
