import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IsoTime, LetterId } from '../../core/model/ids';
import { accountId, letterText, ReceiptDesk } from './fixtures/receipt-desk';
import { MemoryMailbox } from './fixtures/memory-mailbox';
import { ScriptedSmtp } from './fixtures/scripted-smtp';

let smtp: ScriptedSmtp;
let desk: ReceiptDesk;

beforeEach(async () => {
  smtp = new ScriptedSmtp();
  await smtp.start();
  desk = await ReceiptDesk.make(() => smtp.port);
});
afterEach(async () => {
  await smtp.stop();
  await desk.remove();
});

/** As import keeps it: a folder file that is called INBOX, and a time after the first connection. */
async function bringAlong(raw: string): Promise<LetterId> {
  const put = await desk.vault.putBatch(accountId, [Buffer.from(raw)]);
  const file = put.ok ? put.value[0] : undefined;
  if (!file) throw new Error('not kept');
  const { letterId, digest, size } = file;
  const now = new Date().toISOString() as IsoTime;
  await desk.append({ kind: 'letter.kept', letter: { letterId, accountId, digest, size, location: { folder: 'INBOX', uidValidity: 'import', uid: 1 }, internalDate: now, keptAt: now, flags: [], origin: 'import' } });
  return letterId;
}

async function answered(letterId: LetterId): Promise<number> {
  const receipts = await desk.open({ claim: new MemoryMailbox() });
  await receipts.propose({ letterId, kind: 'arrival', official: true });
  await receipts.settled();
  await receipts.close();
  return smtp.mails.length;
}

test('a letter that came from a file is never answered, not even once it lies in the inbox as well', async () => {
  const letterId = await bringAlong(letterText(1));
  expect(await answered(letterId)).toBe(0);
  await desk.append({ kind: 'letter.located', letterId, location: { folder: 'INBOX', uidValidity: '7', uid: 9 } });
  expect(await answered(letterId)).toBe(0);
});

test('a letter from the server is answered although a file brings it along again', async () => {
  const letterId = await desk.keep(letterText(2), 2);
  await bringAlong(letterText(2));
  expect(await answered(letterId)).toBe(1);
});
