/**
 * Authority prefixes and posts of signers. Source: Decree 30/2020/NĐ-CP of 5 March 2020, Article 13 and
 * Appendix I, II.7 (TM., Q., KT., TL., TUQ.); posts as used by state and Party bodies. State of 2026-11-21.
 */
export const authorityPrefixes: readonly string[] = ['TM', 'T/M', 'KT', 'K/T', 'TL', 'T/L', 'TUQ', 'TUQ.', 'Q', 'QUYỀN', 'THỪA LỆNH'];

export const signerPosts: readonly string[] = [
  'CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'BỘ TRƯỞNG', 'THỨ TRƯỞNG', 'THỦ TƯỚNG', 'PHÓ THỦ TƯỚNG', 'GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC',
  'TỔNG GIÁM ĐỐC', 'PHÓ TỔNG GIÁM ĐỐC', 'CỤC TRƯỞNG', 'PHÓ CỤC TRƯỞNG', 'TỔNG CỤC TRƯỞNG', 'PHÓ TỔNG CỤC TRƯỞNG',
  'CHI CỤC TRƯỞNG', 'PHÓ CHI CỤC TRƯỞNG', 'VỤ TRƯỞNG', 'PHÓ VỤ TRƯỞNG', 'HIỆU TRƯỞNG', 'PHÓ HIỆU TRƯỞNG', 'VIỆN TRƯỞNG',
  'PHÓ VIỆN TRƯỞNG', 'TRƯỞNG PHÒNG', 'PHÓ TRƯỞNG PHÒNG', 'TRƯỞNG BAN', 'PHÓ TRƯỞNG BAN', 'PHÓ BAN', 'CHÁNH VĂN PHÒNG',
  'PHÓ CHÁNH VĂN PHÒNG', 'CHỦ NHIỆM', 'PHÓ CHỦ NHIỆM', 'BÍ THƯ', 'PHÓ BÍ THƯ', 'TỔNG BÍ THƯ', 'THƯỜNG TRỰC', 'CHÁNH ÁN',
  'PHÓ CHÁNH ÁN', 'CHÁNH THANH TRA', 'PHÓ CHÁNH THANH TRA', 'TỔNG THANH TRA', 'PHÓ TỔNG THANH TRA', 'THỐNG ĐỐC', 'PHÓ THỐNG ĐỐC',
  'TỔNG KIỂM TOÁN', 'TRƯỞNG KHOA', 'TỔNG BIÊN TẬP', 'TRƯỞNG ĐOÀN', 'PHÓ TRƯỞNG ĐOÀN', 'TRƯỞNG CÔNG AN', 'CHỈ HUY TRƯỞNG',
  'TƯ LỆNH', 'CHÍNH ỦY', 'TRƯỞNG THUẾ', 'PHÓ TRƯỞNG THUẾ', 'NGƯỜI ĐẠI DIỆN', 'ĐẠI DIỆN', 'CHỦ TỌA', 'CHỦ TRÌ', 'THƯ KÝ',
  'TRƯỞNG', 'PHÓ TRƯỞNG', 'KẾ TOÁN TRƯỞNG', 'TỔNG THƯ KÝ', 'KIỂM TOÁN TRƯỞNG', 'TRƯỞNG TRẠM', 'NGƯỜI ỦY QUYỀN',
];

/** Family names, most frequent first; only to tell a name in capitals from a post in capitals. */
export const familyNames: readonly string[] = [
  'Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Huỳnh', 'Phan', 'Vũ', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý', 'Đào',
  'Đinh', 'Đoàn', 'Trịnh', 'Mai', 'Trương', 'Lâm', 'Phùng', 'Hà', 'Tạ', 'Cao', 'Châu', 'Thái', 'Chu', 'Tô', 'Lương', 'Vương',
  'Quách', 'Tống', 'Doãn', 'Kiều', 'Lưu', 'Tăng', 'Nghiêm', 'Thân', 'Triệu', 'Nông', 'Hứa', 'La', 'Lò', 'Giàng', 'Vi', 'Ma',
  'Lục', 'Bạch', 'Từ', 'Khuất', 'Âu', 'Mạc', 'Ninh', 'Giáp', 'Viên', 'Thạch', 'Kim', 'Danh', 'Sơn', 'Họ', 'Y', 'Rơ', 'Ksor',
  'Siu', 'Điểu', 'Lầu', 'Hờ', 'Sùng', 'Thào', 'Vàng', 'Hầu', 'Cư', 'Lừu', 'Mùa', 'Tráng', 'Cầm', 'Quàng', 'Hảng', 'Bế', 'Đàm',
  'Khổng', 'Phí', 'Mẫn', 'Phương', 'Trang', 'Văn', 'Lại', 'Tiêu', 'Diệp', 'Liêu', 'Thi', 'Ông', 'Ngọ', 'Đồng', 'Cung', 'Cù',
  'Lều', 'Nhữ', 'Thiều', 'Trà', 'Huyền', 'Đường', 'Lữ', 'Bàn', 'Chẩu', 'Ngụy', 'Khương', 'Tòng',
];
