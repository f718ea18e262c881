import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestCa } from '../../scripts/test-ca.mjs';
import type { TestCa, TestSigner } from '../../scripts/test-ca.mjs';
import { owedReceipt } from '../../core/acknowledge/owed-receipt';
import { openContent } from '../../core/facts/open-content';
import { receiptAsks } from '../../core/facts/receipt-asks';
import { stageOne } from '../../core/facts/stage-one';
import { parseLetter } from '../../core/letter/parse-letter';
import type { AccountId, Digest, DraftId, IsoTime, LetterId, OutgoingId } from '../../core/model/ids';
import type { KeptLetter } from '../../core/model/letter';
import type { QueuedMail } from '../../core/model/outgoing';
import type { LedgerStep } from '../../core/model/tracking';
import { boundaryOf, composeEntity } from '../../core/outgoing/compose-entity';
import { composeSending, type Sending } from '../../core/outgoing/compose-sending';
import { newDraft } from '../../core/outgoing/new-draft';
import { receiptContentId } from '../../core/outgoing/receipt-content-id';
import { receiptDraft, receiptSending } from '../../core/outgoing/receipt-sending';
import { prepareSignedEntity } from '../../core/outgoing/sign-entity';
import { finishWith } from '../../core/pki/fixtures/sign-with';
import { asksOf, receiptRequest } from '../../core/pki/receipt-request';
import { prepareReceipt } from '../../core/pki/signed-receipt';
import { trustIn } from '../../core/verify/fixtures/trust-in';
import { verifyLetter } from '../../core/verify/verify-letter';
import { Books } from './books';
import { rowFinding } from './row-finding';
import { RowTable } from './row-table';
import { ShownRows } from './shown-rows';
import type { RowFinding, StoredRow } from './stored-row';
import { TrackingDesk } from './tracking-desk';

const [sender, receiver, stranger] = ['vanthu@sogddt.mau.example', 'vanthu@sonoivu.mau.example', 'vanthu@phongla.mau.example'];
const now = new Date().toISOString() as IsoTime;
const draftId = '0123456789abcdef' as DraftId;
const accountId = 'fedcba9876543210' as AccountId;
const random = (): string => randomBytes(32).toString('hex');

