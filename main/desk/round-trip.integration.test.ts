import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { defaultPolicy, defaultOutgoing } from '../../core/acknowledge/default-policy';
import { composeEntity } from '../../core/outgoing/compose-entity';
import { composeHeader } from '../../core/outgoing/compose-header';
import { systemClock } from '../../core/base/clock';
import { openContent } from '../../core/facts/open-content';
import { receivedFiles } from '../../core/facts/received-files';
import { stageOne } from '../../core/facts/stage-one';
import { OutgoingBook } from '../../core/fold/outgoing-book';
import type { AccountId, DeviceId, Digest, DraftId, IsoDate, IsoTime, LetterId } from '../../core/model/ids';
import type { KeptLetter } from '../../core/model/letter';
import type { Policy } from '../../core/model/policy';
import type { Ledger } from '../../core/model/tracking';
import type { HomeLetter } from '../../core/tracking/home-letter';
import { ledgerOf } from '../../core/tracking/ledger';
import { letterThread } from '../../core/tracking/letter-thread';
import { startMailServer, type MailServer } from '../../scripts/servers/mail-server';
import { composeNetwork } from '../compose-network';
import { Log } from '../log/log';
import { openBooks, type Books } from '../open-books';
import { PolicyFile } from '../policy/policy-file';

let server: MailServer;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await startMailServer({ users: ['so', 'phong'] });
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(() => server.stop());

interface Office {
  readonly books: Books;
  readonly accountId: AccountId;
  readonly address: string;
}

/** A whole office, but for its windows. */
async function openOffice(user: string): Promise<Office> {
  const dir = await mkdtemp(join(tmpdir(), `vanthu-${user}-`));
  const chosen: Policy = {
    ...defaultPolicy, tlsAnchors: [server.caPem], officialDomains: ['test.test'], outgoing: { ...defaultOutgoing, undoSeconds: 0 },
    receipts: { ...defaultPolicy.receipts, arrivalNotice: 'automatic', displayedMdn: 'automatic' },
  };
  await writeFile(join(dir, 'policy.json'), JSON.stringify(chosen));
  const policy = new PolicyFile(join(dir, 'policy.json'));
  await policy.load();
  const opened = await openBooks({ profileKey: randomBytes(32), deviceId: randomBytes(8).toString('hex') as DeviceId, dir, policy, network: composeNetwork(() => policy.current), clock: systemClock, log: new Log(join(dir, 'log')), version: '0.0.0' });
  if (!opened.ok) throw new Error(opened.failure.code);
  const books = opened.value;
  closing.push(async () => {
    await books.close();
    await rm(dir, { recursive: true, force: true });
  });
  const address = `${user}@test.test`;
  const connected = await books.connect({
    settings: { address, displayName: `Văn thư ${user}`, aliases: [], user, acceptedCertificates: {}, imap: { host: 'localhost', port: server.imapsPort, encryption: 'tls' }, smtp: { host: 'localhost', port: server.submissionPort, encryption: 'starttls' } },
    password: 'test', keepPassword: true, receipts: { arrivalNotice: 'automatic', displayedMdn: 'automatic' },
  });
  if (!connected.ok) throw new Error(connected.failure.code);
  await expect.poll(() => books.accounts.statuses().map(({ connection }) => connection.state), { timeout: 30_000 }).toEqual(['online']);
  return { books, accountId: connected.value, address };
}

async function inbox({ books }: Office): Promise<readonly KeptLetter[]> {
  const events = await books.journal.read(0, 10_000);
  return events.flatMap((event) => (event.kind === 'letter.kept' && event.letter.location.folder === 'INBOX' ? [event.letter] : []));
}

async function rawOf({ books }: Office, letterId: LetterId): Promise<Uint8Array> {
  const size = await books.vault.size(letterId);
  const read = size.ok ? await books.vault.readRange(letterId, 0, size.value) : size;
  if (!read.ok) throw new Error('not in the vault');
  return read.value;
}

/** As ingest does with every letter that comes in, whatever it is. */
async function proposeAll(office: Office): Promise<void> {
  for (const { letterId } of await inbox(office)) {
    const content = await openContent(await rawOf(office, letterId));
    await office.books.receipts.propose({ letterId, kind: 'arrival', official: true, files: await receivedFiles(content) });
  }
  await office.books.receipts.settled();
}

