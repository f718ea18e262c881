import { describe, expect, it } from 'vitest';
import { vietnameseTypes } from '../data/vietnamese-types';
import { letter } from '../fixtures/letters';
import type { LetterParts } from '../fixtures/letters';
import { readLetter, readOne } from '../fixtures/read-one';
import { body } from '../fixtures/sources';
import { recognise } from '../recognise';

const read = (parts: LetterParts) => readText(letter(parts));
const readText = (text: string) => {
  const [document] = recognise([body(text)]).documents;
  if (document === undefined) throw new Error('not recognised as official');
  return document;
};

describe('the 29 types of decree 30/2020', () => {
  const types = vietnameseTypes.filter((type) => type.family === 'administrative' && type.source === 'nd30');

  it('are 29, and two of them carry no abbreviation', () => {
    expect(types).toHaveLength(29);
    expect(types.filter((type) => type.symbol === null).map((type) => type.name)).toEqual(['Công văn', 'Thư công']);
  });

  it.each(types.filter((type) => type.name !== 'Công văn').map((type) => [type.name, type.symbol] as const))('%s is read by its printed name', (name, symbol) => {
    const number = symbol === null ? '12/SNV-VP' : `12/${symbol}-SNV`;
    const document = read({ heading: name.toUpperCase(), number, topic: 'Về việc tổ chức công tác văn thư năm 2026' });
    expect(document).toMatchObject({
      type: name, number, date: '2026-02-05', place: 'Long An', agency: 'SỞ NỘI VỤ', parentAgency: 'ỦY BAN NHÂN DÂN TỈNH LONG AN',
      summary: 'tổ chức công tác văn thư năm 2026', signer: 'Họ Tên Người Ký', signerTitle: 'KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC',
    });
  });

  it.each(['CT', 'TC', 'PC', 'HĐ', 'KH', 'TTr'])('a công văn of an agency abbreviated %s stays a công văn', (agency) => {
    expect(read({ heading: '', number: `1234/${agency}-TTHT`, topic: 'hướng dẫn kê khai', addressees: ['Các đơn vị'] }).type).toBe('Công văn');
  });
});

describe('legal and Party documents', () => {
  it.each([
    ['NGHỊ ĐỊNH', '30/2020/NĐ-CP', 'Nghị định'], ['THÔNG TƯ', '05/2025/TT-BNV', 'Thông tư'],
    ['THÔNG TƯ LIÊN TỊCH', '55/2005/TTLT-BNV-VPCP', 'Thông tư liên tịch'], ['PHÁP LỆNH', '30/2000/PL-UBTVQH10', 'Pháp lệnh'],
    ['NGHỊ QUYẾT', '41/2023/UBTVQH15', 'Nghị quyết'], ['QUYẾT ĐỊNH', '36/2013/QĐ-UBND', 'Quyết định'],
    ['VĂN BẢN HỢP NHẤT', '03/VBHN-VPQH', 'Văn bản hợp nhất'],
  ])('%s %s', (heading, number, type) => {
    expect(read({ heading, number, topic: 'Quy định về công tác văn thư' })).toMatchObject({ type, number });
  });

  it('a law has no date line: its date is that of its adoption', () => {
    const document = readText([
      'QUỐC HỘI', '-------', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', '', 'Luật số: 33/2024/QH15', '', 'LUẬT', 'LƯU TRỮ', '',
      'Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;', 'Quốc hội ban hành Luật Lưu trữ.', '',
      'Luật này được Quốc hội khóa XV, kỳ họp thứ 7 thông qua ngày 21 tháng 6 năm 2024.', '', 'CHỦ TỊCH QUỐC HỘI', '', 'Họ Tên Người Ký',
    ].join('\n'));
    expect(document).toMatchObject({ type: 'Luật', number: '33/2024/QH15', date: '2024-06-21', agency: 'QUỐC HỘI', summary: 'LƯU TRỮ' });
  });

  it('a Party letter has another heading and another order of number and type', () => {
    const document = readText([
      'TỈNH ỦY LONG AN', '*', 'Số 12-CV/TU', 'V/v sử dụng thư điện tử', '', 'ĐẢNG CỘNG SẢN VIỆT NAM', '', 'Long An, ngày 05 tháng 3 năm 2026', '',
      'Kính gửi:', '- Các huyện ủy,', '- Các ban đảng Tỉnh ủy.', '',
      'Thực hiện Hướng dẫn số 05-HD/VPTW ngày 10/01/2026 của Văn phòng Trung ương Đảng về công tác văn thư.', '',
      'Nơi nhận:', '- Như trên,', '- Lưu Văn phòng Tỉnh ủy.', '', 'T/L BAN THƯỜNG VỤ', 'CHÁNH VĂN PHÒNG', '', 'Họ Tên Người Ký',
    ].join('\n'));
    expect(document).toMatchObject({
      type: 'Công văn', number: '12-CV/TU', agency: 'TỈNH ỦY LONG AN', addressees: ['Các huyện ủy', 'Các ban đảng Tỉnh ủy'],
      signerTitle: 'T/L BAN THƯỜNG VỤ / CHÁNH VĂN PHÒNG', signer: 'Họ Tên Người Ký',
    });
    expect(document.cites).toEqual([{
      number: '05-HD/VPTW', type: 'Hướng dẫn', date: '2026-01-10', agency: 'Văn phòng Trung ương Đảng', summary: 'công tác văn thư', relation: 'basis',
    }]);
  });
});

