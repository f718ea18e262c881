import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCa, signBytes } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import type { IsoTime } from '../model/ids';
import type { SignatureVerdict } from '../model/verdict';
import type { Certificate } from '../pki/certificate';
import { cmsExtras } from '../pki/cms-extras';
import { ocspRequest } from '../pki/ocsp-request';
import { readCertificate } from '../pki/read-certificate';
import { readCms } from '../pki/read-cms';
import { verifyCms } from '../pki/verify-cms';
import { judgeSignature } from './judge-signature';
import { openTrust } from './trust-context';
import type { TrustContext } from './trust-context';
import { wholeFile } from './verify-cms-file';

/** Evidence as another program makes it: OpenSSL answers our requests and gives the time. */

let folder: string;
let ca: TestCa;
const content = new TextEncoder().encode('Công văn số 12');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-evidence-'));
  ca = createTestCa(folder, {
    units: [
      { id: 'good', name: 'Sở Giáo dục và Đào tạo (mẫu)', address: null },
      { id: 'revoked', name: 'Sở Tài chính (mẫu)', address: null, revoked: true },
    ],
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const file = (...names: readonly string[]): string => join(folder, ...names);
const openssl = (...args: readonly string[]): Buffer => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

async function certificate(pem: string): Promise<Certificate> {
  const read = await readCertificate(pem);
  if (!read.ok) throw new Error(read.failure);
  return read.value;
}

/** The answer of `openssl ocsp` to our own request. */
async function answerOf(authority: 'root' | 'agencies', about: string): Promise<Uint8Array> {
  const issuer = readFileSync(file(authority, 'cert.pem'), 'utf8');
  writeFileSync(file('ocsp.req'), await ocspRequest(await certificate(about), await certificate(issuer)));
  const signer = ['-rsigner', join(authority, 'cert.pem'), '-rkey', join(authority, 'key.pem')];
  openssl('ocsp', '-index', join(authority, 'index.txt'), '-CA', join(authority, 'cert.pem'), ...signer, '-reqin', 'ocsp.req', '-respout', 'ocsp.resp', '-ndays', '1');
  return readFileSync(file('ocsp.resp'));
}

async function judge(signer: string, answers: readonly Uint8Array[], more: Partial<TrustContext> = {}, token: ((signature: Uint8Array) => Uint8Array) | null = null): Promise<SignatureVerdict> {
  const trust: TrustContext = {
    anchors: [ca.rootPem], intermediates: [], crls: [], ocsps: answers,
    algorithms: { weakDigests: ['sha1'], minRsaBits: 2048, minEcBits: 256 }, revocationMaxAgeHours: null, judgedAt: new Date().toISOString() as IsoTime, judgedBy: 'now', ...more,
  };
  const cms = await readCms(signBytes(ca, { signer, content, attached: true }));
  if (!cms.ok || cms.value.kind !== 'signed' || cms.value.signers[0] === undefined) throw new Error('not signed');
  const [result] = await verifyCms(cms.value, null);
  if (result === undefined) throw new Error('no signer');
  const extras = await cmsExtras(cms.value.signers[0], cms.value.content);
  const { signature } = cms.value.signers[0];
  const timestamps = token === null ? [] : [{ kind: 'signature' as const, token: token(signature), imprinted: signature }];
  const place = { where: 'cong-van', part: null, member: null, kind: 'cms' } as const;
  return judgeSignature({ place, result, certificates: cms.value.certificates, crls: [], ocsps: extras.ocsps, timestamps, outer: wholeFile }, trust, await openTrust(trust));
}

test('OpenSSL answers our request, and its answers alone decide: good, and revoked with the time it was', async () => {
  const above = await answerOf('root', ca.intermediatePem);
  const good = await answerOf('agencies', ca.signers['good']?.certPem ?? '');
  const revoked = await answerOf('agencies', ca.signers['revoked']?.certPem ?? '');
  expect(await judge('good', [above, good])).toMatchObject({ verdict: 'passed', reason: 'valid', revocationBy: 'ocsp' });
  expect(await judge('good', [above])).toMatchObject({ reason: 'revocationUnknown', wanted: [{ what: 'crl' }] });
  expect(await judge('good', [above, revoked])).toMatchObject({ reason: 'revocationUnknown' });
  const gone = await judge('revoked', [above, good, revoked]);
  expect(gone).toMatchObject({ verdict: 'indeterminate', reason: 'revokedTimeUnproven', names: { revocationReason: 'keyCompromise' } });
  expect(Date.parse(gone.revokedAt ?? '')).toBeLessThan(Date.now());
});

test('the time OpenSSL stamps on a signature is its time', async () => {
  writeFileSync(file('tsa.ext'), 'basicConstraints=critical,CA:false\nextendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n');
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', 'tsa.key.pem');
  openssl('req', '-new', '-config', 'root.cnf', '-key', 'tsa.key.pem', '-subj', '/CN=VanThu TSA', '-out', 'tsa.csr');
  openssl('x509', '-req', '-in', 'tsa.csr', '-CA', join('root', 'cert.pem'), '-CAkey', join('root', 'key.pem'), '-CAcreateserial', '-days', '30', '-extfile', 'tsa.ext', '-out', 'tsa.pem');
  writeFileSync(file('tsa.cnf'), '[tsa]\ndefault_tsa=own\n[own]\nserial=tsa.serial\ndigests=sha256,sha384\ndefault_policy=1.2.3.4.1\nsigner_digest=sha256\naccuracy=secs:1\ness_cert_id_chain=no\ness_cert_id_alg=sha256\n');
  writeFileSync(file('tsa.serial'), '01\n');
  const stamp = (signature: Uint8Array): Uint8Array => {
    writeFileSync(file('imprint'), signature);
    openssl('ts', '-query', '-data', 'imprint', '-sha256', '-cert', '-out', 'ts.req');
    openssl('ts', '-reply', '-config', 'tsa.cnf', '-section', 'own', '-queryfile', 'ts.req', '-signer', 'tsa.pem', '-inkey', 'tsa.key.pem', '-token_out', '-out', 'ts.token');
    return readFileSync(file('ts.token'));
  };
  const soon = new Date(Date.now() + 60_000).toISOString() as IsoTime;
  const verdict = await judge('good', [], { crls: [...ca.crls], judgedAt: soon }, stamp);
  expect(verdict.timestamps).toMatchObject([{ kind: 'signature', verdict: 'passed', why: null, authority: { holder: 'VanThu TSA' } }]);
  expect(verdict.judgedBy).toBe('timestamp');
  expect(Date.parse(verdict.judgedAt)).toBeLessThan(Date.parse(soon));
  // the lists are older than the stamped time: what they say of it is not known yet
  expect(verdict.reason).toBe('revocationStale');
  const other = await judge('good', [], { crls: [...ca.crls], judgedAt: soon }, () => stamp(content));
  expect(other).toMatchObject({ judgedBy: 'now', timestamps: [{ verdict: 'failed', why: 'imprintMismatch' }] });
});
