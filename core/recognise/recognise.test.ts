import { describe, expect, it } from 'vitest';
import type { FieldName } from '../model/document';
import type { PartId } from '../model/ids';
import { recognise } from './recognise';
import { letter } from './fixtures/letters';
import { attachment, attachmentName, body, subject } from './fixtures/sources';
import { seedLetter } from './fixtures/seed-letter';

const only = (sources: Parameters<typeof recognise>[0]) => {
  const { isOfficial, documents } = recognise(sources);
  expect(isOfficial).toBe(true);
  expect(documents).toHaveLength(1);
  const [document] = documents;
  if (document === undefined) throw new Error('no document');
  return document;
};

describe('letter 1077/SGDĐT-KTQLCL', () => {
  const document = only([body(seedLetter)]);

  it('comes out with its type, number, date, place and summary', () => {
    expect(document).toMatchObject({
      type: 'Công văn', number: '1077/SGDĐT-KTQLCL', date: '2019-05-02', place: 'Long An',
      summary: 'sử dụng thư điện tử tên miền riêng trong giao dịch hành chính',
    });
  });

  it('names its author by the words it uses for itself, as uncertain', () => {
    expect(document.agency).toBe('Sở GD&ĐT');
    const evidence = document.evidence.find((item) => item.field === 'agency');
    expect(evidence?.rule).toBe('self-designation');
    expect(evidence?.confidence).toBeLessThan(0.7);
  });

  it('has three groups of addressees and takes none from the list of copies', () => {
    expect(document.addressees).toEqual([
      'Hiệu trưởng các trường THPT, THCS&THPT trực thuộc Sở',
      'Trưởng phòng GD&ĐT các huyện, thị xã, thành phố',
      'Giám đốc các trung tâm trực thuộc Sở',
    ]);
  });

  it('cites three documents with type, date, issuer and subject', () => {
    expect(document.cites).toEqual([
      {
        number: '15/CT-TTg', type: 'Chỉ thị', date: '2012-05-22', agency: 'Thủ tướng Chính phủ',
        summary: 'tăng cường sử dụng văn bản điện tử trong hoạt động của cơ quan nhà nước', relation: 'basis',
      },
      {
        number: '36/2013/QĐ-UBND', type: 'Quyết định', date: '2013-08-08', agency: 'UBND tỉnh',
        summary: 'ban hành Quy định về trao đổi, lưu trữ, xử lý văn bản điện tử trong hoạt động của cơ quan nhà nước trên địa bàn tỉnh Long An', relation: 'basis',
      },
      {
        number: '1028/UBND-VX', type: 'Công văn', date: '2014-04-03', agency: 'UBND tỉnh',
        summary: 'tăng cường sử dụng thư điện tử và văn bản điện tử trong hoạt động của cơ quan nhà nước', relation: 'basis',
      },
    ]);
  });

  it('is an administrative letter that tells whom to call', () => {
    expect(document).toMatchObject({ typeCode: 'CV', system: 'administrative', phones: ['0272 3521258'], copy: null });
  });

  it('is signed by a deputy for the head and sets neither deadline nor stamp', () => {
    expect(document.signer).toBe('Huỳnh Thanh Phong');
    expect(document.signerTitle).toBe('KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC');
    expect([document.deadline, document.urgency, document.secrecy, document.meeting]).toEqual([null, null, null, null]);
  });
});

describe('a letter that lost its head in copying', () => {
  it('is placed by its symbol, its place and what it calls itself', () => {
    const document = only([body([
      'Số: 1028/UBND-VX', 'V/v sử dụng thư điện tử', '', 'Long An, ngày 03 tháng 4 năm 2014', '', 'Kính gửi: Các sở, ngành.', '',
      'Để tăng cường sử dụng văn bản điện tử, UBND tỉnh Long An đề nghị các sở, ngành thực hiện./.', '', 'Nơi nhận:', '- Như trên;', '', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', '', 'Họ Tên Người Ký',
    ].join('\n'))]);
    expect(document.agency).toBe('UBND tỉnh Long An');
    expect(document.evidence.find((item) => item.field === 'agency')?.confidence).toBeLessThan(0.7);
  });
});

