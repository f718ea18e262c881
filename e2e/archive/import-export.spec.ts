import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/app-test';
import { mail, messageId, official } from '../fixtures/letters';
import { answerDialogs } from '../fixtures/system-dialogs';
import { ask, connect, rows, settled, vaultDigests } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';

const fromLine = 'From unit1@so.gov.vn Fri Nov 20 01:00:00 2026\r\n';
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** As the window manager hands over what a person drags: real files, with their paths. */
async function drop(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, x: 600, y: 300, data });
  await session.detach();
}

test('an mbox file dropped on the window is brought along once, answered never, and written out again byte for byte', async ({ launch, office, place }) => {
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  const accountId = await connect(page, office);
  const letter = (n: number) => mail(official({ id: `past-${n}`, from: 'unit1@so.gov.vn', number: `${n}/SNV-VP`, topic: `việc số ${n}` }));
  await office.deliver(letter(1), 'unit1@so.gov.vn');
  await settled(page, 1);
  await expect.poll(() => office.allReplies()).toEqual([messageId('past-1')]);
  const [onServer] = await office.server.messages('clerk');
  const known = Buffer.from(onServer?.raw ?? '');

  // the letter of the server, two older ones, and one that was deleted in Thunderbird
  // a screen without a locale of its own hands over plain names only
  const mbox = join(place.folder, 'cong-van-cu.mbox');
  const letters = [known, Buffer.concat([Buffer.from('X-Mozilla-Status: 0005\r\nX-Mozilla-Status2: 00000000\r\n'), letter(2)]), letter(3), Buffer.concat([Buffer.from('X-Mozilla-Status: 0008\r\n'), letter(4)])];
  writeFileSync(mbox, Buffer.concat(letters.flatMap((raw) => [Buffer.from(fromLine), raw, Buffer.from('\r\n')])));
  await drop(page, [mbox]);
  await expect(page.getByTestId('import-drop')).toContainText(mbox);
  await page.getByTestId('import-dropped').click();
  await expect(page.getByTestId('import-report')).toContainText('Đã nhập 2 thư.');
  await expect(page.getByTestId('import-report')).toContainText('1 thư đã có trong kho');

  const listed = await settled(page, 3);
  const brought = listed.filter((row) => row.imported);
  expect(brought.map(({ number, read, flagged, official: isOfficial }) => ({ number, read, flagged, isOfficial })).sort((a, b) => (a.number ?? '').localeCompare(b.number ?? ''))).toEqual([
    { number: '2/SNV-VP', read: true, flagged: true, isOfficial: true }, { number: '3/SNV-VP', read: false, flagged: false, isOfficial: true },
  ]);
  expect(brought.map((row) => row.gone)).toEqual([false, false]);

  // a page that was taken over cannot name files of its own choice
  const refused = await ask(page, 'archive.import', { accountId: accountId, what: 'files', paths: [join(place.folder, 'policy.json')] });
  expect(refused).toMatchObject({ ok: true, value: { kept: 0, problems: [{ code: 'notChosen' }] } });

  const target = join(place.folder, 'out');
  mkdirSync(target);
  await answerDialogs(app.electron, { folder: target });
  await page.getByTestId('export-start').click();
  await expect(page.getByTestId('export-report')).toContainText('Đã xuất 3 thư.');
  const files = readdirSync(target);
  expect(files.filter((name) => name.endsWith('.eml')).sort()[1]).toMatch(/^\d{4}-\d\d-\d\d 2-SNV-VP .+\.eml$/);
  expect(files.filter((name) => name.endsWith('.eml')).map((name) => digest(readFileSync(join(target, name)))).sort()).toEqual(Object.values(await vaultDigests(page, listed.map((row) => row.letterId))).sort());
  const beside = files.filter((name) => name.endsWith('.txt')).map((name) => readFileSync(join(target, name), 'utf8'));
  expect(beside.filter((text) => text.includes('Không có chữ ký số.'))).toHaveLength(3);
  expect(beside.filter((text) => text.includes('Chưa có báo nhận nào cho thư này.'))).toHaveLength(2);

  // what was written out is known when it is brought along again
  await answerDialogs(app.electron, { folder: target });
  await page.getByTestId('import-folder').click();
  await expect(page.getByTestId('import-report')).toContainText('3 thư đã có trong kho');
  expect(await office.allReplies()).toEqual([messageId('past-1')]);
});

test('a letter that Gmail sent on by itself is marked, with the advice to answer from the official address', async ({ launch, office, place }) => {
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await connect(page, office);
  const headers = { 'X-Forwarded-To': 'clerk@so.gov.vn', 'X-Forwarded-For': 'canbo@gmail.com clerk@so.gov.vn', 'Delivered-To': 'canbo@gmail.com' };
  await office.deliver(mail(official({ id: 'sent-on', from: 'unit1@so.gov.vn', to: 'canbo@gmail.com', number: '9/SNV-VP', topic: 'việc số 9', headers })), 'canbo+caf_=clerk=so.gov.vn@gmail.com');
  expect((await settled(page, 1)).map((row) => row.forwardedFrom)).toEqual(['gmail.com']);
  const room = new LettersRoom(page);
  await room.queue('all');
  await room.row('9/SNV-VP').click();
  const strip = page.getByTestId('notice-forwarded');
  await expect(strip).toContainText('canbo@gmail.com tự động chuyển tiếp thư này');
  await expect(strip).toContainText('Hãy trả lời từ hộp thư của cơ quan');
  // nothing goes out before a person has said so
  await expect.poll(async () => (await rows(page)).map((row) => row.receipt)).toEqual(['asked']);
  expect(await office.allReplies()).toEqual([]);
});
