const skip = 0xff;
const pad = 0xfe;

const values = new Uint8Array(256).fill(skip);
for (const [value, letter] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) values[letter.charCodeAt(0)] = value;
// RFC 4648, 5: the URL alphabet costs nothing to accept
values[0x2d] = 62;
values[0x5f] = 63;
values[0x3d] = pad;

/** bytes that are looked at to tell */
const sample = 4000;

/**
 * Could this be base64 at all? RFC 2045, 6.8 has other characters ignored, for they are noise of transport; where they are as frequent as in words, nobody
 * encoded anything and the label is wrong.
 */
export function looksLikeBase64(body: Uint8Array): boolean {
  let strange = 0;
  let seen = 0;
  for (let at = 0; at < body.length && at < sample; at++) {
    const byte = body[at] ?? 0;
    if (byte === 0x0d || byte === 0x0a) continue;
    seen++;
    if (values[byte] === skip) strange++;
  }
  return strange * 8 <= seen;
}

/**
 * Tolerant base64 (RFC 2045, 6.8): characters outside the alphabet are ignored, padding may be missing, and data
 * after padding goes on as a new run (concatenated encoders). Never throws.
 */
export function decodeBase64(encoded: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil((encoded.length * 3) / 4) + 3);
  const length = encoded.length;
  let written = 0;
  let at = 0;
  let bits = 0;
  let held = 0;
  while (at < length) {
    if (held === 0) {
      // four valid letters at a time: the whole body but for line breaks
      while (at + 4 <= length) {
        const a = values[encoded[at] as number] as number;
        const b = values[encoded[at + 1] as number] as number;
        const c = values[encoded[at + 2] as number] as number;
        const d = values[encoded[at + 3] as number] as number;
        if ((a | b | c | d) > 63) break;
        out[written] = (a << 2) | (b >> 4);
        out[written + 1] = (b << 4) | (c >> 2);
        out[written + 2] = (c << 6) | d;
        written += 3;
        at += 4;
      }
      if (at >= length) break;
    }
    const value = values[encoded[at++] as number] as number;
    if (value === skip) continue;
    if (value === pad) {
      // one letter alone cannot end a run: this '=' is noise
      if (held === 6) continue;
      bits = 0;
      held = 0;
      continue;
    }
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      out[written++] = (bits >> held) & 0xff;
    }
  }
  return out.subarray(0, written);
}
