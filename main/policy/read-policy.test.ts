import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import { readPolicy } from './read-policy';

let folder: string;
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'vanthu-policy-')); });
afterEach(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Buffer): Promise<Awaited<ReturnType<typeof readPolicy>>> {
  const path = join(folder, 'policy.json');
  await writeFile(path, content);
  return readPolicy(path);
}

const certificate = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n';

describe('a policy file', () => {
  test('that is empty gives the defaults, with or without a byte order mark', async () => {
    expect(await read('{}')).toEqual({ ok: true, value: defaultPolicy });
    expect(await read('\uFEFF{}')).toEqual({ ok: true, value: defaultPolicy });
  });

  test('replaces what it names and leaves the rest', async () => {
    const result = await read(JSON.stringify({
      comment: ['any'], officialDomains: ['.longan.edu.vn'], receipts: { whenBcc: 'never', arrivalNotice: 'automatic' },
      trustAnchors: [certificate, { pem: certificate, source: 'Phòng CNTT' }], algorithms: { minRsaBits: 3072 },
    }));
    expect(result).toEqual({ ok: true, value: {
      ...defaultPolicy, officialDomains: ['.longan.edu.vn'],
      receipts: { ...defaultPolicy.receipts, whenBcc: 'never', arrivalNotice: 'automatic' },
      trustAnchors: [{ pem: certificate, source: '' }, { pem: certificate, source: 'Phòng CNTT' }],
      algorithms: { ...defaultPolicy.algorithms, minRsaBits: 3072 },
    } });
  });

  test('names the drivers of its tokens by their whole paths, how it signs, and the service that stamps the time', async () => {
    const drivers = [{ name: 'Token', path: 'C:\\Windows\\System32\\token.dll' }, { name: 'Thẻ', path: '/usr/lib/token.so' }];
    const result = await read(JSON.stringify({ signing: { drivers, digest: 'sha512', rsaPadding: 'pss', timestamp: { url: 'http://tsa.mau.example/tsa' } } }));
    expect(result).toEqual({ ok: true, value: {
      ...defaultPolicy, signing: { drivers, digest: 'sha512', rsaPadding: 'pss', timestamp: { url: 'http://tsa.mau.example/tsa', patience: 180, tries: 3, required: false } },
    } });
    expect(await read(JSON.stringify({ signing: { rsaPadding: 'pkcs1' } }))).toMatchObject({ ok: true, value: { signing: { drivers: [], digest: 'sha256', rsaPadding: 'pkcs1', timestamp: null } } });
  });

  test.each<readonly [string, object]>([
    ['a driver without its folder', { drivers: [{ name: 'Token', path: 'token.dll' }] }],
    ['a driver below this program', { drivers: [{ name: 'Token', path: './token.so' }] }],
    ['two drivers of one name', { drivers: [{ name: 'Token', path: '/a.so' }, { name: 'Token', path: '/b.so' }] }],
    ['a name with a stroke', { drivers: [{ name: 'a/b', path: '/a.so' }] }],
    ['a digest that is weak', { digest: 'sha1' }],
    ['more patience than anybody has', { timestamp: { url: 'https://tsa.mau.example/', patience: 181 } }],
    ['more tries than three', { timestamp: { url: 'https://tsa.mau.example/', tries: 4 } }],
    ['a login in an address', { timestamp: { url: 'https://a:b@tsa.mau.example/' } }],
    ['an address of another kind', { timestamp: { url: 'file:///etc/passwd' } }],
  ])('is refused with %s', async (_what, signing) => {
    expect((await read(JSON.stringify({ signing }))).ok).toBe(false);
  });

  test('says whom main may ask for revocation lists, for whom an authority counts, and until when an algorithm', async () => {
    const table = [{ algorithm: 'sha1', until: '2014-01-01', source: 'NIST' }, { algorithm: 'rsa', belowBits: 2048, until: null }];
    const result = await read(JSON.stringify({
      revocation: { privateHosts: ['OCSP.so.gov.vn', '.noibo.gov.vn', '10.1.2.3', '[fd00::1]'] }, trustAnchors: [{ pem: certificate, domains: ['.gov.vn', 'so.gov.vn'] }], algorithms: { table },
    }));
    expect(result).toMatchObject({ ok: true, value: {
      revocation: { fetch: 'automatic', privateHosts: ['ocsp.so.gov.vn', '.noibo.gov.vn', '10.1.2.3', 'fd00::1'] },
      trustAnchors: [{ pem: certificate, source: '', domains: ['.gov.vn', 'so.gov.vn'] }],
      algorithms: { ...defaultPolicy.algorithms, table: [{ ...table[0] }, { ...table[1], source: '' }] },
    } });
  });

  test.each([
    [{ revocation: { fetch: 'always' } }, 'revocation.fetch'], [{ revocation: { privateHosts: ['.'] } }, 'revocation.privateHosts.0'], [{ revocation: { privateHosts: ['*'] } }, 'revocation.privateHosts.0'],
    [{ revocation: { privateHosts: ['http://x.vn'] } }, 'revocation.privateHosts.0'], [{ revocation: { privateHosts: [''] } }, 'revocation.privateHosts.0'], [{ revocation: { privateHosts: ['10.0.0.0/8'] } }, 'revocation.privateHosts.0'],
    [{ algorithms: { table: [{ algorithm: 'sha1', until: '1.1.2014' }] } }, 'algorithms.table.0.until'], [{ algorithms: { table: [{ algorithm: 'rsa', belowBits: 0, until: null }] } }, 'algorithms.table.0.belowBits'],
  ])('with %j is refused at %s', async (given, path) => {
    expect(await read(JSON.stringify(given))).toEqual({ ok: false, failure: { code: 'wrongShape', problems: [{ path, code: 'wrongValue' }] } });
  });

  test('with a misspelt key or a wrong value is refused, and says where', async () => {
    expect(await read('{"officalDomains": []}')).toEqual({ ok: false, failure: { code: 'wrongShape', problems: [{ path: 'officalDomains', code: 'unknownKey' }] } });
    expect(await read('{"officialDomains": ["gov.vn", "a b"]}')).toEqual({ ok: false, failure: { code: 'wrongShape', problems: [{ path: 'officialDomains.1', code: 'wrongValue' }] } });
    expect(await read('{"receipts": {"automaticPerLetter": 0}}')).toMatchObject({ ok: false, failure: { code: 'wrongShape' } });
    expect(await read('[]')).toMatchObject({ ok: false, failure: { code: 'wrongShape' } });
  });

  test('that is no JSON, no UTF-8 or not there is named so', async () => {
    expect(await read('{')).toEqual({ ok: false, failure: { code: 'notJson' } });
    expect(await read(Buffer.from([0xff, 0xfe, 0x7b]))).toEqual({ ok: false, failure: { code: 'unreadable' } });
    expect(await readPolicy(join(folder, 'absent.json'))).toEqual({ ok: false, failure: { code: 'missing' } });
    expect(await readPolicy(folder)).toEqual({ ok: false, failure: { code: 'unreadable' } });
  });

  test('says what may leave the house; what it leaves out stays as it is', async () => {
    const given = await read('{"outgoing": {"secret": "block", "financial": "block", "undoSeconds": 0, "officialAccounts": ["vanthu@so.gov.vn"], "answerWithinHours": 24}}');
    expect(given).toMatchObject({ ok: true, value: { outgoing: { ...defaultPolicy.outgoing, financial: 'block', undoSeconds: 0, officialAccounts: ['vanthu@so.gov.vn'], answerWithinHours: 24 } } });
    for (const wrong of ['{"secret": "maybe"}', '{"undoSeconds": 121}', '{"undoSeconds": -1}', '{"officialAccounts": ["so.gov.vn"]}', '{"officialAccounts": ["@so.gov.vn"]}', '{"answerWithinHours": 0}', '{"toGmail": "block"}']) {
      expect(await read(`{"outgoing": ${wrong}}`)).toMatchObject({ ok: false, failure: { code: 'wrongShape' } });
    }
  });

  test('as shipped in the example is accepted and equals the defaults but for its domains and the published rules on exchange', async () => {
    const result = await readPolicy(join(import.meta.dirname, '../../assets/policy.example.json'));
    expect(result).toMatchObject({ ok: true, value: { ...defaultPolicy, officialDomains: expect.anything(), freeDomains: expect.anything(), exchange: expect.anything() } });
  });
});
