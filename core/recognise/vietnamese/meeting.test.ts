import { describe, expect, it } from 'vitest';
import { readLetter } from '../fixtures/read-one';

const meetingOf = (...body: readonly string[]) =>
  readLetter({ heading: 'GIẤY MỜI', number: '45/GM-SNV', topic: 'Họp triển khai công tác văn thư', addressees: ['Văn phòng'], body: ['Sở Nội vụ trân trọng kính mời dự họp:', ...body] }).meeting;

describe('an invitation', () => {
  it('gives time, place, those who come and who presides', () => {
    expect(meetingOf(
      '1. Thời gian: từ 08 giờ 00 đến 11 giờ 30, thứ Tư ngày 25 tháng 02 năm 2026.', '2. Địa điểm: Phòng họp số 2, Sở Nội vụ.', '3. Chủ trì: Giám đốc Sở Nội vụ.',
      '4. Thành phần:', '- Lãnh đạo các phòng thuộc Sở;', '- Trưởng phòng Nội vụ các huyện;', '- Đại diện Văn phòng UBND tỉnh.', '5. Nội dung: Triển khai công tác văn thư.', 'Rất mong quý đại biểu tham dự đúng giờ.',
    )).toEqual({
      at: '2026-02-25T08:00', until: '2026-02-25T11:30', place: 'Phòng họp số 2, Sở Nội vụ', chair: 'Giám đốc Sở Nội vụ',
      participants: ['Lãnh đạo các phòng thuộc Sở', 'Trưởng phòng Nội vụ các huyện', 'Đại diện Văn phòng UBND tỉnh'],
    });
  });

  it('may last several days', () => {
    expect(meetingOf('Thời gian: từ 07 giờ 30 ngày 25/02/2026 đến 17 giờ 00 ngày 27/02/2026.', 'Địa điểm: Hội trường tỉnh.')).toMatchObject({ at: '2026-02-25T07:30', until: '2026-02-27T17:00', place: 'Hội trường tỉnh' });
    expect(meetingOf('Thời gian: từ ngày 25/02/2026 đến ngày 27/02/2026.', 'Địa điểm: Hội trường tỉnh.')).toMatchObject({ at: '2026-02-25', until: '2026-02-27' });
  });

  it.each([
    ['14h00, ngày 25/02/2026 (thứ Tư)', '2026-02-25T14:00'], ['ngày 25/02/2026, lúc 8 giờ 30 phút', '2026-02-25T08:30'], ['02 giờ chiều ngày 25/02/2026', '2026-02-25T14:00'], ['13:30 - 16:00 ngày 25/02/2026', '2026-02-25T13:30'],
    ['14 giờ 00 ngày 25/02', '2026-02-25T14:00'], ['cả ngày 25/02/2026', '2026-02-25'], ['08g00 ngày 25 tháng 02 năm 2026', '2026-02-25T08:00'],
  ])('tells the time in many ways: %s', (printed, at) => {
    expect(meetingOf(`- Thời gian: ${printed}.`, '- Địa điểm: Phòng họp số 1.')).toMatchObject({ at, place: 'Phòng họp số 1' });
  });

  it('a day without its year lies after the letter, not before', () => {
    const text = readLetter({ heading: 'GIẤY MỜI', number: '45/GM-SNV', topic: 'Họp', day: 'ngày 28 tháng 12 năm 2025', addressees: ['Văn phòng'], body: ['Kính mời dự họp:', '1. Thời gian: 08 giờ 00 ngày 05/01.', '2. Địa điểm: Phòng họp số 1.'] });
    expect(text.meeting?.at).toBe('2026-01-05T08:00');
  });

  it('names in one paragraph are taken apart at semicolons, and those of a sentence at its end', () => {
    expect(meetingOf('Thời gian: 14 giờ 00 ngày 25/02/2026. Địa điểm: Phòng họp số 2. Thành phần: Lãnh đạo Sở; Trưởng các phòng; Chánh Thanh tra. Chủ trì: Phó Giám đốc Sở.'))
      .toEqual({ at: '2026-02-25T14:00', until: null, place: 'Phòng họp số 2', participants: ['Lãnh đạo Sở', 'Trưởng các phòng', 'Chánh Thanh tra'], chair: 'Phó Giám đốc Sở' });
  });

  it('who presides may stand in the sentence that invites', () => {
    expect(meetingOf('Cuộc họp do Phó Chủ tịch Ủy ban nhân dân tỉnh chủ trì.', 'Thời gian: 14 giờ 00 ngày 25/02/2026.', 'Địa điểm: Phòng họp số 2.')?.chair).toBe('Phó Chủ tịch Ủy ban nhân dân tỉnh');
  });

  it('may number its headings and set each on a line of its own', () => {
    expect(meetingOf('1. Thời gian', '02 ngày, từ 07 giờ 30 phút ngày 24 đến hết ngày 25 tháng 02 năm 2026.', '2. Địa điểm', 'Hội trường Sở Nội vụ.', '3. Thành phần tham dự', 'a) Đại diện lãnh đạo các sở, ngành;', 'b) Công chức văn thư.', '4. Chủ trì', 'Phó Giám đốc Sở Nội vụ.'))
      .toEqual({ at: '2026-02-24T07:30', until: '2026-02-25', place: 'Hội trường Sở Nội vụ', participants: ['Đại diện lãnh đạo các sở, ngành', 'Công chức văn thư'], chair: 'Phó Giám đốc Sở Nội vụ' });
  });

  it('may last two days written as one date', () => {
    expect(meetingOf('Thời gian: ngày 24-25/02/2026.', 'Địa điểm: Hội trường tỉnh.')).toMatchObject({ at: '2026-02-24', until: '2026-02-25' });
  });

  it('may divide its participants, whose list is no addressee, and its last day is no deadline', () => {
    const document = readLetter({
      heading: 'GIẤY MỜI', number: '45/GM-UBND', topic: 'Dự họp', body: ['Ủy ban nhân dân tỉnh trân trọng kính mời:', '1. Thành phần:', '1.1. Chủ trì: Phó Chủ tịch UBND tỉnh', '1.2. Thành phần mời dự:', '- Giám đốc các sở;', '- Chánh Văn phòng UBND tỉnh.',
        '2. Thời gian: từ ngày 24/02/2026 đến hết ngày 25/02/2026.', '3. Địa điểm: Phòng họp tầng 2.', 'Giao Sở Tài chính gửi tài liệu trước 15 giờ 00 ngày 20/02/2026.'],
    });
    expect(document).toMatchObject({ addressees: [], deadline: '2026-02-20', meeting: { chair: 'Phó Chủ tịch UBND tỉnh', participants: ['Giám đốc các sở', 'Chánh Văn phòng UBND tỉnh'], until: '2026-02-25' } });
    expect(readLetter({ heading: 'GIẤY MỜI', number: '45/GM-UBND', topic: 'Dự tập huấn', body: ['Kính mời tham dự và báo cáo:', 'Thời gian: từ ngày 24/02/2026 đến hết ngày 25/02/2026.', 'Địa điểm: Phòng họp tầng 2.'] }).deadline).toBeNull();
  });

  it('may be a công văn', () => {
    const document = readLetter({ heading: '', number: '45/SNV-VP', topic: 'mời họp giao ban', addressees: ['Các phòng'], body: ['Kính mời các phòng dự họp:', '- Thời gian: 14 giờ 00 ngày 25/02/2026;', '- Địa điểm: Phòng họp số 2;', '- Thành phần: Trưởng phòng.'] });
    expect(document).toMatchObject({ deskKind: 'invitation', deadline: null, meeting: { at: '2026-02-25T14:00', place: 'Phòng họp số 2', participants: ['Trưởng phòng'] } });
  });
});
