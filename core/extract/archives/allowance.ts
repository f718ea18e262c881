import { limits } from '../../base/limits';

/** What may still be unpacked, over all archives of one letter: the bound that stands against bombs of any build. */
export class Allowance {
  private bytes: number = limits.archiveTotalBytes;
  private entries: number = limits.archiveMembers;

  /** most bytes that the next file may unfold to */
  get nextBytes(): number {
    return Math.max(0, Math.min(limits.archiveMemberBytes, this.bytes));
  }

  /** Counts bytes that were really unfolded, kept or not: work is what is bounded. */
  spend(bytes: number): void {
    this.bytes -= bytes;
  }

  get isSpent(): boolean {
    return this.bytes <= 0;
  }

  /** false: too many files */
  takeEntry(): boolean {
    this.entries -= 1;
    return this.entries >= 0;
  }
}
