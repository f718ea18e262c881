import { describe, expect, it } from 'vitest';
import type { Evidence, OfficialDocument } from '../../../core/model/document';
import type { IsoDate } from '../../../core/model/ids';
import { documentFields } from './document-fields';
import { registerLine } from './register-line';

const empty: OfficialDocument = {
  type: null, typeCode: null, system: null, deskKind: null, copy: null, origin: { part: null, member: null }, phones: [], number: null, date: null, place: null, agency: null, parentAgency: null, summary: null, signer: null, signerTitle: null, addressees: [], cites: [], urgency: null,
  secrecy: null, deadline: null, meeting: null, evidence: [],
};
const read = (field: Evidence['field'], confidence: number, index = 0): Evidence => ({ field, index, source: { kind: 'subject' }, start: 0, end: 1, rule: 'test', confidence });
const field = (document: OfficialDocument, name: string) => documentFields(document).find((one) => one.name === name);

describe('the fields of a document', () => {
  it('always name number, type and date, and no other field that was not found', () => {
    expect(documentFields(empty).map((one) => [one.name, one.items.length])).toEqual([['number', 0], ['type', 0], ['date', 0]]);
  });

  it('look uncertain below a confidence of 0.7', () => {
    expect(field({ ...empty, number: '1/A', evidence: [read('number', 0.69)] }, 'number')?.items[0]?.uncertain).toBe(true);
    expect(field({ ...empty, number: '1/A', evidence: [read('number', 0.7)] }, 'number')?.items[0]?.uncertain).toBe(false);
  });

  it('point at every place that a joined value was read from', () => {
    const signer = field({ ...empty, signer: 'Huỳnh Thanh Phong', signerTitle: 'KT. GIÁM ĐỐC', evidence: [read('signer', 1), read('signerTitle', 1)] }, 'signer')?.items[0];
    expect(signer?.text).toBe('KT. GIÁM ĐỐC · Huỳnh Thanh Phong');
    expect(signer?.evidence.map((one) => one.field)).toEqual(['signer', 'signerTitle']);
  });

  it('give each citation its own evidence and date', () => {
    const cites = [{ number: '15/CT-TTg', type: 'Chỉ thị', date: '2012-05-22' as IsoDate, agency: null, summary: null, relation: 'mentions' as const }, { number: '36/2013/QĐ-UBND', type: null, date: null, agency: null, summary: null, relation: 'mentions' as const }];
    const items = field({ ...empty, cites, evidence: [read('cites', 0.5, 1)] }, 'cites')?.items;
    expect(items?.map((item) => [item.text, item.evidence.length, item.uncertain])).toEqual([['Chỉ thị 15/CT-TTg · 22/05/2012', 0, false], ['36/2013/QĐ-UBND', 1, true]]);
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
