import { describe, expect, it } from 'vitest';
import { body } from '../fixtures/sources';
import { recognise } from '../recognise';
import { announcement, certificate, externalLetter, invitationLetter, memo, minutes, orderLetter, regulation, sealedLetter, statement } from './fixtures/thai-letters';

const read = (lines: readonly string[]) => {
  const [document] = recognise([body(lines.join('\n'))]).documents;
  if (document === undefined) throw new Error('not recognised as official');
  return document;
};

describe('the six kinds of the regulation of 2526', () => {
  it('an external letter (clause 11)', () => {
    expect(read(externalLetter)).toMatchObject({
      type: 'หนังสือภายนอก', typeCode: 'external', system: 'thai', number: 'ศธ ๐๒๐๑.๒/ว ๑๒๓', date: '2026-06-01', agency: 'สำนักงานคณะกรรมการการศึกษา',
      summary: 'ขอความร่วมมือใช้ไปรษณีย์อิเล็กทรอนิกส์', addressees: ['ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา'], urgency: 'ด่วนที่สุด', secrecy: null,
      signer: 'ชื่อ นามสกุล', signerTitle: 'รองเลขาธิการ / ปฏิบัติราชการแทน เลขาธิการ', phones: ['0 2281 0000', '0 2281 0001'], deskKind: 'request', deadline: '2026-06-26',
    });
  });

  it('an internal letter (clause 12) has two stamps on one line and its telephone beside the unit', () => {
    expect(read(memo)).toMatchObject({
      type: 'หนังสือภายใน', typeCode: 'internal', number: 'ศธ ๐๒๐๑/๔๕', date: '2026-03-05', agency: 'กองกลาง', summary: 'รายงานผลการปฏิบัติงาน', addressees: ['ผู้อำนวยการ'],
      urgency: 'ด่วน', secrecy: 'ลับมาก', phones: ['0 2281 0000'], deskKind: 'report', signer: 'ชื่อ นามสกุล', signerTitle: 'หัวหน้ากลุ่มงาน',
    });
  });

  it('a sealed letter (clause 14) needs neither subject nor signature, its unit and day stand below', () => {
    expect(read(sealedLetter)).toMatchObject({
      type: 'หนังสือประทับตรา', typeCode: 'stamped', number: 'ศธ ๐๒๐๑/๔๖', date: '2026-03-05', agency: 'กรมตัวอย่าง', addressees: ['สำนักงานจังหวัดตัวอย่าง'], summary: null, signer: null,
      phones: ['0 2281 0000'],
    });
  });

  it('an order (clause 16) is a directive; a regulation (clause 17) is named by what it is about', () => {
    expect(read(orderLetter)).toMatchObject({
      type: 'คำสั่ง', typeCode: 'order', number: '๑๒ / ๒๕๖๙', date: '2026-02-22', agency: 'กรมตัวอย่าง', summary: 'แต่งตั้งคณะกรรมการ', deskKind: 'directive', signerTitle: 'อธิบดีกรมตัวอย่าง',
    });
    expect(read(regulation)).toMatchObject({
      type: 'ระเบียบ', typeCode: 'order', number: null, date: '2026-03-01', agency: 'กรมตัวอย่าง', summary: 'ว่าด้วยงานสารบรรณ (ฉบับที่ ๒) พ.ศ. ๒๕๖๙', deadline: null,
    });
  });

  it('announcements and statements (clauses 20 and 21) are public', () => {
    expect(read(announcement)).toMatchObject({ type: 'ประกาศ', typeCode: 'public', date: '2026-04-03', agency: 'กรมตัวอย่าง', summary: 'รายชื่อหน่วยงานนำร่อง', deskKind: 'notice' });
    expect(read(statement)).toMatchObject({ type: 'แถลงการณ์', typeCode: 'public', date: '2026-04-07', agency: 'กรมตัวอย่าง', summary: 'การปรับปรุงระบบ' });
    expect(read(['ข่าวกรมตัวอย่าง', 'เรื่อง การฝึกอบรม', 'ฉบับที่ ๓', '', 'ข้อความ', '', 'กรมตัวอย่าง', '๘ เมษายน ๒๕๖๙'])).toMatchObject({ type: 'ข่าว', typeCode: 'public', date: '2026-04-08' });
  });

  it('certificates and minutes (clauses 24 and 25) are records', () => {
    expect(read(certificate)).toMatchObject({ type: 'หนังสือรับรอง', typeCode: 'record', number: '๓๔/๒๕๖๙', date: '2026-04-09', signer: 'ชื่อ นามสกุล', signerTitle: 'ผู้อำนวยการกองกลาง' });
    expect(read(minutes)).toMatchObject({
      type: 'รายงานการประชุม', typeCode: 'record', date: '2026-04-02', summary: 'คณะทำงานระบบสารบรรณ ครั้งที่ ๒/๒๕๖๙', deskKind: 'meetingPapers', signer: 'ชื่อ นามสกุล',
      meeting: {
        at: '2026-04-02T09:30', until: '2026-04-02T11:45', place: 'ห้องประชุม ๒ กรมตัวอย่าง',
        participants: ['อธิบดีกรมตัวอย่าง ประธาน', 'ผู้อำนวยการกองกลาง กรรมการ'], chair: null,
      },
    });
  });

  it('a press article that begins with the word "ข่าว" or "ประกาศ" is no document', () => {
    expect(recognise([body('ข่าวกรมตัวอย่าง เปิดโครงการใหม่\nวันที่ ๘ เมษายน ๒๕๖๙ ผู้อำนวยการกล่าวถึงความคืบหน้า')]).isOfficial).toBe(false);
    expect(recognise([body('ประกาศรับสมัครสมาชิก\nสมัครได้ภายในวันที่ ๓๐ เมษายน ๒๕๖๙ ที่ร้านค้า')]).isOfficial).toBe(false);
  });
});

