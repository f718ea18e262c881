import { describe, expect, it } from 'vitest';
import { body, subject } from './fixtures/sources';
import { numberKey } from './number-symbol';
import { recognise } from './recognise';

const read = (lines: readonly string[]) => {
  const [document] = recognise([body(lines.join('\n'))]).documents;
  if (document === undefined) throw new Error('not recognised as official');
  return document;
};

describe('Thai letters', () => {
  const external = [
    'ด่วนที่สุด', 'ที่ ศธ ๐๒๐๑.๒/ว ๑๒๓', '', 'สำนักงานคณะกรรมการการศึกษา', 'ถนนราชดำเนิน กรุงเทพฯ ๑๐๓๐๐', '', '๑ มิถุนายน ๒๕๖๙', '',
    'เรื่อง การใช้ไปรษณีย์อิเล็กทรอนิกส์', '', 'เรียน ผู้อำนวยการโรงเรียน', '', 'อ้างถึง หนังสือกระทรวงมหาดไทย ที่ มท 0805.2/ว 3482 ลงวันที่ 18 ส.ค. 2566', '',
    'ด้วยสำนักงานขอให้ส่งรายงานภายในวันที่ 30 มิถุนายน 2569', '', 'ขอแสดงความนับถือ', '', '(ชื่อ นามสกุล)', 'รองเลขาธิการ', 'ปฏิบัติราชการแทน เลขาธิการ',
  ];

  it('an external letter gives number, common-era date, subject, addressee, signer and reference', () => {
    expect(read(external)).toMatchObject({
      type: 'หนังสือภายนอก', number: 'ศธ ๐๒๐๑.๒/ว ๑๒๓', date: '2026-06-01', agency: 'สำนักงานคณะกรรมการการศึกษา',
      summary: 'การใช้ไปรษณีย์อิเล็กทรอนิกส์', addressees: ['ผู้อำนวยการโรงเรียน'], urgency: 'ด่วนที่สุด', secrecy: null, deadline: '2026-06-30',
      signer: 'ชื่อ นามสกุล', signerTitle: 'รองเลขาธิการ / ปฏิบัติราชการแทน เลขาธิการ',
      cites: [{ number: 'มท 0805.2/ว 3482', date: '2023-08-18', agency: 'กระทรวงมหาดไทย', type: null, summary: null }],
    });
  });

  it('Thai and Arabic digits give the same fields; a number keeps the digits it was printed with', () => {
    const thai = (text: string) => text.replaceAll(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
    const arabic = (text: string) => text.replaceAll(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
    const fields = ({ number, date, deadline, cites }: ReturnType<typeof read>) => ({ number: numberKey(number ?? ''), date, deadline, cites: cites.map((cite) => ({ ...cite, number: numberKey(cite.number) })) });
    expect(fields(read(external.map(thai)))).toEqual(fields(read(external.map(arabic))));
    expect([read(external.map(thai)).number, read(external.map(arabic)).number]).toEqual(['ศธ ๐๒๐๑.๒/ว ๑๒๓', 'ศธ 0201.2/ว 123']);
  });

  it('an internal memo names its unit without the telephone', () => {
    expect(read(['ลับ', 'บันทึกข้อความ', 'ส่วนราชการ กองกลาง โทร. ๐ ๒๒๘๑ ๐๐๐๐', 'ที่ ศธ ๐๒๐๑/๔๕ วันที่ ๕ มีนาคม ๒๕๖๙', 'เรื่อง ขออนุมัติ', 'เรียน ผู้อำนวยการ'])).toMatchObject({
      type: 'หนังสือภายใน', number: 'ศธ ๐๒๐๑/๔๕', agency: 'กองกลาง', date: '2026-03-05', secrecy: 'ลับ',
    });
  });

  it('an order carries its issuer in its heading and its date at the end', () => {
    expect(read(['คำสั่งกรมตัวอย่าง', 'ที่ ๑๒ / ๒๕๖๙', 'เรื่อง แต่งตั้งคณะกรรมการ', '', 'ข้อความ', '', 'สั่ง ณ วันที่ ๒๒ กุมภาพันธ์ ๒๕๖๙', '', '(ชื่อ นามสกุล)', 'อธิบดี'])).toMatchObject({
      type: 'คำสั่ง', number: '๑๒ / ๒๕๖๙', agency: 'กรมตัวอย่าง', date: '2026-02-22', summary: 'แต่งตั้งคณะกรรมการ', signer: 'ชื่อ นามสกุล', signerTitle: 'อธิบดี',
    });
  });

  it('a sealed letter has neither signer nor polite address', () => {
    expect(read(['ที่ ศธ 0201/46', 'ถึง สำนักงานจังหวัด', 'เรื่อง ส่งเอกสาร', '5 มีนาคม 2569', 'กรมขอส่งเอกสาร']).type).toBe('หนังสือประทับตรา');
  });

  it('a subject that only names a letter gives number, date and urgency', () => {
    const { documents } = recognise([subject('หนังสือกรมบัญชีกลาง ด่วนที่สุด ที่ กค 0422.2/ว 447 ลงวันที่ 12 พ.ย. 58'), body('แนบไฟล์', '1'), { source: { kind: 'attachmentName', part: '2' as never }, text: 'a.pdf' }]);
    expect(documents[0]).toMatchObject({ number: 'กค 0422.2/ว 447', date: '2015-11-12', urgency: 'ด่วนที่สุด', agency: 'กรมบัญชีกลาง' });
  });

  it('copied text without empty lines keeps addressee, subject and body apart', () => {
    expect(read(['บันทึกข้อความ', 'ส่วนราชการ กองคลัง โทร. 0 2281 0000', 'ที่ มท 0202/456 วันที่ ๑๘ พฤศจิกายน ๒๕๖๙', 'เรื่อง ขออนุมัติจัดโครงการ', 'เรียน อธิบดี', 'ขอเสนอโครงการเพื่อพิจารณา', '(ชื่อ นามสกุล)', 'ผู้อำนวยการกอง'])).toMatchObject({
      number: 'มท 0202/456', date: '2026-11-18', summary: 'ขออนุมัติจัดโครงการ', addressees: ['อธิบดี'], signer: 'ชื่อ นามสกุล',
    });
    expect(read(['คำสั่งกรมตัวอย่าง', 'ที่ 9/2569', 'เรื่อง แต่งตั้งคณะทำงาน', 'อาศัยอำนาจตามความในมาตรา 32', 'สั่ง ณ วันที่ 18 พฤศจิกายน พ.ศ. 2569', '(ชื่อ นามสกุล)', 'อธิบดี'])).toMatchObject({
      number: '9/2569', date: '2026-11-18', summary: 'แต่งตั้งคณะทำงาน',
    });
  });

  it('stamps may stand behind the number or behind their label', () => {
    const plain = external.slice(1);
    expect(read([`${plain[0] ?? ''}            ด่วนมาก`, ...plain.slice(1)])).toMatchObject({ urgency: 'ด่วนมาก', number: 'ศธ ๐๒๐๑.๒/ว ๑๒๓' });
    expect(read(['ชั้นความเร็ว: ด่วน', 'ชั้นความลับ ลับมาก', ...plain])).toMatchObject({ urgency: 'ด่วน', secrecy: 'ลับมาก' });
  });

  it('news is no letter', () => {
    expect(recognise([body('วันนี้ (16 พฤศจิกายน 2563) รัฐมนตรีเป็นประธานในพิธี\nที่กระทรวง เรื่อง ความร่วมมือ')]).isOfficial).toBe(false);
  });
});

describe('Malay and Indonesian letters', () => {
  it('a Malaysian letter is read by "Ruj. Kami" and "Tarikh"', () => {
    expect(read([
      'KEMENTERIAN PENDIDIKAN MALAYSIA', 'Presint 1, Putrajaya', '', 'Ruj. Kami : KPM.600-1/2/3 Jld. 2 (45)', 'Tarikh : 5 Mac 2026', '', 'Tuan/Puan,', '',
      'PENGGUNAAN E-MEL RASMI', '', 'Dengan hormatnya perkara di atas dirujuk.', '', 'Saya yang menjalankan amanah,', '', '(NAMA PENUH PEGAWAI)', 'Ketua Setiausaha',
    ])).toMatchObject({
      type: 'Surat Rasmi', number: 'KPM.600-1/2/3 Jld. 2 (45)', date: '2026-03-05', agency: 'KEMENTERIAN PENDIDIKAN MALAYSIA', summary: 'PENGGUNAAN E-MEL RASMI', signer: 'NAMA PENUH PEGAWAI',
    });
  });

  it('an addressee below "Kepada" and a deadline are read', () => {
    expect(read([
      'JABATAN PERKHIDMATAN AWAM', 'Ruj. Kami : JPA.600-2/1/5 (7)', 'Tarikh : 5 Mac 2026', '', 'Kepada', 'Semua Ketua Jabatan Negeri', '', 'Tuan/Puan,', '',
      'PENGEMASKINIAN REKOD', '', 'Sila kemukakan maklum balas sebelum atau pada 30 Mac 2026.', '', 'Saya yang menjalankan amanah,', '', '(NAMA PENUH PEGAWAI)',
    ])).toMatchObject({ addressees: ['Semua Ketua Jabatan Negeri'], deadline: '2026-03-30' });
  });

  it('number, place and date may share a line', () => {
    expect(read([
      'KEMENTERIAN DALAM NEGERI', '', 'Nomor    : 005/1234/SJ                    Jakarta, 17 Agustus 2026', 'Sifat    : Segera', 'Hal      : Undangan Rapat', '', 'Yth. Kepala Dinas Kearsipan', '',
      'Laporan disampaikan paling lambat tanggal 31 Agustus 2026.',
    ])).toMatchObject({ number: '005/1234/SJ', date: '2026-08-17', place: 'Jakarta', deadline: '2026-08-31' });
  });

  it('an Indonesian letter is read by "Nomor", "Sifat" and "Hal"', () => {
    expect(read([
      'DINAS PENDIDIKAN', '', 'Nomor : 421/1234/2026', 'Sifat : Segera', 'Lampiran : -', 'Hal : Undangan Rapat', '', 'Jakarta, 17 Agustus 2026', '', 'Yth. Kepala Sekolah Dasar', '', 'Isi surat.', '', 'Kepala Dinas,', '', 'Nama Lengkap Pejabat',
    ])).toMatchObject({
      type: 'Surat Dinas', number: '421/1234/2026', date: '2026-08-17', place: 'Jakarta', summary: 'Undangan Rapat', urgency: 'Segera', addressees: ['Kepala Sekolah Dasar'], signer: 'Nama Lengkap Pejabat',
    });
  });
});
