import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestCa, signBytes } from '../test-ca.mjs';
import type { TestCa } from '../test-ca.mjs';
import { inspectFile } from './inspect-file';
import { readArguments } from './read-arguments';
import { noPolicy, readInspectPolicy } from './read-inspect-policy';

const letter = `SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 512/SNV-VP
V/v kiểm kê tài sản
Ninh Hải, ngày 03 tháng 11 năm 2026

Kính gửi: Các phòng trực thuộc
`;
const setting = { policy: noPolicy, now: new Date('2026-11-21T00:00:00Z'), tools: { pdf: null } };
let folder: string;
let ca: TestCa;
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-inspect-'));
  ca = createTestCa(join(folder, 'ca'), { units: [{ id: 'office', name: 'Văn phòng (mẫu)', address: 'vanthu@vanphong.mau.example' }] });
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

describe('inspecting files', () => {
  it('reads a text whatever the file is called', async () => {
    const { isOfficial, documents } = await inspectFile(file('van-ban', letter), setting);
    expect(isOfficial).toBe(true);
    expect(documents[0]?.number).toBe('512/SNV-VP');
  });

  it('says so where a file holds nothing to read', async () => {
    expect((await inspectFile(file('unknown.bin', new Uint8Array([0, 1, 2, 250, 0, 7])), setting)).problems).toEqual(['noText']);
  });

  it('says that the content of a signature is missing', async () => {
    const signature = signBytes(ca, { signer: 'office', content: Buffer.from(letter) });
    const inspection = await inspectFile(file('lonely.txt.p7s', signature), setting);
    expect(inspection.problems).toEqual(['contentMissing']);
    expect(inspection.verdict).toBe('indeterminate');
  });

  it('reads the letter inside a signature that a mail program made', async () => {
    const entity = `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(letter).toString('base64')}`;
    const signature = signBytes(ca, { signer: 'office', content: Buffer.from(entity), attached: true });
    expect((await inspectFile(file('smime.p7m', signature), setting)).documents[0]?.number).toBe('512/SNV-VP');
  });
});

describe('the receipt decision of inspect', () => {
  const decision = async (authentication: string): Promise<string | undefined> => {
    const policy = readInspectPolicy(file('receipts.json', JSON.stringify({ account: { addresses: ['vanthu@sogd.tinh.gov.vn'], connectedAt: '2026-11-01T00:00:00Z' }, folder: 'INBOX', arrivedAt: '2026-11-20T01:00:00Z' })));
    const from = 'vanthu@sonoivu.tinh.gov.vn';
    const raw = `Return-Path: <${from}>\r\nAuthentication-Results: ${authentication}\r\nFrom: ${from}\r\nTo: vanthu@sogd.tinh.gov.vn\r\nSubject: a\r\nDate: Fri, 20 Nov 2026 08:00:00 +0700\r\n\r\nKinh gui\r\n`;
    return (await inspectFile(file('receipt.eml', raw), { ...setting, policy })).acknowledgement?.decision;
  };

  it('heeds the failure that the mail server of the domain above reports, not a stranger\'s', async () => {
    expect(await decision('mail.tinh.gov.vn; dmarc=fail')).toBe('ask');
    expect(await decision('mail.sogd.tinh.gov.vn; dmarc=fail')).toBe('ask');
    expect(await decision('mail.tinhkhac.gov.vn; dmarc=fail')).toBe('send');
  });
});

describe('the policy file of inspect', () => {
  const anchorsOf = (trustAnchors: unknown): readonly string[] => {
    const path = file('policy.json', JSON.stringify({ trustAnchors }));
    return readInspectPolicy(path).policy.trustAnchors.map(({ pem }) => pem.replaceAll(/-----[A-Z ]+-----|\s/g, ''));
  };

  it('takes a certificate as PEM, as base64, as an object and as a path beside itself', () => {
    const base64 = ca.rootPem.replaceAll(/-----[A-Z ]+-----|\s/g, '');
    file('root.pem', ca.rootPem);
    file('root.der', Buffer.from(base64, 'base64'));
    mkdirSync(join(folder, 'anchors', 'older'), { recursive: true });
    file('anchors/root.crt', Buffer.from(base64, 'base64'));
    for (const given of [ca.rootPem, base64, 'root.pem', 'root.der', 'anchors', { pem: ca.rootPem, source: 'gốc mẫu' }, { pem: 'root.pem', source: '' }, { file: 'root.der' }, { path: 'root.der' }]) {
      expect(anchorsOf([given])).toEqual([base64]);
    }
    expect(anchorsOf(`${ca.rootPem}\n${ca.intermediatePem}`)).toHaveLength(2);
  });

  it('names the file that is missing', () => {
    expect(() => anchorsOf(['no-such.pem'])).toThrow('no-such.pem does not exist');
  });
});

describe('the command line of inspect', () => {
  it('reads a time without zone as UTC, whatever the machine says', () => {
    for (const now of ['2026-11-21T08:30', '2026-11-21 08:30:00', '2026-11-21T08:30:00Z', '2026-11-21T15:30:00+07:00', '1795249800']) {
      const read = readArguments(['--now', now, 'a.eml']);
      expect(typeof read === 'string' ? read : read.now.toISOString()).toBe('2026-11-21T08:30:00.000Z');
    }
  });

  it('says that a list cannot be read', () => {
    expect(readArguments(['--list', join(folder, 'no-such-list')])).toContain('cannot be read');
  });
});
