import { seedLetter } from '../core/recognise/fixtures/seed-letter';
import type { LetterParts } from '../core/recognise/fixtures/letters';
import { tinyPdf } from '../core/extract/fixtures/tiny-pdf';
import { expect, test } from './fixtures/app-test';
import { shot } from './fixtures/launch';
import { mail, official, signed, tampered, type MailParts } from './fixtures/letters';
import { resizeTo } from './fixtures/system-dialogs';
import { connect, rows, settled } from './pages/bridge';
import { FirstStart } from './pages/first-start';
import { LettersRoom } from './pages/letters-room';
import { SettingsRoom } from './pages/settings-room';

const province = 'ỦY BAN NHÂN DÂN TỈNH LONG AN';

interface Sample {
  readonly number: string;
  readonly topic: string;
  readonly unit: string;
  readonly from: string;
  readonly document?: Partial<LetterParts>;
}

const samples: readonly Sample[] = [
  { number: '2115/SNV-CCVC', topic: 'báo cáo số lượng người làm việc năm 2026', unit: 'SỞ NỘI VỤ', from: 'unit1', document: { stamp: 'KHẨN', body: ['Đề nghị các cơ quan, đơn vị gửi báo cáo trước ngày 30/11/2026./.'] } },
  { number: '318/GM-SYT', topic: 'họp đánh giá công tác phòng, chống dịch', unit: 'SỞ Y TẾ', from: 'unit3', document: { heading: 'GIẤY MỜI', body: ['Thời gian: 08 giờ 00, ngày 27 tháng 11 năm 2026.', 'Địa điểm: Phòng họp số 1.'] } },
  { number: '96/KH-SGDĐT', topic: 'kiểm tra công tác văn thư, lưu trữ năm 2026', unit: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO', from: 'unit4', document: { heading: 'KẾ HOẠCH' } },
  { number: '4410/QĐ-SXD', topic: 'Về việc ban hành quy chế làm việc', unit: 'SỞ XÂY DỰNG', from: 'unit5', document: { heading: 'QUYẾT ĐỊNH' } },
  { number: '187/TB-STTTT', topic: 'Thời gian bảo trì hệ thống thư điện tử công vụ', unit: 'SỞ THÔNG TIN VÀ TRUYỀN THÔNG', from: 'unit6', document: { heading: 'THÔNG BÁO' } },
  { number: '52/BC-STP', topic: 'Kết quả cải cách hành chính quý III năm 2026', unit: 'SỞ TƯ PHÁP', from: 'unit7', document: { heading: 'BÁO CÁO' } },
  { number: '771/SCT-VP', topic: 'cung cấp thông tin đầu mối liên hệ', unit: 'SỞ CÔNG THƯƠNG', from: 'unit8' },
];

function sample({ number, topic, unit, from, document }: Sample, id = number.replace(/\W/g, '')): MailParts {
  return official({ id, from: `${from}@so.gov.vn`, fromName: `Văn thư ${unit.charAt(0)}${unit.slice(1).toLowerCase()}`, number, topic, document: { agency: [province, unit], day: 'ngày 20 tháng 11 năm 2026', ...document } });
}

test('the pictures of the README show the application at work, in Vietnamese', async ({ launch, office, place }) => {
  const policyFile = office.writePolicy(place);
  const money: Sample = { number: '3302/STC-NS', topic: 'cấp kinh phí bổ sung quý IV', unit: 'SỞ TÀI CHÍNH', from: 'unit2', document: { body: ['Kinh phí được cấp là 100.000.000 đồng./.'] } };
  const first = await launch({ policyFile });
  const page = await first.mainWindow();
  await resizeTo(first.electron, 1366, 768);
  const start = new FirstStart(page);
  await start.makeProfile();
  await start.enterMailbox('test');
  await expect(page.getByTestId('imap-host')).toHaveValue('mail.so.gov.vn');
  await page.getByTestId('user').blur();
  await shot(page, 'readme-first-start');
  await first.close();

  const app = await launch({ policyFile, profileDir: `${place.profileDir}-2`, keyFile: `${place.keyFile}-2` });
  const window = await app.mainWindow();
  await resizeTo(app.electron, 1366, 768);
  await connect(window, office);
  for (const one of samples.slice(1).reverse()) await office.deliver(mail(sample(one)), `${one.from}@so.gov.vn`);
  await office.deliver(signed(office.ca, 'unit1', sample(samples[0] ?? money)), 'unit1@so.gov.vn');
  await office.deliver(tampered(office.ca, 'unit2', sample(money), '100.000.000', '900.000.000'), 'unit2@so.gov.vn');
  await office.deliver(mail({ id: 'free', from: 'citizen@gmail.com', fromName: 'Văn phòng trường', subject: '45/BC-THPT báo cáo tháng 11', text: sample({ number: '45/BC-THPT', topic: 'Hoạt động tháng 11', unit: 'TRƯỜNG TRUNG HỌC PHỔ THÔNG', from: 'citizen', document: { heading: 'BÁO CÁO' } }).text }), 'citizen@gmail.com');
  const attachments = [{ name: '1077-SGDDT-KTQLCL.pdf', contentType: 'application/pdf', bytes: tinyPdf([[{ text: 'So: 1077/SGDDT-KTQLCL', x: 72, y: 700 }]]) }];
  await office.deliver(mail({ id: 'seed', from: 'unit4@so.gov.vn', fromName: 'Văn thư Sở Giáo dục và Đào tạo', subject: '1077/SGDĐT-KTQLCL V/v sử dụng thư điện tử tên miền riêng', text: seedLetter.replaceAll('**', '').trim(), attachments }), 'unit4@so.gov.vn');
  await settled(window, samples.length + 3);
  office.renewLists(policyFile);
  await expect.poll(async () => (await rows(window)).filter((row) => row.verdict === 'passed').length).toBe(1);
  await expect.poll(async () => (await rows(window)).filter((row) => row.receipt === 'sent').length).toBe(samples.length + 2);

  const room = new LettersRoom(window);
  await room.row('1077/SGDĐT-KTQLCL').click();
  await expect(room.field('addressees')).toContainText('Giám đốc các trung tâm trực thuộc Sở');
  await expect(room.field('cites').getByRole('listitem')).toHaveCount(3);
  await expect(room.receipt).toContainText('Đã báo nhận tự động');
  await shot(window, 'readme-letter');
  await resizeTo(app.electron, 1920, 1080);
  await shot(window, 'letter-wide-vi');
  await new SettingsRoom(window).choose('theme', 'dark');
  await room.row('318/GM-SYT').click();
  await expect(window.getByTestId('meeting')).toContainText('27/11');
  await shot(window, 'letter-wide-dark-vi');
  await new SettingsRoom(window).choose('theme', 'light');
  await resizeTo(app.electron, 1366, 768);

  await room.row('3302/STC-NS').click();
  await room.verdict.getByRole('button', { name: 'Chi tiết' }).click();
  await expect(room.verdict).toContainText('nội dung khác với lúc ký');
  await shot(window, 'readme-broken-signature');
});
