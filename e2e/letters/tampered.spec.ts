import { expect, test } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';
import { mail, official, signed, tampered } from '../fixtures/letters';
import { resizeTo } from '../fixtures/system-dialogs';
import { connect, settled } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';
import { SettingsRoom } from '../pages/settings-room';

test('a signed letter that was changed on its way is shown as broken, in Vietnamese and in English', async ({ launch, office, place }) => {
  const parts = (id: string, number: string, topic: string) => official({ id, from: 'unit2@so.gov.vn', fromName: 'Sở Tài chính', number, topic, document: { agency: ['ỦY BAN NHÂN DÂN TỈNH LONG AN', 'SỞ TÀI CHÍNH'], body: ['Kinh phí được cấp là 100.000.000 đồng./.'] } });
  await office.server.appendMany('clerk', 'INBOX', [
    mail(parts('plain', '40/STC-NS', 'không ký')),
    signed(office.ca, 'unit2', parts('kept', '41/STC-NS', 'cấp kinh phí quý IV')),
    tampered(office.ca, 'unit2', parts('changed', '42/STC-NS', 'cấp kinh phí bổ sung'), '100.000.000', '900.000.000'),
  ]);
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await connect(page, office);
  await settled(page, 3);
  const room = new LettersRoom(page);

  await room.queue('signature');
  await expect(room.row('42/STC-NS')).toContainText('Chữ ký không khớp');
  await room.open('42/STC-NS');
  await expect(room.verdict).toHaveAttribute('data-tone', 'bad');
  await expect(room.verdict).toContainText('Không được tin chữ ký này. Chữ ký không khớp nội dung. Không dùng văn bản này khi chưa hỏi lại nơi gửi.');
  await room.verdict.getByRole('button', { name: 'Chi tiết' }).click();
  await expect(room.verdict).toContainText('không đạt – nội dung khác với lúc ký');
  await resizeTo(app.electron, 1366, 768);
  await shot(page, 'tampered-details-vi');

  await room.open('41/STC-NS');
  await expect(room.verdict).toHaveAttribute('data-tone', 'warn');
  await expect(room.verdict).toContainText('Chưa xác định được chữ ký.');
  await room.open('40/STC-NS');
  await expect(room.verdict).toContainText('Không có chữ ký số.');

  await new SettingsRoom(page).choose('language', 'en');
  await room.open('42/STC-NS');
  await expect(room.verdict).toHaveAttribute('data-tone', 'bad');
  await expect(room.verdict).toContainText('Do not rely on this signature. The signature does not match the content. Do not use this document before asking the sender.');
  await shot(page, 'tampered-en');
});
