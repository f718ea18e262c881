const prime = 0x100000001b3n;
const offset = 0xcbf29ce484222325n;

/** FNV-1a over the UTF-16 units of a text, 64 bits as 16 hex digits: a short stable name, no protection against anybody. */
export function foldHash(text: string): string {
  let hash = offset;
  for (let at = 0; at < text.length; at += 1) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * prime);
  return hash.toString(16).padStart(16, '0');
}