describe('references', () => {
  it('letters and orders behind "อ้างถึง" are what this one rests on', () => {
    expect(read(externalLetter).cites).toEqual([
      { number: 'มท ๐๘๐๕.๒/ว ๓๔๘๒', type: null, relation: 'basis', date: '2023-08-18', agency: 'กระทรวงมหาดไทย', summary: null },
      { number: '๑๒/๒๕๖๘', type: 'คำสั่ง', relation: 'basis', date: '2025-01-04', agency: 'กรมตัวอย่าง', summary: null },
    ]);
    expect(read(memo).cites).toMatchObject([{ number: 'ศธ ๐๒๐๑/๔๐', relation: 'basis', date: '2026-03-01' }]);
  });

  it('a letter whose subject answers answers the letter it refers to', () => {
    const answer = externalLetter.map((line) => (line.startsWith('เรื่อง') ? 'เรื่อง ตอบข้อหารือ' : line));
    expect(read(answer).cites.map(({ relation }) => relation)).toEqual(['answers', 'answers']);
  });

  it('an order that ends another one replaces it', () => {
    expect(read(orderLetter).cites).toMatchObject([{ number: '๘/๒๕๖๘', type: 'คำสั่ง', relation: 'replaces', date: '2025-01-10' }]);
  });
});

describe('stamps', () => {
  const plain = externalLetter.slice(2);

  it.each(['ลับ', 'ลับมาก', 'ลับที่สุด'])('"%s" alone on its line, in brackets, or before the number is a stamp', (word) => {
    for (const lines of [[word, ...plain], [`[${word}]`, ...plain], [`${word} ${plain[0] ?? ''}`, ...plain.slice(1)], [`ชั้นความลับ : ${word}`, ...plain]]) {
      expect(read(lines)).toMatchObject({ secrecy: word, number: 'ศธ ๐๒๐๑.๒/ว ๑๒๓' });
    }
  });

  it('words that merely contain it are none', () => {
    for (const words of ['ความลับ', 'เอกสารลับ', 'ลับหลัง', 'กลับ', 'ลับ ๆ ล่อ ๆ', 'เรื่องนี้ลับมาก', 'สถานที่ลับ']) {
      expect(read([words, ...plain]).secrecy).toBeNull();
      expect(read([...plain.slice(0, 16), words, ...plain.slice(16)]).secrecy).toBeNull();
    }
  });

  it('an urgency with day and hour is kept as printed, and its day is a deadline', () => {
    expect(read(['ด่วนภายใน วันที่ ๑๐ มิถุนายน ๒๕๖๙ เวลา ๑๒.๐๐ น.', ...plain])).toMatchObject({
      urgency: 'ด่วนภายใน วันที่ ๑๐ มิถุนายน ๒๕๖๙ เวลา ๑๒.๐๐ น.', deadline: '2026-06-10',
    });
  });
});

