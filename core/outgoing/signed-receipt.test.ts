import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestCa } from '../../scripts/test-ca.mjs';
import type { TestCa, TestSigner } from '../../scripts/test-ca.mjs';
import { parseLetter } from '../letter/parse-letter';
import type { IsoTime } from '../model/ids';
import { finishWith } from '../pki/fixtures/sign-with';
import { readCms } from '../pki/read-cms';
import type { SignedData } from '../pki/read-cms';
import { asksOf, readReceiptRequest, receiptRequest } from '../pki/receipt-request';
import { prepareCms } from '../pki/sign-cms';
import { checkReceipt, prepareReceipt, receiptAskOf } from '../pki/signed-receipt';
import { findSignedReceipt, receiptEntity } from './receipt-entity';

let folder: string;
let ca: TestCa;

const sender = 'vanthu@sogddt.mau.example';
const now = '2026-11-21T02:05:07.000Z' as IsoTime;
const content = new TextEncoder().encode('Content-Type: text/plain\r\n\r\nKinh gui: cac phong.\r\n');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-receipt-'));
  ca = createTestCa(folder, { units: [{ id: 'from', name: 'Sở Giáo dục và Đào tạo (mẫu)', address: sender }, { id: 'to', name: 'Sở Nội vụ (mẫu)', address: 'vanthu@sonoivu.mau.example', key: 'rsa' }] });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function signerOf(id: string): TestSigner {
  const signer = ca.signers[id];
  if (signer === undefined) throw new Error(id);
  return signer;
}

async function read(der: Uint8Array): Promise<SignedData> {
  const cms = await readCms(der);
  if (!cms.ok || cms.value.kind !== 'signed') throw new Error('not signed');
  return cms.value;
}

async function sentLetter(id = 'CV-12'): Promise<Uint8Array> {
  const { certPem, keyFile } = signerOf('from');
  const prepared = await prepareCms({ content, pem: certPem, mechanism: 'ecdsa-sha384', profile: 'smime', signingTime: now, receiptRequest: receiptRequest(new TextEncoder().encode(id), sender) });
  return finishWith(prepared, keyFile, 'ecdsa-sha384');
}

async function receiptFor(letter: Uint8Array): Promise<Uint8Array> {
  const { certPem, keyFile } = signerOf('to');
  const cms = await read(letter);
  const [signer] = cms.signers;
  const ask = signer === undefined ? null : await receiptAskOf(cms, signer);
  if (ask === null) throw new Error('no receipt was asked for');
  return finishWith(await prepareReceipt(ask, { pem: certPem, mechanism: 'rsa-pss-sha256', now }), keyFile, 'rsa-pss-sha256');
}

