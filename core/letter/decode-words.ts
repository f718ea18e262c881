import { bytesOfLatin1 } from './latin1';
import { decodeBase64 } from './decode-base64';
import { decodeText, hasHighByte } from './charset';

interface Word {
  readonly charset: string;
  readonly encoding: string;
  readonly text: string;
}

const encodedWord = /=\?([^?\s]{1,80})\?([QqBb])\?([^?]*)\?=/g;

function qBytes(text: string): Uint8Array {
  const plain = text
    .replace(/_/g, ' ')
    .replace(/=([0-9A-Fa-f]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return bytesOfLatin1(plain);
}

function wordBytes(word: Word): Uint8Array {
  return word.encoding.toUpperCase() === 'B' ? decodeBase64(bytesOfLatin1(word.text)) : qBytes(word.text);
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Neighbouring words of one charset are decoded together: senders cut UTF-8 letters in two (RFC 2047, 5 forbids it). */
function decodeRun(words: readonly Word[]): string {
  let text = '';
  let from = 0;
  while (from < words.length) {
    let to = from + 1;
    // a stateful charset returns to ASCII at the end of each word; joined, the escapes would meet
    const joinable = !/^iso-2022/i.test(words[from]?.charset ?? '');
    while (joinable && to < words.length && words[to]?.charset.toLowerCase() === words[from]?.charset.toLowerCase()) to++;
    text += decodeText(concat(words.slice(from, to).map(wordBytes)), words[from]?.charset ?? null);
    from = to;
  }
  return text;
}

/**
 * Text of an unfolded header value (bytes as Latin-1): raw 8-bit bytes are read as UTF-8 or `hint` or guessed, RFC 2047
 * words are decoded. postal-mime's decodeWords knows neither VISCII nor TCVN nor wrong labels, hence this one.
 */
export function decodeHeaderText(value: string, hint: string | null = null): string {
  return decodeWords(eightBit(value, hint)).replace(/[\r\n\0]/g, ' ').normalize('NFC').trim();
}

/** Raw 8-bit header bytes as text; encoded words stay as they are. */
export function eightBit(value: string, hint: string | null): string {
  const bytes = bytesOfLatin1(value);
  // the hint is the charset of the body; a header line in UTF-16 is impossible
  return hasHighByte(bytes) ? decodeText(bytes, hint !== null && /^utf-?(?:16|32)/i.test(hint) ? null : hint) : value;
}

/** RFC 2047 words in a text replaced by what they stand for. */
export function decodeWords(text: string): string {
  let result = '';
  let run: Word[] = [];
  let at = 0;
  encodedWord.lastIndex = 0;
  for (const match of text.matchAll(encodedWord)) {
    const between = text.slice(at, match.index);
    // white space between two encoded words is folding, not content (RFC 2047, 6.2)
    if (run.length === 0 || !/^\s*$/.test(between)) {
      result += decodeRun(run) + between;
      run = [];
    }
    run.push({ charset: match[1] ?? '', encoding: match[2] ?? '', text: match[3] ?? '' });
    at = match.index + match[0].length;
  }
  return result + decodeRun(run) + text.slice(at);
}
