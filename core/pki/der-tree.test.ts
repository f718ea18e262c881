import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../base/limits';
import { encodeElement, joinBytes } from './der';
import { derTree } from './der-tree';
import type { TreeNode } from './der-tree';

const hex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

function all(nodes: readonly TreeNode[]): readonly TreeNode[] {
  return nodes.flatMap((node) => [node, ...all(node.children)]);
}

describe('an ASN.1 structure', () => {
  test('is told with names, numbers, times and texts, each at its place', () => {
    const bytes = encodeElement(0x30, joinBytes([
      hex('06092a864886f70d010702'), hex('020107'), hex('0101ff'), encodeElement(0x0c, new TextEncoder().encode('Sở Nội vụ')), hex('170d3236313132323037303030305a'), hex('a003020100'), hex('0500'),
    ]));
    const [root] = derTree(bytes);
    expect(root).toMatchObject({ tag: 'SEQUENCE', value: null, offset: 0, length: bytes.length, cut: false });
    expect(root?.children.map(({ tag, value }) => [tag, value])).toEqual([
      ['OBJECT IDENTIFIER', 'signedData (1.2.840.113549.1.7.2)'], ['INTEGER', '7'], ['BOOLEAN', 'TRUE'], ['UTF8String', 'Sở Nội vụ'], ['UTCTime', '2026-11-22T07:00:00.000Z'], ['[0]', null], ['NULL', ''],
    ]);
    expect(root?.children[1]).toMatchObject({ offset: 13, length: 3 });
  });

  test('inside an octet string is opened, other bytes are shown in hex', () => {
    const [inner, plain] = derTree(joinBytes([encodeElement(4, hex('30030101ff')), encodeElement(4, hex('30ff00'))]));
    expect(inner?.children[0]).toMatchObject({ tag: 'SEQUENCE' });
    expect(plain).toMatchObject({ value: '30ff00', children: [] });
  });

  test('that breaks off is shown up to there, and said to be cut', () => {
    expect(derTree(hex('300a0201010500'))).toEqual([]);
    const [root] = derTree(hex('30050201010599'));
    expect(root?.cut).toBe(true);
    expect(root?.children.map(({ tag }) => tag)).toEqual(['INTEGER']);
  });

  test('cannot turn the text of the page around', () => {
    const [text] = derTree(encodeElement(0x0c, new TextEncoder().encode('a\u202eb\u0000\nc')));
    expect(text?.value).toBe('a\ufffdb\ufffd\ufffdc');
  });

  test('of hostile size stays within its limits', () => {
    let deep = hex('0500');
    for (let depth = 0; depth < 200; depth += 1) deep = encodeElement(0x30, deep);
    const wide = encodeElement(0x30, new Uint8Array(200_000).fill(5).map((_, index) => (index % 2 === 0 ? 5 : 0)));
    for (const bytes of [deep, wide, encodeElement(4, new Uint8Array(1_000_000))]) {
      const nodes = all(derTree(bytes));
      expect(nodes.length).toBeLessThanOrEqual(limits.treeNodes);
      expect(Math.max(...nodes.map(({ value }) => value?.length ?? 0))).toBeLessThan(limits.treeValueChars + 40);
    }
  });

  test('of any bytes never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => all(derTree(bytes)).length <= limits.treeNodes), { numRuns: 300 });
  });
});
