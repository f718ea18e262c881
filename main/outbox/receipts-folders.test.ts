import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FolderInfo, FolderUse } from '../../core/model/folder';
import type { ActId, IsoTime, LetterId } from '../../core/model/ids';
import type { Location } from '../../core/model/letter';
import { accountId, asksForMdn, letterText, ReceiptDesk } from './fixtures/receipt-desk';
import { MemoryMailbox } from './fixtures/memory-mailbox';
import { ScriptedSmtp } from './fixtures/scripted-smtp';
import type { Receipts } from './receipts';

let smtp: ScriptedSmtp;
let desk: ReceiptDesk;
let mailbox: MemoryMailbox;
let open: Receipts[];

const folder = (path: string, use: FolderUse | null): FolderInfo =>
  ({ path, name: path, delimiter: '/', use, useFrom: 'server', namespace: 'personal', selectable: true, subscribed: true, rights: null });
const junk = { folder: 'Junk', uidValidity: '9' };

beforeEach(async () => {
  smtp = new ScriptedSmtp();
  await smtp.start();
  desk = await ReceiptDesk.make(() => smtp.port);
  await desk.append({ kind: 'folders.seen', accountId, folders: [folder('INBOX', 'inbox'), folder('Junk', 'junk'), folder('Trash', 'trash'), folder('Việc', null)] });
  mailbox = new MemoryMailbox();
  open = [];
});
afterEach(async () => {
  for (const receipts of open) await receipts.close();
  await smtp.stop();
  await desk.remove();
});

async function started(): Promise<Receipts> {
  const receipts = await desk.open({ claim: mailbox });
  open.push(receipts);
  return receipts;
}

async function arrived(receipts: Receipts, letterId: LetterId): Promise<void> {
  await receipts.propose({ letterId, kind: 'arrival', official: true });
  await receipts.settled();
}

async function moved(letterId: LetterId, from: Location, to: Location): Promise<void> {
  await desk.append({ kind: 'letters.gone', accountId, gone: [{ letterId, location: from }] }, { kind: 'letter.located', letterId, location: to, flags: [] });
}

const inbox = (uid: number): Location => ({ folder: 'INBOX', uidValidity: '7', uid });

describe('where a letter lies', () => {
  test('in junk it is not answered; brought back by somebody it is', async () => {
    const letterId = await desk.keep(letterText(1), 1, junk);
    const receipts = await started();
    await arrived(receipts, letterId);
    expect(await desk.last(letterId)).toMatchObject({ state: 'withheld', why: 'junk' });
    expect(smtp.mails).toEqual([]);
    await moved(letterId, { ...junk, uid: 1 }, inbox(5));
    await receipts.settled();
    expect(await desk.states(letterId)).toBe('proposed withheld proposed claiming claimed handed sent');
    expect(smtp.mails).toHaveLength(1);
  });

  test('a letter that a filter calls spam in its own header stays unanswered, and nothing is journalled for each look', async () => {
    const letterId = await desk.keep(letterText(1, 'X-Spam-Flag: YES\r\n'), 1);
    const receipts = await started();
    await arrived(receipts, letterId);
    await moved(letterId, inbox(1), inbox(2));
    await receipts.settled();
    expect(await desk.states(letterId)).toBe('proposed withheld');
  });

  test('marked as spam while there was no line it is spam already', async () => {
    const letterId = await desk.keep(letterText(1), 1);
    const receipts = await started();
    const act = { actId: '00112233445566cc' as ActId, accountId, letterId, change: { kind: 'junk', isJunk: true }, seenAt: [inbox(1)] } as const;
    await desk.append({ kind: 'act.asked', letterId, act });
    await arrived(receipts, letterId);
    expect(await desk.last(letterId)).toMatchObject({ state: 'withheld', why: 'junk' });
    expect(smtp.mails).toEqual([]);
  });

  test('filed from the inbox before it was answered it still is, by the keywords of its new place', async () => {
    mailbox.isOffline = true;
    const letterId = await desk.keep(letterText(1), 1);
    const receipts = await started();
    await arrived(receipts, letterId);
    await moved(letterId, inbox(1), { folder: 'Việc', uidValidity: '11', uid: 3 });
    mailbox.isOffline = false;
    receipts.resume(accountId);
    await receipts.settled();
    expect(await desk.last(letterId)).toMatchObject({ state: 'sent' });
    expect(mailbox.keywords.get(3)).toEqual(['$VanThuArrival']);
  });

  test('between two folders for a moment, it is answered once it is seen in the other', async () => {
    const letterId = await desk.keep(letterText(1), 1);
    const receipts = await started();
    await desk.append({ kind: 'letters.gone', accountId, gone: [{ letterId, location: inbox(1) }] });
    await arrived(receipts, letterId);
    expect(await desk.last(letterId)).toMatchObject({ state: 'withheld', why: 'gone' });
    await desk.append({ kind: 'letter.located', letterId, location: { folder: 'Việc', uidValidity: '11', uid: 3 }, flags: [] });
    await receipts.settled();
    expect(await desk.last(letterId)).toMatchObject({ state: 'sent' });
    expect(smtp.mails).toHaveLength(1);
    // and not once more wherever it goes from there
    await moved(letterId, { folder: 'Việc', uidValidity: '11', uid: 3 }, inbox(9));
    await receipts.settled();
    expect(smtp.mails).toHaveLength(1);
  });

  test('put elsewhere by a filter before anybody saw it, or thrown away, it is not answered', async () => {
    const filtered = await desk.keep(letterText(1), 1, { folder: 'Việc', uidValidity: '11' });
    const thrown = await desk.keep(letterText(2), 2);
    await moved(thrown, inbox(2), { folder: 'Trash', uidValidity: '12', uid: 1 });
    const receipts = await started();
    for (const letterId of [filtered, thrown]) {
      await arrived(receipts, letterId);
      expect(await desk.last(letterId)).toMatchObject({ state: 'withheld', why: 'notInInbox' });
    }
    expect(smtp.mails).toEqual([]);
  });
});

