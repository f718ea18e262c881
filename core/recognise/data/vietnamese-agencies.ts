/**
 * Words with which the name of an issuing body begins in a letterhead, and central bodies with the
 * abbreviations used in symbols. Sources: Decree 30/2020/NĐ-CP, Appendix I, II.2; Resolution
 * 176/2025/QH15 and Decree 35/2025/NĐ-CP (structure of the Government); names before 2025 are kept
 * because old letters carry them. State of 2026-11-21.
 */
export const agencyHeads: readonly string[] = [
  'BỘ', 'TỔNG CỤC', 'CHI CỤC', 'CỤC', 'VỤ', 'SỞ', 'ỦY BAN', 'UBND', 'HĐND', 'HỘI ĐỒNG', 'VĂN PHÒNG', 'PHÒNG',
  'TRƯỜNG', 'ĐẠI HỌC', 'HỌC VIỆN', 'VIỆN', 'BỆNH VIỆN', 'TRUNG TÂM', 'TRẠM', 'BAN', 'TỈNH ỦY', 'THÀNH ỦY',
  'HUYỆN ỦY', 'QUẬN ỦY', 'THỊ ỦY', 'ĐẢNG ỦY', 'ĐẢNG BỘ', 'CHI BỘ', 'TÒA ÁN', 'NGÂN HÀNG', 'CÔNG TY', 'TỔNG CÔNG TY',
  'TẬP ĐOÀN', 'BẢO HIỂM', 'KHO BẠC', 'THANH TRA', 'KIỂM TOÁN', 'CHÍNH PHỦ', 'THỦ TƯỚNG', 'QUỐC HỘI',
  'CHỦ TỊCH NƯỚC', 'CHỦ TỊCH', 'ĐOÀN', 'HỘI', 'LIÊN ĐOÀN', 'LIÊN HIỆP', 'HIỆP HỘI', 'LIÊN MINH', 'CÔNG ĐOÀN', 'CÔNG AN',
  'QUÂN KHU', 'ĐÀI', 'BÁO', 'NHÀ XUẤT BẢN', 'THUẾ', 'HẢI QUAN', 'CẢNG VỤ', 'THI HÀNH ÁN', 'QUỸ', 'TỔ CÔNG TÁC',
  'THÔNG TẤN XÃ', 'MẶT TRẬN', 'THƯỜNG TRỰC', 'KHOA', 'BAN CHỈ ĐẠO', 'BỘ CHÍNH TRỊ', 'BAN BÍ THƯ', 'BAN CHẤP HÀNH',
];

/** Heads that may begin a subordinate body on the same printed line as the superior one. */
export const subordinateHeads: readonly string[] = [
  'TỔNG CỤC', 'CHI CỤC', 'CỤC', 'SỞ', 'PHÒNG', 'TRƯỜNG', 'VĂN PHÒNG', 'TRUNG TÂM', 'CÔNG AN', 'BỆNH VIỆN',
];

/** Full names, used to repair diacritics lost in scanning. */
export const centralAgencies: readonly string[] = [
  'CHÍNH PHỦ', 'THỦ TƯỚNG CHÍNH PHỦ', 'VĂN PHÒNG CHÍNH PHỦ', 'QUỐC HỘI', 'ỦY BAN THƯỜNG VỤ QUỐC HỘI', 'VĂN PHÒNG QUỐC HỘI',
  'CHỦ TỊCH NƯỚC', 'BỘ TÀI CHÍNH', 'BỘ TƯ PHÁP', 'BỘ NỘI VỤ', 'BỘ CÔNG AN', 'BỘ QUỐC PHÒNG', 'BỘ NGOẠI GIAO', 'BỘ CÔNG THƯƠNG',
  'BỘ XÂY DỰNG', 'BỘ Y TẾ', 'BỘ GIÁO DỤC VÀ ĐÀO TẠO', 'BỘ KHOA HỌC VÀ CÔNG NGHỆ', 'BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG',
  'BỘ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN', 'BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG', 'BỘ THÔNG TIN VÀ TRUYỀN THÔNG',
  'BỘ KẾ HOẠCH VÀ ĐẦU TƯ', 'BỘ GIAO THÔNG VẬN TẢI', 'BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI',
  'BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH', 'BỘ DÂN TỘC VÀ TÔN GIÁO', 'THANH TRA CHÍNH PHỦ', 'NGÂN HÀNG NHÀ NƯỚC VIỆT NAM',
  'TỔNG CỤC THUẾ', 'CỤC THUẾ', 'TỔNG CỤC HẢI QUAN', 'CỤC HẢI QUAN', 'KHO BẠC NHÀ NƯỚC', 'BẢO HIỂM XÃ HỘI VIỆT NAM',
  'TÒA ÁN NHÂN DÂN TỐI CAO', 'VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO', 'KIỂM TOÁN NHÀ NƯỚC', 'ĐẠI HỌC QUỐC GIA HÀ NỘI',
  'ĐẠI HỌC QUỐC GIA THÀNH PHỐ HỒ CHÍ MINH', 'BỘ CHÍNH TRỊ', 'BAN BÍ THƯ', 'BAN CHẤP HÀNH TRUNG ƯƠNG',
];

