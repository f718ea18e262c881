import type { SignerEncryption } from '../model/verdict';
import type { Certificate } from '../pki/certificate';
import { aes256, recipientDefect } from '../pki/encrypt-cms';
import { encodeBase64 } from '../pki/pem';
import type { SignerResult } from '../pki/verify-cms';

/**
 * For which certificate the signer of a letter can be written to: his own, or the one beside it for encryption alone (RFC 8551 2.5.3), which bears the same
 * address. Anybody could have put that one there: it is judged when something is encrypted for it.
 * @returns null where there is none
 */
export function signerEncryption({ certificate, capabilities }: Pick<SignerResult, 'certificate' | 'capabilities'>, beside: readonly Certificate[]): SignerEncryption | null {
  if (certificate === null || certificate.addresses.length === 0) return null;
  const opensGcm = capabilities?.includes(aes256.gcm) === true;
  if (recipientDefect(certificate) === null) return { der: null, opensGcm };
  const other = beside.find((one) => one.issuer.key === certificate.issuer.key && one.addresses.some((address) => certificate.addresses.includes(address)) && recipientDefect(one) === null);
  return other === undefined ? null : { der: encodeBase64(other.der), opensGcm };
}
