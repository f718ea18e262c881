import { randomBytes } from 'node:crypto';
import { startChaosProxy } from '../../scripts/desk/chaos-proxy';
import { expect, test } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';
import { mail, official } from '../fixtures/letters';
import { connect, settled } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';

const letter = (n: number, body: readonly string[] = ['Nội dung./.']) => mail(official({ id: `n-${n}`, from: 'unit1@so.gov.vn', number: `${n}/SNV-VP`, topic: `việc số ${n}`, document: { body } }));

test('a letter that reaches the server shows by itself, without anybody doing anything', async ({ launch, office, place }) => {
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await connect(page, office);
  const room = new LettersRoom(page);
  await expect(room.list).toContainText('Chưa có văn bản đến nào.');
  for (const n of [1, 2, 3]) {
    await office.deliver(letter(n), 'unit1@so.gov.vn');
    await expect(room.row(`${n}/SNV-VP`)).toBeVisible();
  }
  await expect(room.row('1/SNV-VP')).toContainText('Đã báo nhận');
});

test('fetching can be stopped at its progress line and goes on later where it stood', async ({ launch, office, place }) => {
  const total = 2000;
  const filler = Array.from({ length: 12 }, () => randomBytes(900).toString('base64'));
  await office.server.appendMany('clerk', 'INBOX', (function* () {
    for (let n = 1; n <= total; n += 1) yield letter(n, filler);
  })());
  // bytes a second of a line: on a good one there would be nothing to see
  const line = await startChaosProxy(office.server.imapsPort, { plan: () => [{ kind: 'throttle', bytesPerSecond: 500_000 }] });
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  const room = new LettersRoom(page);
  await connect(page, { ...office, server: { ...office.server, imapsPort: line.port } });
  await expect(page.getByTestId('status-progress')).toContainText(/đã giữ [\d.]+ \/ 2[.]?000/);
  office.server.pauseImap();
  await expect(page.getByTestId('status-progress')).toContainText(/đã giữ [\d.]+ \/ 2[.]?000/);
  await shot(page, 'progress-vi');
  await page.getByTestId('sync-stop').click();
  await expect(room.account).toHaveAttribute('data-state', 'stopped');
  await expect(room.account).toContainText('đã dừng lấy thư từ');
  office.server.resumeImap();
  line.setPlan(() => []);
  const shown = async () => Number((await page.getByTestId('status-letters').innerText()).replace(/[^\d]/g, ''));
  expect(await shown()).toBeLessThan(total);
  await page.getByTestId('sync-start').click();
  await room.letters(total);
  await settled(page, total);
  await app.close();
  await line.close();
});