async function ledger(office: Office): Promise<Ledger | undefined> {
  const book = new OutgoingBook();
  for (const event of await office.books.journal.read(0, 10_000)) book.apply(event);
  const letters = await Promise.all((await inbox(office)).map(async ({ letterId, internalDate }): Promise<HomeLetter> => {
    const { header, notice } = await stageOne(await rawOf(office, letterId));
    return { letterId, arrivedAt: internalDate, from: header.from[0]?.address ?? '', refuted: false, proven: false, automatic: false, thread: letterThread(header), notice, cites: [] };
  }));
  return ledgerOf({ mails: book.all(), letters, now: new Date().toISOString() as IsoTime, settledWith: () => null, speakers: { unitOf: () => null, freeDomains: [] } })[0];
}

it('a letter goes out, its arrival and its number come home into the ledger, and nobody answers an answer', async () => {
  const [so, phong] = [await openOffice('so'), await openOffice('phong')];
  const file = Buffer.from('%PDF-1.4 văn bản');
  const digest = createHash('sha256').update(file).digest('hex') as Digest;
  const draftId = '00000000000000d1' as DraftId;
  await so.books.journal.append({ kind: 'draft.created', draftId, accountId: so.accountId });
  // listeners are told in a turn of their own
  await new Promise((resolve) => setImmediate(resolve));
  const messageId = '<round-trip@test.test>';
  const header = composeHeader({ from: { name: 'Văn thư', address: so.address }, to: [{ name: 'Phòng', address: phong.address }], cc: [], subject: '12/SGDĐT-VP: họp', now: new Date().toISOString() as IsoTime, messageId, inReplyTo: null, references: [], wantsMdn: false, urgent: false });
  const entity = composeEntity({ body: 'Kính gửi.', files: [{ name: 'Công văn.pdf', mediaType: 'application/pdf', bytes: new Uint8Array(file) }], boundary: '=_0123456789abcdefRound' });
  const queued = await so.books.mails.queue({
    draftId, accountId: so.accountId, place: null, code: '12/SGDĐT-VP', subject: '12/SGDĐT-VP: họp', entities: [entity], messages: [{ messageId, header, entity: 0, addressees: [{ unitId: null, name: 'Phòng', address: phong.address, field: 'to' }] }],
    files: [{ name: 'Công văn.pdf', digest }], mdn: false, dsn: false, answerBy: null, sendAt: null, answers: null, overruled: [],
  });
  expect(queued).toMatchObject({ ok: true });
  await expect.poll(() => inbox(phong).then((letters) => letters.length), { timeout: 30_000 }).toBe(1);

  await proposeAll(phong);
  await expect.poll(() => inbox(so).then((letters) => letters.length), { timeout: 30_000 }).toBe(1);
  expect((await ledger(so))?.lines).toMatchObject([{ furthest: 'arrived', alarm: null }]);

  const [letter] = await inbox(phong);
  if (letter === undefined) throw new Error('nothing came');
  const year = new Date().getFullYear();
  const registered = await phong.books.letterDesk.register({ letterId: letter.letterId, line: { year, date: `${year}-11-21` as IsoDate, documentCode: '12/SGDĐT-VP', documentDate: null, author: 'Sở', summary: 'họp', receiver: '', note: '', because: null }, needsReason: false, number: 215 });
  expect(registered.ok).toBe(true);
  await phong.books.receipts.settled();
  await expect.poll(() => inbox(so).then((letters) => letters.length), { timeout: 30_000 }).toBe(2);

  // both desks are asked to answer everything they got, twice
  for (let round = 0; round < 2; round += 1) for (const office of [so, phong]) await proposeAll(office);
  // what Postfix still holds would be in the mailbox before this
  for (const { address } of [so, phong]) await server.deliver(address.split('@')[0] ?? '', Buffer.from('Subject: last\r\n\r\nx\r\n'));
  const count = async (user: string): Promise<number> => (await server.messages(user)).length;
  await expect.poll(() => count('so'), { timeout: 30_000 }).toBe(3);
  await expect.poll(() => count('phong'), { timeout: 30_000 }).toBe(2);

  const home = await ledger(so);
  expect(home).toMatchObject({ alarms: 0, counts: { registered: 1 }, lines: [{ furthest: 'registered', alarm: null, addressee: { address: phong.address } }] });
  expect(home?.lines[0]?.steps.flatMap(({ kind, step, strength, line }) => (kind === 'ours' ? [] : [[step, strength, line?.code, line?.number]]))).toEqual([['arrived', 'named', '01', null], ['registered', 'named', '03', '215']]);
});
