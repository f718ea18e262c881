import { createPublicKey, type KeyObject } from 'node:crypto';

/**
 * Does this private key belong to this certificate? The certificate is a stranger's ASN.1 and is not opened in main: its bytes have to hold the
 * public half of the key as SubjectPublicKeyInfo carries it. A certificate made up to pass would fool only the person who
 * imports it, with letters that cannot be read.
 */
export function fitsCertificate(key: KeyObject, certificate: Uint8Array): boolean {
  const bytes = Buffer.from(certificate);
  return publicForms(key).some((form) => bytes.includes(form));
}

/** Bytes of the BIT STRING: RSAPublicKey (RFC 3279, 2.3.1), or an EC point, whole or compressed (RFC 5480, 2.2). */
function publicForms(key: KeyObject): readonly Buffer[] {
  const shown = createPublicKey(key);
  if (key.asymmetricKeyType === 'rsa') return [shown.export({ type: 'pkcs1', format: 'der' })];
  const { x = '', y = '' } = shown.export({ format: 'jwk' });
  const across = Buffer.from(x, 'base64url');
  const up = Buffer.from(y, 'base64url');
  return [Buffer.concat([Buffer.of(4), across, up]), Buffer.concat([Buffer.of(2 + ((up.at(-1) ?? 0) & 1)), across])];
}
