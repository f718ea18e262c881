const alphabet = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
/** bytes that one line of 76 characters holds (RFC 2045 6.8) */
const lineBytes = 57;
const [padding, cr, lf] = [61, 13, 10];

/** Base64 as a MIME body, lines ended with CRLF. By hand, since a string of a large file takes seconds and several times its memory. */
export function base64Lines(bytes: Uint8Array): Uint8Array {
  const lines = Math.ceil(bytes.length / lineBytes);
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4 + lines * 2);
  const digit = (bits: number): number => alphabet[bits & 63] ?? padding;
  let at = 0;
  for (let from = 0; from < bytes.length; from += lineBytes) {
    const end = Math.min(from + lineBytes, bytes.length);
    for (let index = from; index < end; index += 3) {
      const bits = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
      text[at] = digit(bits >> 18);
      text[at + 1] = digit(bits >> 12);
      text[at + 2] = index + 1 < bytes.length ? digit(bits >> 6) : padding;
      text[at + 3] = index + 2 < bytes.length ? digit(bits) : padding;
      at += 4;
    }
    text[at] = cr;
    text[at + 1] = lf;
    at += 2;
  }
  return text;
}
