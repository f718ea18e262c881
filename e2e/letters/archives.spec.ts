import { tinyRar5 } from '../../core/extract/archives/fixtures/tiny-rar';
import { tinySevenZip } from '../../core/extract/archives/fixtures/tiny-seven-zip';
import { tinyPdf } from '../../core/extract/fixtures/tiny-pdf';
import { test } from '../fixtures/app-test';
import { mail } from '../fixtures/letters';
import { connect, settled } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';

const official = (number: string): Uint8Array => tinyPdf([[
  { text: 'SỞ NỘI VỤ', x: 70, y: 780 }, { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', x: 300, y: 780 }, { text: `Số: ${number}/SNV-VP`, x: 70, y: 750 },
  { text: 'V/v gửi tài liệu họp', x: 70, y: 735 }, { text: 'ngày 20 tháng 11 năm 2026', x: 320, y: 750 }, { text: 'Kính gửi: Các phòng, đơn vị trực thuộc.', x: 150, y: 690 },
]]);

test('documents in a RAR and in a 7z are in the list like any other', async ({ launch, office, place }) => {
  const rar = tinyRar5([{ name: 'Hồ sơ/công văn 41.pdf', bytes: official('41') }]);
  const sevenZip = tinySevenZip([{ name: 'công văn 42.pdf', bytes: official('42') }]);
  await office.server.appendMany('clerk', 'INBOX', [
    mail({ id: 'rar', from: 'unit1@so.gov.vn', subject: 'Gửi hồ sơ thứ nhất', text: 'Xin gửi hồ sơ.', attachments: [{ name: 'ho-so.rar', contentType: 'application/vnd.rar', bytes: rar }] }),
    mail({ id: 'seven', from: 'unit1@so.gov.vn', subject: 'Gửi hồ sơ thứ hai', text: 'Xin gửi hồ sơ.', attachments: [{ name: 'ho-so.7z', contentType: 'application/x-7z-compressed', bytes: sevenZip }] }),
  ]);
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await connect(page, office);
  await settled(page, 2);
  const room = new LettersRoom(page);
  await room.open('41/SNV-VP');
  await room.open('42/SNV-VP');
  await app.close();
});
