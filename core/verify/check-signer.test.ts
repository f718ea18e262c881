import { readFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addService, createTestCa } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import { indexDirectory } from '../directory/directory-index';
import { checkSigner, signerFindings } from './check-signer';
import type { SignerCheck, SignerQuestion } from './check-signer';
import { trustIn } from './fixtures/trust-in';

let folder: string;
let ca: TestCa;

const address = 'vanthu@sogddt.mau.example';
const name = 'Sở Giáo dục và Đào tạo (mẫu)';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-signer-'));
  ca = createTestCa(folder, {
    units: [
      { id: 'education', name, address }, { id: 'expired', name, address, startDays: -800, endDays: -70 }, { id: 'early', name, address, startDays: 5, endDays: 700 },
      { id: 'ending', name, address, endDays: 12 }, { id: 'revoked', name, address, revoked: true }, { id: 'noaddress', name: 'Sở Y tế (mẫu)', address: null },
      { id: 'stranger', name, address, authority: 'stranger' },
    ],
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function ask(unit: string, change: Partial<SignerQuestion> = {}): Promise<SignerCheck> {
  const pem = `${ca.signers[unit]?.certPem ?? unit}${ca.intermediatePem}`;
  return checkSigner({ pem }, { purpose: 'mail', address, document: null, directory: indexDirectory([]), mechanism: 'ecdsa-sha256', trust: trustIn(ca), ...change });
}

async function codes(unit: string, change: Partial<SignerQuestion> = {}): Promise<readonly string[]> {
  return (await ask(unit, change)).findings.filter(({ level }) => level !== 'ok').map(({ code }) => code);
}

describe('before a letter is signed', () => {
  test('a certificate that is in order is said to be, in every respect', async () => {
    const check = await ask('education');
    expect(check.level).toBe('ok');
    expect(check.findings.map(({ code }) => code)).toEqual(['inTime', 'trusted', 'notRevoked', 'usageFits', 'addressFits', 'strong']);
    expect(check.certificate?.holder).toBe(name);
  });

  test('one out of its time, taken back, or of another address stops it', async () => {
    expect(await codes('expired')).toContain('expired');
    expect((await ask('expired')).level).toBe('stop');
    expect(await codes('early')).toContain('notYetValid');
    expect(await codes('revoked')).toEqual(['revoked']);
    expect((await ask('revoked')).level).toBe('stop');
    expect(await codes('education', { address: 'vanthu@sonoivu.mau.example' })).toEqual(['otherAddress']);
  });

  test('one that ends within a month, or names no address, is warned of', async () => {
    expect(await codes('ending')).toEqual(['expiresSoon']);
    expect(await codes('noaddress')).toEqual(['noAddress']);
    expect((await ask('noaddress')).level).toBe('warn');
  });

  test('a missing list or root is unknown, said as unknown, and stops nothing', async () => {
    expect(await codes('education', { trust: trustIn({ rootPem: ca.rootPem, crls: [] }) })).toEqual(['revocationUnknown']);
    const stranger = await ask('stranger');
    expect(stranger.findings.filter(({ level }) => level !== 'ok').map(({ code }) => code)).toEqual(['noAnchor', 'revocationUnknown']);
    expect(stranger.level).toBe('warn');
    const old = trustIn(ca, { judgedAt: new Date(Date.now() + 3 * 86_400_000).toISOString() as SignerQuestion['trust']['judgedAt'] });
    expect(await codes('education', { trust: old })).toEqual(['revocationStale']);
  });

  test('a key of a service, of too few bits or of no allowed kind stops it', async () => {
    const service = addService(ca, 'tsa');
    expect(await codes(service.certPem)).toContain('notForMail');
    expect(await codes(service.certPem, { purpose: 'agency' })).toContain('serviceKey');
    const strict = trustIn(ca);
    expect(await codes('education', { trust: { ...strict, algorithms: { ...strict.algorithms, minEcBits: 384 } } })).toEqual(['weakKey']);
    expect(await codes('education', { mechanism: null })).toEqual(['noMechanism']);
  });

  test('what is no certificate stops it without a word more', async () => {
    expect(await checkSigner({ pem: 'no certificate' }, { purpose: 'mail', address, document: null, directory: indexDirectory([]), mechanism: null, trust: trustIn(ca) })).toEqual({
      certificate: null, level: 'stop', findings: [{ code: 'unreadable', level: 'stop', about: '' }],
    });
  });
});

describe('before a document is signed', () => {
  const document = { agency: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO (MẪU)', parentAgency: null, place: null, signer: 'Người ký thử' };

  test('the agency key is compared with the letterhead', async () => {
    expect((await ask('education', { purpose: 'agency', document })).findings.map(({ code }) => code)).toContain('holderFits');
    expect(await codes('noaddress', { purpose: 'agency', document })).toEqual(['otherHolder']);
  });

  test('an agency key where the person has to sign is said', async () => {
    expect(await codes('education', { purpose: 'person', document })).toEqual(['agencyNotPerson']);
  });
});

test('every finding has its sentence in both languages', () => {
  for (const language of ['vi', 'en']) {
    const { finding } = JSON.parse(readFileSync(`assets/locales/parts/signer-check.${language}.json`, 'utf8')) as { finding: Record<string, string> };
    expect(Object.keys(finding).sort()).toEqual(Object.keys(signerFindings).sort());
  }
});
