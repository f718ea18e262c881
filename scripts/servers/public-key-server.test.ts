import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addService, createTestCa, ocspRequest, renewCrls, sampleUnits, type TestCa } from '../test-ca.mjs';
import { startPublicKeyServer, type PublicKeyServer } from './public-key-server';

const folder = mkdtempSync(join(tmpdir(), 'vanthu-keys-'));
let server: PublicKeyServer;
let ca: TestCa;

beforeAll(async () => {
  server = await startPublicKeyServer();
  ca = createTestCa(join(folder, 'ca'), { units: sampleUnits.slice(0, 1), accessUrl: server.url });
  server.serve({ ca, responders: [addService(ca, 'ocsp')], tsa: addService(ca, 'tsa') });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function bytes(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

describe('the server of public keys', () => {
  test('hands out lists and certificates as DER, and says when a list is still the same', async () => {
    const first = await fetch(`${server.url}/crl/agencies.crl`);
    expect((await bytes(first))[0]).toBe(0x30);
    const etag = first.headers.get('etag') ?? '';
    expect((await fetch(`${server.url}/crl/agencies.crl`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    renewCrls(ca);
    expect((await fetch(`${server.url}/crl/agencies.crl`, { headers: { 'if-none-match': etag } })).status).toBe(200);
    expect((await bytes(await fetch(`${server.url}/cert/root.cer`)))[0]).toBe(0x30);
    expect((await fetch(`${server.url}/crl/nobody.crl`)).status).toBe(404);
  });

  test('answers by OCSP', async () => {
    const said = await fetch(`${server.url}/ocsp/agencies`, { method: 'POST', body: new Uint8Array(ocspRequest(ca, 'education')) });
    writeFileSync(join(folder, 'answer'), await bytes(said));
    expect(execFileSync('openssl', ['ocsp', '-respin', join(folder, 'answer'), '-resp_text', '-noverify'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })).toContain('Cert Status: good');
  });

  test('stamps what openssl asks to be stamped, nonce and all', async () => {
    const file = (name: string): string => join(folder, name);
    writeFileSync(file('data'), 'Công văn');
    execFileSync('openssl', ['ts', '-query', '-data', file('data'), '-sha512', '-cert', '-out', file('query')], { stdio: 'pipe' });
    const said = await fetch(`${server.url}/tsa`, { method: 'POST', body: new Uint8Array(readFileSync(file('query'))) });
    writeFileSync(file('stamp'), await bytes(said));
    writeFileSync(file('root.pem'), ca.rootPem);
    const verdict = execFileSync('openssl', ['ts', '-verify', '-queryfile', file('query'), '-in', file('stamp'), '-CAfile', file('root.pem')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    expect(verdict).toContain('OK');
  });
});
