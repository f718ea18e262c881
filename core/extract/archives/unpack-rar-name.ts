/**
 * A name of RAR 3 and 4 in Unicode: the name in the maker's code page, a zero, and the differences of the UTF-16 name to it: two bits say
 * how the next unit is written. Without the zero it is UTF-8. What is cut gives what could be read.
 */
export function unpackRarName(bytes: Uint8Array): string {
  const zero = bytes.indexOf(0);
  if (zero === -1) return new TextDecoder().decode(bytes).normalize('NFC');
  const plain = bytes.subarray(0, zero);
  const packed = bytes.subarray(zero + 1);
  const high = (packed[0] ?? 0) << 8;
  let at = 1;
  const next = (): number => packed[at++] ?? 0;
  let name = '';
  const put = (unit: number): void => {
    name += String.fromCharCode(unit);
  };
  let flags = 0;
  for (let pair = 0; at < packed.length && name.length <= bytes.length * 8; pair = (pair + 1) % 4) {
    if (pair === 0) flags = next();
    switch ((flags >>> (6 - 2 * pair)) & 3) {
      case 0:
        put(next());
        break;
      case 1:
        put(next() | high);
        break;
      case 2:
        put(next() | (next() << 8));
        break;
      case 3: {
        const run = next();
        const shift = (run & 0x80) === 0 ? null : next();
        for (let count = (run & 0x7f) + 2; count > 0; count--) {
          const own = plain[name.length] ?? 0;
          put(shift === null ? own : ((own + shift) & 0xff) | high);
        }
        break;
      }
    }
  }
  return name.replace(/(?<!\0)\0+$/u, '').normalize('NFC');
}
