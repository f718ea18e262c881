/** One page as black and white, rows from the top; 1 is ink. */
export interface InkPicture {
  readonly width: number;
  readonly height: number;
  readonly ink: Uint8Array;
}

// ITU-T T.4, tables 2 and 3: codes of run lengths 0 to 63, then of 64, 128 … 1728
const white = ('00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000 000011 110100 110101 101010 101011 0100111 0001100 0001000 0010111 0000011 0000100 '
  + '0101000 0101011 0010011 0100100 0011000 00000010 00000011 00011010 00011011 00010010 00010011 00010100 00010101 00010110 00010111 00101000 00101001 00101010 00101011 00101100 '
  + '00101101 00000100 00000101 00001010 00001011 01010010 01010011 01010100 01010101 00100100 00100101 01011000 01011001 01011010 01011011 01001010 01001011 00110010 00110011 00110100 '
  + '11011 10010 010111 0110111 00110110 00110111 01100100 01100101 01101000 01100111 011001100 011001101 011010010 011010011 011010100 011010101 011010110 011010111 011011000 '
  + '011011001 011011010 011011011 010011000 010011001 010011010 011000 010011011').split(' ');
const black = ('0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111 00000100 00000111 000011000 0000010111 0000011000 0000001000 00001100111 00001101000 '
  + '00001101100 00000110111 00000101000 00000010111 00000011000 000011001010 000011001011 000011001100 000011001101 000001101000 000001101001 000001101010 000001101011 000011010010 '
  + '000011010011 000011010100 000011010101 000011010110 000011010111 000001101100 000001101101 000011011010 000011011011 000001010100 000001010101 000001010110 000001010111 '
  + '000001100100 000001100101 000001010010 000001010011 000000100100 000000110111 000000111000 000000100111 000000101000 000001011000 000001011001 000000101011 000000101100 '
  + '000001011010 000001100110 000001100111 0000001111 000011001000 000011001001 000001011011 000000110011 000000110100 000000110101 0000001101100 0000001101101 0000001001010 '
  + '0000001001011 0000001001100 0000001001101 0000001110010 0000001110011 0000001110100 0000001110101 0000001110110 0000001110111 0000001010010 0000001010011 0000001010100 '
  + '0000001010101 0000001011010 0000001011011 0000001100100 0000001100101').split(' ');
// table 3b: 1792, 1856 … 2560, the same for both colours
const long = '00000001000 00000001100 00000001101 000000010010 000000010011 000000010100 000000010101 000000010110 000000010111 000000011100 000000011101 000000011110 000000011111'.split(' ');

// T.6, table 1
const pass = '0001';
const horizontal = '001';
const vertical: Readonly<Record<number, string>> = { 0: '1', 1: '011', 2: '000011', 3: '0000011', [-1]: '010', [-2]: '000010', [-3]: '0000010' };
const endOfBlock = '000000000001000000000001';

/** Group 4 fax (ITU-T T.6), as scanners write black and white pages into TIFF and PDF. */
export function faxGroup4({ width, height, ink }: InkPicture): Uint8Array {
  const bits: string[] = [];
  let above = new Uint8Array(width);
  for (let y = 0; y < height; y += 1) {
    const row = ink.slice(y * width, (y + 1) * width);
    bits.push(codeRow(row, above));
    above = row;
  }
  bits.push(endOfBlock);
  return packed(bits.join(''));
}

function codeRow(row: Uint8Array, above: Uint8Array): string {
  let code = '';
  let colour = 0;
  for (let at = -1; at < row.length; ) {
    const next = changeAfter(row, at, colour);
    const [b1, b2] = changesAbove(above, at, colour);
    if (b2 < next) {
      code += pass;
      at = b2;
      continue;
    }
    const near = vertical[next - b1];
    if (near !== undefined) {
      code += near;
      at = next;
      colour = 1 - colour;
      continue;
    }
    const end = changeAfter(row, next, 1 - colour);
    code += horizontal + runCode(next - Math.max(at, 0), colour) + runCode(end - next, 1 - colour);
    at = end;
  }
  return code;
}

/** Where the colour that holds at `at` ends. Before the row there is an imaginary white one. */
function changeAfter(row: Uint8Array, at: number, colour: number): number {
  let x = Math.max(at, 0);
  while (x < row.length && row[x] === colour) x += 1;
  return x;
}

/** b1: first change above, right of `at`, to the opposite colour; b2: the change after it. */
function changesAbove(above: Uint8Array, at: number, colour: number): readonly [number, number] {
  const ink = (x: number): number => (x < 0 ? 0 : (above[x] ?? 0));
  let b1 = at + 1;
  while (b1 < above.length && !(ink(b1) !== colour && ink(b1 - 1) === colour)) b1 += 1;
  let b2 = b1;
  while (b2 < above.length && ink(b2) !== colour) b2 += 1;
  return [b1, b2];
}

function runCode(length: number, colour: number): string {
  const codes = colour === 1 ? black : white;
  let code = '';
  let left = length;
  for (; left >= 2560; left -= 2560) code += long[12] ?? '';
  if (left >= 1792) {
    code += long[Math.floor(left / 64) - 28] ?? '';
    left %= 64;
  } else if (left >= 64) {
    code += codes[63 + Math.floor(left / 64)] ?? '';
    left %= 64;
  }
  return code + (codes[left] ?? '');
}

function packed(bits: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(bits.slice(at * 8, at * 8 + 8).padEnd(8, '0'), 2);
  return bytes;
}
