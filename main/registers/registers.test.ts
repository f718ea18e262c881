import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft, DraftDocument } from '../../core/model/draft';
import type { DeviceId, IsoDate, IsoTime, RegisterId } from '../../core/model/ids';
import type { GuardRule } from '../../core/model/policy';
import { FoldedRegisters } from '../../core/register/fold-register';
import { registerRows } from '../../core/register/register-view';
import { deviceId, draftOf, openDesk, profileKey, type DraftDesk } from '../drafts/fixtures/draft-desk';
import { replay } from '../journal/replay';
import { deriveKeys } from '../vault/derive-keys';
import { NumberFloor } from './number-floor';
import { Registers } from './registers';

const registerId = '1111111111111111' as RegisterId;
const book = {
  registerId, name: 'Sổ đăng ký văn bản đi', unit: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO', typeCodes: null, pattern: '{number2}/{type}-SGDĐT', untypedPattern: '{number2}/SGDĐT-{drafter}', drafter: 'VP', firstNumber: 1, firstYear: 2026,
};
const today = '2026-11-20' as IsoDate;

let dir = '';
let desk: DraftDesk;
let registers: Registers;
let unsigned: GuardRule = 'warn';
const clock = { now: () => new Date('2026-11-20T02:00:00Z') };

async function open(): Promise<boolean> {
  desk = await openDesk(dir, clock);
  const floor = await NumberFloor.open(join(dir, 'registers.sealed'), deriveKeys(profileKey).secrets);
  const isWhole = await floor.keep(desk.folded);
  registers = new Registers({ device: deviceId, folded: desk.folded, journal: desk.journal, floor, drafts: desk.drafts, unsigned: () => unsigned, clock, onChanged: () => undefined });
  return isWhole;
}

beforeEach(async () => {
  unsigned = 'warn';
  dir = await mkdtemp(join(tmpdir(), 'vanthu-registers-'));
  await open();
  await registers.open(book);
});
afterEach(async () => {
  await registers.close();
  await desk.close();
  await rm(dir, { recursive: true, force: true });
});

const document: DraftDocument = {
  typeCode: 'TB', registerId, number: null, summary: 'sử dụng thư điện tử', signer: { name: 'Giám đốc', title: 'GIÁM ĐỐC' }, urgency: null, secrecy: null, placesOfReceipt: ['Lưu: VT'], copies: 2, note: '',
};
const signed = (['person', 'agency'] as const).map((role) => ({ role, holder: role === 'person' ? 'Giám đốc' : 'Sở Giáo dục và Đào tạo', at: '2026-11-20T02:00:00.000Z' as IsoTime, timestamp: 'missing' as const }));

/** A draft with a document, saved; `numbered`: with its number in it, as the flow leaves it before issuing. */
async function written(id: string, changes: Partial<DraftDocument> = {}): Promise<Draft> {
  const kept = await desk.drafts.keepFile({ draftId: draftOf(id).draftId, name: 'thong-bao.pdf', mediaType: 'application/pdf', role: 'document', bytes: Buffer.from(`%PDF ${id}`) });
  if (!kept.ok) throw new Error(kept.failure.code);
  const draft = draftOf(id, {
    document: { ...document, ...changes }, files: [{ ...kept.value, stamped: true, signedBy: signed }],
    to: [{ unitId: null, name: 'Phòng Giáo dục', address: 'pgd@moet.edu.vn', group: null }],
  });
  await desk.drafts.save(draft);
  return draft;
}

async function numbered(id: string): Promise<Draft> {
  const draft = await written(id);
  const given = await registers.reserve({ registerId, draftId: draft.draftId, date: today, typeCode: 'TB', block: null });
  if (!given.ok) throw new Error(given.failure.code);
  const next = { ...draft, document: { ...document, number: given.value } };
  await desk.drafts.save(next);
  return next;
}

describe('numbers', () => {
  it('asked for at once by many windows are all different, and each is on disk when it is told', async () => {
    const drafts = await Promise.all(Array.from({ length: 20 }, (_, index) => written(String(index + 1))));
    const given = await Promise.all(drafts.map(({ draftId }) => registers.reserve({ registerId, draftId, date: today, typeCode: 'TB', block: null })));
    expect(new Set(given.map((one) => (one.ok ? one.value.place.number : 0))).size).toBe(20);
    const anew = new FoldedRegisters();
    await replay(desk.journal, (event) => anew.apply(event, deviceId));
    const register = anew.of(registerId);
    expect(register && registerRows(register, 2026, anew)).toEqual(registers.rows(registerId, 2026));
    expect(registers.rows(registerId, 2026)).toHaveLength(20);
  });

  it('stay with their draft through the end of the program', async () => {
    const draft = await written('1');
    const first = await registers.reserve({ registerId, draftId: draft.draftId, date: today, typeCode: 'TB', block: null });
    await desk.close();
    await open();
    expect(await registers.reserve({ registerId, draftId: draft.draftId, date: today, typeCode: 'TB', block: null })).toEqual(first);
  });

  it('are given to drafts that were saved, and to none under secrecy', async () => {
    expect(await registers.reserve({ registerId, draftId: draftOf('9').draftId, date: today, typeCode: 'TB', block: null })).toEqual({ ok: false, failure: { code: 'noSuchDraft' } });
    const secret = await written('2', { secrecy: 'MẬT' });
    expect(await registers.reserve({ registerId, draftId: secret.draftId, date: today, typeCode: 'TB', block: null })).toEqual({ ok: false, failure: { code: 'secretElsewhere' } });
  });

  it('that a lost part of the journal held are not given again', async () => {
    await numbered('1');
    await numbered('2');
    await desk.close();
    // what is left knows the register and nothing that was given
    await rm(join(dir, 'journal'), { recursive: true });
    await open();
    await desk.journal.append({ kind: 'register.opened', book: { ...book, authority: deviceId } });
    await desk.close();
    expect(await open()).toBe(false);
    expect(registers.list()).toMatchObject([{ next: 3 }]);
    expect(await registers.reserve({ registerId, draftId: draftOf('2').draftId, date: today, typeCode: 'TB', block: null })).toMatchObject({ value: { place: { number: 3 } } });
  });

  it('set aside for another profile are left to it', async () => {
    expect(await registers.block({ registerId, year: 2026, count: 10, holder: 'Xã', device: 'bbbbbbbbbbbbbbbb' as DeviceId })).toMatchObject({ value: { from: 1, to: 10 } });
    expect(registers.list()).toMatchObject([{ next: 11, blocks: [{ holder: 'Xã', left: 10 }] }]);
  });
});

