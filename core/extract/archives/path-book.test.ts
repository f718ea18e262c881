import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PathBook } from './path-book';

const taken = (...names: readonly string[]): readonly string[] => {
  const book = new PathBook();
  return names.map((name) => book.take(name));
};

describe('a path in an archive', () => {
  it('keeps its folders and its Vietnamese letters', () => {
    expect(taken('Hồ sơ/Năm 2026/Quyết định.pdf', 'Hồ sơ\\Tờ trình.docx')).toEqual(['Hồ sơ/Năm 2026/Quyết định.pdf', 'Hồ sơ/Tờ trình.docx']);
  });

  it.each([
    ['../../autostart/a.pdf', 'autostart/a.pdf'],
    ['/etc/passwd', 'etc/passwd'],
    ['C:\\Windows\\a.dll', 'Windows/a.dll'],
    ['C:a.pdf', 'a.pdf'],
    ['\\\\server\\share\\a.pdf', 'server/share/a.pdf'],
    ['a/./b//../c.pdf', 'a/b/c.pdf'],
    ['cv\u202Efdp.exe', 'cvfdp.exe'],
    ['a\u0000b\n.pdf', 'ab .pdf'],
    ['CON/aux.txt', '_CON/_aux.txt'],
    ['..', 'tep-dinh-kem.bin'],
    ['', 'tep-dinh-kem.bin'],
  ])('%j becomes %j', (given, path) => {
    expect(taken(given)).toEqual([path]);
  });

  it('is told apart from another of the same name, whatever the case', () => {
    expect(taken('a.pdf', 'A.PDF', '../a.pdf', 'a (2).pdf')).toEqual(['a.pdf', 'A (2).PDF', 'a (3).pdf', 'a (2) (2).pdf']);
  });

  it('never leads through a file, because files of an archive in the archive are named through it', () => {
    expect(taken('a.zip', 'a.zip/b.pdf', 'a.zip/c.pdf')).toEqual(['a.zip', 'a (2).zip/b.pdf', 'a (2).zip/c.pdf']);
    expect(taken('a.zip/b.pdf', 'a.zip')).toEqual(['a.zip/b.pdf', 'a (2).zip']);
  });

  it('is short enough and unlike all others for any names', () => {
    const name = fc.array(fc.constantFrom('..', '.', 'a', 'A', 'b.pdf', '/', '\\', 'C:', '\u202e', '\0', 'ố', ' ', 'x'.repeat(300)), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(fc.property(fc.array(name, { maxLength: 12 }), (names) => {
      const paths = taken(...names);
      expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
      for (const path of paths) {
        expect(path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')).toBe(true);
        expect(path).not.toMatch(/[\\:\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(path.length).toBeLessThan(700);
      }
    }), { numRuns: 300 });
  });
});
