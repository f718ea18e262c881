const cr = 13;
const lf = 10;

/** Does any line end in LF alone? */
function hasBareLineFeed(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(lf); at !== -1; at = bytes.indexOf(lf, at + 1)) if (at === 0 || bytes[at - 1] !== cr) return true;
  return false;
}

/**
 * Line ends as they crossed the wire (RFC 8551 3.1.1): mail stores and files often keep LF alone, the
 * signature was made over CRLF. Returns the same array where nothing is to be done.
 */
export function canonicalLines(bytes: Uint8Array): Uint8Array {
  if (!hasBareLineFeed(bytes)) return bytes;
  let bare = 0;
  for (let at = bytes.indexOf(lf); at !== -1; at = bytes.indexOf(lf, at + 1)) if (at === 0 || bytes[at - 1] !== cr) bare += 1;
  const canonical = new Uint8Array(bytes.length + bare);
  let to = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === lf && (at === 0 || bytes[at - 1] !== cr)) {
      canonical[to] = cr;
      to += 1;
    }
    canonical[to] = byte;
    to += 1;
  }
  return canonical;
}
