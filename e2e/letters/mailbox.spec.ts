import type { AccountId } from '../../core/model/ids';
import { expect, test } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';
import { mail, official } from '../fixtures/letters';
import { ask, connect, isOnline, rows, settled } from '../pages/bridge';
import { allFoldersHere, Folders } from '../pages/folders';
import { LettersRoom } from '../pages/letters-room';

const letter = (n: number, stamp?: string) => mail(official({ id: `m-${n}`, from: 'unit1@so.gov.vn', number: `${n}/SNV-VP`, topic: `việc số ${n}`, document: stamp === undefined ? {} : { stamp } }));
const subjects = (messages: readonly { readonly raw: Uint8Array }[]) => messages.map(({ raw }) => /m-\d+@/.exec(Buffer.from(raw).toString('latin1'))?.[0]);

test('folders stand in the pane with their letters, and what lies in junk is counted nowhere else', async ({ launch, office, place }) => {
  await office.server.appendMany('clerk', 'INBOX', [letter(1), letter(2, 'HỎA TỐC')]);
  await office.server.appendMany('clerk', 'Archive', [letter(3)]);
  await office.server.appendMany('clerk', 'Junk', [letter(4, 'HỎA TỐC'), letter(5)]);
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  const room = new LettersRoom(page);
  const folders = new Folders(page);
  await connect(page, office);
  await allFoldersHere(page);
  await room.letters(5);

  await test.step('special folders have Vietnamese names and the usual order', async () => {
    await expect(folders.folder('INBOX')).toContainText('Hộp thư đến');
    await expect(folders.tree.getByRole('treeitem')).toContainText([/^Hộp thư đến/, /^Đã gửi/, /^Thư nháp/, /^Thư rác/, /^Thùng rác/, /^Lưu trữ/]);
  });

  await test.step('a folder shows its letters and nothing else', async () => {
    await folders.open('Archive');
    await expect(page.getByTestId('list-count')).toHaveText('1 thư');
    await expect(room.row('3/SNV-VP')).toBeVisible();
    await shot(page, 'folder-vi');
  });

  await test.step('junk is neither official nor urgent', async () => {
    expect((await rows(page, { queue: 'official' })).map((row) => row.number).sort()).toEqual(['1/SNV-VP', '2/SNV-VP', '3/SNV-VP']);
    await expect(page.getByTestId('queue-urgent')).toContainText(/1$/);
    await folders.open('Junk');
    await expect(page.getByTestId('list-count')).toHaveText('2 thư');
    await room.list.getByRole('option').first().click();
    await expect(room.pane.getByTestId('notice-junk')).toContainText('Thư này nằm trong Thư rác.');
    await expect(room.pane.getByTestId('field-grid')).toHaveCount(0);
    await shot(page, 'junk-vi');
  });

  await test.step('what comes back is judged again', async () => {
    await room.pane.getByTestId('not-junk').click();
    await expect.poll(async () => (await rows(page, { queue: 'official' })).length).toBe(4);
    await expect.poll(() => office.server.receivedCount('clerk', 'Junk')).toBe(1);
    expect(await office.server.receivedCount('clerk', 'INBOX')).toBe(3);
  });
});

test('what a person does offline shows at once, says that it waits, and reaches the server later', async ({ launch, office, place }) => {
  await office.server.appendMany('clerk', 'INBOX', [1, 2, 3, 4].map((n) => letter(n)));
  const policyFile = office.writePolicy(place);
  const app = await launch({ policyFile });
  const page = await app.mainWindow();
  const room = new LettersRoom(page);
  const folders = new Folders(page);
  await connect(page, office);
  await allFoldersHere(page);
  await settled(page, 4);
  await office.server.stopImap();
  await expect(room.account).toHaveAttribute('data-state', 'offline');
  await folders.open('INBOX');

  await test.step('by key: flagged, deleted and taken back', async () => {
    await room.row('1/SNV-VP').click();
    await page.keyboard.press('Insert');
    await expect(page.getByTestId('act-unflag')).toBeVisible();
    await expect(room.row('1/SNV-VP')).toContainText('Chờ mạng');
    await expect(room.pane.getByTestId('act-waiting')).toContainText('Gắn cờ');
    await room.row('2/SNV-VP').click();
    await page.keyboard.press('Delete');
    await expect(room.row('2/SNV-VP')).toHaveCount(0);
    await shot(page, 'offline-acts-vi');
    await page.getByTestId('act-undo').first().click();
    await expect(room.row('2/SNV-VP')).toHaveCount(1);
  });

  await test.step('several at once, into a folder that is found by typing', async () => {
    await room.row('3/SNV-VP').click();
    await room.row('4/SNV-VP').click({ modifiers: ['Control'] });
    await expect(page.getByTestId('chosen-count')).toHaveText('Đã chọn 2 thư');
    await page.keyboard.press('Control+Shift+V');
    await page.getByTestId('move-search').fill('luu tru');
    await shot(page, 'move-vi');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('list-count')).toHaveText('2 thư');
    await folders.open('Archive');
    await expect(page.getByTestId('list-count')).toHaveText('2 thư');
  });

  await test.step('all of it is still there after a restart, and reaches the server with the line', async () => {
    await app.close();
    const again = await launch({ policyFile });
    const window = await again.mainWindow();
    await expect(window.getByTestId('status-acts')).toBeVisible();
    await office.server.startImap();
    await isOnline(window);
    await expect.poll(async () => subjects(await office.server.messages('clerk', 'Archive')).sort()).toEqual(['m-3@', 'm-4@']);
    await expect.poll(async () => subjects(await office.server.messages('clerk')).sort()).toEqual(['m-1@', 'm-2@']);
    await expect.poll(async () => (await office.server.messages('clerk')).find(({ raw }) => Buffer.from(raw).includes('m-1@'))?.flags.includes('\\Flagged')).toBe(true);
    await expect(window.getByTestId('status-acts')).toHaveCount(0);
  });
});