let folder = '';
let ca: TestCa;
/** nobody trusts this one */
let other: TestCa;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-receipts-'));
  const to = { id: 'to', name: 'Sở Nội vụ (mẫu)', address: receiver };
  ca = createTestCa(join(folder, 'ca'), { units: [{ id: 'from', name: 'Sở Giáo dục và Đào tạo (mẫu)', address: sender }, to, { id: 'stranger', name: 'Phòng lạ (mẫu)', address: stranger }] });
  other = createTestCa(join(folder, 'other'), { units: [to] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function signerOf({ signers }: TestCa, id: string): TestSigner {
  const signer = signers[id];
  if (signer === undefined) throw new Error(id);
  return signer;
}

function rawOf({ entities, messages: [message] }: Sending): Uint8Array {
  const entity = entities[message?.entity ?? 0];
  if (message === undefined || entity === undefined) throw new Error('nothing is sent');
  return Buffer.concat([Buffer.from(message.header), entity]);
}

/** A letter that asks for a signed receipt, as it is sent. */
async function asking(body = 'Kính gửi: Sở Nội vụ.'): Promise<{ readonly raw: Uint8Array; readonly mail: QueuedMail }> {
  const { certPem, keyFile } = signerOf(ca, 'from');
  const entity = composeEntity({ body, files: [], boundary: boundaryOf(random()) });
  const request = receiptRequest(receiptContentId(draftId, random()), sender);
  const signed = await finishWith(await prepareSignedEntity(entity, { pem: certPem + ca.intermediatePem, mechanism: 'ecdsa-sha256', now, boundary: boundaryOf(random()), receiptRequest: request }), keyFile, 'ecdsa-sha256');
  const draft = { ...newDraft(draftId, accountId), to: [{ unitId: null, name: 'Sở Nội vụ', address: receiver, group: null }], subject: 'Về việc họp', signWith: 'key' };
  const sending = composeSending(draft, { from: { name: 'Sở', address: sender }, now, random: random(), entities: [signed], overruled: [] });
  if (!sending.ok) throw new Error(sending.failure.code);
  const { messages: [message], subject, files, answers, code, place, mdn, dsn, answerBy } = sending.value;
  if (message === undefined) throw new Error('nothing is sent');
  const mail: QueuedMail = {
    outgoingId: '00000000000000aa' as OutgoingId, accountId, draftId, batch: draftId, place, code, subject, messageId: message.messageId, from: sender, addressees: message.addressees,
    digest: '0'.repeat(64) as Digest, size: 1, files, mdn, dsn, answerBy, sendAfter: now, answers,
  };
  return { raw: rawOf(sending.value), mail };
}

/** The receiver's answer, as their desk makes it. */
async function answering(asked: Uint8Array, { by = ca, id = 'to', from = receiver, strip = '' } = {}): Promise<Uint8Array> {
  const [ask] = await receiptAsks(asked, null);
  if (ask === undefined || !asksOf(ask, [from], false)) throw new Error('nobody is asked');
  const { certPem, keyFile } = signerOf(by, id);
  const cms = await finishWith(await prepareReceipt(ask, { pem: certPem + by.intermediatePem, mechanism: 'ecdsa-sha256', now }), keyFile, 'ecdsa-sha256');
  const order = { letter: { letterId: 'b'.repeat(64) as LetterId, accountId, header: parseLetter(asked).header }, to: ask.to, subject: 'Xác nhận', from: { name: 'Sở Nội vụ', address: from } };
  const draft = receiptDraft(order);
  if (draft === null) throw new Error('nobody to send it to');
  const sending = receiptSending(draft, order, { cms, now, random: random() });
  expect(sending).toMatchObject({ answers: null, signedReceiptFor: order.letter.letterId, messages: [{ addressees: [{ address: sender }] }] });
  const raw = Buffer.from(rawOf(sending)).toString('latin1');
  expect(raw).toContain('\r\nAuto-Submitted: auto-replied\r\n');
  return Buffer.from(strip === '' ? raw : raw.replace(new RegExp(`^(?:${strip}):.*\\r\\n(?:[ \\t].*\\r\\n)*`, 'gm'), ''), 'latin1');
}

async function found(raw: Uint8Array): Promise<RowFinding> {
  const one = await stageOne(raw, await openContent(raw));
  const asks = await receiptAsks(raw, null);
  const verdict = await verifyLetter(raw, parseLetter(raw), trustIn(ca));
  return rowFinding({ one: { ...one, ...(asks.length === 0 ? {} : { asks }) }, two: null, verdict }, { accountId, internalDate: now } as KeptLetter, { accounts: {} });
}

/** What the ledger says of the receipt, once both letters were read in either order. */
async function told(mail: QueuedMail, sent: Uint8Array | null, home: Uint8Array): Promise<readonly Pick<LedgerStep, 'kind' | 'step' | 'strength'>[]> {
  const books = new Books();
  books.outgoing.apply({ kind: 'mail.queued', seq: 1, at: now, mail } as never);
  const rows = new ShownRows(new RowTable(), () => undefined, () => 'none');
  const row = async (letterId: string, raw: Uint8Array, outgoing: boolean): Promise<void> => {
    const state: StoredRow['state'] = { letterId: letterId as LetterId, accountId, arrivedAt: now, uid: 1, read: false, receipt: null, registered: null, refused: false, folders: [], gone: false, imported: false, junk: false, trashed: false, outgoing, flagged: false, answered: false, waiting: false, conflict: null, damaged: false };
    rows.put(letterId as LetterId, { state, found: await found(raw), opened: true, verifiedWith: 1, signed: true, arrivalProposed: true, displayedProposed: true });
  };
  await row('b'.repeat(64), home, false);
  if (sent !== null) await row('a'.repeat(64), sent, true);
  const [ledger] = new TrackingDesk(books, rows).ledger(now);
  return (ledger?.lines[0]?.steps ?? []).filter(({ kind }) => kind !== 'ours').map(({ kind, step, strength }) => ({ kind, step, strength }));
}

const proven = { kind: 'signed', step: 'acknowledged', strength: 'proven' };
const guessed = { ...proven, strength: 'guessed' };

describe('a signed receipt', () => {
  it('is owed where the signature that asks for it passed, to those who are asked', async () => {
    const { raw } = await asking();
    const { header } = parseLetter(raw);
    const asks = await receiptAsks(raw, null);
    const [trusted, untrusted] = [await verifyLetter(raw, parseLetter(raw), trustIn(ca)), await verifyLetter(raw, parseLetter(raw), trustIn(other))];
    expect(owedReceipt(asks, header, trusted, [receiver])).toMatchObject({ to: [sender] });
    expect(owedReceipt(asks, header, untrusted, [receiver])).toBeNull();
    expect(owedReceipt(asks, header, null, [receiver])).toBeNull();
    expect(owedReceipt(asks.map((ask) => ({ ...ask, from: [stranger] })), header, trusted, [receiver])).toBeNull();
    const viaList = { fields: [...header.fields, { name: 'List-Id', value: '<ds.mau.example>' }] };
    expect(owedReceipt(asks, viaList, trusted, [receiver])).not.toBeNull();
    expect(owedReceipt(asks.map((ask) => ({ ...ask, firstTierOnly: true })), viaList, trusted, [receiver])).toBeNull();
  });
});

describe('a signed receipt that comes home', () => {
  it('proves that the addressee has the letter as it was signed', async () => {
    const { raw, mail } = await asking();
    expect(await told(mail, raw, await answering(raw))).toEqual([proven]);
  });

  it('is known by what it repeats where it names no letter', async () => {
    const { raw, mail } = await asking();
    expect(await told(mail, raw, await answering(raw, { strip: 'In-Reply-To|References' }))).toEqual([proven]);
  });

  it('proves nothing before our own copy is read, or where it is for another letter', async () => {
    const { raw, mail } = await asking();
    const home = await answering(raw);
    expect(await told(mail, null, home)).toEqual([guessed]);
    const copy = Buffer.from((await asking('Khác.')).raw).toString('latin1').replace(/^Message-ID:.*$/m, `Message-ID: ${mail.messageId}`);
    expect(await told(mail, Buffer.from(copy, 'latin1'), home)).toEqual([guessed]);
  });

  it('proves nothing with a certificate nobody trusts, or of somebody else', async () => {
    const { raw, mail } = await asking();
    expect(await told(mail, raw, await answering(raw, { by: other }))).toEqual([guessed]);
    expect(await told(mail, raw, await answering(raw, { id: 'stranger' }))).toEqual([guessed]);
    expect(await told(mail, raw, await answering(raw, { id: 'stranger', from: stranger }))).toEqual([]);
  });

  it('that was changed on the way, or is quoted in a letter of somebody, proves nothing', async () => {
    const { raw, mail } = await asking();
    const home = Buffer.from(await answering(raw)).toString('latin1');
    const at = home.length - 30;
    const changed = `${home.slice(0, at)}${home[at] === 'A' ? 'B' : 'A'}${home.slice(at + 1)}`;
    for (const step of await told(mail, raw, Buffer.from(changed, 'latin1'))) expect(step.strength).not.toBe('proven');
    const around = `From: ${receiver}\r\nTo: ${sender}\r\nSubject: x\r\nIn-Reply-To: ${mail.messageId}\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: message/rfc822\r\n\r\n${home}\r\n--q--\r\n`;
    for (const step of await told(mail, raw, Buffer.from(around, 'latin1'))) expect(step).not.toMatchObject({ kind: 'signed' });
  });
});
