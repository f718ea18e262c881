import { describe, expect, test } from 'vitest';
import { subjectBeside } from './ledger-words';

describe('the subject beside a number', () => {
  test('does not say the number again', () => {
    expect(subjectBeside('30/SNV-VP', '30/SNV-VP V/v báo cáo công tác văn thư')).toBe('V/v báo cáo công tác văn thư');
    expect(subjectBeside('31/TB-SNV', 'Thông báo số 31/TB-SNV: lịch họp')).toBe('lịch họp');
  });
  test('stays as it is where it does not bear the number, or nothing else', () => {
    expect(subjectBeside('30/SNV-VP', 'Báo cáo công tác văn thư')).toBe('Báo cáo công tác văn thư');
    expect(subjectBeside('30/SNV-VP', '30/SNV-VP')).toBe('30/SNV-VP');
  });
});
