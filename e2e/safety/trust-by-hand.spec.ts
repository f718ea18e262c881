import { createHash, constants, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createTestCa, type TestCa } from '../../scripts/test-ca.mjs';
import { expect, test } from '../fixtures/app-test';
import { answerDialogs, answerQuestions } from '../fixtures/system-dialogs';
import { ask, ingestWindow } from '../pages/bridge';

const folder = mkdtempSync(join(tmpdir(), 'vanthu-e2e-trust-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** bytes go over as numbers: what Playwright hands into a page is JSON */
function askWithBytes<Answer>(page: Page, name: string, input: Readonly<Record<string, unknown>>, bytes: Readonly<Record<string, Uint8Array>>): Promise<Answer> {
  return page.evaluate(async ([command, given, numbers]) => {
    const all = { ...given, ...Object.fromEntries(Object.entries(numbers).map(([key, one]) => [key, Uint8Array.from(one)])) };
    const answer = await (globalThis as unknown as { readonly vanthu: { ask(name: string, input: unknown): Promise<unknown> } }).vanthu.ask(command, all);
    return answer instanceof Uint8Array ? [...answer] : answer;
  }, [name, input, Object.fromEntries(Object.entries(bytes).map(([key, one]) => [key, [...one]]))] as const) as Promise<Answer>;
}

function pemOf(ca: TestCa): { readonly pem: string; readonly fingerprint: string } {
  const der = Buffer.from(ca.rootPem.replace(/-----[A-Z ]+-----/g, ''), 'base64');
  return { pem: ca.rootPem, fingerprint: createHash('sha256').update(der).digest('hex') };
}

test('what verdicts rest on changes by hand only, keys stay in main, and a sheet is printed without scripts and network', async ({ launch, watch }) => {
  const ca = createTestCa(join(folder, 'ca'), { units: [{ id: 'own', name: 'Văn thư (mẫu)', address: 'vanthu@so.gov.vn', key: 'rsa' }] });
  const app = await launch();
  const page = await app.mainWindow();
  await ask(page, 'profile.create', { passphrase: null });
  const anchor = { ...pemOf(ca), holder: 'Chứng thực gốc', source: 'Trang của cơ quan', domains: ['so.gov.vn'] };

  await test.step('an authority is added only where a person says yes in a window of the operating system', async () => {
    const refused = await answerQuestions(app.electron, 0);
    expect(await ask(page, 'anchor.add', anchor)).toBe(false);
    const [question] = await refused.asked();
    expect(question).toMatchObject({ defaultId: 0, cancelId: 0 });
    expect(question?.detail.replace(/\s/g, '').toLowerCase()).toContain(anchor.fingerprint);
    for (const shown of ['Chứng thực gốc', 'Trang của cơ quan', 'so.gov.vn']) expect(question?.detail).toContain(shown);
    const agreed = await answerQuestions(app.electron, 1);
    // another certificate than the one whose fingerprint would be compared
    expect(await ask(page, 'anchor.add', { ...anchor, pem: ca.strangerRootPem })).toBe(false);
    expect(await agreed.asked()).toEqual([]);
    expect((await ask(page, 'app.state', {})).importedAnchors).toEqual([]);
    expect(await ask(page, 'anchor.add', anchor)).toBe(true);
    await expect.poll(async () => (await ask(page, 'app.state', {})).importedAnchors).toMatchObject([{ fingerprint: anchor.fingerprint, domains: ['so.gov.vn'] }]);
  });

  await test.step('a key goes in once and is used by the ingest window alone', async () => {
    const own = ca.signers['own'];
    if (!own) throw new Error('no signer');
    const pkcs8 = execFileSync('openssl', ['pkcs8', '-topk8', '-nocrypt', '-outform', 'DER', '-in', own.keyFile]);
    const fingerprint = createHash('sha256').update(Buffer.from(own.certPem.replace(/-----[A-Z ]+-----/g, ''), 'base64')).digest('hex');
    const given = { pem: own.certPem, fingerprint, holder: 'Văn thư (mẫu)' };
    expect(await askWithBytes(page, 'key.import', { ...given, pem: ca.rootPem }, { pkcs8 })).toEqual({ ok: false, failure: { code: 'mismatch' } });
    expect(await askWithBytes(page, 'key.import', given, { pkcs8 })).toEqual({ ok: true, value: null });
    const ingest = await ingestWindow(app.electron);
    const content = randomBytes(32);
    const key = createPublicKey(own.certPem);
    const cases = [['rsa-pkcs1', { key, padding: constants.RSA_PKCS1_PADDING }], ['rsa-oaep-sha256', { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }]] as const;
    for (const [scheme, how] of cases) {
      const encryptedKey = publicEncrypt(how, content);
      expect(await askWithBytes(ingest, 'key.unwrap', { fingerprint, scheme }, { encryptedKey })).toEqual([...content]);
      expect(await askWithBytes(page, 'key.unwrap', { fingerprint, scheme }, { encryptedKey }).catch((error: Error) => error.message)).toContain('no such command');
    }
    // wrongly padded: another key, and no word of it
    const noise = Buffer.concat([Buffer.of(0), randomBytes(255)]);
    expect(await askWithBytes<readonly number[]>(ingest, 'key.unwrap', { fingerprint, scheme: 'rsa-pkcs1' }, { encryptedKey: noise })).not.toBeNull();
    await ask(page, 'key.remove', { fingerprint });
    expect(await askWithBytes(ingest, 'key.unwrap', { fingerprint, scheme: 'rsa-pkcs1' }, { encryptedKey: noise })).toBeNull();
  });

  await test.step('a sheet becomes a PDF with the letters of Vietnamese and Thai, and what is active in it does nothing', async () => {
    const target = join(folder, 'phieu.pdf');
    await answerDialogs(app.electron, { save: target });
    const html = '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Phiếu kiểm tra</title><style>body{font-family:sans-serif}</style><h1>Phiếu kiểm tra chữ ký số</h1><p>Sở Giáo dục và Đào tạo: chữ ký hợp lệ</p><p lang="th">หนังสือราชการ</p>'
      + '<script>document.body.textContent = "script ran"</script><img src="http://127.0.0.1:9/x.png"><iframe src="app://vanthu/index.html"></iframe><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">';
    expect(await ask(page, 'sheet.save', { name: 'phiếu.pdf', html })).toEqual({ ok: true, value: target });
    expect(existsSync(target) && readFileSync(target).subarray(0, 5).toString()).toBe('%PDF-');
    // the page tried, and its own policy kept it from it
    expect(watch.complaints.length).toBeGreaterThan(0);
    expect(watch.complaints.every((complaint) => complaint.startsWith('app://sheet/') && complaint.includes('Content Security Policy'))).toBe(true);
    watch.complaints.length = 0;
    expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()).filter((url) => url.startsWith('app://sheet')))).toEqual([]);
  });
});