function openssl(args: readonly string[]): Buffer {
  return execFileSync('openssl', ['cms', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

describe('a letter that asks for a signed receipt', () => {
  test('is understood by openssl, and its receipt by us', async () => {
    const [letter, answer, text] = [join(folder, 'sent.der'), join(folder, 'answer.der'), join(folder, 'text')];
    writeFileSync(letter, await sentLetter());
    writeFileSync(text, content);
    const { certFile, keyFile } = signerOf('to');
    openssl(['-sign_receipt', '-inform', 'DER', '-in', letter, '-content', text, '-signer', certFile, '-inkey', keyFile, '-out', answer, '-outform', 'DER']);
    const outcome = await checkReceipt(await read(readFileSync(answer)), await read(readFileSync(letter)));
    expect(outcome).toMatchObject({ kind: 'fits', claim: { addresses: ['vanthu@sonoivu.mau.example'] } });
  });

  test('is answered so that openssl takes the receipt', async () => {
    const [letter, answer, root] = [join(folder, 'asked.der'), join(folder, 'ours.der'), join(folder, 'root.pem')];
    const text = join(folder, 'plain');
    writeFileSync(text, content);
    writeFileSync(root, ca.rootPem + ca.intermediatePem);
    const { certFile, keyFile } = signerOf('from');
    openssl(['-sign', '-binary', '-in', text, '-signer', certFile, '-inkey', keyFile, '-receipt_request_all', '-receipt_request_to', sender, '-out', letter, '-outform', 'DER']);
    const original = readFileSync(letter);
    const cms = await read(original);
    expect(cms.signers.map(readReceiptRequest)).toMatchObject([{ from: null, firstTierOnly: false, to: [sender] }]);
    writeFileSync(answer, await receiptFor(original));
    openssl(['-verify_receipt', answer, '-rctform', 'DER', '-inform', 'DER', '-in', letter, '-CAfile', root, '-content', text]);
    expect(await checkReceipt(await read(readFileSync(answer)), cms)).toMatchObject({ kind: 'fits', claim: { signedAt: now } });
  });
});

describe('a signed receipt', () => {
  test('is found in the letter that brings it, alone or as a part', async () => {
    const entity = Buffer.from(receiptEntity(await receiptFor(await sentLetter())));
    const parts = Buffer.concat([Buffer.from('Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nDa nhan.\r\n--x\r\n'), entity, Buffer.from('\r\n--x--\r\n')]);
    for (const raw of [entity, parts]) expect((await findSignedReceipt(raw, parseLetter(raw).root))?.contentType).toBe('1.2.840.113549.1.9.16.1.1');
    const other = Buffer.from('Subject: x\r\n\r\nDa nhan.\r\n');
    expect(await findSignedReceipt(other, parseLetter(other).root)).toBeNull();
  });

  test('counts for no other letter', async () => {
    const receipt = await read(await receiptFor(await sentLetter('CV-12')));
    expect(await checkReceipt(receipt, await read(await sentLetter('CV-13')))).toEqual({ kind: 'defect', why: 'otherLetter' });
    expect(await checkReceipt(await read(await sentLetter()), await read(await sentLetter()))).toEqual({ kind: 'defect', why: 'notAReceipt' });
  });

  test('that was changed counts for nothing', async () => {
    const letter = await sentLetter();
    const receipt = Buffer.from(await receiptFor(letter));
    receipt[receipt.length - 20] = (receipt[receipt.length - 20] ?? 0) ^ 1;
    expect(await checkReceipt(await read(receipt), await read(letter))).toEqual({ kind: 'defect', why: 'badSignature' });
  });

  test('with any byte changed is an answer, never an exception', async () => {
    const letter = await read(await sentLetter());
    const receipt = await receiptFor(await sentLetter());
    await fc.assert(fc.asyncProperty(fc.nat(receipt.length - 1), fc.nat(255), async (at, byte) => {
      const cms = await readCms(receipt.map((old, index) => (index === at ? byte : old)));
      if (cms.ok && cms.value.kind === 'signed') expect(['fits', 'defect']).toContain((await checkReceipt(cms.value, letter)).kind);
    }), { numRuns: 150 });
  });

  test('is asked of everybody, or of those who are named', () => {
    const request = { contentId: new Uint8Array(1), from: null, firstTierOnly: false, to: [sender] };
    expect(asksOf(request, ['a@mau.example'], true)).toBe(true);
    expect(asksOf({ ...request, firstTierOnly: true }, ['a@mau.example'], true)).toBe(false);
    expect(asksOf({ ...request, from: ['A@mau.example'] }, ['a@mau.example'], false)).toBe(true);
    expect(asksOf({ ...request, from: ['b@mau.example'] }, ['a@mau.example'], false)).toBe(false);
  });

  test('is not made for a letter that asks for none', async () => {
    const { certPem, keyFile } = signerOf('from');
    const silent = await finishWith(await prepareCms({ content, pem: certPem, mechanism: 'ecdsa-sha256', profile: 'smime', signingTime: now }), keyFile, 'ecdsa-sha256');
    await expect(receiptFor(silent)).rejects.toThrow('no receipt was asked for');
  });
});