describe('stamps', () => {
  it.each(['HỎA TỐC', 'HOẢ TỐC', 'THƯỢNG KHẨN', 'KHẨN', 'HỎA TỐC HẸN GIỜ'])('%s on a line of its own is an urgency', (stamp) => {
    expect(read({ heading: 'CÔNG ĐIỆN', number: '02/CĐ-UBND', topic: 'Ứng phó mưa lũ', stamp })).toMatchObject({ urgency: stamp, secrecy: null });
  });

  it.each(['MẬT', 'TỐI MẬT', 'TUYỆT MẬT'])('%s on a line of its own is a secrecy', (stamp) => {
    expect(read({ heading: 'BÁO CÁO', number: '02/BC-UBND', topic: 'Tình hình', stamp })).toMatchObject({ secrecy: stamp, urgency: null });
  });

  it('may stand on the line of the number', () => {
    expect(readText(letter({ heading: 'CÔNG ĐIỆN', number: '9/CĐ-UBND', topic: 'Ứng phó bão' }).replace('Số: 9', 'KHẨN          Số: 9'))).toMatchObject({ urgency: 'KHẨN', number: '9/CĐ-UBND' });
  });

  it.each(['HỎA TỐC', 'KHẨN', 'MẬT', 'TỐI MẬT'])('%s may stand behind the number or beside the motto', (stamp) => {
    const text = letter({ heading: '', number: '9/SNV-VP', topic: 'báo cáo', addressees: ['Các đơn vị'] });
    for (const stamped of [text.replace('Số: 9/SNV-VP', `Số: 9/SNV-VP            ${stamp}`), text.replace('CỘNG HÒA', `${stamp}     CỘNG HÒA`)]) {
      const { urgency, secrecy, number, agency } = readText(stamped);
      expect([urgency ?? secrecy, number, agency]).toEqual([stamp, '9/SNV-VP', 'SỞ NỘI VỤ']);
    }
  });

  it('two stamps may share a line, and a label may stand before one', () => {
    expect(read({ heading: 'BÁO CÁO', number: '02/BC-UBND', topic: 'Tình hình', stamp: 'TỐI MẬT    HỎA TỐC' })).toMatchObject({ secrecy: 'TỐI MẬT', urgency: 'HỎA TỐC' });
    expect(read({ heading: 'BÁO CÁO', number: '02/BC-UBND', topic: 'Tình hình', stamp: 'Độ khẩn: Thượng khẩn' })).toMatchObject({ secrecy: null, urgency: 'Thượng khẩn' });
  });

  it('running text about secrets and urgency is no stamp', () => {
    const document = read({
      heading: 'KẾ HOẠCH', number: '10/KH-SNV', topic: 'Bảo vệ bí mật nhà nước',
      body: ['Các đơn vị khẩn trương rà soát tài liệu mật.', 'MẬT', 'KHẨN', 'Tài liệu độ tối mật lưu riêng.'],
    });
    expect([document.urgency, document.secrecy]).toEqual([null, null]);
  });
});

