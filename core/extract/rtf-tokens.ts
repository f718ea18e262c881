/** A piece of RTF. `value`: the number behind a control word, null where there is none; `bytes`: raw text, `byte`: one written as \'xx. */
export type RtfToken =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'word'; readonly name: string; readonly value: number | null }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'byte'; readonly value: number }
  | { readonly kind: 'bytes'; readonly from: number; readonly to: number };

const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const cr = 0x0d;
const lf = 0x0a;

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function hexOf(byte: number): number {
  const digit = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(digit) ? -1 : digit;
}

/** Tokens of RTF (specification 1.9.1, "RTF Syntax"), in order, without ever going back. `\binN` and its N bytes are left out. */
export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === openBrace || byte === closeBrace) {
      at++;
      yield { kind: byte === openBrace ? 'open' : 'close' };
    } else if (byte === cr || byte === lf || byte === 0) {
      at++;
    } else if (byte !== backslash) {
      const from = at;
      while (at < bytes.length && !isSyntax(bytes[at] ?? 0)) at++;
      yield { kind: 'bytes', from, to: at };
    } else {
      const next = bytes[at + 1] ?? 0;
      if (!isLetter(next)) {
        const high = hexOf(bytes[at + 2] ?? 0);
        const low = hexOf(bytes[at + 3] ?? 0);
        if (next === 0x27 && high >= 0 && low >= 0) {
          at += 4;
          yield { kind: 'byte', value: high * 16 + low };
        } else {
          at += 2;
          yield { kind: 'symbol', name: String.fromCharCode(next) };
        }
        continue;
      }
      const from = ++at;
      // names have at most 32 letters, numbers ten digits; what goes on after that is text
      while (at < bytes.length && at - from < 32 && isLetter(bytes[at] ?? 0)) at++;
      const name = String.fromCharCode(...bytes.subarray(from, at));
      const number = at;
      if (bytes[at] === 0x2d && isDigit(bytes[at + 1] ?? 0)) at++;
      while (at < bytes.length && at - number < 11 && isDigit(bytes[at] ?? 0)) at++;
      const value = at === number ? null : Number(String.fromCharCode(...bytes.subarray(number, at)));
      if (bytes[at] === 0x20) at++;
      if (name === 'bin') at += Math.max(0, value ?? 0);
      else yield { kind: 'word', name, value };
    }
  }
}

function isSyntax(byte: number): boolean {
  return byte === backslash || byte === openBrace || byte === closeBrace || byte === cr || byte === lf || byte === 0;
}
