import { startPublicKeyServer } from '../../scripts/servers/public-key-server';
import { renewCrls } from '../../scripts/test-ca.mjs';
import { expect, test } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';
import { official, signed } from '../fixtures/letters';
import { startOffice } from '../fixtures/office';
import { resizeTo } from '../fixtures/system-dialogs';
import { connect, rows, settled } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';

test('a letter whose revocation lists cannot be had is checked again by itself once the line is back, and the person is told', async ({ launch, place }) => {
  const authority = await startPublicKeyServer();
  const office = await startOffice({}, { accessUrl: authority.url });
  try {
    authority.refuse('hangUp');
    authority.serve({ ca: office.ca });
    await office.server.appendMany('clerk', 'INBOX', [
      signed(office.ca, 'unit1', official({ id: 'waits', from: 'unit1@so.gov.vn', number: '21/SNV-VP', topic: 'báo cáo công tác văn thư', document: { agency: ['ỦY BAN NHÂN DÂN TỈNH', 'SỞ NỘI VỤ'] } })),
    ]);
    const app = await launch({ policyFile: office.writePolicy(place, {}, { crls: [], revocation: { fetch: 'automatic', privateHosts: ['127.0.0.1'] } }) });
    const page = await app.mainWindow();
    await resizeTo(app.electron, 1366, 768);
    await connect(page, office);
    await settled(page, 1);
    const room = new LettersRoom(page);
    await room.open('21/SNV-VP');
    await expect(room.verdict).toContainText('Chưa kiểm tra được thu hồi chứng thư');
    await expect(room.verdict).toHaveAttribute('data-tone', 'warn');
    await shot(page, 'recheck-waits-vi');
    // only of what a person read is told that it is another answer now
    await expect.poll(async () => (await rows(page)).map(({ read }) => read)).toEqual([true]);

    // lists are dated in whole seconds and must not be older than the arrival
    renewCrls(office.ca, { from: new Date(Date.now() + 1000) });
    authority.refuse(null);
    await app.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
    await expect(room.verdict).toContainText('Chứng thư của Sở Nội vụ (mẫu) còn hiệu lực', { timeout: 60_000 });
    await expect(room.verdict).toHaveAttribute('data-tone', 'good');
    await expect(page.getByTestId('recheck-toast')).toContainText('Kết quả kiểm tra chữ ký của 1 văn bản đã thay đổi');
    await shot(page, 'recheck-told-vi');
    await page.getByTestId('status-rechecked').click();
    await expect(page.getByTestId('recheck-strip')).toContainText('21/SNV-VP');
    await expect(page.getByTestId('recheck-toast')).toHaveCount(0);
    await expect(page.getByTestId('status-freshness')).toContainText('Kiểm tra theo danh sách thu hồi ngày');
    expect(authority.asked).toContain('GET /crl/agencies.crl 200');
  } finally {
    await office.stop();
    await authority.close();
  }
});
