import type { ReceiptQuestion } from '../../core/acknowledge/decide-receipt';
import { ownServersOf } from '../../core/acknowledge/own-servers';
import { receiptFacts, type ReceiptFacts } from '../../core/acknowledge/receipt-facts';
import { receiptPlace } from '../../core/acknowledge/receipt-place';
import { receiptKey } from '../../core/acknowledge/fold-receipts';
import type { AccountRecord } from '../../core/model/account';
import type { LetterHeader } from '../../core/model/letter';
import type { Policy } from '../../core/model/policy';
import type { Receipt } from '../../core/model/receipt';
import type { PlacedLetter } from './letter-places';
import { personOrdered } from './next-receipt-step';
import type { ReceiptBook } from './receipt-book';

export interface Considered {
  readonly receipt: Pick<Receipt, 'letterId' | 'kind' | 'history'>;
  readonly letter: PlacedLetter;
  readonly account: AccountRecord;
  readonly header: LetterHeader;
}

/** Facts as our own mail server would have marked them. */
export function factsOf({ header, account }: Pick<Considered, 'header' | 'account'>): ReceiptFacts {
  return receiptFacts(header, ownServersOf(account.settings));
}

/** The question that `decideReceipt` answers, from the journal, the header block and the flags known now. */
export function receiptQuestion(considered: Considered, book: ReceiptBook, policy: Policy, flags: readonly string[]): ReceiptQuestion {
  const { receipt, letter, account } = considered;
  const facts = factsOf(considered);
  const key = receiptKey(receipt.letterId, receipt.kind);
  const proposed = receipt.history.find((state) => state.state === 'proposed');
  return {
    kind: receipt.kind,
    facts,
    account: {
      addresses: [account.settings.address, ...account.settings.aliases],
      connectedAt: account.connectedAt,
      firstSeen: account.firstSeen,
    },
    place: placeNow(considered, book),
    arrivedAt: letter.internalDate,
    keywords: flags,
    policy,
    choice: account.receipts,
    isOfficial: proposed?.state === 'proposed' ? proposed.official ?? null : null,
    lastHour: book.counts.count(letter.accountId, facts.from[0]?.text ?? null, Date.parse(book.now()), key),
    made: book.madeBeside(receipt.letterId, receipt.kind),
    madeForTwin: book.madeForTwin(receipt.letterId, letter.accountId, facts.messageId),
    answer: personOrdered(receipt) ? 'send' : null,
  };
}

function placeNow({ receipt, letter }: Considered, book: ReceiptBook): ReceiptQuestion['place'] {
  const seen = book.places.seen(receipt.letterId);
  return seen === null ? null : receiptPlace(letter.keptIn, letter.places.map(({ location }) => location), seen, book.places.folders(letter.accountId));
}
