import { detectFontEncoding, readFontText } from './font-encoding';
import { latin1Of } from './latin1';
import { decodeUtf7 } from './utf7';
import { decodeVietnamese } from './vietnamese-charsets';
import type { VietnameseCharset } from './vietnamese-charsets';
import { isForeignText, isVietnameseText } from './vietnamese-syllable';

type Decoder = { readonly kind: 'own'; readonly name: VietnameseCharset | 'utf-7' } | { readonly kind: 'platform'; readonly name: string };

/** Labels seen in mail that the WHATWG list lacks. */
const aliases: Readonly<Record<string, string>> = {
  'cp-1258': 'windows-1258', cp1258: 'windows-1258', 'win-1258': 'windows-1258', win1258: 'windows-1258', windows1258: 'windows-1258',
  cp874: 'windows-874', 'cp-874': 'windows-874', windows874: 'windows-874', 'x-windows-874': 'windows-874', tis620: 'windows-874',
  'tis-620-2533': 'windows-874', 'iso8859-11': 'windows-874', 'iso-8859-11:2001': 'windows-874', iso_8859_11: 'windows-874', 'iso_8859-11': 'windows-874',
  unknown: 'utf-8', 'unknown-8bit': 'utf-8', 'x-unknown': 'utf-8', default: 'utf-8', utf: 'utf-8', utf8mb4: 'utf-8', 'utf_8': 'utf-8', cp65001: 'utf-8',
  ascii: 'us-ascii', cp1250: 'windows-1250', cp932: 'shift_jis', 'x-mac-roman': 'macintosh', latin1: 'windows-1252', 'cp-850': 'ibm866',
};

const ownLabels: Readonly<Record<string, VietnameseCharset | 'utf-7'>> = {
  viscii: 'viscii', csviscii: 'viscii', 'viscii1.1-1': 'viscii', 'x-viscii': 'viscii',
  tcvn: 'tcvn', 'tcvn-5712': 'tcvn', tcvn5712: 'tcvn', 'tcvn5712-1': 'tcvn', 'tcvn5712-1:1993': 'tcvn', 'tcvn-5712-1': 'tcvn', tcvn3: 'tcvn', 'x-viet-tcvn': 'tcvn',
  'x-viet-tcvn5712': 'tcvn', 'x-tcvn': 'tcvn',
  'utf-7': 'utf-7', utf7: 'utf-7', 'unicode-1-1-utf-7': 'utf-7', 'x-unicode-2-0-utf-7': 'utf-7',
};

const platformDecoders = new Map<string, TextDecoder | null>();

function platformDecoder(name: string): TextDecoder | null {
  const known = platformDecoders.get(name);
  if (known !== undefined) return known;
  let decoder: TextDecoder | null = null;
  try {
    decoder = new TextDecoder(name);
  } catch (cause) {
    // a label nobody knows is an expected answer, any other failure is a bug
    if (!(cause instanceof RangeError)) throw cause;
  }
  // labels come from the sender: the cache must not grow with them
  if (platformDecoders.size < 200) platformDecoders.set(name, decoder);
  return decoder;
}

function decoderOf(label: string | null): Decoder | null {
  if (label === null) return null;
  // RFC 2231, 5: a language may follow after '*'
  const name = label.trim().toLowerCase().replace(/\*.*$/s, '').replace(/^["']|["']$/g, '');
  const own = ownLabels[name];
  if (own !== undefined) return { kind: 'own', name: own };
  const platform = aliases[name] ?? name;
  return platformDecoder(platform) === null ? null : { kind: 'platform', name: platform };
}

function decodeWith(bytes: Uint8Array, decoder: Decoder): string {
  if (decoder.kind === 'platform') return platformDecoder(decoder.name)?.decode(bytes) ?? '';
  return decoder.name === 'utf-7' ? decodeUtf7(bytes) : decodeVietnamese(bytes, decoder.name);
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function asUtf8(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return null;
  }
}

export function hasHighByte(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] ?? 0) >= 0x80) return true;
  return false;
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

const vietnameseLetter = /[ăâđêôơưĂÂĐÊÔƠƯ\u1EA0-\u1EF9\u0300\u0301\u0303\u0309\u0323àáãèéìíòóõùúýĩũ]/u;

/**
 * How far a text, decoded somehow, looks Vietnamese: share of its non-ASCII characters that Vietnamese has, less capitals
 * inside words. -1 where there is too little to judge: letters with marks stand among plain ones, never alone.
 */
function vietnameseScore(text: string): number {
  let letters = 0;
  let others = 0;
  let plain = 0;
  let capitalsInside = 0;
  let before = '';
  for (const character of text.slice(0, 20_000)) {
    if (character >= '\u0080') {
      if (vietnameseLetter.test(character)) letters++;
      else others++;
    } else if (/[A-Za-z]/.test(character)) plain++;
    if (/\p{Lu}/u.test(character) && /\p{Ll}/u.test(before)) capitalsInside++;
    before = character;
  }
  // about one letter in four carries a mark; in German or French one in fifty
  return letters < 4 || plain < letters || letters * 9 < plain ? -1 : (letters - others - capitalsInside * 2) / (letters + others);
}

