import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { announceEtsi } from './developer-extension';
import { openDraft } from './pdf-draft';
import type { PdfWriteFailure } from './pdf-write-failure';
import { addSignatureField, freeFieldName } from './signature-field';
import { keepsEarlier } from './signature-law';
import { signatureDictionary, signatureSpace } from './signature-space';

/** A document time-stamp that waits for its token. */
export interface PreparedTimestamp {
  /** what the imprint of the request is of (RFC 3161, 2.4.1) */
  readonly content: Uint8Array;
  /** @param token DER of the TimeStampToken over `content` @returns the whole file */
  finish(token: Uint8Array): Uint8Array;
}

/**
 * A document time-stamp (ISO 32000-2, 12.8.5; ETSI EN 319 142-1, 5.4.3) in a revision of its own: for signatures that were made while the service
 * did not answer, and for keeping a file provable for longer than its signatures. It has no /M: its token says the time.
 */
export async function prepareTimestamp(bytes: Uint8Array): Promise<Result<PreparedTimestamp, PdfWriteFailure>> {
  const opened = openDraft(bytes);
  if (!opened.ok) return opened;
  const draft = opened.value;
  const value = draft.add(signatureDictionary('/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161'));
  // neither a certification nor a lock stands against it: it is no change in their sense (ISO 32000-2, 12.8.2.2.2)
  if (!addSignatureField(draft, freeFieldName(draft, 'DauThoiGian'), value, null)) return fail('noSuchPage');
  announceEtsi(draft);
  const appended = await draft.append();
  const space = signatureSpace(appended.bytes, appended.bodies.get(value.number) ?? 0);
  return keepsEarlier(draft.file, space.unsigned) ? ok({ content: space.content, finish: space.filled }) : fail('breaksEarlier');
}
