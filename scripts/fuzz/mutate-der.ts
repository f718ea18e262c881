import type { Dice } from './dice';
import { mutateBytes } from './mutate-bytes';

interface Node {
  tag: number;
  children: Node[] | null;
  content: Uint8Array;
}

/** DER as a tree; null where it is none. */
function read(bytes: Uint8Array, depth = 0): Node[] | null {
  const nodes: Node[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] ?? 0;
    const first = bytes[at + 1];
    if (first === undefined || (tag & 0x1f) === 0x1f || first === 0x80 || first > 0x84) return null;
    const long = first < 0x80 ? 0 : first - 0x80;
    let length = first < 0x80 ? first : 0;
    for (let index = 0; index < long; index += 1) length = length * 256 + (bytes[at + 2 + index] ?? 0);
    const start = at + 2 + long;
    if (start + length > bytes.length) return null;
    const content = bytes.subarray(start, start + length);
    const isNested = (tag & 0x20) !== 0;
    nodes.push({ tag, content, children: isNested && depth < 40 ? read(content, depth + 1) : null });
    at = start + length;
  }
  return nodes;
}

function write(nodes: readonly Node[]): Uint8Array {
  const pieces = nodes.flatMap((node) => {
    const content = node.children === null ? node.content : write(node.children);
    return [Uint8Array.of(node.tag), lengthOf(content.length), content];
  });
  return new Uint8Array(Buffer.concat(pieces));
}

function lengthOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.of(0x80 + bytes.length, ...bytes);
}

/** Every list of siblings of the tree. */
function lists(nodes: Node[]): Node[][] {
  return [nodes, ...nodes.flatMap((node) => (node.children === null ? [] : lists(node.children)))].filter((list) => list.length > 0);
}

/** One change to the structure of DER that leaves all lengths around it right, so that it is met deep inside a reader; a change of bytes where it is no DER. */
export function mutateDer(dice: Dice, bytes: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
  const tree = read(bytes);
  if (tree === null || tree.length === 0 || dice.chance(0.15)) return mutateBytes(dice, bytes, others, []);
  const list = dice.pick(lists(tree));
  const at = dice.below(list.length);
  const node = list[at];
  if (node === undefined) return bytes;
  switch (dice.below(8)) {
    case 0:
      list.splice(at, 1);
      break;
    case 1:
      list.splice(at, 0, ...Array.from({ length: dice.chance(0.9) ? 1 : 500 }, () => node));
      break;
    case 2:
      list.splice(dice.below(list.length), 0, ...list.splice(at, 1));
      break;
    case 3: {
      const other = read(dice.pick(others));
      if (other !== null && other.length > 0) list[at] = dice.pick(dice.pick(lists(other)));
      break;
    }
    case 4:
      node.tag = dice.pick([2, 3, 4, 5, 6, 0x0c, 0x17, 0x18, 0x30, 0x31, 0x80, 0xa0, 0xa1, 0xa3, dice.below(256)]);
      break;
    case 5:
      node.children = [{ ...node }];
      for (let depth = dice.chance(0.9) ? 1 : 600; depth > 0; depth -= 1) node.children = [{ tag: 0x30, content: new Uint8Array(), children: node.children }];
      node.tag = 0x30;
      break;
    default:
      node.content = mutateBytes(dice, node.content, [node.content], []);
      if (node.children !== null && dice.chance(0.5)) node.children = null;
  }
  return write(tree);
}
