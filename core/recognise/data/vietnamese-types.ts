import type { LegalSourceId } from './vietnamese-sources';

/**
 * Document types of Vietnam with their abbreviations in the number; where each stands says `source`. Decree 30/2020/NĐ-CP gives
 * công văn and thư công no abbreviation: their codes here are names of ours and never part of a number.
 */
export interface DocumentType {
  /** unique, kept for good: acts and rules of an office refer to it */
  readonly code: string;
  readonly name: string;
  /** abbreviation in the symbol; null where the type has none */
  readonly symbol: string | null;
  readonly family: 'administrative' | 'normative' | 'party' | 'copy';
  readonly source: LegalSourceId;
}

export const vietnameseTypes: readonly DocumentType[] = [
  { code: 'NQ', name: 'Nghị quyết', symbol: 'NQ', family: 'administrative', source: 'nd30' },
  { code: 'QĐ', name: 'Quyết định', symbol: 'QĐ', family: 'administrative', source: 'nd30' },
  { code: 'CT', name: 'Chỉ thị', symbol: 'CT', family: 'administrative', source: 'nd30' },
  { code: 'QC', name: 'Quy chế', symbol: 'QC', family: 'administrative', source: 'nd30' },
  { code: 'QyĐ', name: 'Quy định', symbol: 'QyĐ', family: 'administrative', source: 'nd30' },
  { code: 'TC', name: 'Thông cáo', symbol: 'TC', family: 'administrative', source: 'nd30' },
  { code: 'TB', name: 'Thông báo', symbol: 'TB', family: 'administrative', source: 'nd30' },
  { code: 'HD', name: 'Hướng dẫn', symbol: 'HD', family: 'administrative', source: 'nd30' },
  { code: 'CTr', name: 'Chương trình', symbol: 'CTr', family: 'administrative', source: 'nd30' },
  { code: 'KH', name: 'Kế hoạch', symbol: 'KH', family: 'administrative', source: 'nd30' },
  { code: 'PA', name: 'Phương án', symbol: 'PA', family: 'administrative', source: 'nd30' },
  { code: 'ĐA', name: 'Đề án', symbol: 'ĐA', family: 'administrative', source: 'nd30' },
  { code: 'DA', name: 'Dự án', symbol: 'DA', family: 'administrative', source: 'nd30' },
  { code: 'BC', name: 'Báo cáo', symbol: 'BC', family: 'administrative', source: 'nd30' },
  { code: 'BB', name: 'Biên bản', symbol: 'BB', family: 'administrative', source: 'nd30' },
  { code: 'TTr', name: 'Tờ trình', symbol: 'TTr', family: 'administrative', source: 'nd30' },
  { code: 'HĐ', name: 'Hợp đồng', symbol: 'HĐ', family: 'administrative', source: 'nd30' },
  { code: 'CV', name: 'Công văn', symbol: null, family: 'administrative', source: 'nd30' },
  { code: 'CĐ', name: 'Công điện', symbol: 'CĐ', family: 'administrative', source: 'nd30' },
  { code: 'BGN', name: 'Bản ghi nhớ', symbol: 'BGN', family: 'administrative', source: 'nd30' },
  { code: 'BTT', name: 'Bản thỏa thuận', symbol: 'BTT', family: 'administrative', source: 'nd30' },
  { code: 'GUQ', name: 'Giấy ủy quyền', symbol: 'GUQ', family: 'administrative', source: 'nd30' },
  { code: 'GM', name: 'Giấy mời', symbol: 'GM', family: 'administrative', source: 'nd30' },
  { code: 'GGT', name: 'Giấy giới thiệu', symbol: 'GGT', family: 'administrative', source: 'nd30' },
  { code: 'GNP', name: 'Giấy nghỉ phép', symbol: 'GNP', family: 'administrative', source: 'nd30' },
  { code: 'PG', name: 'Phiếu gửi', symbol: 'PG', family: 'administrative', source: 'nd30' },
  { code: 'PC', name: 'Phiếu chuyển', symbol: 'PC', family: 'administrative', source: 'nd30' },
  { code: 'PB', name: 'Phiếu báo', symbol: 'PB', family: 'administrative', source: 'nd30' },
  { code: 'ThC', name: 'Thư công', symbol: null, family: 'administrative', source: 'nd30' },
  { code: 'HP', name: 'Hiến pháp', symbol: null, family: 'normative', source: 'qppl' },
  { code: 'BL', name: 'Bộ luật', symbol: 'L', family: 'normative', source: 'qppl' },
  { code: 'L', name: 'Luật', symbol: 'L', family: 'normative', source: 'qppl' },
  { code: 'PL', name: 'Pháp lệnh', symbol: 'PL', family: 'normative', source: 'qppl' },
  { code: 'LCTN', name: 'Lệnh', symbol: 'L', family: 'normative', source: 'qppl' },
  { code: 'NĐ', name: 'Nghị định', symbol: 'NĐ', family: 'normative', source: 'qppl' },
  { code: 'TT', name: 'Thông tư', symbol: 'TT', family: 'normative', source: 'qppl' },
  { code: 'TTLT', name: 'Thông tư liên tịch', symbol: 'TTLT', family: 'normative', source: 'qppl' },
  { code: 'NQLT', name: 'Nghị quyết liên tịch', symbol: 'NQLT', family: 'normative', source: 'qppl' },
  { code: 'VBHN', name: 'Văn bản hợp nhất', symbol: 'VBHN', family: 'normative', source: 'vbhn' },
  { code: 'KL', name: 'Kết luận', symbol: 'KL', family: 'party', source: 'party' },
  { code: 'TTri', name: 'Thông tri', symbol: 'TT', family: 'party', source: 'party' },
  { code: 'TBo', name: 'Tuyên bố', symbol: null, family: 'party', source: 'party' },
  { code: 'LKG', name: 'Lời kêu gọi', symbol: null, family: 'party', source: 'party' },
  { code: 'QH', name: 'Quy hoạch', symbol: 'QH', family: 'party', source: 'party' },
  { code: 'SY', name: 'Bản sao y', symbol: 'SY', family: 'copy', source: 'nd30' },
  { code: 'TrS', name: 'Trích sao', symbol: 'TrS', family: 'copy', source: 'nd30' },
  { code: 'SL', name: 'Sao lục', symbol: 'SL', family: 'copy', source: 'nd30' },
];
