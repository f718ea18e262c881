import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newUnit } from '../directory/new-unit';
import type { AccountId, DraftId, IsoDate, IsoTime, LetterId, UnitId } from '../model/ids';
import { withTemplate } from './choose-template';
import { answerLetter, type AnsweredLetter } from './reply';

const so = { ...newUnit('0000000000000001' as UnitId, 'Sở Giáo dục và Đào tạo Long An', 'person'), addresses: ['vanthu@longan.edu.vn'] };
const input = { draftId: '00000000000000d1' as DraftId, own: ['pgd@moet.edu.vn', 'phong@moet.edu.vn'], directory: [so] };
const box = (address: string, name = '') => ({ name, address });
const letter: AnsweredLetter = {
  letterId: 'a'.repeat(32) as LetterId, accountId: '00000000000000a1' as AccountId, arrivedAt: '2019-05-02T02:05:00.000Z' as IsoTime, text: 'Đề nghị báo cáo trước ngày 10.\n\nTrân trọng.', documents: [],
  header: {
    from: [box('vanthu@longan.edu.vn', 'Văn thư Sở')], replyTo: [], to: [box('pgd@moet.edu.vn'), box('khac@longan.edu.vn', 'Phòng khác')], cc: [box('Phong@moet.edu.vn'), box('ubnd@longan.gov.vn')], subject: 'V/v báo cáo', date: '2019-05-02T01:05:00.000Z' as IsoTime,
    messageId: '<m3@longan.edu.vn>', references: ['<m1@a>', '<m2@a>'], inReplyTo: ['<m2@a>'],
  },
};
const official: AnsweredLetter = { ...letter, documents: [{ type: 'Công văn', number: '1077/SGDĐT-KTQLCL', date: '2019-05-02' as IsoDate, agency: 'Sở Giáo dục và Đào tạo', summary: 'sử dụng thư điện tử', system: 'administrative' }] };
const addresses = (people: readonly { readonly address: string }[]) => people.map(({ address }) => address);

describe('an answer', () => {
  it('goes to the sender, as the directory names it', () => {
    const draft = answerLetter('reply', letter, input);
    expect(draft.to).toEqual([{ unitId: so.unitId, name: so.name, address: 'vanthu@longan.edu.vn', group: null }]);
    expect([draft.cc, draft.subject]).toEqual([[], 'Re: V/v báo cáo']);
  });

  it('goes where the sender wants answers', () => {
    expect(addresses(answerLetter('reply', { ...letter, header: { ...letter.header, replyTo: [box('tiepnhan@longan.edu.vn')] } }, input).to)).toEqual(['tiepnhan@longan.edu.vn']);
  });

  it('to all goes to everybody but ourselves, each once', () => {
    const draft = answerLetter('replyAll', letter, input);
    expect([addresses(draft.to), addresses(draft.cc)]).toEqual([['vanthu@longan.edu.vn', 'khac@longan.edu.vn'], ['ubnd@longan.gov.vn']]);
  });

  it('to what we sent goes to whom we sent it', () => {
    const ours = { ...letter, header: { ...letter.header, from: [box('pgd@moet.edu.vn')], to: [box('vanthu@longan.edu.vn')] } };
    expect(addresses(answerLetter('reply', ours, input).to)).toEqual(['vanthu@longan.edu.vn']);
  });

  it('stands in the thread of the letter', () => {
    expect(answerLetter('reply', letter, input).answers).toEqual({ letterId: letter.letterId, how: 'reply', messageId: '<m3@longan.edu.vn>', references: ['<m1@a>', '<m2@a>'] });
    expect(answerLetter('reply', { ...letter, header: { ...letter.header, references: [] } }, input).answers?.references).toEqual(['<m2@a>']);
    const long = Array.from({ length: 300 }, (_, at) => `<${at}@a>`);
    const kept = answerLetter('reply', { ...letter, header: { ...letter.header, references: long } }, input).answers?.references ?? [];
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([50, '<0@a>', '<299@a>']);
  });

  it('names the official document that it answers by number, date, issuer and what it is about', () => {
    expect(answerLetter('reply', official, input).body).toContain('Phúc đáp Công văn số 1077/SGDĐT-KTQLCL ngày 02 tháng 5 năm 2019 của Sở Giáo dục và Đào tạo về việc sử dụng thư điện tử,');
  });

  it('says only what is known of the document', () => {
    const [document] = official.documents;
    const bare = document === undefined ? [] : [{ ...document, date: null, agency: null, summary: null }];
    expect(answerLetter('reply', { ...official, documents: bare }, input).body).toContain('Phúc đáp Công văn số 1077/SGDĐT-KTQLCL,');
  });

  it('quotes an ordinary letter with who wrote it and when, in Vietnamese time', () => {
    const { body } = answerLetter('reply', letter, input);
    expect(body).toContain('Vào lúc 08:05 ngày 02/05/2019, Văn thư Sở <vanthu@longan.edu.vn> viết:\n> Đề nghị báo cáo trước ngày 10.\n>\n> Trân trọng.');
  });

  it('is written in the language of the document', () => {
    const thai = { ...official, documents: [{ type: 'หนังสือภายนอก', number: 'ศธ 0201.2/45', date: '2026-06-01' as IsoDate, agency: null, summary: 'แนวทางปฏิบัติ', system: 'thai' as const }] };
    expect(answerLetter('reply', thai, input).body).toContain('อ้างถึง หนังสือภายนอก ที่ ศธ 0201.2/45 ลงวันที่ 1 มิถุนายน 2569 เรื่อง แนวทางปฏิบัติ');
  });

  it('that becomes an official document takes its subject from number and trích yếu, and keeps the citation', () => {
    const draft = withTemplate(answerLetter('reply', official, input), 'vi.congVan', 'Phòng');
    expect(draft.subject).toBe('');
    expect(draft.body).toContain('Phúc đáp Công văn số 1077/SGDĐT-KTQLCL');
    expect(draft.answers?.messageId).toBe('<m3@longan.edu.vn>');
  });
});

describe('a letter that is passed on', () => {
  it('goes to nobody yet, with its head and its text', () => {
    const draft = answerLetter('forward', official, input);
    expect([draft.to, draft.subject]).toEqual([[], 'Fwd: V/v báo cáo']);
    expect(draft.body).toContain('Kính chuyển Công văn số 1077/SGDĐT-KTQLCL ngày 02 tháng 5 năm 2019 của Sở Giáo dục và Đào tạo về việc sử dụng thư điện tử để biết, thực hiện.');
    expect(draft.body).toContain('Từ: Văn thư Sở <vanthu@longan.edu.vn>\nNgày gửi: 08:05 02/05/2019\nTiêu đề: V/v báo cáo\nĐến: pgd@moet.edu.vn; Phòng khác <khac@longan.edu.vn>');
  });
});

it('prefixes of a long conversation do not pile up', () => {
  const subject = (text: string) => answerLetter('reply', { ...letter, header: { ...letter.header, subject: text } }, input).subject;
  expect([subject('Re: RE[2]: Trả lời: V/v báo cáo'), subject('Fwd: TL: V/v báo cáo'), subject('Recruitment')]).toEqual(['Re: V/v báo cáo', 'Re: V/v báo cáo', 'Re: Recruitment']);
  const prefix = fc.constantFrom('Re: ', 'RE:', 'Fwd: ', 'FW: ', 'TL: ', 'Trả lời: ', 'Re[3]: ');
  fc.assert(fc.property(fc.array(prefix), (many) => subject(`${many.join('')}V/v báo cáo`) === 'Re: V/v báo cáo'));
});
