import { zipSync } from 'fflate';
import { paragraph, run, tinyDocx } from '../../core/extract/fixtures/tiny-docx';
import { letter as officialText } from '../../core/recognise/fixtures/letters';
import { readyScan, scanFile } from '../../scripts/desk/scan-letter';
import { expect, test } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';
import { mail } from '../fixtures/letters';
import { connect, rows, settled } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';

const thai = [
  'ที่ ศธ ๐๒๐๑.๒/ว ๑๒๓', 'สำนักงานปลัดกระทรวงศึกษาธิการ', 'ถนนราชดำเนินนอก กทม. ๑๐๓๐๐', '', '๑๙ พฤศจิกายน ๒๕๖๙', '', 'เรื่อง ขอเชิญประชุมคณะกรรมการ', 'เรียน ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา',
  'อ้างถึง หนังสือสำนักงานปลัดกระทรวงศึกษาธิการ ที่ ศธ ๐๒๐๑.๒/๔๕ ลงวันที่ ๒ พฤศจิกายน ๒๕๖๙', '', 'ด้วยสำนักงานปลัดกระทรวงศึกษาธิการกำหนดจัดประชุม ในวันที่ ๒๕ พฤศจิกายน ๒๕๖๙ เวลา ๐๙.๐๐ น. ณ ห้องประชุมราชวัลลภ', 'จึงเรียนมาเพื่อทราบ', 'ขอแสดงความนับถือ', '', '(ปลัดกระทรวง)', 'ปลัดกระทรวงศึกษาธิการ',
].join('\r\n');

const docx = (text: string): Uint8Array => tinyDocx(text.split('\n').map((line) => paragraph(run(line))).join(''));
const written = (number: string, topic: string): string => officialText({ heading: '', number, topic, addressees: ['Các phòng, đơn vị trực thuộc'] });

test('a letter is recognised in Thai, in a ZIP with several documents, and from a scan once it was read', async ({ launch, office, place }) => {
  const zip = zipSync({ 'Cong van 1.docx': docx(written('31/STC-NS', 'quyết toán ngân sách năm 2025')), 'Phu luc/Cong van 2.docx': docx(written('32/STC-NS', 'lập dự toán năm 2027')) });
  const { name, type, bytes } = scanFile('ban-quet', 'pdf', [readyScan('vie')]);
  await office.server.appendMany('clerk', 'INBOX', [
    mail({ id: 'zip', from: 'unit2@so.gov.vn', subject: 'Gửi văn bản kèm theo', text: 'Kính gửi Quý cơ quan văn bản trong tệp nén kèm theo.\r\n', attachments: [{ name: 'Van ban.zip', contentType: 'application/zip', bytes: zip }] }),
    mail({ id: 'thai', from: 'unit3@so.gov.vn', fromName: 'สำนักงานปลัดกระทรวงศึกษาธิการ', subject: 'ที่ ศธ ๐๒๐๑.๒/ว ๑๒๓', text: thai }),
    mail({ id: 'scan', from: 'unit4@so.gov.vn', subject: 'Gửi bản quét', text: 'Gửi kèm bản quét.\r\n', attachments: [{ name, contentType: type, bytes }] }),
  ]);
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await connect(page, office, { arrivalNotice: 'never', displayedMdn: 'never' });
  const from = async (unit: string) => (await rows(page)).find((row) => row.from.includes(unit));
  await settled(page, 3);
  await expect.poll(() => from('unit2')).toMatchObject({ official: true, number: '31/STC-NS', documents: 2 });
  await expect.poll(() => from('unit3')).toMatchObject({ official: true, number: 'ศธ ๐๒๐๑.๒/ว ๑๒๓', date: '2026-11-19', deskKind: 'invitation', meetingAt: '2026-11-25T09:00' });

  // a scan says nothing until it was read, and then as much as a text
  await expect.poll(async () => (await from('unit4'))?.ocr, { timeout: 120_000 }).toBe('read');
  await expect.poll(() => from('unit4')).toMatchObject({ official: true, number: '1077/SGDĐT-KTQLCL', date: '2026-05-15' });
  const room = new LettersRoom(page);
  await room.open('1077/SGDĐT-KTQLCL');
  await expect(room.field('number')).toContainText('1077/SGDĐT-KTQLCL');
  await room.field('number').hover();
  await shot(page, 'recognise-scan');
  await room.open('31/STC-NS');
  await expect(room.pane).toContainText('Cong van 2.docx');
  await shot(page, 'recognise-zip');
});
