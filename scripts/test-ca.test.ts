import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { addService, createTestCa, ocspAnswer, ocspRequest, revokeSigner, sampleUnits, timestampResponse, timestampToken, type TestCa } from './test-ca.mjs';

const folder = mkdtempSync(join(tmpdir(), 'vanthu-ca-'));
const units = sampleUnits.filter(({ id }) => id === 'education' || id === 'revoked');
const ca = createTestCa(join(folder, 'ca'), { units, accessUrl: 'http://127.0.0.1:8' });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function openssl(...args: readonly string[]): string {
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function file(name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function certOf(one: TestCa, signer: string): string {
  return one.signers[signer]?.certFile ?? '';
}

describe('the authority of the tests', () => {
  test('says in its certificates where lists, answers and issuers are to be had', () => {
    const text = openssl('x509', '-in', certOf(ca, 'education'), '-noout', '-text');
    for (const url of ['crl/agencies.crl', 'ocsp/agencies', 'cert/agencies.cer']) expect(text).toContain(`URI:http://127.0.0.1:8/${url}`);
  });

  test('answers by OCSP, and what it takes back is revoked there', () => {
    const responder = addService(ca, 'ocsp');
    const status = (signer: string): string => {
      const answer = file('answer.der', ocspAnswer(ca, responder, ocspRequest(ca, signer)));
      return openssl('ocsp', '-respin', answer, '-issuer', ca.signers[signer]?.chainFile ?? '', '-cert', certOf(ca, signer), '-CAfile', file('root.pem', ca.rootPem), '-no_nonce');
    };
    expect(status('education')).toContain('good');
    expect(status('revoked')).toContain('revoked');
    revokeSigner(ca, 'education');
    expect(status('education')).toContain('revoked');
  });

  test('stamps any time, and openssl takes it for a time-stamp', () => {
    const tsa = addService(ca, 'tsa');
    const data = file('data', 'Quyết định');
    const digest = createHash('sha256').update('Quyết định').digest();
    const answer = file('stamp.tsr', timestampResponse(timestampToken(tsa, { digest, at: new Date('2026-03-04T05:06:07Z') })));
    expect(openssl('ts', '-reply', '-in', answer, '-text')).toContain('Mar  4 05:06:07 2026 GMT');
    expect(openssl('ts', '-verify', '-data', data, '-in', answer, '-CAfile', file('root.pem', ca.rootPem), '-untrusted', tsa.chainFile)).toContain('OK');
  });
});
