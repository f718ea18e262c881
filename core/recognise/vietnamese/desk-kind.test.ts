import { describe, expect, it } from 'vitest';
import { readLetter } from '../fixtures/read-one';

const of = (heading: string, number: string, topic: string, body?: readonly string[]) =>
  readLetter({ heading, number, topic, addressees: heading === '' ? ['Các đơn vị'] : [], ...(body === undefined ? {} : { body }) });

describe('what a document is to the desk', () => {
  it.each([
    ['GIẤY MỜI', '12/GM-SNV', 'Họp giao ban', 'invitation'], ['BÁO CÁO', '12/BC-SNV', 'Kết quả công tác văn thư năm 2026', 'report'], ['CHỈ THỊ', '12/CT-UBND', 'Về tăng cường kỷ luật', 'directive'],
    ['CÔNG ĐIỆN', '12/CĐ-UBND', 'Về ứng phó bão số 3', 'directive'], ['THÔNG BÁO', '12/TB-SNV', 'Về việc nghỉ Tết', 'notice'], ['TỜ TRÌNH', '12/TTr-SNV', 'Về việc bổ sung biên chế', 'request'],
    ['THÔNG BÁO', '12/TB-SNV', 'Lịch công tác tuần 10 của Ban Giám đốc', 'workSchedule'], ['LỊCH CÔNG TÁC', '12/SNV-VP', 'Tuần 10 năm 2026', 'workSchedule'],
    ['THÔNG BÁO', '12/TB-VPUB', 'Kết luận của Chủ tịch UBND tỉnh tại phiên họp tháng 3', 'directive'], ['THÔNG BÁO', '12/TB-SNV', 'Mời họp giao ban', 'invitation'],
    ['', '12/SNV-VP', 'mời dự hội nghị tổng kết', 'invitation'], ['', '12/SNV-VP', 'gửi tài liệu họp giao ban', 'meetingPapers'], ['', '12/VP-TH', 'tài liệu phục vụ kỳ họp thứ 5', 'meetingPapers'],
    ['', '12/SNV-VP', 'lịch làm việc của Đoàn kiểm tra', 'workSchedule'], ['', '12/SNV-VP', 'gửi tài liệu tập huấn văn thư', 'workMaterial'], ['', '12/SNV-VP', 'đề nghị cung cấp số liệu', 'request'],
    ['', '12/SNV-VP', 'lấy ý kiến dự thảo Quyết định', 'request'], ['', '12/UBND-VX', 'tăng cường sử dụng văn bản điện tử', 'directive'], ['', '12/SNV-VP', 'thông báo thay đổi trụ sở', 'notice'],
    ['', '12/SNV-VP', 'mời chào giá mua sắm thiết bị', 'request'],
  ])('%s %s %s: %s', (heading, number, topic, kind) => {
    const document = of(heading, number, topic);
    expect(document.deskKind).toBe(kind);
    expect(document.evidence.filter((item) => item.field === 'deskKind')).toHaveLength(1);
  });

  it('a công văn "V/v báo cáo" reports, or asks for a report', () => {
    expect(of('', '12/SNV-VP', 'báo cáo kết quả công tác văn thư', ['Sở Nội vụ báo cáo kết quả như sau.']).deskKind).toBe('report');
    expect(of('', '12/SNV-VP', 'báo cáo công tác văn thư', ['Sở Nội vụ đề nghị các đơn vị gửi báo cáo trước ngày 20/3/2026.']).deskKind).toBe('request');
  });

  it.each([['QUYẾT ĐỊNH', '12/QĐ-SNV', 'Về việc nâng bậc lương'], ['KẾ HOẠCH', '12/KH-SNV', 'Tăng cường công tác văn thư'], ['', '12/SNV-VP', 'trả lời kiến nghị của cử tri']])('none: %s %s %s', (heading, number, topic) => {
    expect(of(heading, number, topic).deskKind).toBeNull();
  });
});
