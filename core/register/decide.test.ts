import { describe, expect, it } from 'vitest';
import { nextNumber } from './fold-register';
import { registerView } from './register-view';
import { book, day, deviceA, deviceB, draftNo, openDesk, RegisterDesk, registerId } from './fixtures/register-desk';
import type { RegisterId } from '../model/ids';

const place = (number: number, year = 2026) => ({ registerId, year, number });

describe('a number is given', () => {
  it('from the running sequence, the next one, with the code as it will be printed', () => {
    const desk = openDesk();
    expect(desk.reserve({ draftId: draftNo(1) })).toMatchObject({ ok: true, value: { entry: { place: place(1), code: '01/TB-SGDĐT' } } });
    expect(desk.reserve({ draftId: draftNo(2), typeCode: 'CV', drafter: 'KTQLCL' })).toMatchObject({ ok: true, value: { entry: { place: place(2), code: '02/SGDĐT-KTQLCL' } } });
  });

  it('where paper ended, in the first year, and from 1 in the next', () => {
    const desk = new RegisterDesk(deviceA);
    desk.append({ kind: 'register.opened', book: { ...book, firstNumber: 1077 } });
    desk.reserve({ draftId: draftNo(1) });
    desk.today = day('2027-01-01');
    desk.reserve({ draftId: draftNo(2) });
    expect([desk.folded.at(place(1077))[0]?.code, desk.folded.at(place(1, 2027))[0]?.code]).toEqual(['1077/TB-SGDĐT', '01/TB-SGDĐT']);
  });

  it('once for one draft: who asks again after a crash finds it again, with the date it was given', () => {
    const desk = openDesk();
    desk.reserve({ draftId: draftNo(1) });
    desk.today = day('2026-11-23');
    expect(desk.reserve({ draftId: draftNo(1) })).toMatchObject({ ok: true, value: { is: 'given', place: place(1), code: '01/TB-SGDĐT', date: '2026-11-20' } });
    expect(desk.events).toHaveLength(2);
  });

  it('again only after the one before was voided, and never that one', () => {
    const desk = openDesk();
    desk.reserve({ draftId: draftNo(1) });
    expect(desk.void(place(1)).ok).toBe(true);
    expect(desk.reserve({ draftId: draftNo(1) })).toMatchObject({ value: { entry: { place: place(2) } } });
    expect(desk.void(place(1))).toEqual({ ok: false, failure: { code: 'voided' } });
  });

  it.each([
    ['a date before the newest that was given', { date: day('2026-11-19') }, 'beforeNewest'],
    ['a day that is still to come', { date: day('2026-11-21') }, 'inTheFuture'],
    ['a day that no calendar has', { date: day('2026-02-30') }, 'inTheFuture'],
    ['another year', { date: day('2025-12-31') }, 'otherYear'],
    ['a document under secrecy', { secrecy: 'MẬT' }, 'secretElsewhere'],
    ['a block nobody holds', { block: 'Phòng Giáo dục' }, 'notTheAuthority'],
    ['a register nobody opened', { registerId: '9999999999999999' as RegisterId }, 'noSuchRegister'],
  ] as const)('never for %s', (_what, asked, code) => {
    const desk = openDesk();
    desk.reserve({ draftId: draftNo(1) });
    expect(desk.reserve({ draftId: draftNo(2), ...asked })).toEqual({ ok: false, failure: { code } });
  });

  it('only by the profile whose journal is the register', () => {
    const other = new RegisterDesk(deviceB);
    other.append({ kind: 'register.opened', book });
    expect(other.reserve({ draftId: draftNo(1) })).toEqual({ ok: false, failure: { code: 'notTheAuthority' } });
    expect(other.block(10, 'Xã')).toEqual({ ok: false, failure: { code: 'notTheAuthority' } });
  });

  it('in the register of its type, where the unit has one', () => {
    const desk = openDesk();
    desk.append({ kind: 'register.opened', book: { ...book, registerId: '2222222222222222' as RegisterId, typeCodes: ['QĐ'] } });
    expect(desk.reserve({ draftId: draftNo(1), typeCode: 'QĐ' })).toEqual({ ok: false, failure: { code: 'typeElsewhere' } });
    expect(desk.reserve({ draftId: draftNo(2), registerId: '2222222222222222' as RegisterId })).toEqual({ ok: false, failure: { code: 'typeElsewhere' } });
    expect(desk.reserve({ draftId: draftNo(1), typeCode: 'QĐ', registerId: '2222222222222222' as RegisterId }).ok).toBe(true);
  });

  it('to a document under secrecy only from a register kept for these', () => {
    const desk = openDesk();
    const secret = '3333333333333333' as RegisterId;
    desk.append({ kind: 'register.opened', book: { ...book, registerId: secret, isSecret: true } });
    expect(desk.reserve({ draftId: draftNo(1), registerId: secret, secrecy: 'MẬT' }).ok).toBe(true);
    expect(desk.reserve({ draftId: draftNo(2), registerId: secret })).toEqual({ ok: false, failure: { code: 'secretElsewhere' } });
  });
});

