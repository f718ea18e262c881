import type { DeskKind } from '../../model/document';

/**
 * What a document is to the desk. Sources: models 1.1 to 1.10 of decree 30/2020/NĐ-CP for the types; the kinds are those of the Bình Dương rules on
 * electronic mail of 18 December 2009 (lịch làm việc, tài liệu họp, tài liệu trao đổi công việc, báo cáo, thư mời, thông tin chỉ đạo), the phrases
 * those by which offices name them. State of 2026-11-21.
 */
export const deskKindOfType: readonly (readonly [code: string, kind: DeskKind])[] = [
  ['GM', 'invitation'], ['TM', 'invitation'], ['LCT', 'workSchedule'], ['LLV', 'workSchedule'], ['BC', 'report'], ['CT', 'directive'], ['CĐ', 'directive'],
  ['TB', 'notice'], ['TC', 'notice'], ['TTr', 'request'],
];

export interface DeskPhrases {
  readonly kind: DeskKind;
  /** must the summary begin with one? else it may stand anywhere in it */
  readonly opens: boolean;
  readonly phrases: readonly string[];
}

/** Read in this order; the first that fits decides. */
export const deskPhrases: readonly DeskPhrases[] = [
  { kind: 'workSchedule', opens: false, phrases: ['lịch công tác', 'lịch làm việc', 'chương trình công tác tuần', 'chương trình làm việc tuần'] },
  {
    kind: 'meetingPapers', opens: false, phrases: [
      'tài liệu họp', 'tài liệu cuộc họp', 'tài liệu phiên họp', 'tài liệu kỳ họp', 'tài liệu hội nghị', 'tài liệu hội thảo', 'tài liệu phục vụ họp', 'tài liệu phục vụ cuộc họp',
      'tài liệu phục vụ phiên họp', 'tài liệu phục vụ kỳ họp', 'tài liệu phục vụ hội nghị', 'tài liệu phục vụ buổi làm việc', 'tài liệu trình kỳ họp', 'tài liệu trình phiên họp', 'hồ sơ trình kỳ họp',
    ],
  },
  {
    kind: 'invitation', opens: true, phrases: [
      'mời họp', 'mời dự', 'mời tham dự', 'mời tham gia', 'mời làm việc', 'mời tập huấn', 'mời hội nghị', 'mời đại biểu', 'mời đại diện', 'mời cử đại diện', 'thư mời', 'giấy mời',
    ],
  },
  { kind: 'request', opens: true, phrases: ['mời chào giá', 'mời báo giá', 'yêu cầu báo giá', 'mời thầu'] },
  {
    kind: 'workMaterial', opens: true, phrases: [
      'gửi tài liệu', 'gửi hồ sơ', 'gửi dự thảo', 'chuyển tài liệu', 'chuyển hồ sơ', 'phát hành tài liệu', 'tài liệu trao đổi', 'trao đổi tài liệu', 'tài liệu tập huấn', 'tài liệu tuyên truyền', 'tài liệu',
    ],
  },
  { kind: 'notice', opens: true, phrases: ['thông báo', 'nghỉ lễ', 'nghỉ tết', 'treo cờ', 'giới thiệu chữ ký', 'giới thiệu mẫu dấu', 'thay đổi địa chỉ', 'thay đổi trụ sở', 'công bố'] },
  {
    kind: 'directive', opens: true, phrases: [
      'tăng cường', 'chỉ đạo', 'đôn đốc', 'chấn chỉnh', 'triển khai', 'tổ chức thực hiện', 'tổ chức triển khai', 'thực hiện', 'tiếp tục thực hiện', 'tiếp tục triển khai', 'tiếp tục tăng cường', 'quán triệt',
      'nghiêm túc thực hiện', 'ứng phó', 'chủ động', 'đẩy mạnh', 'kết luận', 'ý kiến kết luận', 'ý kiến chỉ đạo', 'giao nhiệm vụ',
    ],
  },
  {
    kind: 'request', opens: true, phrases: [
      'đề nghị', 'xin ý kiến', 'xin phép', 'xin chủ trương', 'lấy ý kiến', 'cho ý kiến', 'góp ý', 'tham gia ý kiến', 'tham gia góp ý', 'đăng ký', 'yêu cầu', 'cung cấp', 'tổng hợp', 'rà soát', 'nộp', 'thống kê', 'kiến nghị',
      'cử người', 'cử cán bộ', 'cử công chức', 'cử đại diện',
    ],
  },
  { kind: 'report', opens: true, phrases: ['báo cáo'] },
];