/** First element of a công văn symbol and the body it stands for, as the text would call it. */
export const agencySymbols: readonly (readonly [string, string])[] = [
  ['SGDĐT', 'Sở GD&ĐT'], ['SGD&ĐT', 'Sở GD&ĐT'], ['UBND', 'UBND'], ['HĐND', 'HĐND'], ['VPCP', 'Văn phòng Chính phủ'],
  ['TTg', 'Thủ tướng Chính phủ'], ['CP', 'Chính phủ'], ['BTC', 'Bộ Tài chính'], ['BNV', 'Bộ Nội vụ'],
  ['BGDĐT', 'Bộ GD&ĐT'], ['BYT', 'Bộ Y tế'], ['BXD', 'Bộ Xây dựng'], ['BCT', 'Bộ Công Thương'], ['BTP', 'Bộ Tư pháp'],
  ['BKHCN', 'Bộ KH&CN'], ['STC', 'Sở Tài chính'], ['SNV', 'Sở Nội vụ'], ['SYT', 'Sở Y tế'], ['SXD', 'Sở Xây dựng'],
  ['STP', 'Sở Tư pháp'], ['SCT', 'Sở Công Thương'], ['SKHCN', 'Sở KH&CN'], ['STTTT', 'Sở TT&TT'],
  ['SNNMT', 'Sở Nông nghiệp và Môi trường'], ['SVHTTDL', 'Sở Văn hóa, Thể thao và Du lịch'],
];

/** Provinces and centrally run cities, those before and those after the merger of 1 July 2025. */
export const provinces: readonly string[] = [
  'An Giang', 'Bà Rịa - Vũng Tàu', 'Bạc Liêu', 'Bắc Giang', 'Bắc Kạn', 'Bắc Ninh', 'Bến Tre', 'Bình Dương', 'Bình Định',
  'Bình Phước', 'Bình Thuận', 'Cà Mau', 'Cao Bằng', 'Cần Thơ', 'Đà Nẵng', 'Đắk Lắk', 'Đắk Nông', 'Điện Biên', 'Đồng Nai',
  'Đồng Tháp', 'Gia Lai', 'Hà Giang', 'Hà Nam', 'Hà Nội', 'Hà Tĩnh', 'Hải Dương', 'Hải Phòng', 'Hậu Giang', 'Hòa Bình',
  'Hồ Chí Minh', 'Huế', 'Hưng Yên', 'Khánh Hòa', 'Kiên Giang', 'Kon Tum', 'Lai Châu', 'Lạng Sơn', 'Lào Cai', 'Lâm Đồng',
  'Long An', 'Nam Định', 'Nghệ An', 'Ninh Bình', 'Ninh Thuận', 'Phú Thọ', 'Phú Yên', 'Quảng Bình', 'Quảng Nam',
  'Quảng Ngãi', 'Quảng Ninh', 'Quảng Trị', 'Sóc Trăng', 'Sơn La', 'Tây Ninh', 'Thái Bình', 'Thái Nguyên', 'Thanh Hóa',
  'Thừa Thiên Huế', 'Tiền Giang', 'Trà Vinh', 'Tuyên Quang', 'Vĩnh Long', 'Vĩnh Phúc', 'Yên Bái',
];
