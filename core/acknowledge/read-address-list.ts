import { readAddress, type MailAddress } from './mail-address';

/**
 * Addresses of one structured header value (RFC 5322 mailbox-list). Deliberately stricter than what shows a letter:
 * null as soon as one element is not plainly `name <addr>` or `addr`, because an answer goes to what is read here and two
 * readers must never disagree about it. An empty value gives an empty list.
 */
export function readAddressList(value: string): readonly MailAddress[] | null {
  const elements = splitList(value);
  if (elements === null) return null;
  const addresses: MailAddress[] = [];
  for (const element of elements) {
    if (element === '') continue;
    const address = readAddress(addressOf(element));
    if (address === null) return null;
    addresses.push(address);
  }
  return addresses;
}

/** `<>` gives '', `<a@b>` the address, null what is neither (RFC 5321, 4.4; some servers write it without brackets). */
export function readReturnPath(value: string): MailAddress | '' | null {
  const bare = splitList(value);
  if (bare === null || bare.length !== 1) return null;
  const text = bare[0] ?? '';
  if (text === '<>') return '';
  return readAddress(addressOf(text));
}

function addressOf(element: string): string {
  const open = element.indexOf('<');
  if (open === -1) return element;
  return element.endsWith('>') && element.indexOf('<', open + 1) === -1 ? element.slice(open + 1, -1).trim() : '';
}

/** Splits at top-level commas; comments go, quoted strings stay as an empty pair of quotes. Null: unbalanced. */
function splitList(value: string): readonly string[] | null {
  const elements: string[] = [];
  let current = '';
  let depth = 0;
  let quoted = false;
  let angle = false;
  for (let i = 0; i < value.length; i += 1) {
    const char = value.charAt(i);
    if (char === '\\' && (quoted || depth > 0)) {
      i += 1;
    } else if (quoted) {
      if (char === '"') {
        quoted = false;
        current += '"';
      }
    } else if (char === '(' && !angle) {
      depth += 1;
    } else if (depth > 0) {
      if (char === ')') depth -= 1;
    } else if (char === '"') {
      quoted = true;
      current += '"';
    } else if (char === ',' && !angle) {
      elements.push(current.trim());
      current = '';
    } else {
      if (char === '<') angle = true;
      if (char === '>') angle = false;
      current += char;
    }
  }
  if (depth > 0 || quoted || angle) return null;
  elements.push(current.trim());
  return elements;
}
