import { limits } from '../base/limits';
import { parseLetter } from '../letter/parse-letter';
import type { ReceiptAsk } from '../model/signed-receipt';
import type { KeyDesk } from '../pki/key-desk';
import { receiptAskOf } from '../pki/signed-receipt';
import { findSigned } from '../verify/find-signed';

/**
 * Which signatures of a letter ask for a signed receipt (RFC 2634 2.7), signatures inside opaque ones and, with our keys, inside encryption included. Those of a
 * letter that lies in it ask its own readers. Never throws on content.
 */
export async function receiptAsks(raw: Uint8Array, desk: KeyDesk | null): Promise<readonly ReceiptAsk[]> {
  const { root, header } = parseLetter(raw);
  const { entities } = await findSigned(raw, root, header.from, desk);
  const asks: ReceiptAsk[] = [];
  for (const { object, where, forwarded } of entities) {
    if (object.kind !== 'signed' || forwarded) continue;
    for (const signer of object.cms.signers) {
      if (asks.length >= limits.receiptAsks) return asks;
      const ask = await receiptAskOf(object.cms, signer);
      if (ask !== null) asks.push({ ...ask, where });
    }
  }
  return asks;
}
