import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FolderInfo } from '../model/folder';
import { folderTree, openLines, type FolderNode } from './folder-tree';

function folder(path: string, more: Partial<FolderInfo> = {}): FolderInfo {
  const delimiter = '/';
  return { path, name: path.split(more.delimiter ?? delimiter).at(-1) ?? path, delimiter, use: path === 'INBOX' ? 'inbox' : null, useFrom: null, namespace: 'personal', selectable: true, subscribed: true, rights: null, ...more };
}
const outline = (nodes: readonly FolderNode[]): readonly string[] => openLines(nodes, () => true).map(({ node, depth }) => `${'-'.repeat(depth)}${node.name}`);

describe('the tree of folders', () => {
  it('puts special folders first in their order and the others by name', () => {
    const { own } = folderTree([folder('Zoo'), folder('Ảnh'), folder('Trash', { use: 'trash' }), folder('Sent', { use: 'sent' }), folder('INBOX')]);
    expect(outline(own)).toEqual(['INBOX', 'Sent', 'Trash', 'Ảnh', 'Zoo']);
  });

  it('nests by the delimiter, also below folders that the server does not list', () => {
    expect(outline(folderTree([folder('INBOX'), folder('2026/Sở Nội vụ/Đến'), folder('2026/Sở Y tế')]).own)).toEqual(['INBOX', '2026', '-Sở Nội vụ', '--Đến', '-Sở Y tế']);
  });

  it('shows no namespace of INBOX that holds everything, but a real folder below INBOX', () => {
    const dot = { delimiter: '.' };
    expect(outline(folderTree([folder('INBOX', dot), folder('INBOX.Sent', { ...dot, use: 'sent' }), folder('INBOX.Hồ sơ', dot), folder('INBOX.Hồ sơ.2026', dot)]).own)).toEqual(['INBOX', 'Sent', 'Hồ sơ', '-2026']);
    expect(outline(folderTree([folder('INBOX'), folder('INBOX/Việc'), folder('Khác')]).own)).toEqual(['INBOX', '-Việc', 'Khác']);
  });

  it('keeps the mailboxes of others apart, without the bare name of their namespace', () => {
    const others = { namespace: 'otherUsers' } as const;
    const { own, shared } = folderTree([folder('INBOX'), folder('user/vanthu', others), folder('user/vanthu/Đến', others), folder('user/hanhchinh', others)]);
    expect(outline(own)).toEqual(['INBOX']);
    expect(outline(shared)).toEqual(['hanhchinh', 'vanthu', '-Đến']);
  });

  it('leaves out what can neither be opened nor holds anything', () => {
    expect(outline(folderTree([folder('INBOX'), folder('leer', { selectable: false })]).own)).toEqual(['INBOX']);
  });

  it('shows every folder that can be opened, once, whatever the server lists in whatever order', () => {
    const path = fc.array(fc.constantFrom('a', 'b', 'INBOX', 'c'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    const list = fc.uniqueArray(fc.record({ path, use: fc.constantFrom(null, null, null, 'archive', 'trash'), selectable: fc.boolean(), namespace: fc.constantFrom('personal', 'shared') }), { selector: (one) => one.path, maxLength: 20 });
    fc.assert(fc.property(list, (drawn) => {
      const { own, shared } = folderTree(drawn.map(({ path: at, ...more }) => folder(at, more as Partial<FolderInfo>)));
      const shown = [...openLines(own, () => true), ...openLines(shared, () => true)].flatMap(({ node }) => (node.info?.selectable ? [node.path] : []));
      expect(shown.toSorted()).toEqual(drawn.filter(({ selectable }) => selectable).map((one) => one.path).toSorted());
    }));
  });

  it('takes ten thousand folders', () => {
    const many = Array.from({ length: 10_000 }, (_, n) => folder(`${n % 100}/Thư mục ${n}`));
    const { own } = folderTree(many);
    expect(own).toHaveLength(100);
    expect(openLines(own, () => false)).toHaveLength(100);
  });
});
