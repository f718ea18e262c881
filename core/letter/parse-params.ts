import { decodeText } from './charset';
import { decodeWords, eightBit } from './decode-words';
import { bytesOfLatin1 } from './latin1';

export interface StructuredValue {
  /** before the first ';', lower case, without comments and blanks */
  readonly value: string;
  /** names in lower case */
  readonly params: Readonly<Record<string, string>>;
}

interface RawParam {
  readonly name: string;
  readonly value: string;
}

/** Splits at ';' outside quotes and comments; quotes and backslashes undone (RFC 2045, 5.1). */
function splitParams(text: string): { readonly head: string; readonly params: readonly RawParam[] } {
  const pieces: string[] = [];
  const params: RawParam[] = [];
  let token = '';
  let name: string | null = null;
  let quoted = false;
  let comment = 0;
  const close = (): void => {
    if (name === null) pieces.push(token.trim());
    else params.push({ name: name.trim().toLowerCase(), value: token.startsWith('\u0000') ? token.slice(1) : token.trim() });
    token = '';
    name = null;
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted) {
      if (character === '\\' && at + 1 < text.length) token += text.charAt(++at);
      else if (character === '"') {
        quoted = false;
        // what follows a closed quote up to ';' is junk
        const stop = text.indexOf(';', at);
        at = stop === -1 ? text.length : stop - 1;
      } else token += character;
    } else if (comment > 0) {
      if (character === '\\') at++;
      else if (character === '(') comment++;
      else if (character === ')') comment--;
    } else if (character === '(' && (name === null || token.trim() !== '' || /^\s/.test(token))) {
      comment++;
    } else if (character === '"' && token.trim() === '') {
      quoted = true;
      token = name === null ? '' : '\u0000';
    } else if (character === ';') {
      close();
    } else if (character === '=' && name === null && pieces.length > 0) {
      name = token;
      token = '';
    } else {
      token += character;
    }
  }
  close();
  return { head: pieces[0] ?? '', params };
}

const continuation = /^(.+?)\*(?:(\d{1,3})(\*)?)?$/;

interface Section {
  readonly index: number;
  readonly encoded: boolean;
  readonly value: string;
}

function percentBytes(value: string): Uint8Array {
  return bytesOfLatin1(value.replace(/%([0-9A-Fa-f]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
}

/** RFC 2231: sections in order from 0 without holes; charset of the first; only starred sections are percent-encoded. */
function joinSections(sections: readonly Section[]): string {
  const ordered = [...sections].sort((a, b) => a.index - b.index);
  let charset: string | null = null;
  let bytes = '';
  let expected = 0;
  for (const section of ordered) {
    if (section.index !== expected) break;
    expected++;
    let value = section.value;
    if (section.encoded && section.index === 0) {
      const match = /^([^']*)'[^']*'(.*)$/s.exec(value);
      if (match !== null) {
        charset = match[1] === '' ? null : (match[1] ?? null);
        value = match[2] ?? '';
      }
    }
    bytes += section.encoded ? String.fromCharCode(...percentBytes(value)) : value;
  }
  const text = decodeText(bytesOfLatin1(bytes), charset);
  return charset === null ? decodeWords(text) : text;
}

/**
 * `text/plain; charset=utf-8` and the like. RFC 2231 continuations win over a plain value of the same name; RFC 2047
 * words inside values are forbidden but usual in file names, so they are decoded. First of equal names counts.
 */
export function parseStructured(value: string, hint: string | null = null): StructuredValue {
  const split = splitParams(value.slice(0, 16_384));
  const plain = new Map<string, string>();
  const extended = new Map<string, Section[]>();
  for (const param of split.params.slice(0, 200)) {
    const match = continuation.exec(param.name);
    if (match === null) {
      if (!plain.has(param.name)) plain.set(param.name, decodeWords(eightBit(param.value, hint)));
      continue;
    }
    const name = match[1] ?? '';
    const sections = extended.get(name) ?? [];
    const section = { index: Number(match[2] ?? 0), encoded: match[2] === undefined || match[3] !== undefined, value: param.value };
    if (!sections.some((known) => known.index === section.index)) sections.push(section);
    extended.set(name, sections);
  }
  for (const [name, sections] of extended) {
    const joined = joinSections(sections);
    if (joined !== '' || !plain.has(name)) plain.set(name, joined);
  }
  return {
    value: split.head.replace(/\s+/g, '').toLowerCase(),
    // a null prototype would not survive structured clone; own keys only are ever read
    params: Object.fromEntries([...plain].map(([name, text]) => [name, text.normalize('NFC')])),
  };
}
