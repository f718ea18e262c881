/** messageDigest (RFC 5652, 11.2), its tag and length before it */
const messageDigest = Buffer.from('06092a864886f70d010904', 'hex');
const [setTag, sequenceTag, octetsTag] = [0x31, 0x30, 0x04];

/**
 * Is what is going to be signed bound to this digest, and to no other in its place? Main opens nobody's documents, but a key signs anything: so these bytes have to
 * be the signed attributes of a CMS whose one messageDigest it is (RFC 5652, 11.2), or the SignedInfo of an Office signature that names it for the manifest
 * (ECMA-376-2, 13). That the digest lies somewhere in them would prove nothing: a page that was taken over could put it into a field nobody reads.
 */
export function carriesDigest(attributes: Uint8Array, digest: Uint8Array): boolean {
  const bytes = Buffer.from(attributes.buffer, attributes.byteOffset, attributes.byteLength);
  return bytes[0] === setTag ? isMessageDigest(bytes, digest) : isManifestDigest(bytes.toString('latin1'), digest);
}

function isMessageDigest(bytes: Buffer, digest: Uint8Array): boolean {
  const whole = elementAt(bytes, 0, bytes.length);
  if (whole === null || whole.end !== bytes.length) return false;
  const found: Buffer[] = [];
  for (let at = whole.content; at < whole.end;) {
    const attribute = bytes[at] === sequenceTag ? elementAt(bytes, at, whole.end) : null;
    if (attribute === null) return false;
    const content = bytes.subarray(attribute.content, attribute.end);
    if (content.subarray(0, messageDigest.length).equals(messageDigest)) found.push(content);
    at = attribute.end;
  }
  const wanted = Buffer.concat([messageDigest, Buffer.of(setTag, digest.length + 2, octetsTag, digest.length), digest]);
  return found.length === 1 && found[0]?.equals(wanted) === true;
}

/** Lengths in their one DER form (X.690, 10.1), as far as attributes reach: whoever reads them reads the same. */
function elementAt(bytes: Buffer, at: number, limit: number): { readonly content: number; readonly end: number } | null {
  const first = at + 1 < limit ? (bytes[at + 1] ?? 0) : 0x80;
  const more = first & 0x7f;
  if (first >= 0x80 && (more === 0 || more > 3 || at + 2 + more > limit)) return null;
  const content = at + 2 + (first < 0x80 ? 0 : more);
  const length = first < 0x80 ? first : bytes.readUIntBE(at + 2, more);
  const isShortest = first < 0x80 || (length >= 0x80 && length >= 2 ** (8 * (more - 1)));
  return isShortest && content + length <= limit ? { content, end: content + length } : null;
}

const dsig = 'http://www.w3.org/2000/09/xmldsig#';
const canonicalXml = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const uri = '"[^"<>&]{1,200}"';
const transforms = `<Transforms><Transform Algorithm="${canonicalXml}"></Transform></Transforms>`;
const reference = (target: string, before: string, value: string): string =>
  `<Reference Type=${uri} URI="#${target}">${before}<DigestMethod Algorithm=${uri}></DigestMethod><DigestValue>${value}</DigestValue></Reference>`;
/** the whole of a canonical SignedInfo as it is written here: three references, and the manifest is the first */
const signedInfo = new RegExp(
  `^<SignedInfo xmlns="${dsig}"><CanonicalizationMethod Algorithm="${canonicalXml}"></CanonicalizationMethod><SignatureMethod Algorithm=${uri}></SignatureMethod>`
  + `${reference('idPackageObject', '', '([A-Za-z0-9+/=]{1,100})')}${reference('idOfficeObject', '', '[A-Za-z0-9+/=]{1,100}')}${reference('idSignedProperties', transforms, '[A-Za-z0-9+/=]{1,100}')}</SignedInfo>$`,
);

function isManifestDigest(text: string, digest: Uint8Array): boolean {
  return signedInfo.exec(text)?.[1] === Buffer.from(digest).toString('base64');
}
