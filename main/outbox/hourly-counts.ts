import type { AccountId } from '../../core/model/ids';

interface Spoken {
  readonly accountId: AccountId;
  readonly to: string | null;
  /** ms since 1970 */
  readonly at: number;
}

const hour = 60 * 60 * 1000;

/** Receipts of the last 60 minutes, one entry a receipt, those about to go out included. Rebuilt from the journal at start. */
export class HourlyCounts {
  private readonly spoken = new Map<string, Spoken>();

  add(key: string, entry: Spoken): void {
    this.spoken.set(key, entry);
  }

  remove(key: string): void {
    this.spoken.delete(key);
  }

  /** @param except the receipt that asks, which must not count itself */
  count(accountId: AccountId, to: string | null, now: number, except: string): { readonly sender: number; readonly account: number } {
    let sender = 0;
    let account = 0;
    for (const [key, entry] of this.spoken) {
      if (now - entry.at >= hour) {
        this.spoken.delete(key);
      } else if (entry.accountId === accountId && key !== except) {
        account += 1;
        if (to !== null && entry.to?.toLowerCase() === to.toLowerCase()) sender += 1;
      }
    }
    return { sender, account };
  }
}
