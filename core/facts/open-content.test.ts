import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestCa, signMime } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import { openContent } from './open-content';
import { stageOne } from './stage-one';

let folder: string;
let ca: TestCa;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-facts-'));
  ca = createTestCa(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const entity = 'Content-Type: text/plain; charset=utf-8\r\n\r\nKính gửi: các phòng Giáo dục và Đào tạo.\r\n';
const headers = { From: '"So GDDT" <VanThu@sogddt.mau.example>', To: 'vanthu@nhan.example', Subject: 'Cong van' };

/** An opaque signed letter whose header calls the wrapper something else. */
function relabelled(contentType: string): Uint8Array {
  const raw = Buffer.from(signMime(ca, { signer: 'education', entity, headers, mode: 'opaque' })).toString('latin1');
  const nameless = raw.replace(/Content-Disposition:[^\r\n]*\r\n/i, '');
  return Buffer.from(nameless.replace(/Content-Type: application\/(x-)?pkcs7-mime(;[^\r\n]*(\r\n[ \t][^\r\n]*)*)?/i, `Content-Type: ${contentType}`), 'latin1');
}

describe('an opaque signed letter', () => {
  test.each(['application/pkcs7-mime; smime-type=signed-data; name=smime.p7m', 'application/octet-stream; name="smime.p7m"', 'application/octet-stream; name="SMIME.P7M"'])('called %s is opened for reading, and known to be signed', async (contentType) => {
    const raw = relabelled(contentType);
    const { wrapped, parsed } = await openContent(raw);
    expect(wrapped).toBe(true);
    expect(parsed.text?.text).toContain('Kính gửi');
    expect(await stageOne(raw)).toMatchObject({ signed: true, header: { subject: 'Cong van' } });
  });

  test('that is only a file somebody signed stays a file', async () => {
    const { wrapped } = await openContent(relabelled('application/octet-stream; name="bao-cao.p7m"'));
    expect(wrapped).toBe(false);
  });
});
