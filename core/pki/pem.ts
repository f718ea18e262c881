/** Bytes of base64 with any white space; null where other characters stand in it. */
export function decodeBase64(text: string): Uint8Array | null {
  const compact = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact) || compact.replace(/={1,2}$/, '').length % 4 === 1) return null;
  const binary = atob(compact.replace(/={1,2}$/, ''));
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** Base64 on one line. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

/** One PEM block (RFC 7468), lines of 64 characters. */
export function encodePem(label: string, bytes: Uint8Array): string {
  return `-----BEGIN ${label}-----\n${encodeBase64(bytes).replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`;
}

/** Every block with one of the labels in a PEM text (RFC 7468); blocks that are no base64 are left out. */
export function pemBlocks(text: string, labels: readonly string[]): readonly Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (const match of text.matchAll(/-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\s]*)-----END \1-----/g)) {
    const bytes = labels.includes(match[1] ?? '') ? decodeBase64(match[2] ?? '') : null;
    if (bytes !== null) blocks.push(bytes);
  }
  return blocks;
}

/**
 * What a person or a policy file hands in: PEM, bare base64 or DER.
 * @returns the DER candidates, empty where nothing fits
 */
export function derCandidates(input: string | Uint8Array, labels: readonly string[]): readonly Uint8Array[] {
  if (typeof input !== 'string') {
    if (input[0] === 0x30) return [input];
    return derCandidates(new TextDecoder('latin1').decode(input), labels);
  }
  if (input.includes('-----BEGIN ')) return pemBlocks(input, labels);
  const bytes = decodeBase64(input);
  return bytes !== null && bytes[0] === 0x30 ? [bytes] : [];
}