describe('numbers set aside', () => {
  it('are left out by the running sequence and given by their holder alone until they are used up', () => {
    const desk = openDesk();
    desk.reserve({ draftId: draftNo(1) });
    expect(desk.block(2, 'Phòng CTTT')).toMatchObject({ value: { block: { from: 2, to: 3 } } });
    expect(desk.reserve({ draftId: draftNo(2) })).toMatchObject({ value: { entry: { place: place(4) } } });
    for (const [draft, number] of [[3, 2], [4, 3]] as const) expect(desk.reserve({ draftId: draftNo(draft), block: 'Phòng CTTT' })).toMatchObject({ value: { entry: { place: place(number) } } });
    expect(desk.reserve({ draftId: draftNo(5), block: 'Phòng CTTT' })).toEqual({ ok: false, failure: { code: 'blockUsedUp' } });
  });

  it('for another profile are given, and voided, by that profile alone', () => {
    const desk = openDesk();
    const block = desk.block(2, 'Xã', deviceB);
    expect(desk.reserve({ draftId: draftNo(1), block: 'Xã' })).toEqual({ ok: false, failure: { code: 'notTheAuthority' } });
    expect(desk.void(place(1))).toEqual({ ok: false, failure: { code: 'notTheAuthority' } });
    const other = new RegisterDesk(deviceB);
    other.append({ kind: 'register.opened', book });
    if (block.ok) other.append(block.value);
    expect(other.reserve({ draftId: draftNo(100), block: 'Xã' })).toMatchObject({ value: { entry: { place: place(1) } } });
    expect(other.void(place(2)).ok).toBe(true);
  });

  it('of next year begin at 1, and last year is closed', () => {
    const desk = openDesk();
    desk.reserve({ draftId: draftNo(1) });
    expect(desk.block(5, 'Trực Tết', null, 2027)).toMatchObject({ value: { block: { from: 1, to: 5 } } });
    expect(desk.block(5, 'Trực Tết', null, 2025)).toEqual({ ok: false, failure: { code: 'otherYear' } });
  });

  it('dated before a number that came earlier are recorded as back-dated', () => {
    const desk = openDesk();
    desk.reserve({ draftId: draftNo(1) });
    desk.block(1, 'Phòng');
    desk.reserve({ draftId: draftNo(2), block: 'Phòng', date: day('2026-11-19') });
    expect(desk.issue(draftNo(2))).toMatchObject({ value: { line: { place: place(2), oddities: ['backdated'] } } });
  });

  it('used after higher numbers were dated are recorded as well', () => {
    const desk = openDesk();
    desk.block(1, 'Phòng');
    desk.reserve({ draftId: draftNo(1) });
    desk.today = day('2026-11-23');
    desk.reserve({ draftId: draftNo(2), block: 'Phòng' });
    expect(desk.issue(draftNo(2))).toMatchObject({ value: { line: { oddities: ['postdated'] } } });
  });
});

describe('a document is issued', () => {
  it('with the number its draft was given, once', () => {
    const desk = openDesk();
    desk.reserve({ draftId: draftNo(1) });
    expect(desk.issue(draftNo(1))).toMatchObject({ ok: true, value: { line: { code: '01/TB-SGDĐT', oddities: [] } } });
    expect(desk.issue(draftNo(1))).toEqual({ ok: false, failure: { code: 'alreadyIssued' } });
    expect(desk.reserve({ draftId: draftNo(1) })).toEqual({ ok: false, failure: { code: 'alreadyIssued' } });
  });

  it('never without a number, nor with one that was voided', () => {
    const desk = openDesk();
    expect(desk.issue(draftNo(1))).toEqual({ ok: false, failure: { code: 'notReserved' } });
    desk.reserve({ draftId: draftNo(1) });
    desk.void(place(1));
    expect(desk.issue(draftNo(1))).toEqual({ ok: false, failure: { code: 'voided' } });
  });

  it('and what is unusual about it stands in its line for good', () => {
    const desk = openDesk();
    desk.reserve({ draftId: draftNo(1) });
    desk.today = day('2026-11-23');
    desk.reserve({ draftId: draftNo(2) });
    desk.today = day('2026-11-24');
    // Friday's first number is still open on Tuesday, and Monday's is issued on the working day after it
    expect(desk.issue(draftNo(2))).toMatchObject({ value: { line: { oddities: ['gap'] } } });
    desk.today = day('2026-11-25');
    expect(desk.issue(draftNo(1), false, false)).toMatchObject({ value: { line: { oddities: ['late', 'unsigned'] } } });
  });

  it('and recalled: its line stays, with the reason', () => {
    const desk = openDesk();
    desk.reserve({ draftId: draftNo(1) });
    desk.issue(draftNo(1));
    desk.void(place(1), 'Thu hồi');
    expect(desk.rows()).toMatchObject([{ code: '01/TB-SGDĐT', state: { state: 'void', reason: 'Thu hồi', line: { code: '01/TB-SGDĐT' } } }]);
  });

  it('under the code it was stamped with, also when the pattern was changed meanwhile', () => {
    const desk = openDesk();
    desk.reserve({ draftId: draftNo(1) });
    desk.append({ kind: 'register.changed', book: { ...book, pattern: '{number}/{year}/{type}' } });
    expect(desk.issue(draftNo(1))).toMatchObject({ value: { line: { code: '01/TB-SGDĐT' } } });
    expect(desk.reserve({ draftId: draftNo(2) })).toMatchObject({ value: { entry: { code: '2/2026/TB' } } });
  });
});

