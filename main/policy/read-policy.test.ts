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

  test('as shipped in the example is accepted and equals the defaults but for its domains and the published rules on exchange', async () => {
    const result = await readPolicy(join(import.meta.dirname, '../../assets/policy.example.json'));
    expect(result).toMatchObject({ ok: true, value: { ...defaultPolicy, officialDomains: expect.anything(), freeDomains: expect.anything(), exchange: expect.anything() } });
  });
});
