import { describe, expect, it } from 'vitest';
import { readLetter } from '../fixtures/read-one';
import { endOfTerm } from './term';
import type { IsoDate } from '../../model/ids';

const deadlineOf = (sentence: string, day = 'ngày 05 tháng 5 năm 2026') =>
  readLetter({ heading: '', number: '9/SNV-VP', topic: 'báo cáo', addressees: ['Các đơn vị'], day, body: [sentence] });

describe('a day to answer by', () => {
  it.each([
    ['Đề nghị gửi báo cáo về Sở trước ngày 15/5/2026.', '2026-05-15'], ['Đề nghị gửi báo cáo chậm nhất ngày 15 tháng 5 năm 2026.', '2026-05-15'], ['Hạn cuối nộp hồ sơ: ngày 15/5/2026.', '2026-05-15'],
    ['Đề nghị gửi ý kiến trước 17 giờ 00 ngày 15/5/2026.', '2026-05-15'], ['Đề nghị gửi ý kiến trước 10 giờ sáng thứ Sáu (ngày 15/5/2026).', '2026-05-15'], ['Yêu cầu hoàn thành chậm nhất trong ngày 15/5/2026.', '2026-05-15'],
    ['Đề nghị gửi báo cáo trước cuối giờ chiều ngày 15/5/2026.', '2026-05-15'], ['Đề nghị gửi báo cáo chậm nhất trước hết giờ hành chính ngày 15/5/2026.', '2026-05-15'],
  ])('%s', (sentence, day) => {
    expect(deadlineOf(sentence).deadline).toBe(day);
  });

  it('without its year is of the year of the letter, or of the next where that has passed, and looks uncertain', () => {
    const document = deadlineOf('Đề nghị gửi báo cáo về Sở trước ngày 15/5.');
    expect(document.deadline).toBe('2026-05-15');
    expect(document.evidence.find((item) => item.field === 'deadline')?.confidence).toBeLessThan(0.7);
    expect(deadlineOf('Đề nghị gửi báo cáo trước ngày 10 tháng 01.', 'ngày 20 tháng 12 năm 2025').deadline).toBe('2026-01-10');
    expect(deadlineOf('Đề nghị gửi báo cáo trước 15/5.').deadline).toBe('2026-05-15');
    expect(deadlineOf('Báo cáo đã gửi trước ngày 10/02.').deadline).toBeNull();
    expect(deadlineOf('Báo cáo gửi trước ngày 15/6 hằng năm.').deadline).toBeNull();
  });

  it('of a term is counted from the day of issue, the first day left out and weekends passed over', () => {
    // Tuesday 9 June 2026: five working days are Wednesday 10 to Tuesday 16
    expect(deadlineOf('Đề nghị gửi báo cáo trong thời hạn 05 ngày làm việc kể từ ngày ban hành công văn này.', 'ngày 09 tháng 6 năm 2026').deadline).toBe('2026-06-16');
    // Saturday 13 June 2026 is the fourth day: the term ends on Monday
    expect(deadlineOf('Đề nghị gửi báo cáo trong vòng 04 ngày kể từ ngày ký văn bản này.', 'ngày 09 tháng 6 năm 2026').deadline).toBe('2026-06-15');
  });

  it('cannot be counted from the day of receipt', () => {
    expect(deadlineOf('Đề nghị trả lời trong thời hạn 05 ngày làm việc kể từ ngày nhận được công văn này.').deadline).toBeNull();
  });

  it('is not counted across days that may be holidays', () => {
    expect(endOfTerm('2026-04-24' as IsoDate, 5, true)).toBeNull();
    expect(endOfTerm('2026-08-27' as IsoDate, 5, true)).toBeNull();
    expect(endOfTerm('2026-02-10' as IsoDate, 3, true)).toBeNull();
    expect(endOfTerm('2026-06-09' as IsoDate, 400, false)).toBeNull();
  });
});