describe('invitations', () => {
  it('give day, hours, place, chair and who is invited; the sender may stand right of the number', () => {
    expect(read(invitationLetter)).toMatchObject({
      number: 'มท ๐๒๐๒/๔๕๖', agency: 'กรมตัวอย่าง', date: '2026-11-18', addressees: ['ปลัดกระทรวง'], deskKind: 'invitation', signer: 'ชื่อ นามสกุล', signerTitle: 'อธิบดีกรมตัวอย่าง',
      meeting: {
        at: '2026-11-25T09:30', until: '2026-11-25T12:00', place: 'ห้องประชุม ๑ ชั้น ๓ อาคารกรมตัวอย่าง', participants: ['ปลัดกระทรวง'], chair: 'ปลัดกระทรวง',
      },
    });
  });

  it('over several days end on the last one', () => {
    const days = invitationLetter.map((line) => line.replace('ในวันพุธที่ ๒๕ พฤศจิกายน ๒๕๖๙ เวลา ๐๙.๓๐ - ๑๒.๐๐ น.', 'ระหว่างวันที่ ๒๕ - ๒๗ พฤศจิกายน ๒๕๖๙'));
    expect(read(days).meeting).toMatchObject({ at: '2026-11-25', until: '2026-11-27', place: 'ห้องประชุม ๑ ชั้น ๓ อาคารกรมตัวอย่าง' });
  });

  it('a letter that speaks of no meeting has none', () => {
    expect(read(externalLetter).meeting).toBeNull();
    expect(read(orderLetter).meeting).toBeNull();
  });
});

describe('deadlines', () => {
  const asked = (words: string): string | null => read(externalLetter.map((line) => (line.startsWith('ด้วย') ? `ขอให้ส่งรายงาน${words}` : line))).deadline;

  it.each([
    ['ภายในวันที่ ๓๐ มิถุนายน ๒๕๖๙', '2026-06-30'], ['ก่อนวันที่ 30 มิ.ย. 69', '2026-06-30'], ['ภายในวันจันทร์ที่ ๒๙ มิถุนายน พ.ศ. ๒๕๖๙', '2026-06-29'],
    ['ไม่เกินวันที่ ๓๐ มิถุนายน ๒๕๖๙', '2026-06-30'], ['ภายใน ๓๐ มิถุนายน ๒๕๖๙', '2026-06-30'], ['ตั้งแต่บัดนี้จนถึงวันที่ ๓๐ มิถุนายน ๒๕๖๙', '2026-06-30'],
    ['ภายในวันที่ ๓๐ มิถุนายน 2026', '2026-06-30'],
  ])('"%s" is %s', (words, day) => {
    expect(asked(words)).toBe(day);
  });

  it.each(['ภายใน ๑๕ วัน', 'ภายในวันที่ ๓๐ มิถุนายน ๒๕๖๘', 'ในวันที่ ๓๐ มิถุนายน ๒๕๖๙', 'ภายในวันที่ ๓๑ มิถุนายน ๒๕๖๙'])('"%s" is none', (words) => {
    expect(asked(words)).toBeNull();
  });
});

it('several addressees below each other are told apart', () => {
  const lines = externalLetter.map((line) => (line.startsWith('เรียน') ? 'เรียน ปลัดกระทรวง\nอธิบดีกรมตัวอย่าง\nผู้ว่าราชการจังหวัด ทุกจังหวัด' : line));
  expect(read(lines.join('\n').split('\n')).addressees).toEqual(['ปลัดกระทรวง', 'อธิบดีกรมตัวอย่าง', 'ผู้ว่าราชการจังหวัด ทุกจังหวัด']);
});

it('marks in another order and sara am in two parts, as text layers give them, read the same', () => {
  const broken = externalLetter.join('\n').replaceAll(/([\u0e31\u0e34-\u0e37])([\u0e48-\u0e4b])/g, '$2$1').replaceAll('\u0e33', '\u0e4d\u0e32').replaceAll('แ', 'เเ');
  expect({ ...read(broken.split('\n')), evidence: [] }).toEqual({ ...read(externalLetter), evidence: [] });
});
