import type { Certificate } from './certificate';

/** How a content key was encrypted with RSA: PKCS #1 v1.5, or OAEP with the named digest. */
export type KeyScheme = 'rsa-pkcs1' | 'rsa-oaep-sha1' | 'rsa-oaep-sha256' | 'rsa-oaep-sha384' | 'rsa-oaep-sha512';

/** What OAEP may deviate in (RFC 8017 A.2.1): the digest of its mask (absent: the scheme's) and a label (absent: empty). */
export interface OaepExtras {
  readonly mask?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly label?: Uint8Array;
}

/**
 * Our keys, as far as they are seen from the sandboxed side: certificates, and two questions to whoever keeps the secret halves.
 * Both answer null for every reason alike, so that nobody learns which (RFC 3218).
 */
export interface KeyDesk {
  readonly keys: readonly { readonly fingerprint: string; readonly certificate: Certificate }[];
  /** the content key that was encrypted for a certificate (RFC 5652 6.2.1) */
  unwrap(fingerprint: string, scheme: KeyScheme, encryptedKey: Uint8Array, extras?: OaepExtras): Promise<Uint8Array | null>;
  /** raw ECDH with the sender's ephemeral point (RFC 5753); null where the point is not on our curve */
  agree(fingerprint: string, point: Uint8Array): Promise<Uint8Array | null>;
}
