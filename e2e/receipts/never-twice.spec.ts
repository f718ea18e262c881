import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';
import { mail, messageId, official } from '../fixtures/letters';
import { ask, connect, rows, settled } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';

const letter = (id: string, n: number) => mail(official({ id, from: 'unit1@so.gov.vn', number: `${n}/SNV-VP`, topic: `việc số ${n}` }));

test('double clicks, a mailbox numbered anew and a store built anew send nothing again', async ({ launch, office, place }) => {
  const policyFile = office.writePolicy(place);
  let app = await launch({ policyFile });
  let page = await app.mainWindow();
  await connect(page, office, { arrivalNotice: 'ask', displayedMdn: 'never' });
  await office.deliver(letter('asked-1', 1), 'unit1@so.gov.vn');
  await office.deliver(letter('asked-2', 2), 'unit1@so.gov.vn');
  await settled(page, 2);

  await test.step('the person answers with a double click, and another answer comes from all sides at once', async () => {
    const room = new LettersRoom(page);
    await room.queue('receipts');
    await expect(room.list.getByRole('option')).toHaveCount(2);
    await room.row('1/SNV-VP').click();
    const question = room.pane.getByTestId('receipt-question-arrival');
    await expect(question).toContainText('Có báo “đã đến” cho nơi gửi không?');
    await shot(page, 'receipt-question-vi');
    await question.getByRole('button', { name: 'Gửi', exact: true }).dblclick();
    const second = (await rows(page)).find((row) => row.number === '2/SNV-VP');
    if (second === undefined) throw new Error('letter 2 is not listed');
    await Promise.all(Array.from({ length: 5 }, () => ask(page, 'receipt.answer', { letterId: second.letterId, kind: 'arrival', answer: 'send' })));
    await expect.poll(async () => (await rows(page)).map((row) => row.receipt)).toEqual(['sent', 'sent']);
    const [account] = (await ask(page, 'app.state', {})).accounts;
    await ask(page, 'account.setReceipts', { accountId: account?.accountId ?? '', receipts: { arrivalNotice: 'automatic', displayedMdn: 'never' } });
    await office.deliver(letter('mark-1', 3), 'unit1@so.gov.vn');
    await expect.poll(async () => [...(await office.repliesAt('unit1'))].sort()).toEqual(['asked-1', 'asked-2', 'mark-1'].map(messageId));
  });

  await test.step('the server numbers the mailbox anew', async () => {
    await app.close();
    await office.server.resetUidValidity('clerk');
    app = await launch({ policyFile });
    page = await app.mainWindow();
    await settled(page, 3);
    await office.deliver(letter('mark-2', 4), 'unit1@so.gov.vn');
    const listed = await settled(page, 4);
    expect(listed.map((row) => row.gone)).toEqual([false, false, false, false]);
    // the letter that came last was answered: whatever else was owed would have gone out before
    await expect.poll(async () => [...(await office.repliesAt('unit1'))].sort()).toEqual(['asked-1', 'asked-2', 'mark-1', 'mark-2'].map(messageId));
  });

  await test.step('the store is deleted and built anew from the journal', async () => {
    const before = await rows(page);
    await app.close();
    const databases = join(place.profileDir, 'IndexedDB');
    expect(existsSync(databases)).toBe(true);
    rmSync(databases, { recursive: true });
    app = await launch({ policyFile });
    page = await app.mainWindow();
    expect(await settled(page, 4)).toEqual(before);
    await office.deliver(letter('mark-3', 5), 'unit1@so.gov.vn');
    await expect.poll(async () => [...(await office.repliesAt('unit1'))].sort()).toEqual(['asked-1', 'asked-2', 'mark-1', 'mark-2', 'mark-3'].map(messageId));
  });
});

test('two desks on one mailbox at the same moment send one receipt a letter between them', async ({ launch, office, place, otherPlace }) => {
  const desks = await Promise.all([place, otherPlace].map(async (desk) => {
    const app = await launch({ profileDir: desk.profileDir, keyFile: desk.keyFile, policyFile: office.writePolicy(desk) });
    const page = await app.mainWindow();
    await connect(page, office);
    return page;
  }));
  const numbers = Array.from({ length: 25 }, (_, n) => n + 1);
  for (const n of numbers) await office.deliver(letter(`both-${n}`, n), 'unit1@so.gov.vn');
  const outcomes = async () => {
    const [one = [], two = []] = await Promise.all(desks.map(async (page) => [...(await rows(page))].sort((a, b) => (a.number ?? '').localeCompare(b.number ?? ''))));
    return one.map((row, index) => [row.receipt, two[index]?.receipt].sort().join(' and '));
  };
  await expect.poll(outcomes, { timeout: 90_000 }).toEqual(numbers.map(() => 'sent and withheld'));
  await expect.poll(async () => [...(await office.repliesAt('unit1'))].sort()).toEqual(numbers.map((n) => messageId(`both-${n}`)).sort());
});
