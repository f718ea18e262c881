/**
 * Does what is going to be signed carry this digest? Main opens no ASN.1 and no XML: signed attributes (RFC 5652, 11.2) hold it as an OCTET STRING's bytes,
 * ds:DigestValue (XML Signature, 4.4.3.6) in base64. A digest has no other reason to stand there.
 */
export function carriesDigest(attributes: Uint8Array, digest: Uint8Array): boolean {
  const bytes = Buffer.from(attributes.buffer, attributes.byteOffset, attributes.byteLength);
  const wanted = Buffer.from(digest);
  return bytes.includes(wanted) || bytes.includes(wanted.toString('base64'), 0, 'latin1');
}
