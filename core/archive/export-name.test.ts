import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportName, FreeNames } from './export-name';
import { nameFromTemplate } from './name-template';

const nothing = { date: '', arrived: '', number: '', type: '', unit: '', summary: '', subject: '', from: '' };

describe('the name of an exported letter', () => {
  it.each([
    ['2026-11-20 36/QĐ-UBND Về việc nghỉ Tết', '2026-11-20 36-QĐ-UBND Về việc nghỉ Tết'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['C:\\Windows\\win.ini', 'C_-Windows-win.ini'],
    ['CON', '_CON'],
    ['com1.thư', '_com1.thư'],
    ['LPT\u00b9', '_LPT\u00b9'],
    ['kết thúc bằng chấm... ', 'kết thúc bằng chấm'],
    [' .ẩn', 'ẩn'],
    ['cv\u202efdp', 'cvfdp'],
    ['a\r\nb\0c', 'a bc'],
    ['???', '___'],
    ['a/ /b', 'a--b'],
    ['/ /', '--'],
    ['...', 'thu'],
    ['', 'thu'],
  ])('%j becomes %j', (wanted, name) => {
    expect(exportName(wanted)).toBe(name);
  });

  it('is a name that every file system takes, whatever was asked for', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ unit: fc.constantFrom('.', ' ', '/', 'N', 'U', 'L', 'ế', 'e\u0302') })), (wanted) => {
      const name = exportName(wanted);
      expect(name).toBe(name.normalize('NFC'));
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(181);
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}]|^[\s.]|[\s.]$|^(?:con|prn|aux|nul|com\d|lpt\d)\s*(?:\.|$)/iu);
      expect(name).not.toBe('');
    }));
  });
});

describe('names that are taken', () => {
  it('are numbered, capitals or not, composed or not', () => {
    const names = new FreeNames();
    names.take('Có sẵn');
    expect(['Có sẵn', 'thư', 'THƯ', 'thư'.normalize('NFD'), 'thư (2)'].map((name) => names.next(name))).toEqual(['Có sẵn (2)', 'thư', 'THƯ (2)', `${'thư'.normalize('NFD')} (3)`, 'thư (2) (2)']);
  });

  it('are never given twice', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', 'A', 'a (2)', 'a (3)', 'b'), { maxLength: 30 }), (wanted) => {
      const names = new FreeNames();
      const given = wanted.map((name) => names.next(name).toLowerCase());
      expect(new Set(given).size).toBe(given.length);
    }));
  });
});

describe('a template', () => {
  it('is filled in, and what has no value leaves no gap', () => {
    expect(nameFromTemplate('{date} {number} {summary}', { ...nothing, date: '2026-11-20', summary: 'Về việc nghỉ Tết' })).toBe('2026-11-20 Về việc nghỉ Tết');
    expect(nameFromTemplate('{number} - {unit} ({type})', { ...nothing, number: '36/QĐ-UBND' })).toBe('36/QĐ-UBND');
    expect(nameFromTemplate('{unknown} {date}', { ...nothing, date: '2026-11-20' })).toBe('{unknown} 2026-11-20');
  });

  it('gives one line that may cross the bridge, whatever the letter says', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (summary) => {
      const name = nameFromTemplate('{date} {summary}', { ...nothing, date: '2026-11-20', summary });
      expect(name.length).toBeLessThanOrEqual(200);
      expect(name).not.toMatch(/[\r\n\0]/);
    }));
  });
});
