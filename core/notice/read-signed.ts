import type { ParsedLetter } from '../model/letter';
import type { Notice } from '../model/notice';
import { findSignedReceipt } from '../outgoing/receipt-entity';
import { readSignedReceipt } from '../pki/signed-receipt';
import { noticeLine } from './notice-line';
import { aboutIds } from './returned-letter';

/**
 * A signed receipt (RFC 2634): a person, or a program with their key, says that our letter arrived as we signed it. Null: the letter brings none. One whose own
 * signature does not fit is a notice without a claim: it is shown, and proves nothing.
 */
export async function readSigned(raw: Uint8Array, parsed: ParsedLetter): Promise<Notice | null> {
  const receipt = await findSignedReceipt(raw, parsed.root);
  if (receipt === null) return null;
  const read = await readSignedReceipt(receipt);
  const claim = read.kind === 'claim' ? read.claim : null;
  return {
    kind: 'signed', about: aboutIds([], parsed), envelopeId: null, subject: null, codes: [], files: [],
    told: [noticeLine({ step: 'acknowledged', at: claim?.signedAt ?? null })],
    ...(claim === null ? {} : { claim }),
  };
}