describe('nothing is said twice or for nobody', () => {
  test('a letter that a migrated server hands out in other bytes is not answered again', async () => {
    const first = await desk.keep(letterText(1), 1);
    await arrived(await started(), first);
    // written by an earlier version, which did not name the Message-ID
    const old = await desk.keep(letterText(2), 2);
    await desk.append({ kind: 'receipt.moved', letterId: old, receiptKind: 'arrival', state: { state: 'sent', at: '2026-11-21T02:00:00.000Z' as IsoTime, messageId: '<r@test.test>', to: 'unit1@test.test', answer: '250' } });
    for (const [number, uid] of [[1, 11], [2, 12]] as const) {
      const again = await desk.keep(letterText(number, 'X-Moved: yes\r\n'), uid);
      await arrived(await started(), again);
      expect(await desk.last(again)).toMatchObject({ state: 'withheld', why: 'alreadyAnswered' });
    }
    expect(smtp.mails).toHaveLength(1);
  });

  test('the twin in other bytes counts for the limit of messages a letter, too', async () => {
    const first = await desk.keep(letterText(1, asksForMdn), 1);
    const receipts = await started();
    await arrived(receipts, first);
    const again = await desk.keep(letterText(1, `${asksForMdn}X-Moved: yes\r\n`), 11);
    await desk.append({ kind: 'letter.displayed', letterId: again, digest: '0'.repeat(64) as never });
    await receipts.propose({ letterId: again, kind: 'displayed', official: null });
    await receipts.settled();
    expect(await desk.last(again, 'displayed')).toMatchObject({ state: 'withheld', why: 'oneAlready' });
  });

  test('an imported letter is not even thought of', async () => {
    const put = await desk.vault.putBatch(accountId, [Buffer.from(letterText(1))]);
    const file = put.ok ? put.value[0] : undefined;
    if (!file) throw new Error('not kept');
    const now = new Date().toISOString() as IsoTime;
    const { letterId, digest, size } = file;
    await desk.append({ kind: 'letter.kept', letter: { letterId, accountId, digest, size, location: { folder: 'cu.mbox', uidValidity: 'import', uid: 1 }, internalDate: now, keptAt: now, flags: [], origin: 'import' } });
    await arrived(await started(), letterId);
    expect(await desk.states(letterId)).toBe('');
    expect(smtp.mails).toEqual([]);
  });

  test('an account that was removed sends nothing any more', async () => {
    mailbox.isOffline = true;
    const letterId = await desk.keep(letterText(1), 1);
    const receipts = await started();
    await arrived(receipts, letterId);
    await desk.append({ kind: 'account.removed', accountId });
    mailbox.isOffline = false;
    receipts.resume(accountId);
    await receipts.settled();
    await arrived(await started(), letterId);
    expect(smtp.mails).toEqual([]);
    expect(await desk.last(letterId)).toMatchObject({ state: 'proposed' });
  });

  test('an old letter that somebody drags into the inbox is not answered for its new number', async () => {
    const put = await desk.vault.putBatch(accountId, [Buffer.from(letterText(1))]);
    const file = put.ok ? put.value[0] : undefined;
    if (!file) throw new Error('not kept');
    const { letterId, digest, size } = file;
    const old = '2019-01-01T00:00:00.000Z' as IsoTime;
    await desk.append({ kind: 'letter.kept', letter: { letterId, accountId, digest, size, location: inbox(50), internalDate: old, keptAt: old, flags: [] } });
    await arrived(await started(), letterId);
    expect(await desk.last(letterId)).toMatchObject({ state: 'withheld', why: 'beforeConnection' });
  });
});
