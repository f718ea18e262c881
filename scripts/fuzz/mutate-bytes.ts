import type { Dice } from './dice';

/** Numbers at which readers break: signs, sizes of integers, and one beyond. */
const edges = ['0', '-1', '1', '255', '256', '65535', '65536', '2147483647', '2147483648', '4294967295', '4294967296', '9999999999', '99999999999999999999', '1e309', '007', '3.5'];

export function spliced(bytes: Uint8Array, from: number, to: number, insert: Uint8Array): Uint8Array {
  const next = new Uint8Array(bytes.length - (to - from) + insert.length);
  next.set(bytes.subarray(0, from));
  next.set(insert, from);
  next.set(bytes.subarray(to), from + insert.length);
  return next;
}

/** A stretch of the bytes, mostly short. */
function stretch(dice: Dice, bytes: Uint8Array): readonly [number, number] {
  const from = dice.below(bytes.length + 1);
  const longest = dice.chance(0.8) ? 32 : bytes.length;
  return [from, Math.min(bytes.length, from + dice.below(longest + 1))];
}

/** A line of the bytes, its end included. */
function line(dice: Dice, bytes: Uint8Array): readonly [number, number] {
  const at = dice.below(bytes.length + 1);
  const from = bytes.lastIndexOf(10, at - 1) + 1;
  const end = bytes.indexOf(10, at);
  return [Math.max(0, from), end === -1 ? bytes.length : end + 1];
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A number written in digits, exchanged for one at an edge. */
function otherNumber(dice: Dice, bytes: Uint8Array): Uint8Array {
  const begin = dice.below(bytes.length + 1);
  for (let at = begin; at < bytes.length; at += 1) {
    const isDigit = (index: number): boolean => (bytes[index] ?? 0) >= 48 && (bytes[index] ?? 0) <= 57;
    if (!isDigit(at)) continue;
    let end = at;
    while (isDigit(end)) end += 1;
    return spliced(bytes, at, end, encode(dice.pick(edges)));
  }
  return bytes;
}

/**
 * One change of the kinds that suit any file: bits, stretches and lines taken out, doubled, moved or brought from another file, words of the
 * format put in, numbers brought to an edge.
 */
export function mutateBytes(dice: Dice, bytes: Uint8Array, others: readonly Uint8Array[], words: readonly string[]): Uint8Array {
  const [from, to] = dice.chance(0.5) ? line(dice, bytes) : stretch(dice, bytes);
  switch (dice.below(9)) {
    case 0: {
      const next = bytes.slice();
      const at = dice.below(next.length);
      if (next.length > 0) next[at] = (next[at] ?? 0) ^ (1 << dice.below(8));
      return next;
    }
    case 1: {
      const next = bytes.slice();
      if (next.length > 0) next[dice.below(next.length)] = dice.pick([0, 1, 0x0a, 0x0d, 0x7f, 0x80, 0xff, dice.below(256)]);
      return next;
    }
    case 2:
      return spliced(bytes, from, to, new Uint8Array());
    case 3:
      return spliced(bytes, to, to, bytes.subarray(from, to));
    case 4: {
      const at = dice.below(bytes.length + 1);
      return spliced(bytes, at, at, bytes.subarray(from, to));
    }
    case 5: {
      const other = dice.pick(others);
      const [start, end] = stretch(dice, other);
      return spliced(bytes, from, dice.chance(0.5) ? from : to, other.subarray(start, end));
    }
    case 6:
    case 7:
      return words.length === 0 ? bytes : spliced(bytes, from, dice.chance(0.5) ? from : to, encode(dice.pick(words)));
    default:
      return otherNumber(dice, bytes);
  }
}