/** Thai text in a single-byte charset is long runs of 0xA1 to 0xFB; Latin scripts have islands of one or two. */
function looksThai(bytes: Uint8Array): boolean {
  let thai = 0;
  let other = 0;
  let inRuns = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    if (byte >= 0xa1 && byte <= 0xfb && !(byte >= 0xdb && byte <= 0xde)) {
      thai++;
      if ((bytes[at + 1] ?? 0) >= 0xa1 && (bytes[at + 2] ?? 0) >= 0xa1) inRuns++;
    } else other++;
  }
  return thai >= 4 && other * 20 <= thai && inRuns * 2 >= thai;
}

/** Best guess for 8-bit text without a usable label; `otherwise` decodes where nothing speaks for a guess. */
function guess(bytes: Uint8Array, otherwise: string): string {
  const utf8 = asUtf8(bytes);
  if (utf8 !== null) return utf8;
  const sample = bytes.subarray(0, 20_000);
  // a cut or damaged UTF-8 text is still mostly UTF-8
  const loose = new TextDecoder('utf-8').decode(sample);
  const damaged = loose.split('\uFFFD').length - 1;
  const whole = loose.match(/[\u0080-\uFFFC]/g)?.length ?? 0;
  if (whole > damaged * 4) return new TextDecoder('utf-8').decode(bytes);
  if (looksThai(sample)) return decodeWith(bytes, { kind: 'platform', name: 'windows-874' });
  const candidates: readonly Decoder[] = [
    { kind: 'platform', name: 'windows-1258' },
    { kind: 'own', name: 'tcvn' },
    { kind: 'own', name: 'viscii' },
  ];
  const font = readFontText(decodeWith(bytes, { kind: 'platform', name: 'windows-1252' }));
  if (font.encoding !== null) return font.text;
  let best: Decoder = { kind: 'platform', name: otherwise };
  let bestScore = 0.6;
  for (const candidate of candidates) {
    const decoded = decodeWith(sample, candidate).normalize('NFC');
    const score = vietnameseScore(decoded);
    // German and Portuguese have as many marks: only their words tell them apart
    if (score > bestScore && !isForeignText(decoded)) {
      best = candidate;
      bestScore = score;
    }
  }
  return decodeWith(bytes, best);
}

/**
 * Is a text labelled with a single-byte charset really UTF-8? Common with "TIS-620" and "iso-8859-1". A few
 * Thai letters can form valid UTF-8 by chance (0xC3 0xA1), so a Thai label needs Thai or Vietnamese to come out.
 */
function reallyUtf8(bytes: Uint8Array, label: string): string | null {
  const utf8 = asUtf8(bytes);
  if (utf8 === null) return null;
  if (label !== 'windows-874') return utf8;
  return /[\u0E01-\u0E5B\u1EA0-\u1EF9]/.test(utf8) ? utf8 : null;
}

/**
 * A single-byte label that stands for another one: Thai or Vietnamese called Western, because a program knew no other; old Vietnamese fonts called
 * windows-1258, because the system did. The text of a font encoding is given as its bytes: whoever shows it converts it and says so.
 */
function otherSingleByte(bytes: Uint8Array, encoding: string): string | null {
  const sample = bytes.subarray(0, 20_000);
  if (encoding === 'windows-1258') {
    const western = latin1Of(sample);
    return detectFontEncoding(western) === null || isVietnameseText(vietnamese(sample)) ? null : latin1Of(bytes);
  }
  if (!/^(?:windows-1252|iso-8859-1|iso-8859-15)$/.test(encoding)) return null;
  if (looksThai(sample)) return decodeWith(bytes, { kind: 'platform', name: 'windows-874' });
  return isVietnameseText(vietnamese(sample)) && !isVietnameseText(latin1Of(sample)) && detectFontEncoding(latin1Of(sample)) === null ? vietnamese(bytes) : null;
}

function vietnamese(bytes: Uint8Array): string {
  return decodeWith(bytes, { kind: 'platform', name: 'windows-1258' }).normalize('NFC');
}

/**
 * Text of bytes whose charset was declared, not declared (null), or declared wrongly. NFC; never throws.
 * A byte order mark wins over the label; bytes that contradict the label are guessed.
 */
export function decodeText(bytes: Uint8Array, label: string | null): string {
  const mark = byteOrderMark(bytes);
  if (mark !== null) return (platformDecoder(mark)?.decode(bytes) ?? '').normalize('NFC');
  return decodeDeclared(bytes, decoderOf(label)).normalize('NFC');
}

function decodeDeclared(bytes: Uint8Array, decoder: Decoder | null): string {
  if (decoder === null) return hasHighByte(bytes) ? guess(bytes, 'windows-1252') : plainAscii(bytes);
  if (decoder.kind === 'own') {
    // RFC 1456 and TCVN put letters on control codes, so the table is right even without high bytes
    return (decoder.name === 'utf-7' || !hasHighByte(bytes) ? null : asUtf8(bytes)) ?? decodeWith(bytes, decoder);
  }
  if (decoder.name.startsWith('utf-16') || decoder.name.startsWith('iso-2022')) return decodeWith(bytes, decoder);
  if (!hasHighByte(bytes)) return decodeWith(bytes, decoder);
  const encoding = platformDecoder(decoder.name)?.encoding ?? '';
  if (encoding === 'utf-8' || decoder.name === 'us-ascii') return guess(bytes, decoder.name === 'us-ascii' ? 'windows-1252' : 'utf-8');
  if (/^(windows|iso-8859|macintosh|koi8|ibm866|x-)/.test(encoding)) return reallyUtf8(bytes, encoding) ?? otherSingleByte(bytes, encoding) ?? decodeWith(bytes, decoder);
  return decodeWith(bytes, decoder);
}

function plainAscii(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}
