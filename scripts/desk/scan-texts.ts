import { documentHtml } from '../demo/document-html';

/** A Vietnamese official letter by decree 30/2020/NĐ-CP, of a unit that does not exist. */
export const vietnameseSheet = documentHtml({
  parent: 'UBND TỈNH SÔNG THƯƠNG', agency: ['SỞ GIÁO DỤC VÀ ĐÀO TẠO'], number: '1077/SGDĐT-KTQLCL', day: 'ngày 15 tháng 5 năm 2026', stamp: null, type: null,
  topic: 'hướng dẫn tổ chức kỳ thi tốt nghiệp trung học phổ thông năm 2026', lead: null,
  addressees: ['Phòng Giáo dục và Đào tạo các huyện, thành phố', 'Các trường trung học phổ thông', 'Trung tâm Giáo dục thường xuyên tỉnh'],
  titles: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], recipients: ['Như trên', 'Bộ Giáo dục và Đào tạo (để báo cáo)', 'Lưu: VT, KTQLCL'],
  paragraphs: [
    'Căn cứ Thông tư số 15/2020/TT-BGDĐT ngày 26 tháng 5 năm 2020 của Bộ trưởng Bộ Giáo dục và Đào tạo ban hành Quy chế thi tốt nghiệp trung học phổ thông;',
    'Thực hiện Công văn số 1298/UBND-VX ngày 04 tháng 5 năm 2026 của Ủy ban nhân dân tỉnh về việc tăng cường công tác chuẩn bị cho kỳ thi, Sở Giáo dục và Đào tạo yêu cầu các đơn vị thực hiện nghiêm túc một số nội dung sau đây:',
    '1. Rà soát cơ sở vật chất, trang thiết bị phục vụ kỳ thi; bố trí phòng thi bảo đảm đủ ánh sáng, thoáng mát, đúng quy định. Mỗi phòng thi có không quá 24 thí sinh, khoảng cách tối thiểu giữa hai thí sinh liền kề theo hàng ngang là 1,2 mét.',
    '2. Phân công cán bộ, giáo viên tham gia công tác coi thi, chấm thi; tổ chức tập huấn nghiệp vụ cho toàn bộ những người được điều động. Danh sách gửi về Sở (qua Phòng Khảo thí và Quản lý chất lượng) trước ngày 30/5/2026.',
    '3. Phối hợp với công an, y tế, điện lực trên địa bàn để bảo đảm an ninh, an toàn; xây dựng phương án dự phòng khi có thiên tai, dịch bệnh hoặc sự cố bất thường.',
    'Nhận được công văn này, yêu cầu Thủ trưởng các đơn vị nghiêm túc triển khai thực hiện. Trong quá trình thực hiện nếu có khó khăn, vướng mắc, đề nghị báo cáo về Sở để được hướng dẫn, giải quyết kịp thời./.',
  ],
});

/** An invitation between Vietnamese units, with a deadline. */
export const vietnameseInvitation = documentHtml({
  parent: 'UBND TỈNH SÔNG THƯƠNG', agency: ['VĂN PHÒNG'], number: '245/GM-VPUBND', day: 'ngày 12 tháng 11 năm 2026', stamp: null, type: 'GIẤY MỜI',
  topic: 'Họp giao ban công tác văn thư, lưu trữ quý IV năm 2026', lead: null, addressees: ['Sở Nội vụ', 'Ủy ban nhân dân các xã, phường'],
  titles: ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'], recipients: ['Như trên', 'Lưu: VT'],
  paragraphs: [
    'Thực hiện Chương trình công tác năm 2026, Văn phòng Ủy ban nhân dân tỉnh kính mời các đơn vị dự họp giao ban như sau:',
    'Thời gian: 14 giờ 00, ngày 25 tháng 11 năm 2026.',
    'Địa điểm: Phòng họp số 2, trụ sở Ủy ban nhân dân tỉnh.',
    'Thành phần: Lãnh đạo đơn vị và công chức phụ trách văn thư. Đề nghị các đơn vị gửi báo cáo về Văn phòng trước ngày 20 tháng 11 năm 2026.',
  ],
});

/** A Thai external letter by the Regulation on Correspondence B.E. 2526, of an office that does not exist. */
export const thaiSheet = `<div style="font-family:'Noto Serif Thai';font-size:15pt;line-height:1.5">
<div>ที่ ศธ 04009/ว 1235<span style="float:right">สำนักงานเขตพื้นที่การศึกษาลำธาร<br>ถนนริมน้ำ อำเภอเมือง 10300</span></div><br><br>
<div style="text-align:center">15 พฤษภาคม 2569</div>
<div>เรื่อง ขอเชิญประชุมคณะกรรมการบริหารสถานศึกษา</div><div>เรียน ผู้อำนวยการโรงเรียนในสังกัดทุกแห่ง</div>
<div>อ้างถึง หนังสือกระทรวงศึกษาธิการ ที่ ศธ 0201/456 ลงวันที่ 20 เมษายน 2569</div><div>สิ่งที่ส่งมาด้วย ระเบียบวาระการประชุม จำนวน 1 ชุด</div>
<p style="text-indent:2cm">ด้วยสำนักงานเขตพื้นที่การศึกษากำหนดจัดการประชุมคณะกรรมการบริหารสถานศึกษา ประจำปีงบประมาณ พ.ศ. 2569 เพื่อพิจารณาแนวทางการพัฒนาคุณภาพการศึกษาและการจัดสรรงบประมาณให้แก่โรงเรียนในสังกัด ในวันจันทร์ที่ 25 พฤษภาคม 2569 เวลา 09.00 น. ณ ห้องประชุมใหญ่ ชั้น 3 อาคารอำนวยการ</p>
<p style="text-indent:2cm">ในการนี้ จึงขอเชิญท่านเข้าร่วมประชุมตามวัน เวลา และสถานที่ดังกล่าว พร้อมทั้งแจ้งรายชื่อผู้เข้าร่วมประชุมภายในวันที่ 20 พฤษภาคม 2569 ทางไปรษณีย์อิเล็กทรอนิกส์</p>
<p style="text-indent:2cm">จึงเรียนมาเพื่อโปรดทราบและเข้าร่วมประชุมโดยพร้อมเพรียงกัน</p>
<div style="margin-left:50%;text-align:center">ขอแสดงความนับถือ<br><br><br>ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา</div></div>`;
