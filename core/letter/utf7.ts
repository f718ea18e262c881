import { decodeBase64 } from './decode-base64';
import { bytesOfLatin1, latin1Of } from './latin1';

/** UTF-7 (RFC 2152), which TextDecoder refuses. Old Exchange servers still send it; here it is only ever shown as text. */
export function decodeUtf7(bytes: Uint8Array): string {
  return latin1Of(bytes).replace(/\+([A-Za-z0-9+/]*)-?/g, (_whole, encoded: string) => {
    if (encoded === '') return '+';
    const units = decodeBase64(bytesOfLatin1(encoded));
    let text = '';
    for (let at = 0; at + 1 < units.length; at += 2) text += String.fromCharCode(((units[at] ?? 0) << 8) | (units[at + 1] ?? 0));
    return text;
  });
}
