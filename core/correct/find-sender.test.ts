import { describe, expect, it } from 'vitest';
import { newUnit } from '../directory/new-unit';
import type { IsoTime, UnitId } from '../model/ids';
import type { Mailbox } from '../model/letter';
import type { Unit } from '../model/unit';
import { findSender, type SenderMarks } from './find-sender';
import { recognise } from '../recognise/recognise';
import { letter } from '../recognise/fixtures/letters';
import { body } from '../recognise/fixtures/sources';

const unitId = '0123456789abcdef' as UnitId;
const unit: Unit = { ...newUnit(unitId, 'Sở Nội vụ', 'person'), domains: ['so.gov.vn'] };
const policy = { officialDomains: ['.gov.vn'], freeDomains: ['gmail.com'] };
const { documents } = recognise([body(letter({ heading: '', number: '12/SNV-VP', topic: 'báo cáo', agency: ['SỞ NỘI VỤ'] }))]);
const marks = (from: Mailbox): SenderMarks => ({ from: [from], replyTo: [], certified: [], authentication: 'none', arrivedAt: '2026-11-20T01:00:00.000Z' as IsoTime });
const found = (address: string) => findSender(marks({ name: 'Văn thư Sở Nội vụ', address }), documents, { [unitId]: unit }, policy);

describe('the sender of a letter', () => {
  it('is the unit of the directory where nothing speaks against it', () => {
    expect(found('vanthu@so.gov.vn')).toMatchObject({ sender: { unitId, unitKey: `id:${unitId}`, known: true }, officialness: { level: 'official' } });
  });

  it('is not counted among the letters of a unit whose letterhead and domain it imitates', () => {
    expect(found('vanthu@s0.gov.vn.example')).toMatchObject({ sender: { unitId: null, unitKey: 'address:vanthu@s0.gov.vn.example', known: false }, officialness: { level: 'doubtful' } });
  });
});
