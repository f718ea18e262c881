import { expect, test } from '../fixtures/app-test';
import { mail, messageId, official } from '../fixtures/letters';
import { FirstStart } from '../pages/first-start';
import { LettersRoom } from '../pages/letters-room';

test('a mailbox is connected on first start, its letters are read, their senders are told, and all is readable without the server', async ({ launch, office, place }) => {
  const policyFile = office.writePolicy(place);
  await office.server.appendMany('clerk', 'INBOX', [mail(official({ id: 'old-1', from: 'unit1@so.gov.vn', number: '1/SNV-VP', topic: 'lịch công tác' }))]);

  await test.step('connect', async () => {
    const app = await launch({ policyFile });
    const page = await app.mainWindow();
    const start = new FirstStart(page);
    await start.makeProfile();
    await start.enterMailbox('test');
    await start.editServers(office);
    await start.check();
    await start.goOn();
    await start.connect();
    const room = new LettersRoom(page);
    await room.letters(1);
    for (const number of [2, 3]) {
      await office.deliver(mail(official({ id: `new-${number}`, from: 'unit1@so.gov.vn', number: `${number}/SNV-VP`, topic: `họp giao ban lần ${number}` })), 'unit1@so.gov.vn');
    }
    await room.letters(3);
    await expect.poll(() => office.repliesAt('unit1')).toHaveLength(2);
    expect([...(await office.repliesAt('unit1'))].sort()).toEqual([messageId('new-2'), messageId('new-3')]);
    await app.close();
  });

  await test.step('read without the server', async () => {
    await office.server.stopImap();
    const app = await launch({ policyFile });
    const page = await app.mainWindow();
    const room = new LettersRoom(page);
    await room.letters(3);
    await expect(room.account).toHaveAttribute('data-state', 'offline');
    await room.open('2/SNV-VP');
    await expect(room.field('number')).toContainText('2/SNV-VP');
    await expect(room.text).toContainText('Sở Nội vụ thông báo để các đơn vị biết, thực hiện./.');
    await expect(room.receipt).toContainText('Đã báo nhận tự động');
    await app.close();
  });
});
