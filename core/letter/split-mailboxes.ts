import type { Mailbox } from '../model/letter';

interface Piece {
  readonly kind: 'atom' | 'quoted' | 'comment';
  readonly text: string;
  /** a blank stood before it */
  readonly spaced: boolean;
}

interface Open {
  pieces: Piece[];
  angle: string | null;
}

/** Characters of one address: RFC 5321, 4.5.3.1 allows 320; more is kept to be seen, not without end. */
const longestAddress = 1000;

const fresh = (): Open => ({ pieces: [], angle: null });

/** Offset of the quote that closes the one at `at`, or the end. */
function closingQuote(text: string, at: number): number {
  for (let cursor = at + 1; cursor < text.length; cursor++) {
    if (text.charAt(cursor) === '\\') cursor++;
    else if (text.charAt(cursor) === '"') return cursor;
  }
  return text.length;
}

/** Offset of the parenthesis that closes the one at `at` (comments nest), or the end. */
function closingParenthesis(text: string, at: number): number {
  let depth = 0;
  for (let cursor = at; cursor < text.length; cursor++) {
    const character = text.charAt(cursor);
    if (character === '\\') cursor++;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return cursor;
  }
  return text.length;
}

const unescaped = (text: string): string => text.replace(/\\(.)/gs, '$1');

/** End of what an opening angle bracket holds; a second one inside starts anew, a separator ends it unless it is a route. */
function readAngle(text: string, at: number): { readonly content: string; readonly next: number } {
  let start = at + 1;
  for (let cursor = start; cursor < text.length; cursor++) {
    const character = text.charAt(cursor);
    if (character === '"') cursor = closingQuote(text, cursor);
    else if (character === '(') cursor = closingParenthesis(text, cursor);
    else if (character === '<') start = cursor + 1;
    else if (character === '>') return { content: text.slice(start, cursor), next: cursor + 1 };
    else if ((character === ',' || character === ';') && !text.slice(start, cursor).trimStart().startsWith('@')) {
      return { content: text.slice(start, cursor), next: cursor };
    }
  }
  return { content: text.slice(start), next: text.length };
}

/** Comments out, blanks around dots and '@' closed (RFC 5322, 4.4), a route cut, quotes kept only where needed. */
function addressOf(content: string): string {
  let plain = '';
  for (let cursor = 0; cursor < content.length; cursor++) {
    const character = content.charAt(cursor);
    if (character === '(') cursor = closingParenthesis(content, cursor);
    else if (character === '"') {
      const stop = closingQuote(content, cursor);
      plain += quotedLocal(unescaped(content.slice(cursor + 1, stop)));
      cursor = stop;
    } else plain += character;
  }
  const closed = plain.slice(0, longestAddress).replace(/\s+/g, ' ').trim().replace(/ ?([.@]) ?/g, '$1').replace(/^@[^:]*:/, '');
  return unambiguous(closed);
}

/** Of several '@' the last divides (RFC 5321, 4.1.2); quoting says so to every later reader. */
function unambiguous(address: string): string {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  return at > 0 && /[\s@]/.test(local) && !local.startsWith('"') ? `"${local}"${address.slice(at)}` : address;
}

function quotedLocal(local: string): string {
  return /^[\p{L}\p{N}_#$%&'*+/=?^`{|}~.-]+$/u.test(local) ? local : `"${local.replace(/(["\\])/g, '\\$1')}"`;
}

function nameOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'comment' ? ` (${piece.text}) ` : (piece.spaced ? ' ' : '') + piece.text)).join('').replace(/\s+/gu, ' ').trim();
}

/** A mailbox without angle brackets: the one unquoted word with '@' is the address, a comment beside it the name. */
function bareMailbox(pieces: readonly Piece[]): Mailbox {
  const comments = pieces.filter((piece) => piece.kind === 'comment');
  const texts = pieces.filter((piece) => piece.kind !== 'comment');
  const words: Piece[][] = [];
  for (const piece of texts) {
    const before = words.at(-1)?.at(-1);
    const glued = before !== undefined && (!piece.spaced || /^[.@]/.test(piece.text) || (before.kind === 'atom' && /[.@]$/.test(before.text)));
    if (glued) words.at(-1)?.push(piece);
    else words.push([piece]);
  }
  const index = words.findIndex((word) => word.some((piece) => piece.kind === 'atom' && piece.text.includes('@')));
  const found = words[index];
  if (found === undefined) return { name: nameOf(pieces), address: '' };
  const address = found.map((piece) => (piece.kind === 'quoted' ? quotedLocal(piece.text) : piece.text)).join('');
  const others = nameOf(words.filter((_, at) => at !== index).flat());
  return { name: others === '' ? (comments.at(-1)?.text ?? '') : others, address: unambiguous(address.slice(0, longestAddress).replace(/(?<![<>])[<>]+$/, '')) };
}

function mailboxOf(open: Open): Mailbox | null {
  if (open.angle !== null) return { name: nameOf(open.pieces), address: addressOf(open.angle) };
  return open.pieces.length === 0 ? null : bareMailbox(open.pieces);
}

/**
 * Splits an address list into mailboxes; groups are flattened. Of several angle brackets the last is the address and
 * the others are part of the name; text after it is dropped, because it could pose as another address.
 */
export function splitMailboxes(text: string): readonly Mailbox[] {
  const found: Mailbox[] = [];
  let open = fresh();
  let spaced = false;
  const close = (): void => {
    const mailbox = mailboxOf(open);
    if (mailbox !== null) found.push(mailbox);
    open = fresh();
  };
  const add = (kind: Piece['kind'], content: string): void => {
    if (content === '' && kind === 'atom') return;
    if (kind === 'comment' || open.angle === null) open.pieces.push({ kind, text: content, spaced });
    spaced = false;
  };
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    if (character === '"') {
      const stop = closingQuote(text, at);
      add('quoted', unescaped(text.slice(at + 1, stop)));
      at = stop + 1;
    } else if (character === '(') {
      const stop = closingParenthesis(text, at);
      add('comment', unescaped(text.slice(at + 1, stop)).replace(/"/g, ''));
      at = stop + 1;
    } else if (character === '<') {
      const { content, next } = readAngle(text, at);
      if (open.angle !== null) open.pieces.push({ kind: 'atom', text: `<${open.angle}>`, spaced: true });
      open.angle = content;
      at = next;
      spaced = true;
    } else if (character === ',' || character === ';') {
      close();
      at++;
    } else if (character === ':') {
      // the name of a group, or junk that must not pass for an address
      open = fresh();
      at++;
    } else if (/\s/.test(character)) {
      spaced = true;
      at++;
    } else {
      const stop = atomEnd(text, at);
      add('atom', text.slice(at, stop));
      at = stop;
    }
  }
  close();
  return found;
}

/** A domain literal (RFC 5322, 3.4.1) may hold colons. */
function atomEnd(text: string, from: number): number {
  let inLiteral = false;
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '[' && text.charAt(at - 1) === '@') inLiteral = true;
    else if (character === ']') inLiteral = false;
    else if (!inLiteral && at > from && /[\s"(<,;:]/.test(character)) return at;
    else if (inLiteral && /[\s,<]/.test(character)) return at;
  }
  return text.length;
}
