import { limits } from '../../core/base/limits';
import { readAddressList } from '../../core/acknowledge/read-address-list';
import { readAddress } from '../../core/acknowledge/mail-address';
import type { AccountSettings } from '../../core/model/account';
import type { HeaderField } from '../../core/model/letter';

/** Why a message that was handed in does not leave this house. */
export type MailFault = 'badHeader' | 'notOurs';

/** exactly one of each (RFC 5322, 3.6) */
const once = ['from', 'date', 'message-id'];
/** none or one of each */
const atMostOnce = ['sender', 'reply-to', 'to', 'cc', 'in-reply-to', 'references', 'subject', 'mime-version', 'content-type', 'content-transfer-encoding', 'disposition-notification-to', 'auto-submitted'];
/** written by those who carry and deliver, or never sent at all (RFC 5322, 3.6.3, 3.6.6 and 3.6.7) */
const never = ['bcc', 'return-path', 'received', 'delivered-to', 'authentication-results'];

/**
 * Looks at the lines and the header block of a whole message; what stands behind the empty line is counted, never read. A page that was taken over could
 * otherwise write in somebody's name, name blind recipients, or end the message early (a bare CR or LF before a dot).
 * @param messageId with angle brackets
 */
export function checkMail(whole: Uint8Array, messageId: string, settings: Pick<AccountSettings, 'address' | 'aliases'>): MailFault | null {
  const fields = readStrictly(whole);
  if (fields === null || !hasPlainLines(whole)) return 'badHeader';
  const values = (name: string): readonly string[] => fields.filter((field) => field.name.toLowerCase() === name).map(({ value }) => value);
  if (once.some((name) => values(name).length !== 1) || atMostOnce.some((name) => values(name).length > 1)) return 'badHeader';
  if (fields.some(({ name }) => never.includes(name.toLowerCase()) || name.toLowerCase().startsWith('resent-'))) return 'badHeader';
  if (values('message-id')[0] !== messageId) return 'badHeader';
  for (const name of ['from', 'sender', 'disposition-notification-to']) {
    for (const value of values(name)) if (!isOurs(value, settings)) return 'notOurs';
  }
  return null;
}

/** Exactly one address, and it is the account's or one of its aliases. */
function isOurs(value: string, { address, aliases }: Pick<AccountSettings, 'address' | 'aliases'>): boolean {
  const named = readAddressList(value);
  const [one] = named ?? [];
  if (named?.length !== 1 || one === undefined) return false;
  return [address, ...aliases].some((each) => readAddress(each)?.text.toLowerCase() === one.text.toLowerCase());
}

/** Fields of a block that is written as RFC 5322, 2.2 has it; null: it is not, or has no end within the bound. */
function readStrictly(whole: Uint8Array): readonly HeaderField[] | null {
  const bytes = Buffer.from(whole.buffer, whole.byteOffset, Math.min(whole.byteLength, limits.headerBlockBytes));
  const end = bytes.indexOf('\r\n\r\n');
  if (end <= 0) return null;
  const fields: { name: string; value: string }[] = [];
  for (const line of bytes.toString('latin1', 0, end).split('\r\n')) {
    const start = /^([!-9;-~]+):/.exec(line);
    const last = fields.at(-1);
    if (!/^[\t\x20-\x7e]*$/.test(line)) return null;
    if (start?.[1] !== undefined) fields.push({ name: start[1], value: line.slice(start[0].length) });
    else if (/^[\t ]+\S/.test(line) && last) last.value += line;
    else return null;
  }
  return fields.length > limits.headerFields ? null : fields.map(({ name, value }) => ({ name, value: value.trim() }));
}

/** CRLF at the end of every line and nowhere else a CR or LF, no NUL, no line longer than the wire takes. */
function hasPlainLines(whole: Uint8Array): boolean {
  const bytes = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength);
  if (bytes.includes(0)) return false;
  let start = 0;
  for (let lf = bytes.indexOf(10); lf !== -1; lf = bytes.indexOf(10, start)) {
    // the first CR of the line has to be the one before its LF
    if (bytes.indexOf(13, start) !== lf - 1 || lf - 1 - start > limits.mailLineBytes) return false;
    start = lf + 1;
  }
  return bytes.indexOf(13, start) === -1 && bytes.length - start <= limits.mailLineBytes;
}

/** Does it need 8BITMIME (RFC 6152)? */
export function isEightBit(whole: Uint8Array): boolean {
  for (let at = 0; at < whole.length; at += 1) if ((whole[at] ?? 0) > 127) return true;
  return false;
}
