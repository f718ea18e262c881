import type { LetterPart } from '../model/letter';

/** media types of S/MIME objects with their content inside (RFC 8551, 3.5.2) */
export const opaqueTypes: ReadonlySet<string> = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime']);

/**
 * Is this part a letter wrapped in a CMS object? Senders write smime.p7m with any type; other names are documents somebody
 * signed, not the mail itself. One rule for reading and for verifying, or a person would read what was not verified.
 */
export function isOpaqueMail(part: LetterPart, isRoot: boolean): boolean {
  const name = (part.filename ?? '').toLowerCase();
  if (part.params['smime-type']?.toLowerCase() === 'certs-only' || name.endsWith('.p7c')) return false;
  if (opaqueTypes.has(part.contentType)) return isRoot || name === '' || name === 'smime.p7m' || part.disposition !== 'attachment';
  return part.contentType === 'application/octet-stream' && name === 'smime.p7m';
}

/** Media types of detached signatures: spoken of by the verdict, never listed as attachments. */
export function isSignatureType(contentType: string): boolean {
  return /(?:pkcs7|pgp)-signature$/.test(contentType);
}
