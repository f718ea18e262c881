import { limits } from '../base/limits';
import { isoTime } from '../base/clock';
import { childrenOf, contentOf, hexOf, isUniversal, oidOf, readElement, smallIntegerOf, tags, timeOf } from './der';
import type { Element } from './der';
import { oidName } from './oid-names';

/** One element of an ASN.1 encoding as a person may read it. */
export interface TreeNode {
  /** `SEQUENCE`, `INTEGER`, `[0]` … */
  readonly tag: string;
  /** what it says: a name, number, time, text or the beginning of its bytes in hex; null for what only holds others */
  readonly value: string | null;
  /** bytes from the start of the whole, and of the element with its tag and length */
  readonly offset: number;
  readonly length: number;
  readonly children: readonly TreeNode[];
  /** more lies inside than is shown: too deep, too many, or broken */
  readonly cut: boolean;
}

const tagNames: Readonly<Record<number, string>> = {
  1: 'BOOLEAN', 2: 'INTEGER', 3: 'BIT STRING', 4: 'OCTET STRING', 5: 'NULL', 6: 'OBJECT IDENTIFIER', 10: 'ENUMERATED', 12: 'UTF8String', 16: 'SEQUENCE', 17: 'SET',
  18: 'NumericString', 19: 'PrintableString', 20: 'TeletexString', 22: 'IA5String', 23: 'UTCTime', 24: 'GeneralizedTime', 26: 'VisibleString', 28: 'UniversalString', 30: 'BMPString',
};
const byteStrings: ReadonlySet<number> = new Set([18, 19, 20, 22, 26]);

function tagName({ tagClass, tag }: Element): string {
  switch (tagClass) {
    case 'universal':
      return tagNames[tag] ?? `UNIVERSAL ${tag}`;
    case 'context':
      return `[${tag}]`;
    case 'application':
      return `[APPLICATION ${tag}]`;
    case 'private':
      return `[PRIVATE ${tag}]`;
  }
}

/** Text of a stranger: nothing in it may move the cursor or turn the direction of reading. */
function shown(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
  return clean.length > limits.treeValueChars ? `${clean.slice(0, limits.treeValueChars)}…` : clean;
}

function hexExcerpt(bytes: Uint8Array): string {
  const most = Math.floor(limits.treeValueChars / 2);
  return bytes.length > most ? `${hexOf(bytes.subarray(0, most))}… (${bytes.length})` : hexOf(bytes);
}

function integerText(element: Element): string {
  const content = contentOf(element);
  return content.length <= 6 && ((content[0] ?? 0) & 0x80) === 0 ? String(smallIntegerOf(element)) : hexExcerpt(content);
}

function utf16(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length && at < limits.treeValueChars * 2; at += 2) text += String.fromCharCode(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  return text;
}

function universalValue(element: Element): string {
  const content = contentOf(element);
  const head = content.subarray(0, limits.treeValueChars * 4);
  switch (element.tag) {
    case tags.boolean:
      return (content[0] ?? 0) === 0 ? 'FALSE' : 'TRUE';
    case tags.integer:
    case tags.enumerated:
      return integerText(element);
    case tags.null:
      return '';
    case tags.oid: {
      // a dotted number grows with the square of its length
      if (content.length > 64) return hexExcerpt(content);
      const oid = oidOf(element);
      const name = oidName(oid);
      return name === null ? oid : `${name} (${oid})`;
    }
    case tags.utcTime:
    case tags.generalizedTime:
      return isoTime(new Date(timeOf(element)));
    case 12:
      return shown(new TextDecoder().decode(head));
    case 30:
      return shown(utf16(content));
    default:
      return byteStrings.has(element.tag) ? shown(String.fromCharCode(...head)) : hexExcerpt(content);
  }
}

function valueOf(element: Element): string {
  if (element.tagClass !== 'universal') return hexExcerpt(contentOf(element));
  try {
    return universalValue(element);
  } catch {
    // a time or name of the wrong form is shown as the bytes it is
    return hexExcerpt(contentOf(element));
  }
}

class Tree {
  private nodes = 0;

  forest(source: Uint8Array, from: number, to: number, depth: number): { readonly nodes: readonly TreeNode[]; readonly cut: boolean } {
    const nodes: TreeNode[] = [];
    let at = from;
    try {
      while (at < to) {
        if (this.nodes >= limits.treeNodes || depth >= limits.treeDepth) return { nodes, cut: true };
        this.nodes += 1;
        const element = readElement(source, at, to, depth);
        nodes.push(this.node(element, depth));
        at = element.end;
      }
    } catch {
      // what is readable before a broken place is still shown
      return { nodes, cut: true };
    }
    return { nodes, cut: false };
  }

  private node(element: Element, depth: number): TreeNode {
    const place = { tag: tagName(element), offset: element.start, length: element.end - element.start };
    if (element.constructed) {
      const inside = this.forest(element.source, element.contentStart, element.contentEnd, depth + 1);
      return { ...place, value: null, children: inside.nodes, cut: inside.cut };
    }
    const wrapped = this.wrapped(element, depth);
    return wrapped === null ? { ...place, value: valueOf(element), children: [], cut: false } : { ...place, value: null, children: wrapped, cut: false };
  }

  /** DER inside an OCTET STRING or BIT STRING, as extensions and keys have it: only where it fits exactly. */
  private wrapped(element: Element, depth: number): readonly TreeNode[] | null {
    const isBits = isUniversal(element, tags.bitString) && element.source[element.contentStart] === 0;
    if (!isBits && !isUniversal(element, tags.octetString)) return null;
    const from = element.contentStart + (isBits ? 1 : 0);
    const first = element.source[from];
    if (first === undefined || element.contentEnd - from < 2 || !plausible.has(first)) return null;
    const before = this.nodes;
    const inside = this.forest(element.source, from, element.contentEnd, depth + 1);
    if (!inside.cut && inside.nodes.length === 1 && isSound(element, from)) return inside.nodes;
    this.nodes = before;
    return null;
  }
}

/** first bytes of what stands inside strings: SEQUENCE, SET, OCTET STRING, BIT STRING, INTEGER, texts */
const plausible: ReadonlySet<number> = new Set([0x30, 0x31, 0x04, 0x03, 0x02, 0x0c, 0x13, 0x16]);

function isSound(element: Element, from: number): boolean {
  const inner = readElement(element.source, from, element.contentEnd);
  return inner.end === element.contentEnd && (!inner.constructed || childrenOf(inner).length > 0);
}

/**
 * The ASN.1 structure of any bytes, for the raw evidence. Never throws; bounded by limits.treeNodes, treeDepth and treeValueChars.
 * @returns the elements that stand one after the other, usually one; empty where the bytes are no ASN.1
 */
export function derTree(bytes: Uint8Array): readonly TreeNode[] {
  return new Tree().forest(bytes, 0, bytes.length, 0).nodes;
}