describe('invitation', () => {
  it('gives time and place of the meeting, and its day is no deadline', () => {
    const document = read({
      heading: 'GIẤY MỜI', number: '45/GM-SNV', topic: 'Họp triển khai công tác văn thư', addressees: ['Văn phòng Ủy ban nhân dân tỉnh'],
      body: ['Sở Nội vụ trân trọng kính mời đại diện lãnh đạo Văn phòng dự họp:', '1. Thời gian: 14 giờ 00, thứ Tư ngày 25 tháng 02 năm 2026.', '2. Địa điểm: Phòng họp số 2, Sở Nội vụ.'],
    });
    expect(document).toMatchObject({ type: 'Giấy mời', meeting: { at: '2026-02-25T14:00', place: 'Phòng họp số 2, Sở Nội vụ' }, deadline: null });
  });
});

describe('text copied without its empty lines or capitals', () => {
  const plain = (text: string): string => text.replaceAll(/\n{2,}/g, '\n');

  it('keeps one addressee apart from the sentence below', () => {
    expect(readText(plain(letter({ heading: 'TỜ TRÌNH', number: '3/TTr-SNV', topic: 'Về kế hoạch', addressees: [], body: ['Kính gửi: Hội đồng nhân dân xã', 'Thường trực kính trình Hội đồng.'] }))).addressees)
      .toEqual(['Hội đồng nhân dân xã']);
    expect(readText(plain(letter({ heading: '', number: '3/SNV-VP', topic: 'kế hoạch', addressees: [], body: ['Kính gửi: Ủy ban nhân dân các xã, phường và các đơn vị sự nghiệp trực', 'thuộc Sở.', 'Sở thông báo.'] }))).addressees)
      .toEqual(['Ủy ban nhân dân các xã, phường và các đơn vị sự nghiệp trực thuộc Sở']);
  });

  it('a motto in small letters does not begin the body', () => {
    expect(readText(['Ủy ban nhân dân xã Núi Đá', 'Số: 15/UBND-VP', 'V/v nộp báo cáo', 'Cộng hòa xã hội chủ nghĩa Việt Nam', 'Độc lập - Tự do - Hạnh phúc', 'Núi Đá, ngày 12 tháng 11 năm 2026', 'Kính gửi: Các thôn', '', 'Đề nghị nộp báo cáo.'].join('\n')))
      .toMatchObject({ date: '2026-11-12', place: 'Núi Đá', addressees: ['Các thôn'] });
  });
});

describe('headings of their own', () => {
  it('a copy is known by its symbol', () => {
    expect(read({ heading: 'SAO Y BẢN CHÍNH', number: '45/SY-SNV', topic: '', body: [] }).type).toBe('Bản sao y');
  });

  it('a leave slip has no topic: it begins with the request', () => {
    expect(read({ heading: 'GIẤY NGHỈ PHÉP', number: '45/GNP-SNV', topic: '', body: ['Xét Đơn đề nghị nghỉ phép ngày 05/02/2026;', 'Sở Nội vụ cấp cho:'] })).toMatchObject({ type: 'Giấy nghỉ phép', summary: null });
  });
});

