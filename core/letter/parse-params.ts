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

/** An unquoted value may hold blanks (file names of careless senders) but not the next parameter. */
function bareValue(token: string): string {
  // blanks are folded first: the patterns would be quadratic on a long run of them
  const folded = token.replace(/\s+/g, ' ').trim();
  return /^(.*?) [\w*-]+ ?=/.exec(folded)?.[1] ?? folded;
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
    else params.push({ name: name.trim().toLowerCase(), value: token.startsWith('\u0000') ? token.slice(1) : bareValue(token) });
    token = '';
    name = null;
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted) {
      if (character === '\\') token += text.charAt(++at);
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
    } else if (character === '(' && (name === null || token === '' || /\s$/.test(token))) {
      // glued to a value it is part of it: `filename=cong-van(1).pdf`
      comment++;
    } else if (character === '"' && token.trim() === '') {
      quoted = true;
      token = name === null ? '' : '\u0000';
    } else if (character === ';') {
      close();
    } else if (character === '=' && name === null) {
      // `multipart/mixed boundary=x`: the semicolon before the first parameter is sometimes forgotten
      const forgotten = pieces.length === 0 ? /^(\S.*) (\S+)$/.exec(token.replace(/\s+/g, ' ').trim()) : null;
      if (forgotten !== null) pieces.push(forgotten[1] ?? '');
      name = forgotten?.[2] ?? token;
      token = '';
    } else {
      token += character;
    }
  }
  close();
  return { head: pieces[0] ?? '', params };
}

const extendedName = /^([^*\s]+)\*(?:(0|[1-9]\d{0,2})(\*)?)?$/;

interface Section {
  readonly encoded: boolean;
  readonly value: string;
}

/** RFC 2231 forms of one parameter. */
interface Extended {
  /** `name*=` */
  single: string | null;
  /** `name*0=`, `name*1*=` … by number */
  readonly sections: Map<number, Section>;
  /** a number came twice: what follows is not trusted */
  closed: boolean;
}

function percentBytes(value: string): string {
  return value.replace(/%([0-9A-Fa-f]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

interface SplitValue {
  readonly charset: string | null;
  readonly rest: string;
}

/** `charset'language'value`; a missing second quote is a common slip. */
function splitCharset(value: string): SplitValue {
  const match = /^([^']*)'(?:[^']*')?(.*)$/s.exec(value);
  const charset = match?.[1] ?? '';
  return match === null ? { charset: null, rest: value } : { charset: charset === '' ? null : charset, rest: match[2] ?? '' };
}

/** Text of the extended forms, or null where they are unusable. `strict`: a plain value is there to fall back on. */
function joinExtended(extended: Extended, strict: boolean): string | null {
  let charset: string | null = null;
  let bytes = '';
  if (extended.single !== null) {
    const split = splitCharset(extended.single);
    charset = split.charset;
    bytes = percentBytes(split.rest);
  } else {
    // sections count from 0 without holes; only starred ones are percent-encoded
    for (let index = 0; extended.sections.has(index); index++) {
      const section = extended.sections.get(index);
      if (section === undefined) break;
      const split: SplitValue = section.encoded && index === 0 ? splitCharset(section.value) : { charset, rest: section.value };
      charset = split.charset;
      bytes += section.encoded ? percentBytes(split.rest) : split.rest;
    }
    if (!extended.sections.has(0)) return null;
  }
  const text = decodeText(bytesOfLatin1(bytes), charset);
  if (strict && text.includes('\uFFFD')) return null;
  return charset === null ? decodeWords(text) : text;
}

function readExtended(known: Extended | undefined, index: string | undefined, starred: boolean, value: string): Extended {
  const extended = known ?? { single: null, sections: new Map<number, Section>(), closed: false };
  if (index === undefined) extended.single ??= value;
  else if (!extended.closed) {
    if (extended.sections.has(Number(index))) extended.closed = true;
    else extended.sections.set(Number(index), { encoded: starred, value });
  }
  return extended;
}

/**
 * `text/plain; charset=utf-8` and the like. RFC 2231 continuations win over a plain value of the same name; RFC 2047
 * words inside values are forbidden but usual in file names, so they are decoded. First of equal names counts.
 */
export function parseStructured(value: string, hint: string | null = null): StructuredValue {
  const split = splitParams(value.slice(0, 16_384));
  const plain = new Map<string, string>();
  const extended = new Map<string, Extended>();
  for (const param of split.params.slice(0, 200)) {
    const match = extendedName.exec(param.name);
    const name = match?.[1];
    if (name !== undefined) {
      extended.set(name, readExtended(extended.get(name), match?.[2], match?.[3] !== undefined, param.value));
    } else if (!/[*\s]/.test(param.name) && param.name !== '' && !plain.has(param.name)) {
      plain.set(param.name, decodeWords(eightBit(param.value, hint)).replace(/[\0-\x08\x0a-\x1f]/g, ''));
    }
  }
  for (const [name, forms] of extended) {
    const joined = joinExtended(forms, plain.has(name));
    if (joined !== null) plain.set(name, joined);
  }
  return {
    value: split.head.replace(/\s+/g, '').toLowerCase(),
    // a null prototype would not survive structured clone; own keys only are ever read
    params: Object.fromEntries([...plain].map(([name, text]) => [name, text.normalize('NFC')])),
  };
}
