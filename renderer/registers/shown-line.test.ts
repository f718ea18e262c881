import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TFunction } from 'i18next';
import type { RegisterRow } from '../../core/contract/outgoing-commands';
import type { DraftId, IsoDate, IsoTime, RegisterId } from '../../core/model/ids';
import type { NumberFailureCode, NumberOddity, NumberState, RegisterLine } from '../../core/model/register';
import { createTexts } from '../app/i18n';
import { registerHtml } from './print-register';
import { registerCsv } from './register-csv';
import { bookOf, problemsOf, valuesOf } from './register-values';
import { matches, registerColumns, shownLines } from './shown-line';

const registerId = '1111111111111111' as RegisterId;
const at = '2026-11-20T02:00:00.000Z' as IsoTime;
const place = (number: number) => ({ registerId, year: 2026, number });
const line: RegisterLine = {
  place: place(1), code: '01/TB-SGDĐT', date: '2026-11-20' as IsoDate, typeCode: 'TB', summary: '=cmd|"x", <b>sử dụng thư điện tử</b>', signer: 'Giám đốc', addressees: ['Phòng Giáo dục', 'Lưu: VT'], keeper: 'Văn thư', copies: 2, note: '',
  route: 'mail', draftId: '0000000000000001' as DraftId, files: [], oddities: ['unsigned'],
};
const row = (number: number, state: NumberState, code: string | null = null): RegisterRow => ({ place: place(number), code, state, dispatches: [], isDoubled: false });
const rows: readonly RegisterRow[] = [
  row(1, { state: 'issued', line, at }, line.code),
  row(2, { state: 'blocked', holder: 'Phòng CTTT', at }), row(3, { state: 'blocked', holder: 'Phòng CTTT', at }),
  row(4, { state: 'reserved', draftId: '0000000000000002' as DraftId, date: '2026-11-20' as IsoDate, at }, '04/KH-SGDĐT'),
  row(5, { state: 'void', reason: 'Ghi nhầm', at, line: { ...line, code: '05/TB-SGDĐT' } }, '05/TB-SGDĐT'),
  row(6, { state: 'blocked', holder: 'Phòng CTTT', at }),
];

let t: TFunction;
beforeAll(async () => {
  t = (await createTexts('vi')).t;
});

describe('a line of the register', () => {
  it('has every column of the decree, and unused numbers of one holder are one line', () => {
    const lines = shownLines(rows, t);
    expect(lines.map(({ state, columns }) => [state, columns.code])).toEqual([['issued', '01/TB-SGDĐT'], ['blocked', '2–3'], ['reserved', '04/KH-SGDĐT'], ['void', '05/TB-SGDĐT'], ['blocked', '6']]);
    expect(lines[0]).toMatchObject({ type: 'Thông báo', columns: { date: '20/11/2026', signer: 'Giám đốc', places: 'Phòng Giáo dục; Lưu: VT', keeper: 'Văn thư', copies: '2', moved: '20/11/2026, thư điện tử' }, oddities: ['unsigned'] });
    expect(lines[3]).toMatchObject({ reason: 'Ghi nhầm', line: null });
  });

  it('is found by words without marks, in any order', () => {
    const [first] = shownLines(rows, t);
    expect(['thu dien tu', 'giam doc 01/tb', 'LUU VT'].map((typed) => first && matches(first, typed))).toEqual([true, true, true]);
    expect(first && matches(first, 'giấy mời')).toBe(false);
  });

  it('goes to paper with all columns and nothing that could run or come from outside', () => {
    const html = registerHtml({ book: { ...bookOf(valuesOf(null, 'Sổ'), registerId, 2026), authority: 'a' as never }, year: 2026, language: 'vi' }, shownLines(rows, t), t);
    for (const column of registerColumns) expect(html).toContain(t(`registers:column.${column}`));
    expect(html).toContain('<s>05/TB-SGDĐT</s>');
    expect(html).toContain('&lt;b&gt;');
    expect(html).not.toMatch(/<script|src=|href=|<b>sử/);
  });

  it('is no formula in a program that opens the table', () => {
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(registerCsv(shownLines(rows, t), t));
    expect(csv.startsWith('\uFEFF"Số, ký hiệu')).toBe(true);
    expect(csv.split('\r\n')).toHaveLength(7);
    expect(csv).toContain('"Thông báo: =cmd|""x"", <b>sử dụng thư điện tử</b>"');
    expect(new TextDecoder().decode(registerCsv(shownLines([row(1, { state: 'issued', line: { ...line, signer: '=1+1' }, at })], t), t))).toContain("'=1+1");
  });
});

describe('a register as it is typed', () => {
  it('becomes a book, types apart by commas or blanks', () => {
    expect(bookOf({ ...valuesOf(null, ' Sổ '), types: 'QĐ, CT  QĐ', firstNumber: '12', isSecret: true }, registerId, 2026)).toEqual({
      registerId, name: 'Sổ', unit: '', typeCodes: ['QĐ', 'CT'], pattern: '{number2}/{type}-UBND', untypedPattern: '{number2}/UBND-{drafter}', drafter: '', firstNumber: 12, firstYear: 2026, isSecret: true,
    });
  });

  it('tells everything that is wrong with it at once', () => {
    expect(problemsOf({ ...valuesOf(null, ''), pattern: 'QĐ', untypedPattern: 'CV', firstNumber: '0' })).toEqual(['nameMissing', 'patternWrong', 'untypedPatternWrong', 'firstNumberWrong']);
  });
});

it('every code of the room has its sentence', () => {
  const failures: Readonly<Record<NumberFailureCode, true>> = {
    noSuchRegister: true, notTheAuthority: true, otherYear: true, beforeNewest: true, inTheFuture: true, blockUsedUp: true, alreadyNumbered: true, notReserved: true, alreadyIssued: true, voided: true, noSuchDraft: true, notSigned: true,
    filesChanged: true, typeElsewhere: true, secretElsewhere: true, reasonMissing: true, diskFull: true,
  };
  const oddities: Readonly<Record<NumberOddity, true>> = { backdated: true, postdated: true, gap: true, late: true, unsigned: true, doubled: true };
  const states: Readonly<Record<NumberState['state'], true>> = { reserved: true, issued: true, void: true, blocked: true };
  const texts = JSON.parse(readFileSync(join(import.meta.dirname, '../../assets/locales/parts/registers.vi.json'), 'utf8')) as Readonly<Record<string, Readonly<Record<string, string>>>>;
  expect([texts['failure'], texts['oddity'], texts['state']].map((some) => Object.keys(some ?? {}).sort())).toEqual([failures, oddities, states].map((some) => Object.keys(some).sort()));
});