describe('those invited', () => {
  it('stand behind "kính mời" where the invitation has no "Kính gửi"', () => {
    const document = read({
      heading: 'GIẤY MỜI', number: '46/GM-SNV', topic: 'Họp giao ban', body: ['Sở Nội vụ trân trọng kính mời: Lãnh đạo các phòng chuyên môn', 'Tới dự: Họp giao ban quý I', 'Thời gian: 08 giờ 00 ngày 25/02/2026', 'Địa điểm: Phòng họp số 1'],
    });
    expect(document.addressees).toEqual(['Lãnh đạo các phòng chuyên môn']);
  });
});

describe('thư công', () => {
  it('is named by its greeting: the decree gives it neither number nor fixed title', () => {
    const document = readText([
      'ỦY BAN NHÂN DÂN TỈNH LONG AN', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Long An, ngày 27 tháng 02 năm 2026', '',
      'THƯ CHÚC MỪNG', 'Nhân ngày Thầy thuốc Việt Nam', '', 'Kính gửi: Tập thể thầy thuốc, nhân viên y tế tỉnh', 'Tôi xin gửi lời chúc tốt đẹp nhất.', '', 'CHỦ TỊCH', '', 'Họ Tên Người Ký',
    ].join('\n'));
    expect(document).toMatchObject({ type: 'Thư công', number: null, date: '2026-02-27', addressees: ['Tập thể thầy thuốc, nhân viên y tế tỉnh'] });
  });
});

describe('deadline', () => {
  const withBody = (sentence: string) => read({ heading: '', number: '9/SNV-VP', topic: 'báo cáo', addressees: ['Các đơn vị'], body: [sentence] }).deadline;

  it.each([
    ['Đề nghị các đơn vị gửi báo cáo về Sở trước ngày 20/3/2026.', '2026-03-20'],
    ['Báo cáo gửi về Sở chậm nhất là ngày 05 tháng 4 năm 2026.', '2026-04-05'],
    ['Yêu cầu hoàn thành trước 17 giờ 00 ngày 01/4/2026, tổng hợp trước ngày 10/3/2026.', '2026-03-10'],
    ['Hạn cuối nộp hồ sơ: 20/3/2026.', '2026-03-20'],
    ['Hạn chót gửi ý kiến góp ý là ngày 20.3.2026.', '2026-03-20'],
    ['Đề nghị gửi ý kiến trước 16 giờ 30 phút, thứ Sáu, ngày 20/3/2026.', '2026-03-20'],
    ['Đề nghị quý đơn vị phản hồi muộn nhất là ngày 20 tháng 3 năm 2026.', '2026-03-20'],
    ['Gửi kết quả về Sở trước 20/3/2026 để tổng hợp.', '2026-03-20'],
    ['Báo cáo gửi về Văn phòng Sở trước 17h00, ngày 20/3/2026.', '2026-03-20'],
    ['Thời hạn gửi báo cáo: chậm nhất 20/3/2026.', '2026-03-20'],
    ['Thời gian gửi báo cáo về Sở: trước 16h ngày 20/3/2026.', '2026-03-20'],
  ])('%s', (sentence, day) => {
    expect(withBody(sentence)).toBe(day);
  });

  it.each([
    'Báo cáo đã gửi trước ngày 20/3/2025.',
    'Hội nghị tổ chức ngày 20/3/2026.',
    'Quyết định có hiệu lực trước ngày 20/3/2026.',
    'Đề nghị trả lời trong vòng 05 ngày kể từ ngày nhận được công văn này.',
    'Báo cáo định kỳ hằng tháng gửi trước ngày 15.',
    'Đề nghị thực hiện Công văn 12/UBND-VX, 20/3/2026.',
  ])('none: %s', (sentence) => {
    expect(withBody(sentence)).toBeNull();
  });
});

