import type { DeskKind } from '../../model/document';

/** Code of a kind in `OfficialDocument.typeCode`. */
export type ThaiKindCode = 'external' | 'internal' | 'stamped' | 'order' | 'public' | 'record';

export interface ThaiKind {
  readonly name: string;
  readonly code: ThaiKindCode;
}

/**
 * Thai official correspondence. Sources: Regulation of the Office of the Prime Minister on Correspondence Work
 * B.E. 2526 with amendments to No. 4 B.E. 2564 (six kinds, clauses 10 to 27; urgency, clause 28); Rules on the
 * Protection of Official Secrets B.E. 2544, clause 12 (secrecy). State of 2026-11-21.
 */
export const thaiKinds = {
  external: { name: 'หนังสือภายนอก', code: 'external' },
  internal: { name: 'หนังสือภายใน', code: 'internal' },
  sealed: { name: 'หนังสือประทับตรา', code: 'stamped' },
  certificate: { name: 'หนังสือรับรอง', code: 'record' },
  minutes: { name: 'รายงานการประชุม', code: 'record' },
} as const satisfies Readonly<Record<string, ThaiKind>>;

/** Kinds that print their own name as a heading; the issuer follows it (clauses 16 to 18, 20 to 22, 24). */
export const thaiHeadings: readonly ThaiKind[] = [
  { name: 'คำสั่ง', code: 'order' }, { name: 'ระเบียบ', code: 'order' }, { name: 'ข้อบังคับ', code: 'order' },
  { name: 'ประกาศ', code: 'public' }, { name: 'แถลงการณ์', code: 'public' }, { name: 'ข่าว', code: 'public' },
  thaiKinds.certificate, thaiKinds.minutes,
];

/** longest first; the last of them also with a day and an hour behind it (clause 28.4) */
export const thaiUrgency: readonly string[] = ['ด่วนที่สุด', 'ด่วนภายใน', 'ด่วนมาก', 'ด่วน'];
export const thaiSecrecy: readonly string[] = ['ลับที่สุด', 'ลับมาก', 'ลับ'];

/** Words with which the name of a Thai body begins. */
export const thaiAgencyHeads: readonly string[] = [
  'สำนักนายกรัฐมนตรี', 'สำนักงาน', 'สำนัก', 'กระทรวง', 'กรม', 'มหาวิทยาลัย', 'สถาบัน', 'คณะ', 'โรงเรียน', 'โรงพยาบาล', 'องค์การ',
  'องค์กร', 'เทศบาล', 'จังหวัด', 'ที่ว่าการ', 'ที่ทำการ', 'ศาลากลาง', 'ศาล', 'ศูนย์', 'กองบัญชาการ', 'กองทัพ', 'กอง', 'วิทยาลัย', 'การไฟฟ้า', 'การประปา',
  'ธนาคาร', 'สภา', 'คุรุสภา', 'บริษัท', 'ฝ่าย', 'งาน', 'ส่วน', 'อำเภอ', 'ทำเนียบ', 'กลุ่ม', 'หน่วย', 'สถานี',
];

/** Words with which the title of an office begins: an addressee, or a line below a name. */
export const thaiTitleHeads: readonly string[] = [
  'ผู้อำนวยการ', 'ผู้ว่าราชการ', 'ผู้ว่าการ', 'ผู้บัญชาการ', 'ผู้บังคับ', 'ผู้จัดการ', 'ผู้ตรวจ', 'ผู้ช่วย', 'อธิบดี', 'ปลัด', 'รองปลัด', 'เลขาธิการ', 'เลขานุการ',
  'หัวหน้า', 'นายกรัฐมนตรี', 'นายกองค์การ', 'นายกเทศมนตรี', 'นายอำเภอ', 'รัฐมนตรี', 'คณบดี', 'อธิการ', 'ประธาน', 'รอง', 'ปฏิบัติราชการแทน', 'ปฏิบัติหน้าที่แทน',
  'รักษาราชการแทน', 'รักษาการ', 'รักษาการแทน', 'ทำการแทน', 'นักวิชาการ', 'เจ้าหน้าที่', 'เจ้าพนักงาน',
];

/** What the subject asks of the desk; the first word found decides. */
export const thaiDeskWords: readonly (readonly [RegExp, DeskKind])[] = [
  [/^(?:ขอ)?(?:เรียน)?เชิญ|ขอเชิญ|เชิญประชุม|เชิญเข้าร่วม/, 'invitation'],
  [/ระเบียบวาระ|เอกสารประกอบการประชุม|รายงานการประชุม/, 'meetingPapers'],
  [/กำหนดการ|ตารางการปฏิบัติ|ตารางปฏิบัติ|ปฏิทินการปฏิบัติ|ปฏิทินปฏิบัติ/, 'workSchedule'],
  [/^(?:ขอ)?(?:จัด)?(?:นำ)?(?:ส่ง)?(?:สรุป)?รายงาน/, 'report'],
  [/^(?:ขอให้|ขอความ|ขออนุ|ขอหารือ|ขอรับ|ขอใช้|ขอยืม|ขอทราบ|ขอข้อมูล|ขอ)/, 'request'],
  [/กำชับ|ให้ถือปฏิบัติ|แนวทางปฏิบัติ|แนวทางการปฏิบัติ|มาตรการ|ซักซ้อม|สั่งการ/, 'directive'],
  [/^(?:แจ้ง|ประชาสัมพันธ์|ประกาศ|แจ้งเวียน)/, 'notice'],
  [/^(?:ขอ)?(?:จัด|นำ)?ส่ง/, 'workMaterial'],
];
