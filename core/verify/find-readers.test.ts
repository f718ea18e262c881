import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localKeyDesk } from '../../scripts/desk/local-keys';
import { createTestCa, signMime } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import { decodePart } from '../letter/decode-part';
import { parseLetter } from '../letter/parse-letter';
import type { Addressee } from '../model/draft';
import type { IsoTime } from '../model/ids';
import { boundaryOf, composeEntity } from '../outgoing/compose-entity';
import { encryptEntity } from '../outgoing/encrypt-entity';
import { encryptMessages } from '../outgoing/encrypt-messages';
import { prepareSignedEntity } from '../outgoing/sign-entity';
import { decryptCms } from '../pki/decrypt-cms';
import { finishWith } from '../pki/fixtures/sign-with';
import { readCertificate } from '../pki/read-certificate';
import { checkReader, collectReaders, knownReader } from './find-readers';
import type { ReaderAnswer, SeenSignature } from './find-readers';
import { trustIn } from './fixtures/trust-in';
import type { TrustContext } from './trust-context';
import { verifyLetter } from './verify-letter';

let folder: string;
let ca: TestCa;

const [early, late] = ['2026-11-20T01:00:00.000Z', '2026-11-21T01:00:00.000Z'] as IsoTime[] as [IsoTime, IsoTime];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-readers-'));
  const name = 'Sở Nội vụ (mẫu)';
  const address = 'vanthu@sonoivu.mau.example';
  ca = createTestCa(folder, {
    units: [
      { id: 'both', name, address, encrypts: true }, { id: 'newer', name, address, encrypts: true }, { id: 'revoked', name, address, encrypts: true, revoked: true },
      { id: 'signs', name: 'Sở Y tế (mẫu)', address: 'vanthu@soyte.mau.example' }, { id: 'reads', name: 'Sở Y tế (mẫu)', address: 'vanthu@soyte.mau.example', encrypts: true },
    ],
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const address = 'VanThu@sonoivu.mau.example';
const entity = composeEntity({ body: 'Lịch họp.', files: [], boundary: boundaryOf('d'.repeat(32)) });

/** signed by our own program */
async function ours(id: string, from = 'vanthu@sonoivu.mau.example'): Promise<Uint8Array> {
  const signer = ca.signers[id];
  if (signer === undefined) throw new Error(id);
  const prepared = await prepareSignedEntity(entity, { pem: signer.certPem + ca.intermediatePem, mechanism: 'ecdsa-sha256', now: early, boundary: boundaryOf('e'.repeat(32)) });
  return Buffer.concat([Buffer.from(`From: ${from}\r\nSubject: x\r\nMIME-Version: 1.0\r\n`), await finishWith(prepared, signer.keyFile, 'ecdsa-sha256')]);
}

/** signed by another program that sends a further certificate along */
function theirs(id: string, from: string, beside: string): Uint8Array {
  const along = join(folder, `${id}-${beside}.pem`);
  writeFileSync(along, (ca.signers[beside]?.certPem ?? '') + ca.intermediatePem);
  return signMime(ca, { signer: id, entity: 'Content-Type: text/plain\r\n\r\nx\r\n', headers: { From: from }, flags: ['-certfile', along] });
}

async function seen(raw: Uint8Array, at: IsoTime): Promise<readonly SeenSignature[]> {
  const { signatures } = await verifyLetter(raw, parseLetter(raw), trustIn(ca));
  return signatures.map((signature) => ({ signature, at }));
}

async function fingerprintOf(id: string): Promise<string> {
  const read = await readCertificate(ca.signers[id]?.certPem ?? '');
  return read.ok ? read.value.fingerprint : id;
}

async function answer(signatures: readonly SeenSignature[], whom = address, change: Partial<TrustContext> = {}): Promise<ReaderAnswer> {
  return checkReader(knownReader(collectReaders(signatures), whom), whom, trustIn(ca, change));
}

describe('whom a letter can be encrypted for', () => {
  test('is who sent us a valid signed letter, with the certificate of the newest', async () => {
    const [one, other] = [await seen(await ours('both'), late), await seen(await ours('newer'), early)];
    for (const all of [[...one, ...other], [...other, ...one]]) {
      expect(await answer(all)).toMatchObject({ kind: 'ready', statusUnknown: false, recipient: { opensGcm: true, certificate: { fingerprint: await fingerprintOf('both') } } });
    }
  });

  test('is not known to open GCM where its program did not say so', async () => {
    const raw = signMime(ca, { signer: 'both', entity: 'Content-Type: text/plain\r\n\r\nx\r\n', headers: { From: 'vanthu@sonoivu.mau.example' }, flags: ['-nosmimecap'] });
    expect(await answer(await seen(raw, early))).toMatchObject({ kind: 'ready', recipient: { opensGcm: false } });
  });

  test('is nobody who only wrote without a valid signature of that address', async () => {
    expect(await answer(await seen(await ours('both', 'vanthu@soyte.mau.example'), early))).toEqual({ kind: 'missing', why: 'noCertificate' });
    expect(await answer(await seen(await ours('revoked'), early))).toEqual({ kind: 'missing', why: 'noCertificate' });
    expect(await answer([])).toEqual({ kind: 'missing', why: 'noCertificate' });
  });

  test('is nobody whose key may only sign', async () => {
    expect(await answer(await seen(await ours('signs', 'vanthu@soyte.mau.example'), early), 'vanthu@soyte.mau.example')).toEqual({ kind: 'missing', why: 'noCertificate' });
  });

  test('is who sent a certificate for encryption along, of the same address', async () => {
    const soyte = 'vanthu@soyte.mau.example';
    expect(await answer(await seen(theirs('signs', soyte, 'reads'), early), soyte)).toMatchObject({ kind: 'ready', recipient: { certificate: { fingerprint: await fingerprintOf('reads') } } });
    expect(await answer(await seen(theirs('signs', soyte, 'both'), early), soyte)).toEqual({ kind: 'missing', why: 'noCertificate' });
  });

  test('is judged again on the day of writing', async () => {
    const signatures = await seen(await ours('both'), early);
    expect(await answer(signatures, address, { judgedAt: new Date(Date.now() + 900 * 86_400_000).toISOString() as IsoTime })).toEqual({ kind: 'missing', why: 'outOfTime' });
    expect(await answer(signatures, address, { anchors: [] })).toEqual({ kind: 'missing', why: 'untrusted' });
    expect(await answer(signatures, address, { crls: [] })).toMatchObject({ kind: 'ready', statusUnknown: true });
  });

  test('is asked for every addressee: all or none, and one entity for each message', async () => {
    const readers = collectReaders(await seen(await ours('both'), early));
    const whom = (one: string): Addressee => ({ unitId: null, name: '', address: one, group: null });
    const draft = { to: [whom(address)], cc: [], bcc: [whom('vanthu@sonoivu.mau.example')], separately: false, encrypt: true };
    const done = await encryptMessages(draft, entity, { readers, own: [], trust: trustIn(ca) });
    expect(done.ok && [done.value.entities.length, done.value.statusUnknown]).toEqual([2, []]);
    expect(await encryptMessages({ ...draft, cc: [whom('vanthu@soyte.mau.example')] }, entity, { readers, own: [], trust: trustIn(ca) })).toEqual({ ok: false, failure: [{ address: 'vanthu@soyte.mau.example', why: 'noCertificate' }] });
  });

  test('opens what is encrypted for it', async () => {
    const found = await answer(await seen(await ours('both'), early));
    const signer = ca.signers['both'];
    if (found.kind !== 'ready' || signer === undefined) throw new Error(found.kind);
    const letter = await encryptEntity(entity, [found.recipient]);
    const desk = localKeyDesk([{ certificate: found.recipient.certificate, pkcs8: createPrivateKey(readFileSync(signer.keyFile)).export({ format: 'der', type: 'pkcs8' }) }]);
    const opened = await decryptCms(decodePart(letter, parseLetter(letter).root), desk);
    expect(opened.ok && opened.value.authenticated && Buffer.from(opened.value.content).equals(entity)).toBe(true);
  });
});