describe('papers without a date line or a topic', () => {
  it('a contract is dated by its opening words', () => {
    expect(readText([
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', '', 'HỢP ĐỒNG', 'MUA SẮM THIẾT BỊ', 'Số: 12/HĐ-SNV', '',
      'Hôm nay, ngày 5 tháng 2 năm 2026, tại Sở Nội vụ, chúng tôi gồm:', 'BÊN A: SỞ NỘI VỤ', 'ĐẠI DIỆN BÊN A', 'Họ Tên Người Ký',
    ].join('\n'))).toMatchObject({ type: 'Hợp đồng', number: '12/HĐ-SNV', date: '2026-02-05', summary: 'MUA SẮM THIẾT BỊ' });
  });

  it('a letter of introduction has no summary, and the day it expires is no deadline', () => {
    expect(readText([
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'ỦY BAN NHÂN DÂN', 'XÃ TÂN AN', 'Số: 05/GGT-UBND', 'Tân An, ngày 09 tháng 01 năm 2026', 'GIẤY GIỚI THIỆU',
      'Ủy ban nhân dân xã Tân An trân trọng giới thiệu:', 'Chức vụ: Công chức văn thư', 'Giấy này có giá trị đến hết ngày 15/01/2026./.', 'CHỦ TỊCH', 'Họ Tên Người Ký', 'Nơi nhận:', '- Lưu: VT.',
    ].join('\n'))).toMatchObject({ type: 'Giấy giới thiệu', agency: 'ỦY BAN NHÂN DÂN XÃ TÂN AN', summary: null, deadline: null, signer: 'Họ Tên Người Ký' });
  });
});