describe('a letter of several texts', () => {
  const cover = 'Kính gửi các đơn vị,\nSở gửi kèm văn bản. Trân trọng.';

  it('is recognised from its subject when the file cannot be read', () => {
    const document = only([
      subject('1077/SGDĐT-KTQLCL V/v sử dụng thư điện tử tên miền riêng trong giao dịch hành chính'),
      body(cover), attachmentName('1077.pdf'),
    ]);
    expect(document).toMatchObject({
      type: 'Công văn', number: '1077/SGDĐT-KTQLCL', summary: 'sử dụng thư điện tử tên miền riêng trong giao dịch hành chính',
    });
  });

  it('takes type, number, date, issuer and topic from a subject that quotes them', () => {
    const document = only([
      subject('Công văn số 1028/UBND-VX ngày 03/4/2014 của UBND tỉnh Long An về việc tăng cường sử dụng thư điện tử'),
      body(cover), attachmentName('cv.pdf'),
    ]);
    expect(document).toMatchObject({
      type: 'Công văn', number: '1028/UBND-VX', date: '2014-04-03', agency: 'UBND tỉnh Long An', summary: 'tăng cường sử dụng thư điện tử',
    });
  });

  it('reports the document of its file once, though subject and covering note name it too', () => {
    const document = only([
      subject('Fwd: Công văn số 1077/SGDĐT-KTQLCL ngày 02/5/2019 về việc sử dụng thư điện tử'),
      body(cover), attachmentName('1077.docx'), attachment(seedLetter),
    ]);
    expect(document.summary).toBe('sử dụng thư điện tử tên miền riêng trong giao dịch hành chính');
    expect(document.evidence.find((item) => item.field === 'number')?.source.kind).toBe('attachment');
  });

  it('reports one document for the same file as PDF and as DOCX', () => {
    only([attachment(seedLetter, '2', 1), attachment(seedLetter, '3')]);
  });

  it('tells two documents of one letter apart', () => {
    const other = letter({ heading: 'KẾ HOẠCH', number: '12/KH-SNV', topic: 'Công tác văn thư, lưu trữ năm 2026' });
    const { documents } = recognise([attachment(seedLetter, '2'), attachment(other, '3')]);
    expect(documents.map((document) => document.number)).toEqual(['1077/SGDĐT-KTQLCL', '12/KH-SNV']);
  });

  it('reads a document whose pages come one by one, and points into the right page', () => {
    const cut = seedLetter.indexOf('Ngày 17/4/2014');
    const document = only([attachment(seedLetter.slice(0, cut), '2', 1), attachment(seedLetter.slice(cut), '2', 2)]);
    expect(document.signer).toBe('Huỳnh Thanh Phong');
    const source = document.evidence.find((item) => item.field === 'signer')?.source;
    expect(source).toMatchObject({ kind: 'attachment', page: 2 });
  });

  it('takes the day to answer by from the mail around it, where the file names none', () => {
    const document = only([body('Sở gửi kèm văn bản. Đề nghị các đơn vị gửi báo cáo về Sở trước ngày 15/5/2019.'), attachment(seedLetter)]);
    expect(document.deadline).toBe('2019-05-15');
    expect(document.evidence.find((item) => item.field === 'deadline')).toMatchObject({ source: { kind: 'body' }, rule: 'covering-note' });
    expect(only([body(cover), attachment(seedLetter)]).deadline).toBeNull();
  });

  it('reads a page that was a picture in its place among the others', () => {
    const cut = seedLetter.indexOf('Ngày 17/4/2014');
    const second = attachment(seedLetter.slice(cut), '2', 2);
    const first = attachment(seedLetter.slice(0, cut), '2', 1);
    expect(only([second, { ...first, source: { ...first.source, ocr: true } as typeof first.source }])).toMatchObject({ number: '1077/SGDĐT-KTQLCL', signer: 'Huỳnh Thanh Phong' });
  });

  it('completes a file without a number from the subject', () => {
    const document = only([
      subject('45/SNV-VP V/v báo cáo công tác văn thư'),
      attachmentName('scan.pdf'),
      attachment(letter({ heading: '', number: '     /SNV-VP', topic: 'báo cáo công tác văn thư' })),
    ]);
    expect(document.number).toBe('45/SNV-VP');
    expect(document.agency).toBe('SỞ NỘI VỤ');
  });

  it('is forwarded with everything it says', () => {
    const document = only([
      subject('Fwd: sử dụng thư điện tử'), body(`-----Forwarded Message-----\nFrom: vanthu@longan.edu.vn\nSent: 02/5/2019\n\n${seedLetter}`),
    ]);
    expect(document).toMatchObject({ number: '1077/SGDĐT-KTQLCL', date: '2019-05-02', signer: 'Huỳnh Thanh Phong' });
    expect(document.addressees).toHaveLength(3);
  });

  it.each([
    '[Sở GDĐT] Công văn số 1077/SGDĐT-KTQLCL V/v sử dụng thư điện tử', 'Sở GDĐT gửi công văn 1077/SGDĐT-KTQLCL về việc sử dụng thư điện tử',
    'CV 1077/SGDĐT-KTQLCL v/v sử dụng thư điện tử', 'FW: Số: 1077/SGDĐT-KTQLCL, V/v: sử dụng thư điện tử.',
  ])('is named by the subject %s', (text) => {
    const document = only([subject(text), body(cover), attachmentName('1077.pdf')]);
    expect(document).toMatchObject({ type: 'Công văn', number: '1077/SGDĐT-KTQLCL', summary: 'sử dụng thư điện tử' });
  });

  it('is told by a covering note which document it hands over', () => {
    const document = only([
      subject('Gửi văn bản'), attachmentName('scan.pdf'),
      body('Kính gửi các đơn vị, Văn phòng gửi kèm Công văn số 1028/UBND-VX ngày 03/4/2014 của UBND tỉnh về việc tăng cường sử dụng thư điện tử.'),
    ]);
    expect(document).toMatchObject({ number: '1028/UBND-VX', date: '2014-04-03', agency: 'UBND tỉnh' });
  });
});