describe('a document that would not be found again by its number', () => {
  it('is not issued from an open register once it is stamped secret, nor from the secret one once it is not', () => {
    const desk = openDesk();
    desk.reserve({ draftId: draftNo(1) });
    expect(desk.issue(draftNo(1), false, true, 'MẬT')).toEqual({ ok: false, failure: { code: 'secretElsewhere' } });
    expect(desk.issue(draftNo(1)).ok).toBe(true);
    const secret = '3333333333333333' as RegisterId;
    desk.append({ kind: 'register.opened', book: { ...book, registerId: secret, isSecret: true } });
    desk.reserve({ draftId: draftNo(2), registerId: secret, secrecy: 'MẬT' });
    expect(desk.issue(draftNo(2))).toEqual({ ok: false, failure: { code: 'secretElsewhere' } });
  });

  it('is recorded as doubled where another register makes the same number and symbol of its pattern', () => {
    const desk = openDesk();
    const second = '2222222222222222' as RegisterId;
    desk.append({ kind: 'register.opened', book: { ...book, registerId: second, typeCodes: ['GM'], pattern: '{number2}/TB-SGDĐT' } });
    desk.reserve({ draftId: draftNo(1) });
    desk.reserve({ draftId: draftNo(2), registerId: second, typeCode: 'GM' });
    expect(desk.issue(draftNo(1))).toMatchObject({ value: { line: { code: '01/TB-SGDĐT', oddities: ['doubled'] } } });
    expect(desk.issue(draftNo(2))).toMatchObject({ value: { line: { code: '01/TB-SGDĐT', oddities: ['doubled'] } } });
    expect([...desk.rows(), ...desk.rows(2026, second)].map(({ isDoubled }) => isDoubled)).toEqual([true, true]);
  });

  it('is nothing unusual where the other one was voided before it was used, or is of another year', () => {
    const desk = openDesk();
    const second = '2222222222222222' as RegisterId;
    desk.append({ kind: 'register.opened', book: { ...book, registerId: second, typeCodes: ['GM'], pattern: '{number2}/TB-SGDĐT' } });
    desk.reserve({ draftId: draftNo(1), registerId: second, typeCode: 'GM' });
    desk.void({ registerId: second, year: 2026, number: 1 });
    desk.reserve({ draftId: draftNo(2) });
    expect(desk.issue(draftNo(2))).toMatchObject({ value: { line: { oddities: [] } } });
    desk.today = day('2027-01-04');
    desk.reserve({ draftId: draftNo(3), registerId: second, typeCode: 'GM' });
    expect(desk.issue(draftNo(3))).toMatchObject({ value: { line: { code: '01/TB-SGDĐT', oddities: [] } } });
  });
});

describe('the register as people see it', () => {
  it('lists given numbers and those set aside in order', () => {
    const desk = openDesk();
    desk.reserve({ draftId: draftNo(1) });
    desk.block(2, 'Phòng');
    desk.reserve({ draftId: draftNo(2) });
    desk.reserve({ draftId: draftNo(3), block: 'Phòng' });
    expect(desk.rows().map(({ place: { number }, state }) => [number, state.state])).toEqual([[1, 'reserved'], [2, 'reserved'], [3, 'blocked'], [4, 'reserved']]);
  });

  it('says what the next document would get, also after the journal lost its newest part', () => {
    const desk = openDesk();
    desk.reserve({ draftId: draftNo(1) });
    const register = desk.folded.of(registerId);
    if (!register) throw new Error('opened above');
    expect(registerView(register, { device: deviceA, today: desk.today })).toMatchObject({ isAuthority: true, next: 2, nextYear: 2026, newestDate: '2026-11-20', years: [2026] });
    expect(nextNumber(register, 2026, 40)).toBe(40);
  });

  it('lets a number be put on record as void that was lost, and none that is still to come', () => {
    const desk = openDesk();
    desk.append({ kind: 'number.reserved', place: place(3), draftId: draftNo(1), date: desk.today, code: '03/TB-SGDĐT' });
    expect(desk.void(place(2)).ok).toBe(true);
    expect(desk.void(place(4))).toEqual({ ok: false, failure: { code: 'notReserved' } });
  });
});
