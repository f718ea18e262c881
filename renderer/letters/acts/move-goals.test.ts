import { expect, it } from 'vitest';
import type { FolderInfo } from '../../../core/model/folder';
import { moveGoals } from './move-goals';

const folder = (path: string, more: Partial<FolderInfo> = {}): FolderInfo => ({ path, name: path.split('/').at(-1) ?? path, delimiter: '/', use: null, useFrom: null, namespace: 'personal', selectable: true, subscribed: true, rights: null, ...more });
const folders = [folder('INBOX', { use: 'inbox' }), folder('Hồ sơ'), folder('Hồ sơ/Sở Nội vụ'), folder('Nội bộ'), folder('Khung', { selectable: false }), folder('Khung/Việc'), folder('chung/Chỉ đọc', { namespace: 'shared', rights: 'lr' })];
const paths = (search: string, without: readonly string[] = []) => moveGoals(folders, search, without, (node) => (node.use === 'inbox' ? 'Hộp thư đến' : node.name)).goals.map((goal) => goal.path);

it('letters can go to every folder that takes letters, save the one they lie in', () => {
  expect(paths('', ['Hồ sơ'])).toEqual(['INBOX', 'Hồ sơ/Sở Nội vụ', 'Khung/Việc', 'Nội bộ']);
});

it('a folder is found by its shown name or its path, with or without diacritics, the nearest name first', () => {
  expect(paths('noi')).toEqual(['Nội bộ', 'Hồ sơ/Sở Nội vụ']);
  expect(paths('hộp thư')).toEqual(['INBOX']);
  expect(paths('ho so noi')).toEqual(['Hồ sơ/Sở Nội vụ']);
});

it('of ten thousand folders only the first are shown, and how many more there are is said', () => {
  const { goals, hidden } = moveGoals(Array.from({ length: 10_000 }, (_, n) => folder(`Thư mục ${n}`)), 'thu muc', [], (node) => node.name);
  expect([goals.length, hidden]).toEqual([200, 9800]);
});