test('what could not be done is a queue, says why on the letter, and is done again or put aside', async ({ launch, office, place }) => {
  await office.server.appendMany('clerk', 'INBOX', [letter(1), letter(2)]);
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  const room = new LettersRoom(page);
  const folders = new Folders(page);
  const accountId = await connect(page, office) as AccountId;
  await allFoldersHere(page);
  await settled(page, 2);
  await ask(page, 'sync.stop', { accountId });
  await expect(room.account).toHaveAttribute('data-state', 'stopped');
  await folders.open('INBOX');
  await room.row('1/SNV-VP').click();
  await page.keyboard.press('Control+Shift+V');
  await page.getByTestId('move-search').fill('luu tru');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('list-count')).toHaveText('1 thư');

  // meanwhile somebody else deletes it
  const gone = (await office.server.messages('clerk')).find(({ raw }) => Buffer.from(raw).includes('m-1@'));
  await office.server.expunge('clerk', 'INBOX', gone?.uid ?? 0);
  await page.getByTestId('sync-start').click();
  await page.getByTestId('queue-conflicts').click();
  await room.row('1/SNV-VP').click();
  const strip = room.pane.getByTestId('act-conflict');
  await expect(strip).toContainText('Chưa thực hiện được: chuyển tới “Lưu trữ”.');
  await shot(page, 'conflict-vi');
  await strip.getByTestId('act-dismiss').click();
  await expect(page.getByTestId('queue-conflicts')).toHaveCount(0);
});

test('space is freed only after showing what goes, a folder is left out by choice, and a removed mailbox leaves its letters', async ({ launch, office, place }) => {
  const old = (n: number) => ({ raw: letter(n), receivedAt: new Date('2024-03-01T00:00:00Z') });
  await office.server.appendMany('clerk', 'INBOX', [old(1), old(2), letter(3)]);
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  const room = new LettersRoom(page);
  await connect(page, office);
  await allFoldersHere(page);
  await settled(page, 3);
  await page.getByTestId('rail-settings').click();

  await test.step('what goes is listed, what stays is named, and nothing goes without a word', async () => {
    await page.getByTestId('account-free').click();
    await page.getByTestId('free-look').click();
    await expect(page.getByTestId('free-plan')).toContainText('Sẽ xóa 2 thư trên máy chủ');
    await expect(page.getByTestId('free-list').getByRole('listitem')).toContainText(['1/SNV-VP', '2/SNV-VP']);
    await expect(page.getByTestId('free-plan')).toContainText('1 thư mới hơn hạn đã chọn');
    await expect(page.getByTestId('free-go')).toBeDisabled();
    await page.getByTestId('free-sure').check();
    await shot(page, 'free-space-vi');
    await page.getByTestId('free-go').click();
    await expect(page.getByTestId('free-done')).toBeVisible();
    await page.getByTestId('free-close').click();
    await expect(page.getByTestId('account-free')).toBeFocused();
    await expect.poll(() => office.server.receivedCount('clerk')).toBe(1);
  });

  await test.step('a folder that is left out is not counted as one to fetch', async () => {
    await page.getByTestId('account-folders').click();
    await page.getByTestId('keep-Junk').uncheck();
    await expect(page.getByTestId('folders-count')).toContainText('5 / 6');
    await page.getByTestId('folders-save').click();
    await expect.poll(async () => (await ask(page, 'app.state', {})).accounts[0]?.folders?.find(({ path }) => path === 'Junk')?.state).toBe('skipped');
  });

  await test.step('the letters stay under the address', async () => {
    await page.getByTestId('account-remove').click();
    await expect(page.getByTestId('remove-dialog')).toContainText('Thư đã lưu, sổ và nhật ký vẫn ở trên máy này');
    await page.getByTestId('remove-sure').check();
    await page.getByTestId('remove-go').click();
    await expect.poll(async () => (await ask(page, 'app.state', {})).accounts.length).toBe(0);
    await expect(page.getByTestId('folders-account')).toContainText('clerk@so.gov.vn (đã gỡ)');
    await room.row('3/SNV-VP').click();
    await expect(room.text).toContainText('Số: 3/SNV-VP');
    await expect(page.getByTestId('act-bar'), 'there is no server left to carry an act to').toHaveCount(0);
    await shot(page, 'removed-vi');
  });
});
