import { fail, ok } from '../base/result';
import type { Result } from '../base/result';

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  // XML 1.0 appendix F: by the mark, else by what `<?` looks like
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return 'utf-8';
}

/** Names of an encoding declaration that mean what the bytes were read as; ASCII is UTF-8 that was not used up. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  'utf-8': ['utf-8', 'utf8', 'us-ascii', 'ascii'],
  'utf-16le': ['utf-16', 'utf-16le'],
  'utf-16be': ['utf-16', 'utf-16be'],
};

const declaration = /^<\?xml\s[^>]{0,200}?encoding\s{0,20}=\s{0,20}["']([A-Za-z][A-Za-z0-9._-]{0,40})["']/;

/** Text of an XML file in UTF-8 or UTF-16. What declares another encoding than it has reads differently elsewhere, so it is refused. */
export function decodeXml(bytes: Uint8Array): Result<string, 'encoding'> {
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // fatal decoding throws on bytes that are no such text
    return fail('encoding');
  }
  const declared = declaration.exec(text.slice(0, 300))?.[1]?.toLowerCase();
  if (declared !== undefined && spellings[encoding]?.includes(declared) !== true) return fail('encoding');
  return ok(text);
}
