import { describe, expect, it } from 'vitest';
import type { LetterVerdict } from '../model/verdict';
import { believeUnit, provenNames } from './believe-unit';

const policy = { officialDomains: ['.gov.vn', 'longan.edu.vn'], freeDomains: ['gmail.com'] };
const from = (address: string) => ({ name: '', address });
const signedBy = (organisation: string, verdict: 'passed' | 'indeterminate' = 'passed') => ({ verdict, signatures: [{ verdict, signer: { holder: 'Người ký', organisation } }] }) as unknown as LetterVerdict;
const known = (agency: string | null, address: string, verdict: LetterVerdict | null = null) =>
  believeUnit({ agency, from: from(address), certified: provenNames(verdict), refuted: false }, policy).known;

describe('the unit of a letter', () => {
  it('is known when the document names it and the sender writes from an official domain', () => {
    expect(known('Sở GDĐT', 'vanthu@longan.edu.vn')).toBe(true);
  });

  it('is not known when no document names one, whatever the domain or the certificate says', () => {
    expect(known(null, 'vanthu@longan.edu.vn')).toBe(false);
    expect(known(null, 'vanthu@longan.edu.vn', signedBy('Sở Nội vụ'))).toBe(false);
  });

  it('is never known from a letterhead alone, nor from free webmail even when that is signed', () => {
    expect(known('UBND tỉnh', 'ubnd@example.com')).toBe(false);
    expect(known('UBND tỉnh', 'ubnd@longan.edu.vn.example.com')).toBe(false);
    expect(known('UBND tỉnh Long An', 'ubnd@gmail.com', signedBy('UBND tỉnh Long An'))).toBe(false);
  });

  it('is not known from an official domain when our own server says that the mail does not come from there', () => {
    const clues = { agency: 'Sở GDĐT', from: from('vanthu@longan.edu.vn'), certified: [], refuted: true };
    expect(believeUnit(clues, policy)).toMatchObject({ known: false, refuted: true });
    expect(believeUnit({ ...clues, certified: ['Sở GDĐT'] }, policy).known).toBe(true);
  });

  it('is the same unit in full in the certificate and abbreviated in the letterhead', () => {
    expect(known('UBND TỈNH LONG AN', 'a@example.com', signedBy('Ủy ban nhân dân tỉnh Long An'))).toBe(true);
    expect(known('SỞ GD&ĐT LONG AN', 'a@example.com', signedBy('Sở Giáo dục và Đào tạo Long An'))).toBe(true);
    expect(known('UBND TỈNH LONG AN', 'a@example.com', signedBy('Hội đồng nhân dân tỉnh Long An'))).toBe(false);
  });

  it('is known by a signature that passed and belongs to the unit in the letterhead, not by an open one or another unit', () => {
    const unit = 'Sở Giáo dục và Đào tạo Long An';
    expect(known(unit, 'a@example.com', signedBy('SỞ GIÁO DỤC VÀ ĐÀO TẠO LONG AN'))).toBe(true);
    expect(known(unit, 'a@example.com', signedBy('SỞ GIÁO DỤC VÀ ĐÀO TẠO LONG AN', 'indeterminate'))).toBe(false);
    expect(known(unit, 'a@example.com', signedBy('Sở'))).toBe(false);
  });

  it('is known by the common name of an agency certificate, whose organisation is the province above it', () => {
    const verdict = { verdict: 'passed', signatures: [{ verdict: 'passed', signer: { holder: 'SỞ NỘI VỤ', organisation: 'UBND tỉnh Long An' } }] } as unknown as LetterVerdict;
    expect(known('Sở Nội vụ', 'a@example.com', verdict)).toBe(true);
    expect(known('Sở Tài chính', 'a@example.com', verdict)).toBe(false);
  });
});
