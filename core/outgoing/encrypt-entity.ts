import type { Certificate } from '../pki/certificate';
import { encryptCms } from '../pki/encrypt-cms';
import { base64Lines } from './base64-lines';
import { entityOf } from './text-part';

/** A certificate something is encrypted for. */
export interface EnvelopeRecipient {
  readonly certificate: Certificate;
  /** its holder announced AES-GCM in a signed letter (RFC 8551 2.5.2), or it is our own */
  readonly opensGcm: boolean;
}

/**
 * An encrypted entity (RFC 8551 3.3, 3.4). GCM where every reader is known to open it, otherwise CBC, which all do: a letter that the receiver cannot open
 * helps nobody. Sign first: the signature is then inside, and a change on the way of a CBC letter shows.
 * @param entity signed or not, as `composeEntity` and `prepareSignedEntity` give it
 */
export async function encryptEntity(entity: Uint8Array, recipients: readonly EnvelopeRecipient[]): Promise<Uint8Array> {
  const cipher = recipients.every(({ opensGcm }) => opensGcm) ? 'gcm' : 'cbc';
  const cms = await encryptCms(entity, recipients.map(({ certificate }) => certificate), cipher);
  const type = cipher === 'gcm' ? 'authEnveloped-data' : 'enveloped-data';
  return entityOf([['Content-Type', `application/pkcs7-mime; smime-type=${type}; name="smime.p7m"`], ['Content-Transfer-Encoding', 'base64'], ['Content-Disposition', 'attachment; filename="smime.p7m"']], base64Lines(cms));
}