describe('layout', () => {
  it('two columns read as one line are taken apart', () => {
    const document = readText([
      'UBND TỈNH LONG AN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'SỞ NỘI VỤ       Độc lập - Tự do - Hạnh phúc',
      'Số: 77/SNV-VP       Long An, ngày 02 tháng 5 năm 2026', 'V/v sử dụng thư điện tử', 'trong giao dịch hành chính', 'Kính gửi: Các phòng.',
      'Sở đề nghị thực hiện./.', 'Nơi nhận:                      KT. GIÁM ĐỐC', '- Như trên;                    PHÓ GIÁM ĐỐC', '- Lưu: VT.', '          Nguyễn Văn Chức Danh',
    ].join('\n'));
    expect(document).toMatchObject({
      agency: 'SỞ NỘI VỤ', parentAgency: 'UBND TỈNH LONG AN', number: '77/SNV-VP', date: '2026-05-02', place: 'Long An',
      summary: 'sử dụng thư điện tử trong giao dịch hành chính', addressees: ['Các phòng'], signerTitle: 'KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC', signer: 'Nguyễn Văn Chức Danh',
    });
  });

  it('a body on the line of place and date is the issuer', () => {
    const document = readText([
      'ĐẢNG BỘ TỈNH LONG AN ĐẢNG CỘNG SẢN VIỆT NAM', 'BAN TUYÊN GIÁO VÀ DÂN VẬN Long An, ngày 05 tháng 11 năm 2025', '*', 'Số 123-CV/BTGDVTU', 'V/v tuyên truyền Đại hội', 'Kính gửi: Các đảng ủy trực thuộc.', 'Ban đề nghị thực hiện.', 'Nơi nhận:', '- Như trên.', 'TRƯỞNG BAN', 'Họ Tên Người Ký',
    ].join('\n'));
    expect(document).toMatchObject({ place: 'Long An', agency: 'BAN TUYÊN GIÁO VÀ DÂN VẬN', parentAgency: 'ĐẢNG BỘ TỈNH LONG AN', system: 'party' });
  });

  it('two columns that alternate keep title and name apart from the list of copies', () => {
    const document = readText([
      'BỘ NỘI VỤ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Số: 77/BNV-VP', 'Hà Nội, ngày 02 tháng 5 năm 2026', 'V/v sử dụng thư điện tử', 'Kính gửi: Các sở.',
      'Bộ đề nghị thực hiện./.', 'Nơi nhận: KT. BỘ TRƯỞNG', '- Thủ tướng Chính phủ (để THỨ TRƯỞNG', 'báo cáo);', '- Lưu: VT, VP.', 'Nguyễn Văn Chức Danh',
    ].join('\n'));
    expect(document).toMatchObject({ signerTitle: 'KT. BỘ TRƯỞNG / THỨ TRƯỞNG', signer: 'Nguyễn Văn Chức Danh' });
  });

  it('letters of a title set apart by a scanner are put together', () => {
    expect(read({ heading: 'QUYẾT ĐỊNH', number: '12/QĐ-UBND', topic: 'Về việc khen thưởng', titles: ['KT. CHỦ TỊ CH P HÓ CHỦ T Ị CH'] }).signerTitle).toBe('KT. CHỦ TỊCH / PHÓ CHỦ TỊCH');
  });

  it('"Kính gửi" may come before topic and date in the text of a PDF', () => {
    const document = readText([
      'SỞ NỘI VỤ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Số: 77/SNV-VP', 'Kính gửi: Các phòng thuộc Sở', 'V/v sử dụng thư điện tử', 'Long An, ngày 02 tháng 5 năm 2026', '',
      'Sở đề nghị các phòng thực hiện./.', 'Nơi nhận:', '- Như trên;', '- Lưu: VT.', 'GIÁM ĐỐC', 'Họ Tên Người Ký',
    ].join('\n'));
    expect(document).toMatchObject({ type: 'Công văn', date: '2026-05-02', place: 'Long An', summary: 'sử dụng thư điện tử', addressees: ['Các phòng thuộc Sở'] });
  });

  it('a diplomatic note greets whom it addresses', () => {
    const document = readText(['BỘ NGOẠI GIAO', 'Số: 116/BNG-LS', '', 'Bộ Ngoại giao nước Cộng hòa xã hội chủ nghĩa Việt Nam kính chào Đại sứ quán', 'các nước tại Hà Nội và xin hân hạnh thông báo như sau.'].join('\n'));
    expect(document.addressees).toEqual(['Đại sứ quán các nước tại Hà Nội']);
  });

  it('a draft without a number has none, but keeps everything else', () => {
    expect(read({ heading: 'TỜ TRÌNH', number: '      /TTr-SNV', topic: 'Về việc bổ sung biên chế' })).toMatchObject({ number: null, type: 'Tờ trình', summary: 'bổ sung biên chế' });
  });

  it('who decides is not part of what is decided', () => {
    const document = read({
      heading: 'QUYẾT ĐỊNH', number: '36/2013/QĐ-UBND', topic: 'BAN HÀNH QUY ĐỊNH VỀ TRAO ĐỔI\nVĂN BẢN ĐIỆN TỬ\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LONG AN',
      body: ['Căn cứ Luật số 33/2024/QH15 ngày 21/6/2024;', 'Điều 1. Ban hành Quy định.'],
    });
    expect(document.summary).toBe('BAN HÀNH QUY ĐỊNH VỀ TRAO ĐỔI VĂN BẢN ĐIỆN TỬ');
    expect(document.cites.map((cite) => cite.number)).toEqual(['33/2024/QH15']);
  });

  it('takes the organisation board of a Party committee for the issuer', () => {
    const { agency, parentAgency } = readOne(['TỈNH ỦY LONG AN', 'BAN TỔ CHỨC', '*', 'Số 125-CV/BTCTU', 'V/v rà soát hồ sơ đảng viên', '', 'ĐẢNG CỘNG SẢN VIỆT NAM', 'Long An, ngày 17 tháng 11 năm 2026', '', 'Kính gửi: Đảng ủy các cơ quan.', '', 'Đề nghị báo cáo.'].join('\n'));
    expect([agency, parentAgency]).toEqual(['BAN TỔ CHỨC', 'TỈNH ỦY LONG AN']);
  });

  it.each([
    'Sở Giáo dục và Đào tạo', 'Sở Tài chính', 'Sở Tài nguyên và Môi trường', 'Sở Giao thông vận tải', 'Ban Tổ chức Trung ương', 'Ủy ban Kiểm tra Tỉnh ủy', 'Cục Quản lý Dược', 'Ủy ban nhân dân tỉnh Sơn La', 'Ủy ban nhân dân thành phố Đà Nẵng',
  ])('names the issuer of a cited document whole: %s', (agency) => {
    const [cite] = readLetter({ heading: '', number: '99/SNV-VP', topic: 'báo cáo', body: [`Thực hiện Công văn số 12/VP-TH ngày 15/5/2026 của ${agency} về việc tổ chức hội nghị, Sở Nội vụ đề nghị các đơn vị báo cáo./.`] }).cites;
    expect(cite).toMatchObject({ agency, summary: 'tổ chức hội nghị' });
  });

  it('diacritics lost in a scan are put back for bodies everyone knows', () => {
    expect(read({ heading: '', number: '8/BTC-CST', topic: 'lấy ý kiến', agency: ['BO TAI CHINH'] }).agency).toBe('BỘ TÀI CHÍNH');
  });

  it('a name that nobody could read is not shown', () => {
    expect(read({ heading: 'QUYẾT ĐỊNH', number: '8/QĐ-BTC', topic: 'Về việc khen thưởng', agency: ['DAI HQC THANH PHO'] })).toMatchObject({ agency: null, number: '8/QĐ-BTC' });
  });

  it('legal documents write no deadline for the reader', () => {
    expect(read({ heading: 'NGHỊ ĐỊNH', number: '9/2026/NĐ-CP', topic: 'Quy định', body: ['Hồ sơ nộp trước ngày 01/7/2026 được thực hiện theo quy định cũ.'] }).deadline).toBeNull();
  });
});