describe('a document', () => {
  it('is issued in one entry with every column of the register', async () => {
    const draft = await numbered('1');
    const before = desk.journal.head;
    expect(await registers.issue(draft.draftId, 'mail', 'Văn thư')).toMatchObject({
      ok: true,
      value: {
        code: '01/TB-SGDĐT', date: today, typeCode: 'TB', summary: 'sử dụng thư điện tử', signer: 'Giám đốc', addressees: ['Phòng Giáo dục', 'Lưu: VT'], keeper: 'Văn thư', copies: 2, route: 'mail',
        files: [{ name: 'thong-bao.pdf', digest: draft.files[0]?.digest, signers: ['Giám đốc', 'Sở Giáo dục và Đào tạo'] }], oddities: [],
      },
    });
    expect(desk.journal.head).toBe(before + 1);
  });

  it('is issued once, however often it is asked for', async () => {
    const { draftId } = await numbered('1');
    const answers = await Promise.all([registers.issue(draftId, 'mail', ''), registers.issue(draftId, 'mail', '')]);
    expect(answers.map((one) => (one.ok ? 'issued' : one.failure.code))).toEqual(['issued', 'alreadyIssued']);
  });

  it('is not issued without a number, or with one that is not its own', async () => {
    const draft = await written('1');
    expect(await registers.issue(draft.draftId, 'mail', '')).toEqual({ ok: false, failure: { code: 'notReserved' } });
    const other = await numbered('2');
    await desk.drafts.save({ ...draft, document: { ...document, number: other.document?.number ?? null } });
    expect(await registers.issue(draft.draftId, 'mail', '')).toEqual({ ok: false, failure: { code: 'notReserved' } });
  });

  it('without both signatures is refused or recorded, as the office has it; paper is signed with a pen', async () => {
    const draft = await numbered('1');
    await desk.drafts.save({ ...draft, files: draft.files.map((file) => ({ ...file, signedBy: signed.slice(0, 1) })) });
    unsigned = 'block';
    expect(await registers.issue(draft.draftId, 'mail', '')).toEqual({ ok: false, failure: { code: 'notSigned' } });
    unsigned = 'warn';
    expect(await registers.issue(draft.draftId, 'mail', '')).toMatchObject({ value: { oddities: ['unsigned'] } });
    unsigned = 'block';
    const paper = await numbered('2');
    await desk.drafts.save({ ...paper, files: [] });
    expect(await registers.issue(paper.draftId, 'paper', '')).toMatchObject({ value: { route: 'paper', oddities: [] } });
  });

  it('whose file is gone is not issued', async () => {
    const draft = await numbered('1');
    await rm(join(dir, 'drafts'), { recursive: true });
    expect(await registers.issue(draft.draftId, 'mail', '')).toEqual({ ok: false, failure: { code: 'filesChanged' } });
  });

  it('that was issued is what it was: neither its file nor its values change, and its letter may', async () => {
    const draft = await numbered('1');
    await registers.issue(draft.draftId, 'mail', '');
    await Promise.resolve();
    expect(await desk.drafts.save({ ...draft, files: [] })).toEqual({ ok: false, failure: { code: 'issued' } });
    expect(await desk.drafts.save({ ...draft, document: { ...document, number: draft.document?.number ?? null, summary: 'khác' } })).toEqual({ ok: false, failure: { code: 'issued' } });
    expect(await desk.drafts.keepFile({ draftId: draft.draftId, name: 'b.pdf', mediaType: 'application/pdf', role: 'document', bytes: Buffer.from('b') })).toEqual({ ok: false, failure: { code: 'issued' } });
    expect(await desk.drafts.save({ ...draft, body: 'Kính gửi: Các xã' })).toEqual({ ok: true, value: true });
  });

  it('that leaves on paper has its dispatches beside its line', async () => {
    const draft = await numbered('1');
    const place = draft.document?.number?.place ?? { registerId, year: 2026, number: 1 };
    const dispatch = { place, addressee: 'Phòng Giáo dục', carrier: 'Bưu điện', proof: 'EMS 123', on: today };
    expect(await registers.dispatch(dispatch)).toEqual({ ok: false, failure: { code: 'notReserved' } });
    await registers.issue(draft.draftId, 'paper', '');
    expect(await registers.dispatch(dispatch)).toEqual({ ok: true, value: null });
    expect(await registers.dispatch({ ...dispatch, on: '2026-11-21' as IsoDate })).toEqual({ ok: false, failure: { code: 'inTheFuture' } });
    expect(registers.rows(registerId, 2026)).toMatchObject([{ dispatches: [{ proof: 'EMS 123' }] }]);
  });
});
