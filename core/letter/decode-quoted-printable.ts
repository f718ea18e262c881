function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
  return -1;
}

/**
 * Tolerant quoted-printable (RFC 2045, 6.7): soft line breaks with trailing blanks, LF or CR alone, lower-case hex;
 * an '=' that starts nothing stays as written. Blanks before a line end were added in transport and go. Never throws.
 */
export function decodeQuotedPrintable(encoded: Uint8Array): Uint8Array {
  const out = new Uint8Array(encoded.length);
  let written = 0;
  let at = 0;
  while (at < encoded.length) {
    const byte = encoded[at] as number;
    if (byte === 0x3d) {
      const high = hexValue(encoded[at + 1]);
      const low = hexValue(encoded[at + 2]);
      if (high >= 0 && low >= 0) {
        out[written++] = high * 16 + low;
        at += 3;
        continue;
      }
      const end = softBreakEnd(encoded, at + 1);
      if (end !== -1) {
        at = end;
        continue;
      }
    } else if (byte === 0x20 || byte === 0x09) {
      const end = blanksEnd(encoded, at);
      const next = encoded[end];
      if (next === 0x0a || next === 0x0d) {
        at = end;
        continue;
      }
      while (at < end) out[written++] = encoded[at++] as number;
      continue;
    }
    out[written++] = byte;
    at++;
  }
  return out.subarray(0, written);
}

function blanksEnd(encoded: Uint8Array, from: number): number {
  let at = from;
  while (encoded[at] === 0x20 || encoded[at] === 0x09) at++;
  return at;
}

/** Offset after the soft break that starts after '=', or -1. The end of the data counts as a break. */
function softBreakEnd(encoded: Uint8Array, from: number): number {
  const at = blanksEnd(encoded, from);
  if (at >= encoded.length) return at;
  if (encoded[at] === 0x0a) return at + 1;
  if (encoded[at] === 0x0d) return encoded[at + 1] === 0x0a ? at + 2 : at + 1;
  return -1;
}
