/**
 * Thai official correspondence. Sources: Regulation of the Office of the Prime Minister on Correspondence Work
 * B.E. 2526 with amendments to No. 4 B.E. 2564 (six kinds, clauses 9 to 28; urgency, clause 28); Rules on the
 * Protection of Official Secrets B.E. 2544, clause 12 (secrecy). State of 2026-11-21.
 */
export const thaiKinds = {
  external: 'หนังสือภายนอก',
  internal: 'หนังสือภายใน',
  sealed: 'หนังสือประทับตรา',
} as const;

/** Kinds that print their own name as a heading; the issuer follows it. */
export const thaiHeadings: readonly string[] = [
  'คำสั่ง', 'ระเบียบ', 'ข้อบังคับ', 'ประกาศ', 'แถลงการณ์', 'ข่าว', 'หนังสือรับรอง', 'รายงานการประชุม',
];

/** longest first */
export const thaiUrgency: readonly string[] = ['ด่วนที่สุด', 'ด่วนมาก', 'ด่วน'];
export const thaiSecrecy: readonly string[] = ['ลับที่สุด', 'ลับมาก', 'ลับ'];

/** Words with which the name of a Thai body begins. */
export const thaiAgencyHeads: readonly string[] = [
  'สำนักนายกรัฐมนตรี', 'สำนักงาน', 'สำนัก', 'กระทรวง', 'กรม', 'มหาวิทยาลัย', 'สถาบัน', 'คณะ', 'โรงเรียน', 'โรงพยาบาล', 'องค์การ',
  'องค์กร', 'เทศบาล', 'จังหวัด', 'ที่ว่าการ', 'ศาลากลาง', 'ศาล', 'ศูนย์', 'กองบัญชาการ', 'กองทัพ', 'กอง', 'วิทยาลัย', 'การไฟฟ้า', 'การประปา',
  'ธนาคาร', 'สภา', 'คุรุสภา', 'บริษัท', 'ฝ่าย', 'งาน', 'ส่วน',
];
