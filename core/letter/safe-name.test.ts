import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeName } from './safe-name';

describe('the name of an attachment', () => {
  it.each([
    ['Quyết định 36/2013/QĐ-UBND.pdf', 'Quyết định 36-2013-QĐ-UBND.pdf'],
    ['หนังสือ ที่ ศธ ๐๔.pdf', 'หนังสือ ที่ ศธ ๐๔.pdf'],
    ['../../etc/passwd', 'etc-passwd'],
    ['C:\\Users\\vanthu\\cv.docx', 'cv.docx'],
    ['cv\u202Efdp.exe', 'cvfdp.exe'],
    ['cv.pdf\u200B.exe . ', 'cv.pdf.exe'],
    ['a\r\nb\0c.txt', 'a bc.txt'],
    ['CON.txt', '_CON.txt'],
    ['a / / b.txt', 'a--b.txt'],
    ['Vie\u0323\u0302t.txt', 'Việt.txt'],
    ['.htaccess', 'htaccess'],
  ])('%j is shown and written as %j', (given, safe) => {
    expect(safeName(given, 'text/plain')).toBe(safe);
  });

  it('exists where none was given', () => {
    expect(safeName(null, 'application/pdf')).toBe('tep-dinh-kem.pdf');
    expect(safeName(' .. ', 'application/x-unknown')).toBe('tep-dinh-kem.bin');
  });

  it('is a plain file name on every system, whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.constantFrom('/', '\\', '.', ' ', ':', '\u202e', 'ệ')), maxLength: 300 }), (given) => {
        const name = safeName(given, 'text/plain');
        expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}\u202a-\u202e\u2066-\u2069]|^[. ]|[. ]$|^$/u);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
        expect(safeName(name, 'text/plain')).toBe(name);
      }),
      { numRuns: 500 },
    );
  });
});
