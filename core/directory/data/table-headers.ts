export type UnitColumn =
  | 'name' | 'aliases' | 'symbols' | 'codes' | 'domains' | 'addresses' | 'phones' | 'parent' | 'groups' | 'validFrom' | 'validTo' | 'successors' | 'person' | 'personTitle' | 'personAddress' | 'personPhone';

/** Names of columns as offices write them, in Vietnamese, English and Thai; compared folded, without what stands in brackets. */
export const tableHeaders: Readonly<Record<UnitColumn, readonly string[]>> = {
  name: ['Tên đơn vị', 'Đơn vị', 'Tên cơ quan', 'Cơ quan', 'Tên cơ quan, đơn vị', 'Cơ quan, đơn vị', 'Tên tổ chức', 'Tên trường', 'Tên', 'Unit', 'Unit name', 'Name', 'Agency', 'Organisation', 'Organization', 'Office', 'ชื่อหน่วยงาน', 'หน่วยงาน', 'ชื่อส่วนราชการ', 'ส่วนราชการ', 'ชื่อ'],
  aliases: ['Tên khác', 'Tên gọi khác', 'Tên viết tắt', 'Viết tắt', 'Tên tiếng Anh', 'Tên cũ', 'Aliases', 'Other names', 'Short name', 'Abbreviation', 'English name', 'ชื่ออื่น', 'ชื่อย่อ', 'ชื่อภาษาอังกฤษ'],
  symbols: ['Ký hiệu', 'Kí hiệu', 'Ký hiệu văn bản', 'Symbol', 'Symbols', 'Document symbol', 'รหัสหนังสือ', 'เลขประจำส่วนราชการ', 'รหัสตัวพยัญชนะ', 'ที่'],
  codes: ['Mã định danh', 'Mã định danh điện tử', 'Mã đơn vị', 'Mã cơ quan', 'Mã', 'Mã định danh cơ quan', 'Code', 'Codes', 'Unit code', 'Identifier', 'Agency code', 'รหัสหน่วยงาน', 'รหัส'],
  domains: ['Miền thư', 'Tên miền', 'Tên miền thư', 'Miền', 'Domain', 'Domains', 'Mail domain', 'โดเมน', 'โดเมนอีเมล'],
  addresses: ['Địa chỉ thư', 'Thư điện tử', 'Hộp thư', 'Hộp thư công vụ', 'Địa chỉ thư điện tử', 'Địa chỉ email', 'Email', 'E-mail', 'Mail', 'Address', 'Addresses', 'Mail address', 'Email address', 'อีเมล', 'ที่อยู่อีเมล', 'ไปรษณีย์อิเล็กทรอนิกส์'],
  phones: ['Điện thoại', 'Số điện thoại', 'ĐT', 'Số ĐT', 'Điện thoại cơ quan', 'Phone', 'Phones', 'Telephone', 'Tel', 'โทรศัพท์', 'หมายเลขโทรศัพท์', 'เบอร์โทรศัพท์', 'โทร'],
  parent: ['Đơn vị cấp trên', 'Cấp trên', 'Cơ quan cấp trên', 'Cơ quan chủ quản', 'Đơn vị chủ quản', 'Trực thuộc', 'Mã cấp trên', 'Mã đơn vị cấp trên', 'Parent', 'Parent unit', 'Parent agency', 'Belongs to', 'หน่วยงานต้นสังกัด', 'ต้นสังกัด', 'สังกัด'],
  groups: ['Nhóm', 'Loại đơn vị', 'Khối', 'Loại hình', 'Group', 'Groups', 'Type', 'กลุ่ม', 'ประเภท'],
  validFrom: ['Hiệu lực từ', 'Từ ngày', 'Ngày thành lập', 'Ngày bắt đầu', 'Valid from', 'From', 'Since', 'ตั้งแต่', 'วันที่เริ่ม', 'มีผลตั้งแต่'],
  validTo: ['Hiệu lực đến', 'Đến ngày', 'Ngày kết thúc', 'Ngày giải thể', 'Ngày sáp nhập', 'Valid to', 'Until', 'To', 'ถึง', 'วันที่สิ้นสุด'],
  successors: ['Đơn vị kế thừa', 'Kế thừa', 'Sáp nhập vào', 'Đơn vị mới', 'Successor', 'Successors', 'Merged into', 'หน่วยงานที่รับช่วง', 'รวมเข้ากับ'],
  person: ['Người phụ trách', 'Người liên hệ', 'Văn thư', 'Cán bộ văn thư', 'Họ và tên', 'Họ tên', 'Lãnh đạo', 'Thủ trưởng', 'Contact', 'Contact person', 'Person', 'Head', 'ผู้ติดต่อ', 'ชื่อผู้ติดต่อ', 'ผู้รับผิดชอบ'],
  personTitle: ['Chức vụ', 'Chức danh', 'Title', 'Position', 'ตำแหน่ง'],
  personAddress: ['Email người phụ trách', 'Thư điện tử cá nhân', 'Email cá nhân', 'Contact email', 'อีเมลผู้ติดต่อ'],
  personPhone: ['Điện thoại di động', 'Di động', 'ĐTDĐ', 'Mobile', 'Contact phone', 'มือถือ'],
};