describe('ordinary mail is not official', () => {
  it.each([
    ['a newsletter headline', [
      subject('Quyết định 2597/QĐ-TTg phê duyệt Đề án chuyển đổi số'),
      body(`Bản tin pháp luật\n${'Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.\n'.repeat(30)}`),
    ]],
    ['a newsletter whose subject looks like a head', [
      subject('Công văn số 75/QĐ-UBND ngày 14/11/2011 về việc ban hành Quy chế'),
      body('Bản tin tuần gồm các văn bản mới.\n'.repeat(80)),
    ]],
    ['a newsletter with an issue number and a date line', [body([
      'BẢN TIN PHÁP LUẬT', 'Số: 12/2026', 'Hà Nội, ngày 5 tháng 3 năm 2026', '1. Công văn số 1028/UBND-VX ngày 03/4/2014', 'THÔNG BÁO', 'Số: 77/TB-SNV về nghỉ lễ', 'Kính gửi: quý bạn đọc', 'Trân trọng',
    ].join('\n'))]],
    ['an empty template', [body('Xin chào, xem mẫu sau:\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nQUYẾT ĐỊNH\nVề việc ...')]],
    ['a personal application', [body([
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'ĐƠN XIN NGHỈ PHÉP', 'Kính gửi: Ban Giám hiệu', 'Long An, ngày 3 tháng 3 năm 2026', 'Người làm đơn',
    ].join('\n'))]],
    ['a bill with a number, a date and a polite address', [body('Kính gửi: Quý khách hàng\n\nSố: 0001234/HĐĐT\nHà Nội, ngày 5 tháng 3 năm 2026\nKính gửi: Quý khách\nTrân trọng cảm ơn.')]],
    ['a reply that quotes the number', [subject('Re: 1077/SGDĐT-KTQLCL V/v sử dụng thư điện tử'), body('Đã nhận, xin cảm ơn.')]],
    ['a reply below which the whole letter is quoted', [
      subject('Re: sử dụng thư điện tử'), body(`Đã nhận, xin cảm ơn.\n\n-----Original Message-----\nFrom: vanthu@longan.edu.vn\nSent: 02/5/2019\n\n${seedLetter}`),
    ]],
    ['a reply in decomposed letters', [
      subject('Trả lời: sử dụng thư điện tử'.normalize('NFD')), body(`Đã nhận.\n\nTừ: vanthu@longan.edu.vn\nGửi: 02/5/2019\n\n${seedLetter}`.normalize('NFD')),
    ]],
    ['an article that quotes citations', [body('Theo Công văn số 1028/UBND-VX ngày 03/4/2014 của UBND tỉnh, các đơn vị dùng thư điện tử.\n\nNơi nhận thông tin: trang tin.')]],
    ['a student notice', [body('# THÔNG BÁO VỀ LỊCH HỌC BÙ\n\nPhòng Đào tạo thông báo tới sinh viên lịch học bù.\n\nPHÒNG ĐÀO TẠO')]],
    ['mail in English', [subject('Re: meeting 12/10'), body('Dear all,\n\nPlease see No: 12/AB-C in the list below.\n\nRegards')]],
    ['mail in Indonesian with one label', [body('Halo,\nNomor : 0812 3456\nTerima kasih')]],
    ['nothing', []],
  ])('%s', (_name, sources) => {
    expect(recognise(sources)).toEqual({ isOfficial: false, documents: [] });
  });
});

