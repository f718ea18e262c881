import { ServerNonsense } from '../fetch-letters';

/** What a FETCH response says of one letter, besides the bytes of its literals. */
export interface FetchRow {
  readonly uid: number | null;
  readonly flags: readonly string[] | null;
  /** as written; null where the server said nothing */
  readonly internalDate: string | null;
  /** RFC822.SIZE */
  readonly size: number | null;
  /** RFC 8474 */
  readonly emailId: string | null;
}

/** Values of a data item that came as a string instead of a literal. */
export type TextValue = (label: string, value: string) => void;

/**
 * Reads one FETCH response piece by piece: `read` the text up to a literal, ask `label` what the literal is, and so on.
 * RFC 9051, 7.5.2; items nobody asked for are passed over.
 */
export class FetchRowReader {
  private state: { -readonly [Key in keyof FetchRow]: FetchRow[Key] } = { uid: null, flags: null, internalDate: null, size: null, emailId: null };
  private name: string | null = null;
  private isOpen = false;
  private isClosed = false;

  constructor(private readonly onText: TextValue) {}

  get row(): FetchRow {
    return this.state;
  }

  /** @param text begins with `* n FETCH (` the first time */
  read(text: string): void {
    let at = 0;
    if (!this.isOpen) {
      const head = /^\* \d{1,10} FETCH \(/i.exec(text);
      if (!head) throw new ServerNonsense('a FETCH response that is none');
      this.isOpen = true;
      at = head[0].length;
    }
    while (at < text.length) {
      const char = text[at];
      if (this.isClosed) throw new ServerNonsense('a FETCH response goes on after its end');
      if (char === ' ') at += 1;
      else if (char === ')' && this.name === null) {
        this.isClosed = true;
        at += 1;
      } else if (this.name === null) {
        const end = nameEnd(text, at);
        this.name = text.slice(at, end).toUpperCase();
        at = end;
      } else {
        const value = valueAt(text, at);
        this.assign(this.name, value.text);
        this.name = null;
        at = value.end;
      }
    }
  }

  /** What the literal at this place is, for example `BODY[]<0>`; from here on it counts as read. */
  label(): string {
    const { name } = this;
    if (name === null) throw new ServerNonsense('a literal that belongs to nothing');
    this.name = null;
    return name;
  }

  end(): FetchRow {
    if (!this.isClosed) throw new ServerNonsense('a FETCH response without its end');
    return this.state;
  }

  private assign(name: string, value: string): void {
    switch (name) {
      case 'UID':
        this.state.uid = wholeNumber(value);
        return;
      case 'RFC822.SIZE':
        this.state.size = wholeNumber(value);
        return;
      case 'FLAGS':
        this.state.flags = listed(value);
        return;
      case 'INTERNALDATE':
        this.state.internalDate = value;
        return;
      case 'EMAILID':
        this.state.emailId = listed(value)[0] ?? null;
        return;
      default:
        if (name.startsWith('BODY[')) this.onText(name, value === 'NIL' ? '' : value);
    }
  }
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new ServerNonsense('a number that is none');
  return Number(text);
}

function listed(text: string): readonly string[] {
  return text.replace(/^\(|\)$/g, '').split(' ').filter((word) => word !== '');
}

/** `BODY[HEADER.FIELDS (SUBJECT "X Y")]<0>` is one name. */
function nameEnd(text: string, from: number): number {
  let inSection = false;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '[') inSection = true;
    else if (char === ']') inSection = false;
    else if (!inSection && (char === ' ' || char === ')')) return at;
  }
  return text.length;
}

function valueAt(text: string, from: number): { readonly text: string; readonly end: number } {
  if (text[from] === '"') {
    const end = quotedEnd(text, from);
    return { text: text.slice(from + 1, end - 1).replace(/\\(.)/g, '$1'), end };
  }
  if (text[from] === '(') {
    const end = listEnd(text, from);
    return { text: text.slice(from, end), end };
  }
  let end = from;
  while (end < text.length && text[end] !== ' ' && text[end] !== ')') end += 1;
  if (end === from) throw new ServerNonsense('a FETCH item without a value');
  return { text: text.slice(from, end), end };
}

function quotedEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  throw new ServerNonsense('a quoted string without its end');
}

function listEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = quotedEnd(text, at) - 1;
    else if (char === '(') depth += 1;
    else if (char === ')') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  // a literal within a list (ENVELOPE) is nothing we ask for
  throw new ServerNonsense('a list without its end');
}
