import { describe, expect, it } from 'vitest';
import type { Draft } from '../model/draft';
import type { AccountId, DraftId, IsoTime } from '../model/ids';
import { draftLetter, mayLieInMailbox } from './draft-letter';

const draft: Draft = {
  draftId: '00000000000000a1' as DraftId, accountId: '00112233445566ab' as AccountId,
  to: [{ unitId: null, name: 'Phòng Giáo dục', address: 'pgd@moet.edu.vn', group: null }, { unitId: null, name: '', address: 'chưa gõ xong', group: null }], cc: [], bcc: [], separately: true,
  subject: 'Về việc sử dụng thư điện tử', body: 'Kính gửi: Các phòng', files: [], document: null, template: null, answers: null, wants: { mdn: true, dsn: true, answerBy: null }, signWith: null, encrypt: false, sendAt: null,
};
const savedAt = '2026-11-20T02:00:00.000Z' as IsoTime;
const from = { name: 'Văn thư', address: 'vanthu@so.gov.vn' };
const text = (bytes: Uint8Array | null) => new TextDecoder().decode(bytes ?? new Uint8Array());

describe('a draft as it lies in the Drafts folder', () => {
  it('is a letter that asks for nothing, without what is no address yet', () => {
    const letter = text(draftLetter({ draft, savedAt }, from, []));
    expect(letter).toMatch(/^From: .*<vanthu@so\.gov\.vn>\r\n/);
    expect(letter).toContain('<pgd@moet.edu.vn>');
    expect(letter).not.toMatch(/Disposition-Notification-To|chưa gõ/);
  });

  it('is the same bytes for the same save, and others for the next', () => {
    const files = [{ name: 'a.pdf', mediaType: 'application/pdf', bytes: new Uint8Array([1, 2, 3]) }];
    expect(text(draftLetter({ draft, savedAt }, from, files))).toBe(text(draftLetter({ draft, savedAt }, from, files)));
    expect(text(draftLetter({ draft, savedAt: '2026-11-20T02:00:01.000Z' as IsoTime }, from, files))).not.toBe(text(draftLetter({ draft, savedAt }, from, files)));
  });

  it('never goes there when it is secret or to be encrypted', () => {
    const document = { typeCode: 'CV', registerId: null, number: null, summary: '', signer: { name: '', title: '' }, urgency: null, secrecy: 'MẬT', placesOfReceipt: [], copies: 1, note: '' };
    expect([draft, { ...draft, encrypt: true }, { ...draft, document }, { ...draft, document: { ...document, secrecy: null } }].map((one) => mayLieInMailbox({ draft: one }))).toEqual([true, false, false, true]);
  });
});
