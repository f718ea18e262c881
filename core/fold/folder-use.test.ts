import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderUses, type ListedFolder } from './folder-use';

function listed(path: string, attributes: readonly string[] = [], namespace: ListedFolder['namespace'] = 'personal'): ListedFolder {
  return { path, name: path.split('/').at(-1) ?? path, delimiter: '/', namespace, attributes };
}

const uses = (...folders: readonly ListedFolder[]): readonly (string | null)[] => folderUses(folders).map(({ use }) => use);

describe('what a folder is for', () => {
  it('is what the server says, whatever the folder is called', () => {
    expect(folderUses([listed('INBOX'), listed('Công văn', ['\\HasNoChildren', '\\Junk']), listed('Sent', ['\\Archive'])])).toEqual([
      { use: 'inbox', useFrom: 'server' }, { use: 'junk', useFrom: 'server' }, { use: 'archive', useFrom: 'server' },
    ]);
  });

  it.each([
    ['Thư đã gửi', 'sent'], ['Sent Items', 'sent'], ['รายการที่ส่ง', 'sent'], ['Thư rác', 'junk'], ['Junk E-mail', 'junk'], ['สแปม', 'junk'],
    ['Thùng rác', 'trash'], ['Đã xoá', 'trash'], ['ถังขยะ', 'trash'], ['Bản nháp', 'drafts'], ['แบบร่าง', 'drafts'], ['Lưu trữ', 'archive'],
  ])('is told by the name %s where the server is silent', (name, use) => {
    expect(folderUses([listed(name)])).toEqual([{ use, useFrom: 'name' }]);
    expect(uses(listed(name.normalize('NFD').toUpperCase()))).toEqual([use]);
  });

  it('of two folders with telling names the one nearer to the root has it', () => {
    expect(uses(listed('Phòng/Sent'), listed('Sent'))).toEqual([null, 'sent']);
  });

  it('is not told by a name where the server named another folder', () => {
    expect(uses(listed('Sent'), listed('Đã chuyển', ['\\Sent']))).toEqual([null, 'sent']);
  });

  it('of a mailbox of others is junk by name and nothing else', () => {
    expect(uses(listed('user/unit1/Junk', [], 'otherUsers'), listed('user/unit1/Sent', [], 'otherUsers'), listed('Junk'))).toEqual(['junk', null, 'junk']);
  });

  it('is never doubly told by a name, and never depends on the order of the list', () => {
    const name = fc.constantFrom('Sent', 'Thư đã gửi', 'Trash', 'Thùng rác', 'Junk', 'Spam', 'A/Sent', 'Công văn đến');
    fc.assert(fc.property(fc.uniqueArray(name), fc.nat(), (names, turn) => {
      const folders = names.map((one) => listed(one));
      const turned = [...folders.slice(turn % (folders.length || 1)), ...folders.slice(0, turn % (folders.length || 1))];
      const told = (list: readonly ListedFolder[]): ReadonlyMap<string, string | null> => new Map(folderUses(list).map(({ use }, at) => [list[at]?.path ?? '', use]));
      expect(told(turned)).toEqual(told(folders));
      const given = folderUses(folders).flatMap(({ use }) => (use === null ? [] : [use]));
      expect(new Set(given).size).toBe(given.length);
    }));
  });
});
