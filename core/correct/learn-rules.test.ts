import { describe, expect, it } from 'vitest';
import type { CorrectableField, JournalledCorrection } from '../model/correction';
import { applyCorrections } from './apply-corrections';
import { madeCorrection, madeDocument } from './fixtures/made';
import { learnRules } from './learn-rules';
import { rulesFor } from './rule-scope';

const learn = (corrections: readonly JournalledCorrection[], stoppedRules: readonly string[] = []): ReturnType<typeof learnRules> => learnRules({ corrections, stoppedRules });
const agency = (n: number, value: string, was: string | null = 'SO NOI VU', more: Partial<JournalledCorrection> = {}): JournalledCorrection => madeCorrection(n, { field: 'agency', was, value, ...more });
const other = { sender: 'phong@so.gov.vn' };

describe('a rule', () => {
  it('comes of the same correction on two letters of one sender, and says which corrections it comes of', () => {
    const corrections = [agency(1, 'Sở Nội vụ'), agency(2, 'Sở Nội vụ', 'sở  nội vụ')];
    expect(learn(corrections)).toMatchObject([{
      field: 'agency', scope: { kind: 'sender', key: 'vanthu@so.gov.vn' }, was: 'so noi vu', wasPrinted: 'sở  nội vụ', value: 'Sở Nội vụ', from: corrections.map((one) => one.correctionId), stopped: false,
    }]);
  });

  it('comes of one letter never, however often it is corrected', () => {
    expect(learn([agency(1, 'Sở Nội vụ'), agency(1, 'Sở Nội vụ', 'SO NOI VU', { document: { digest: null, number: '13/SNV-VP', type: null } })])).toEqual([]);
  });

  it('holds for a unit once two of its senders had the same correction', () => {
    expect(learn([agency(1, 'Sở Nội vụ'), agency(2, 'Sở Nội vụ', 'SO NOI VU', other)]).map(({ scope }) => scope)).toEqual([{ kind: 'unit', key: 'name:so noi vu' }]);
  });

  it('is learned from what a person made of a value in the end, not from what they tried in between', () => {
    expect(learn([agency(1, 'Sở Nôi vụ'), agency(1, 'Sở Nội vụ', 'Sở Nôi vụ'), agency(2, 'Sở Nội vụ')])).toMatchObject([{ value: 'Sở Nội vụ' }]);
    expect(learn([agency(1, 'Sở Tài chính'), agency(1, 'SO NOI VU', 'Sở Tài chính'), agency(2, 'Sở Tài chính')])).toEqual([]);
  });

  it('ends when later corrections say otherwise, and the later ones make another', () => {
    const first = [agency(1, 'Sở Nội vụ'), agency(2, 'Sở Nội vụ')];
    expect(learn([...first, agency(3, 'Sở Tư pháp')])).toEqual([]);
    expect(learn([...first, agency(3, 'Sở Tư pháp'), agency(4, 'Sở Tư pháp')])).toMatchObject([{ value: 'Sở Tư pháp' }]);
  });

  it('ends when a person changes what it made, and may be learned again', () => {
    const broken = [agency(1, 'Sở Tư pháp'), agency(2, 'Sở Tư pháp'), agency(3, 'SO NOI VU', 'Sở Tư pháp')];
    expect(learn(broken)).toEqual([]);
    expect(learn([...broken, agency(4, 'Sở Tư pháp')])).toEqual([]);
    expect(learn([...broken, agency(4, 'Sở Tư pháp'), agency(5, 'Sở Tư pháp')])).toHaveLength(1);
  });

  it('puts nobody under a letter that shows no signer, and makes none of a name that stood there', () => {
    const signer = (n: number, was: string | null, value: string | null) => madeCorrection(n, { field: 'signer', was, value });
    expect(learn([signer(1, null, 'Họ Tên Người Ký'), signer(2, null, 'Họ Tên Người Ký')])).toEqual([]);
    expect(learn([signer(1, 'Họ Tên', null), signer(2, 'Họ Tên', null)])).toEqual([]);
    expect(learn([signer(1, 'Ho Ten', 'Họ Tên'), signer(2, 'Ho Ten', 'Họ Tên')])).toHaveLength(1);
  });

  it('that a person stopped is still told of, and holds for no letter', () => {
    const corrections = [agency(1, 'Sở Nội vụ'), agency(2, 'Sở Nội vụ')];
    const stopped = learn(corrections, learn(corrections).map(({ ruleId }) => ruleId));
    expect(stopped).toMatchObject([{ stopped: true }]);
    expect(rulesFor(stopped, 'vanthu@so.gov.vn', [])).toEqual([]);
  });

  it.each<[CorrectableField, string | null, string | null]>([
    ['summary', 'hop giao ban', 'họp giao ban'], ['date', '2026-11-02', '2026-11-03'], ['deadline', null, '2026-11-03'],
    ['secrecy', 'MẬT', null], ['secrecy', null, 'MẬT'], ['urgency', 'KHẨN', null], ['number', '12/SNV-VP', '13/SNV-VP'], ['number', '12/SNV-VP', '13/UBND-VP'], ['number', null, '13/UBND-VP'],
  ])('is never made of a %s changed from %s to %s', (field, was, value) => {
    expect(learn([1, 2, 3].map((n) => madeCorrection(n, { field, was, value })))).toEqual([]);
  });

  it('about numbers changes the symbol and leaves each letter its own counting number', () => {
    const rules = learn([madeCorrection(1, { field: 'number', was: '12/SNV-VP', value: '12/SNV-VP1' }), madeCorrection(2, { field: 'number', was: '15/SNV-VP', value: '15/SNV-VP1' })]);
    const [shown] = applyCorrections([madeDocument({ number: '77/2026/SNV-VP' })], () => null, [], rules);
    expect([shown?.document.number, shown?.rules]).toEqual(['77/2026/SNV-VP1', rules]);
    const thai = learn([1, 2].map((n) => madeCorrection(n, { field: 'number', was: `ศร 0201/${n}`, value: `ศธ 0201/${n}` })));
    expect(applyCorrections([madeDocument({ number: 'ศร 0201/345' })], () => null, [], thai)[0]?.document.number).toBe('ศธ 0201/345');
  });
});

describe('rules and letters', () => {
  it('apply to what was read, the sender\'s before the unit\'s, and never to what another rule made', () => {
    const rules = learn([
      agency(1, 'B', 'A'), agency(2, 'B', 'A'), agency(3, 'C', 'B'), agency(4, 'C', 'B'),
      agency(5, 'D', 'A', { sender: 'x@x', unitKey: 'name:u' }), agency(6, 'D', 'A', { sender: 'y@y', unitKey: 'name:u' }),
    ]);
    const shown = (sender: string, read: string): string | null | undefined => applyCorrections([madeDocument({ agency: read })], () => null, [], rulesFor(rules, sender, ['name:u']))[0]?.document.agency;
    // A to B ended when B was corrected to C where the rule may have made it
    expect([shown('vanthu@so.gov.vn', 'B'), shown('z@z', 'A'), shown('z@z', 'B')]).toEqual(['C', 'D', 'B']);
  });
});
