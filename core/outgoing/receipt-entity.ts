import { limits } from '../base/limits';
import { decodePart } from '../letter/decode-part';
import { opaqueTypes } from '../letter/is-opaque-mail';
import type { LetterPart } from '../model/letter';
import { ownParts } from '../notice/own-parts';
import { oids } from '../pki/oids';
import { readCms } from '../pki/read-cms';
import type { SignedData } from '../pki/read-cms';
import { base64Lines } from './base64-lines';
import { entityOf } from './text-part';

/** A signed receipt as a MIME entity (RFC 2634 2.4, RFC 8551 3.2.2). @param cms as `prepareReceipt` finishes it */
export function receiptEntity(cms: Uint8Array): Uint8Array {
  return entityOf([['Content-Type', 'application/pkcs7-mime; smime-type=signed-receipt; name="smime.p7m"'], ['Content-Transfer-Encoding', 'base64'], ['Content-Disposition', 'attachment; filename="smime.p7m"']], base64Lines(cms));
}

/** The first signed receipt of a letter itself, wherever it stands; one that lies in a forwarded letter is none of its sender's. Null: none. @param root from `parseLetter(raw)` */
export async function findSignedReceipt(raw: Uint8Array, root: LetterPart): Promise<SignedData | null> {
  const parts = ownParts(root).filter(({ contentType, start, end }) => opaqueTypes.has(contentType) && end - start <= 2 * limits.noticeBytes);
  for (const part of parts.slice(0, limits.signedReceiptParts)) {
    const read = await readCms(decodePart(raw, part));
    if (read.ok && read.value.kind === 'signed' && read.value.contentType === oids.receipt) return read.value;
  }
  return null;
}
