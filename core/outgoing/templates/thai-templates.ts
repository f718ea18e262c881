import type { Template } from '../template';

const source = 'ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ และที่แก้ไขเพิ่มเติม (ฉบับที่ ๔) พ.ศ. ๒๕๖๔';
const answering = 'อ้างถึง {type} ที่ {code}[ ลงวันที่ {date}][ ของ{agency}][ เรื่อง {summary}]';
const sends = (what: string): string => `เรียน {to}\n\n[{unit}]ขอส่ง${what}[ ที่ {code}][ ลงวันที่ {date}][ เรื่อง {summary}] รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย\n\nโปรดแจ้งผลการรับหนังสือกลับมาทางที่อยู่ไปรษณีย์อิเล็กทรอนิกส์นี้ด้วย จะขอบคุณยิ่ง\n\nขอแสดงความนับถือ`;

/** Clauses 10 to 27: outside letter, memorandum, sealed letter, order, announcement; the subject is ที่ and เรื่อง. */
export const thaiTemplates: readonly Template[] = [
  { id: 'th.external', language: 'th', name: 'หนังสือภายนอก', typeCode: 'external', subject: '[ที่ {code} ]เรื่อง {summary}', body: sends('หนังสือ'), answering, source },
  { id: 'th.internal', language: 'th', name: 'หนังสือภายใน', typeCode: 'internal', subject: 'บันทึกข้อความ [ที่ {code} ]เรื่อง {summary}', body: sends('บันทึกข้อความ'), answering, source },
  { id: 'th.stamped', language: 'th', name: 'หนังสือประทับตรา', typeCode: 'stamped', subject: '[ที่ {code} ]เรื่อง {summary}', body: sends('หนังสือประทับตรา'), answering, source },
  { id: 'th.order', language: 'th', name: 'คำสั่ง', typeCode: 'order', subject: 'คำสั่ง [ที่ {code} ]เรื่อง {summary}', body: sends('คำสั่ง'), answering, source },
  { id: 'th.public', language: 'th', name: 'ประกาศ', typeCode: 'public', subject: 'ประกาศ [ที่ {code} ]เรื่อง {summary}', body: sends('ประกาศ'), answering, source },
];

export const thaiManyAddressees = 'หน่วยงานตามรายชื่อที่ส่ง';
