/** Bytes as characters of the same number (true ISO-8859-1: TextDecoder's "latin1" is windows-1252). */
export function latin1Of(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 8192) {
    text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  }
  return text;
}

/** The reverse of latin1Of; characters above 0xFF become '?'. */
export function bytesOfLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    bytes[at] = code < 0x100 ? code : 0x3f;
  }
  return bytes;
}
