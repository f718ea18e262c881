import { describe, expect, it } from 'vitest';
import type { CorrectableField, JournalledCorrection, LearnedRule, ShownDocument } from '../../../core/model/correction';
import type { Evidence, OfficialDocument } from '../../../core/model/document';
import type { CorrectionId, IsoDate, IsoTime, LetterId } from '../../../core/model/ids';
import { correctableFields } from '../correct/correct-value';
import { documentFields, missingFields } from './document-fields';
import { registerLine } from './register-line';

const empty: OfficialDocument = {
  type: null, typeCode: null, system: null, deskKind: null, copy: null, origin: { part: null, member: null }, phones: [], number: null, date: null, place: null, agency: null, parentAgency: null, summary: null, signer: null, signerTitle: null, addressees: [], cites: [], urgency: null,
  secrecy: null, deadline: null, meeting: null, evidence: [],
};
const read = (field: Evidence['field'], confidence: number, index = 0): Evidence => ({ field, index, source: { kind: 'subject' }, start: 0, end: 1, rule: 'test', confidence });
const shown = (document: OfficialDocument, over: Partial<ShownDocument> = {}): ShownDocument => ({ document, read: document, digest: null, corrections: [], rules: [], ...over });
const field = (document: OfficialDocument, name: string, over: Partial<ShownDocument> = {}) => documentFields(shown(document, over)).find((one) => one.name === name);
const correction = (name: CorrectableField, value: string | null): JournalledCorrection => ({
  correctionId: 'c1' as CorrectionId, document: { digest: null, number: null, type: null }, field: name, was: null, value, sender: 'a@so.gov.vn', unitKey: 'name:a', letterId: 'l1' as LetterId, at: '2026-11-21T02:05:07.000Z' as IsoTime,
});

describe('the fields of a document', () => {
  it('always name number, type and date, and no other field that was not found', () => {
    expect(documentFields(shown(empty)).map((one) => [one.name, one.items.length])).toEqual([['number', 0], ['type', 0], ['date', 0]]);
  });

  it('look uncertain below a confidence of 0.7', () => {
    expect(field({ ...empty, number: '1/A', evidence: [read('number', 0.69)] }, 'number')?.items[0]?.uncertain).toBe(true);
    expect(field({ ...empty, number: '1/A', evidence: [read('number', 0.7)] }, 'number')?.items[0]?.uncertain).toBe(false);
  });

  it('stand beside each other where they belong together, each with its own place', () => {
    const items = field({ ...empty, signer: 'Huỳnh Thanh Phong', signerTitle: 'KT. GIÁM ĐỐC', evidence: [read('signer', 1), read('signerTitle', 1)] }, 'signer')?.items;
    expect(items?.map((item) => [item.field, item.text, item.evidence.map((one) => one.field)])).toEqual([['signerTitle', 'KT. GIÁM ĐỐC', ['signerTitle']], ['signer', 'Huỳnh Thanh Phong', ['signer']]]);
  });

  it('give each citation its own evidence and date', () => {
    const cites = [{ number: '15/CT-TTg', type: 'Chỉ thị', date: '2012-05-22' as IsoDate, agency: null, summary: null, relation: 'mentions' as const }, { number: '36/2013/QĐ-UBND', type: null, date: null, agency: null, summary: null, relation: 'mentions' as const }];
    const items = field({ ...empty, cites, evidence: [read('cites', 0.5, 1)] }, 'cites')?.items;
    expect(items?.map((item) => [item.text, item.evidence.length, item.uncertain])).toEqual([['Chỉ thị 15/CT-TTg · 22/05/2012', 0, false], ['36/2013/QĐ-UBND', 1, true]]);
  });
});

describe('a corrected field', () => {
  it('is no longer uncertain and says why it is another', () => {
    const item = field({ ...empty, number: '2/A', evidence: [read('number', 0.3)] }, 'number', { corrections: [correction('number', '2/A')] })?.items[0];
    expect([item?.text, item?.uncertain, item?.change?.kind]).toEqual(['2/A', false, 'corrected']);
  });

  it('stays in sight when a person said that the document shows no such thing', () => {
    expect(field(empty, 'urgency', { corrections: [correction('urgency', null)] })?.items.map((item) => item.text)).toEqual(['']);
  });

  it('goes by what a person said of this letter before what was learned from others', () => {
    const rule: LearnedRule = { ruleId: 'r', field: 'type', scope: { kind: 'sender', key: 'a@so.gov.vn' }, was: null, wasPrinted: null, value: 'Báo cáo', from: [], stopped: false };
    expect(field({ ...empty, type: 'Báo cáo' }, 'type', { rules: [rule] })?.items[0]?.change?.kind).toBe('rule');
    expect(field({ ...empty, type: 'Kế hoạch' }, 'type', { rules: [rule], corrections: [correction('type', 'Kế hoạch')] })?.items[0]?.change?.kind).toBe('corrected');
  });

  it('every field that shows nothing can be filled in', () => {
    expect(missingFields(shown({ ...empty, summary: 'Việc' }), correctableFields)).toEqual(['place', 'agency', 'parentAgency', 'signer', 'signerTitle', 'urgency', 'secrecy', 'deadline']);
  });
});

describe('the copied line', () => {
  it('is one row of the register, in its order', () => {
    expect(registerLine({ ...empty, number: '1077/SGDĐT-KTQLCL', date: '2019-05-02' as IsoDate, type: 'Công văn', summary: 'Sử dụng\nthư điện tử' }, 'Sở GDĐT'))
      .toBe('Sở GDĐT\t1077/SGDĐT-KTQLCL\t02/05/2019\tCông văn: Sử dụng thư điện tử');
  });

  it('cannot start a formula in a spreadsheet', () => {
    expect(registerLine({ ...empty, number: '=HYPERLINK("http://x")' }, '+1')).toBe('\'+1\t\'=HYPERLINK("http://x")\t\t');
  });
});