describe('a summary in a text layer without blank lines', () => {
  it('ends before the labels of minutes', () => {
    const text = ['UBND TỈNH LONG AN', 'SỞ NỘI VỤ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Số: 05/BB-SNV', 'BIÊN BẢN', 'Họp giao ban tuần', 'Thời gian bắt đầu: 08 giờ 00 ngày 09 tháng 01 năm 2026', 'Địa điểm: Phòng họp số 1', 'Chủ trì (chủ tọa): Giám đốc', 'THƯ KÝ', 'Họ Tên Người Ký'];
    expect(readText(text.join('\n'))).toMatchObject({ type: 'Biên bản', summary: 'Họp giao ban tuần', date: '2026-01-09' });
  });

  const head = ['UBND TỈNH LONG AN', 'SỞ NỘI VỤ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'];

  it('ends before the sentence that invites', () => {
    const text = [...head, 'Số: 96/GM-SNV', 'Long An, ngày 05 tháng 02 năm 2026', 'GIẤY MỜI', 'Họp giao ban công tác văn thư quý I', 'Sở Nội vụ trân trọng kính mời: Đại diện lãnh đạo các sở', 'dự họp giao ban.', 'Thời gian: 14 giờ 00 phút, ngày 09/02/2026.', 'GIÁM ĐỐC'];
    expect(readText(text.join('\n'))).toMatchObject({ type: 'Giấy mời', summary: 'Họp giao ban công tác văn thư quý I', date: '2026-02-05' });
  });

  it('ends before a stamp below it', () => {
    const text = [...head, 'Số: 33/SNV-VP', 'V/v tăng cường phòng, chống dịch', 'trong trường học', 'THƯỢNG KHẨN', 'Long An, ngày 05 tháng 02 năm 2026', 'Kính gửi: Sở Giáo dục và Đào tạo.', 'Sở Nội vụ thông báo để biết, thực hiện./.'];
    expect(readText(text.join('\n'))).toMatchObject({ summary: 'tăng cường phòng, chống dịch trong trường học', urgency: 'THƯỢNG KHẨN' });
  });
});
