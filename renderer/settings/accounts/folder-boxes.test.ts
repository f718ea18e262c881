import { describe, expect, it } from 'vitest';
import { folderTree, type FolderNode } from '../../../core/fold/folder-tree';
import type { FolderInfo } from '../../../core/model/folder';
import { boxState, isKept, setAll, withBox } from './folder-boxes';

const folder = (path: string, use: FolderInfo['use'] = null): FolderInfo => ({ path, name: path.split('/').at(-1) ?? path, delimiter: '/', use, useFrom: null, namespace: 'personal', selectable: true, subscribed: true, rights: null });
const folders = [folder('INBOX', 'inbox'), folder('Hồ sơ'), folder('Hồ sơ/2025'), folder('Hồ sơ/2026'), folder('All', 'all')];
const branch = folderTree(folders).own.find(({ path }) => path === 'Hồ sơ') as FolderNode;
const kept = (boxes: Parameters<typeof isKept>[1]) => folders.filter((one) => isKept(one, boxes)).map(({ path }) => path);

describe('which folders are kept', () => {
  it('is every one, save those that only repeat others', () => {
    expect(kept({})).toEqual(['INBOX', 'Hồ sơ', 'Hồ sơ/2025', 'Hồ sơ/2026']);
  });

  it('is decided for a whole branch at once, and one below it may differ', () => {
    const without = withBox(branch, false, {});
    expect(kept(without)).toEqual(['INBOX']);
    expect(boxState(branch, without)).toBe(false);
    const some = withBox(branch.children[1] as FolderNode, true, without);
    expect(kept(some)).toEqual(['INBOX', 'Hồ sơ/2026']);
    expect(boxState(branch, some)).toBe('mixed');
  });

  it('is written down only where it is not the default', () => {
    expect(withBox(branch, true, withBox(branch, false, {}))).toEqual({});
    expect(setAll(folders, true)).toEqual({ All: 'keep' });
    expect(kept(setAll(folders, false))).toEqual([]);
  });
});