describe('a subject that begins with an abbreviated type', () => {
  it('names the file it hands over, topic and all', () => {
    expect(only([subject('GM 45/GM-SNV họp giao ban tháng 11'), attachmentName('gm.jpg')])).toMatchObject({ type: 'Giấy mời', number: '45/GM-SNV', summary: 'họp giao ban tháng 11' });
    expect(only([subject('[Khẩn] QĐ 75/QĐ-UBND ngày 12/11/2026 thành lập tổ công tác'), attachmentName('a.jpg')])).toMatchObject({ type: 'Quyết định', number: '75/QĐ-UBND', date: '2026-11-12', summary: 'thành lập tổ công tác' });
  });

  it('decides what the symbol alone leaves open', () => {
    expect(only([subject('KH 46/KH-SNV tuyển dụng năm 2027'), attachmentName('kh.jpg')]).type).toBe('Kế hoạch');
  });

  it('is no headline: abbreviation and symbol must agree, and a file must be there', () => {
    expect(recognise([subject('TB 45/GM-SNV họp giao ban'), attachmentName('gm.jpg')]).isOfficial).toBe(false);
    expect(recognise([subject('QĐ 75/QĐ-UBND: những điểm mới'), body('Xem bài viết.')]).isOfficial).toBe(false);
  });
});

describe('a subject says what its letter does', () => {
  const scan = attachmentName('scan.pdf');

  it('recalls, corrects, invites: by type, desk kind and relation', () => {
    expect(only([subject('Công văn số 99/SNV-VP V/v thu hồi Công văn số 12/SNV-VP ngày 02/02/2026'), scan])).toMatchObject({ typeCode: 'CV', system: 'administrative', cites: [{ number: '12/SNV-VP', relation: 'recalls', date: '2026-02-02' }] });
    expect(only([subject('GM 45/GM-SNV họp giao ban'), scan])).toMatchObject({ typeCode: 'GM', deskKind: 'invitation' });
    expect(only([subject('12-CV/TU V/v sử dụng thư điện tử'), scan])).toMatchObject({ typeCode: 'CV', system: 'party' });
  });

  it('and each value has its evidence, as uncertain', () => {
    const { evidence } = only([subject('Công văn số 99/SNV-VP V/v lịch công tác tuần 10'), scan]);
    expect(evidence.find((item) => item.field === 'deskKind')?.confidence).toBeLessThan(0.7);
  });
});

describe('a scan that is named only by its file', () => {
  const note = body('Sở Nội vụ gửi kèm văn bản để các đơn vị biết, thực hiện.');

  it.each([
    ['1234_SNV-TCBC.pdf', '1234/SNV-TCBC', 'Công văn'], ['CV 88-UBND-VX ngay 12-11-2026.pdf', '88/UBND-VX', 'Công văn'], ['75-QD-UBND.signed.pdf', '75/QĐ-UBND', 'Quyết định'],
    ['36_2013_QĐ-UBND.pdf', '36/2013/QĐ-UBND', 'Quyết định'], ['so 9.GM-SNV (1).jpg', '9/GM-SNV', 'Giấy mời'],
  ])('%s', (name, number, type) => {
    expect(only([note, attachmentName(name)])).toMatchObject({ number, type });
    expect(only([note, attachmentName(name)]).evidence.every(({ confidence }) => confidence < 0.7)).toBe(true);
  });

  it.each(['IMG-2026-AB.jpg', '20261112_093000.jpg', '12-ABC-XYZ.pdf', 'hoa don 123-HD-ABC.pdf', 'Bao cao tuan 47.pdf'])('%s names nothing', (name) => {
    expect(recognise([note, attachmentName(name)]).isOfficial).toBe(false);
  });

  it('is nothing without words that hand it over', () => {
    expect(recognise([body('Mời bạn xem tin tuần này.'), attachmentName('75-QĐ-UBND.pdf')]).isOfficial).toBe(false);
  });
});

describe('a form to be filled in', () => {
  it('is no document yet: number and day are dots', () => {
    const form = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Số: .../QĐ-...', '..., ngày ... tháng ... năm ...', '', 'QUYẾT ĐỊNH', 'Về việc bổ nhiệm ...', '', 'Tải mẫu tại đây.'];
    expect(recognise([body(form.join('\n'))]).isOfficial).toBe(false);
  });

  it('a draft with a blank number is one, for its author is known', () => {
    expect(recognise([body(letter({ heading: '', number: '1/SNV-VP', topic: 'góp ý', addressees: ['Các sở'] }).replace('Số: 1/SNV-VP', 'Số:      /SNV-VP'))]).isOfficial).toBe(true);
  });

  it('is not sure of a number, a day or a name that was read from a picture', () => {
    const [document] = recognise([{ source: { kind: 'attachment', part: '2' as PartId, page: 1, ocr: true }, text: seedLetter }]).documents;
    const sure = (field: FieldName) => document?.evidence.filter((one) => one.field === field).every(({ confidence }) => confidence >= 0.7);
    expect((['number', 'date', 'signer', 'summary', 'addressees'] as const).map(sure)).toEqual([false, false, false, true, true]);
  });
});
