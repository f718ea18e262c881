/**
 * A folder's name as it is written in a command: a quoted string of modified UTF-7 (RFC 3501, 5.1.3), or of UTF-8 where
 * UTF8=ACCEPT is on (RFC 6855). Line breaks and NUL are no part of a name; null where there are any.
 */
export function mailboxName(path: string, isUtf8: boolean): string | null {
  if (['\0', '\r', '\n'].some((mark) => path.includes(mark))) return null;
  const text = isUtf8 ? path : path.replaceAll('&', '&-').replace(/[^\x20-\x7e]+/g, encodeRun);
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function encodeRun(run: string): string {
  const bytes = Buffer.alloc(run.length * 2);
  for (let at = 0; at < run.length; at++) bytes.writeUInt16BE(run.charCodeAt(at), at * 2);
  return `&${bytes.toString('base64').replace(/=+$/, '').replaceAll('/', ',')}-`;
}
