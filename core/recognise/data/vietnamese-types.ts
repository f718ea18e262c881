/**
 * Document types of Vietnam with their abbreviations in the number.
 * Sources: Decree 30/2020/NĐ-CP of 5 March 2020, Article 7 and Appendix III (29 administrative types
 * and three copy forms); Law on Promulgation of Legal Documents 80/2015/QH13, Article 4, with forms still
 * cited from earlier law; Regulation 66-QĐ/TW of 6 February 2017, Article 4 (Party documents).
 * State of 2026-11-21.
 */
export interface DocumentType {
  readonly name: string;
  /** abbreviation in the symbol; null where the type has none */
  readonly symbol: string | null;
  readonly family: 'administrative' | 'normative' | 'party' | 'copy';
}

export const vietnameseTypes: readonly DocumentType[] = [
  { name: 'Nghị quyết', symbol: 'NQ', family: 'administrative' },
  { name: 'Quyết định', symbol: 'QĐ', family: 'administrative' },
  { name: 'Chỉ thị', symbol: 'CT', family: 'administrative' },
  { name: 'Quy chế', symbol: 'QC', family: 'administrative' },
  { name: 'Quy định', symbol: 'QyĐ', family: 'administrative' },
  { name: 'Thông cáo', symbol: 'TC', family: 'administrative' },
  { name: 'Thông báo', symbol: 'TB', family: 'administrative' },
  { name: 'Hướng dẫn', symbol: 'HD', family: 'administrative' },
  { name: 'Chương trình', symbol: 'CTr', family: 'administrative' },
  { name: 'Kế hoạch', symbol: 'KH', family: 'administrative' },
  { name: 'Phương án', symbol: 'PA', family: 'administrative' },
  { name: 'Đề án', symbol: 'ĐA', family: 'administrative' },
  { name: 'Dự án', symbol: 'DA', family: 'administrative' },
  { name: 'Báo cáo', symbol: 'BC', family: 'administrative' },
  { name: 'Biên bản', symbol: 'BB', family: 'administrative' },
  { name: 'Tờ trình', symbol: 'TTr', family: 'administrative' },
  { name: 'Hợp đồng', symbol: 'HĐ', family: 'administrative' },
  { name: 'Công văn', symbol: null, family: 'administrative' },
  { name: 'Công điện', symbol: 'CĐ', family: 'administrative' },
  { name: 'Bản ghi nhớ', symbol: 'BGN', family: 'administrative' },
  { name: 'Bản thỏa thuận', symbol: 'BTT', family: 'administrative' },
  { name: 'Giấy ủy quyền', symbol: 'GUQ', family: 'administrative' },
  { name: 'Giấy mời', symbol: 'GM', family: 'administrative' },
  { name: 'Giấy giới thiệu', symbol: 'GGT', family: 'administrative' },
  { name: 'Giấy nghỉ phép', symbol: 'GNP', family: 'administrative' },
  { name: 'Phiếu gửi', symbol: 'PG', family: 'administrative' },
  { name: 'Phiếu chuyển', symbol: 'PC', family: 'administrative' },
  { name: 'Phiếu báo', symbol: 'PB', family: 'administrative' },
  { name: 'Thư công', symbol: null, family: 'administrative' },
  { name: 'Hiến pháp', symbol: null, family: 'normative' },
  { name: 'Bộ luật', symbol: 'L', family: 'normative' },
  { name: 'Luật', symbol: 'L', family: 'normative' },
  { name: 'Pháp lệnh', symbol: 'PL', family: 'normative' },
  { name: 'Lệnh', symbol: 'L', family: 'normative' },
  { name: 'Nghị định', symbol: 'NĐ', family: 'normative' },
  { name: 'Thông tư', symbol: 'TT', family: 'normative' },
  { name: 'Thông tư liên tịch', symbol: 'TTLT', family: 'normative' },
  { name: 'Nghị quyết liên tịch', symbol: 'NQLT', family: 'normative' },
  { name: 'Văn bản hợp nhất', symbol: 'VBHN', family: 'normative' },
  { name: 'Kết luận', symbol: 'KL', family: 'party' },
  { name: 'Thông tri', symbol: 'TT', family: 'party' },
  { name: 'Tuyên bố', symbol: null, family: 'party' },
  { name: 'Lời kêu gọi', symbol: null, family: 'party' },
  { name: 'Quy hoạch', symbol: 'QH', family: 'party' },
  { name: 'Bản sao y', symbol: 'SY', family: 'copy' },
  { name: 'Trích sao', symbol: 'TrS', family: 'copy' },
  { name: 'Sao lục', symbol: 'SL', family: 'copy' },
];
