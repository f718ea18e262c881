import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../../core/model/document';
import type { LetterVerdict } from '../../../core/model/verdict';
import { unitBelief } from './unit-reasons';

const policy = { officialDomains: ['.gov.vn', 'longan.edu.vn'], freeDomains: ['gmail.com'] };
const named = (agency: string) => ({ agency }) as OfficialDocument;
const from = (address: string) => ({ name: '', address });
const signedBy = (organisation: string, verdict: 'passed' | 'indeterminate' = 'passed') => ({ verdict, signatures: [{ verdict, signer: { organisation } }] }) as unknown as LetterVerdict;
const keys = (belief: ReturnType<typeof unitBelief>) => belief.reasons.map((one) => one.words.key);

describe('which unit a letter is from', () => {
  it('is believed for an official domain', () => {
    const belief = unitBelief({ document: named('Sở GDĐT'), from: from('vanthu@longan.edu.vn'), verdict: null, policy });
    expect([belief.known, keys(belief)]).toEqual([true, ['unit.officialDomain']]);
  });

  it('is not believed for a letterhead alone, least of all from free webmail', () => {
    expect(unitBelief({ document: named('UBND tỉnh'), from: from('ubnd@gmail.com'), verdict: null, policy }).known).toBe(false);
    expect(unitBelief({ document: named('UBND tỉnh'), from: from('ubnd@longan.edu.vn.example.com'), verdict: null, policy }).known).toBe(false);
  });

  it('is believed for a valid certificate of the unit that the letterhead names, but not for an open verdict', () => {
    const document = named('Sở Giáo dục và Đào tạo Long An');
    expect(keys(unitBelief({ document, from: null, verdict: signedBy('SỞ GIÁO DỤC VÀ ĐÀO TẠO LONG AN'), policy }))).toEqual(['unit.certificate']);
    expect(keys(unitBelief({ document, from: null, verdict: signedBy('SỞ GIÁO DỤC VÀ ĐÀO TẠO LONG AN', 'indeterminate'), policy }))).toEqual([]);
  });

  it('is doubted when the certificate belongs to another unit', () => {
    expect(keys(unitBelief({ document: named('Sở Nội vụ'), from: null, verdict: signedBy('Công ty A'), policy }))).toEqual(['unit.certificateDiffers']);
    expect(keys(unitBelief({ document: named('Sở Nội vụ'), from: null, verdict: signedBy('Sở'), policy }))).toEqual(['unit.certificateDiffers']);
  });
});
