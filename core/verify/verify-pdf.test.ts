import { createHash, createSign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addService, createTestCa, signBytes, timestampToken } from '../../scripts/test-ca.mjs';
import type { TestCa, TestService } from '../../scripts/test-ca.mjs';
import type { SignatureVerdict } from '../model/verdict';
import { fillPlaceholder, hexOfBytes, signPdf } from '../pdf/fixtures/sign-pdf';
import type { SignPdfOptions } from '../pdf/fixtures/sign-pdf';
import { edited, joined, latin1, sampleObjects, streamBody, textOfBytes, updatePdf, writePdf } from '../pdf/fixtures/write-pdf';
import type { TestPdf } from '../pdf/fixtures/write-pdf';
import { openTrust } from './trust-context';
import type { TrustContext } from './trust-context';
import { verifyPdf } from './verify-pdf';
import { trustIn } from './fixtures/trust-in';

let folder: string;
let ca: TestCa;
let tsa: TestService;
let trust: TrustContext;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-pdf-'));
  ca = createTestCa(folder, {
    units: [
      { id: 'education', name: 'Sở Giáo dục và Đào tạo (mẫu)', address: null },
      { id: 'office', name: 'Văn phòng Ủy ban nhân dân tỉnh (mẫu)', address: null, key: 'rsa' },
    ],
  });
  tsa = addService(ca, 'tsa');
  trust = trustIn(ca);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cms = (options: Partial<Parameters<typeof signBytes>[1]> = {}) => (content: Uint8Array): Uint8Array => signBytes(ca, { signer: 'education', content, ...options });
// older than the lists of revoked certificates, so that these can speak about its time
const stamp = (content: Uint8Array): Uint8Array => timestampToken(tsa, { digest: createHash('sha256').update(content).digest(), at: new Date(Date.now() - 3_600_000) });

async function verdicts(pdf: TestPdf | Uint8Array, changed: Partial<TrustContext> = {}): Promise<readonly SignatureVerdict[]> {
  const context = { ...trust, ...changed };
  return verifyPdf(pdf instanceof Uint8Array ? pdf : pdf.bytes, { where: 'cong-van.pdf', part: null, member: null }, context, await openTrust(context));
}

async function said(pdf: TestPdf | Uint8Array): Promise<readonly string[]> {
  return (await verdicts(pdf)).map(({ verdict, reason }) => `${verdict} ${reason}`);
}

function sample(options: Partial<SignPdfOptions> = {}): TestPdf & { readonly value: number; readonly field: number } {
  return signPdf(writePdf(sampleObjects()), { sign: cms(), ...options });
}

describe('a PDF that is signed and was not touched', () => {
  it.each<readonly [string, Partial<SignPdfOptions>]>([
    ['adbe.pkcs7.detached', {}],
    ['certified', { certify: 1 }],
    ['in a cross-reference stream', { write: { xref: 'stream', packed: [1, 3] } }],
  ])('passes: %s', async (_name, options) => {
    const [verdict, ...others] = await verdicts(sample(options));
    expect(others).toEqual([]);
    expect(verdict).toMatchObject({ verdict: 'passed', reason: 'valid', kind: 'pdf', where: 'cong-van.pdf', names: { holder: 'Sở Giáo dục và Đào tạo (mẫu)' } });
    expect(verdict?.extent).toMatchObject({ prefixBytes: null, revision: 2, revisions: 2, certification: options.certify ?? null, changes: [] });
  });

  it('passes: ETSI.CAdES.detached', async () => {
    expect(await said(sample({ subFilter: 'ETSI.CAdES.detached', sign: cms({ flags: ['-cades'] }) }))).toEqual(['passed valid']);
  });

  it('says when the signer claims to have signed', async () => {
    const pdf = sample({ sign: cms({ flags: ['-noattr'] }), claimedAt: "D:20261105093000+07'00'" });
    expect((await verdicts(pdf))[0]?.signedAt).toBe('2026-11-05T02:30:00.000Z');
  });

  it('is broken when a byte of it changes', async () => {
    const bytes = sample().bytes.slice();
    const at = textOfBytes(bytes).indexOf('12/CV');
    bytes[at] = 0x39;
    expect(await said(bytes)).toEqual(['failed broken']);
  });

  it('adbe.pkcs7.sha1 is intact, but weak', async () => {
    const sign = (content: Uint8Array): Uint8Array => cms({ attached: true })(createHash('sha1').update(content).digest());
    const [verdict] = await verdicts(sample({ subFilter: 'adbe.pkcs7.sha1', sign }));
    expect(verdict).toMatchObject({ verdict: 'indeterminate', reason: 'weakAlgorithm', names: { algorithm: 'SHA-1' } });
    expect(verdict?.checks.integrity).toEqual({ state: 'passed', why: null });
  });

  it('adbe.x509.rsa_sha1 is intact, but weak', async () => {
    const office = ca.signers['office']!;
    const der = Buffer.from(office.certPem.replace(/-----[A-Z ]+-----/g, ''), 'base64');
    const sign = (content: Uint8Array): Uint8Array => {
      const value = createSign('sha1').update(content).sign(readFileSync(office.keyFile));
      return joined(Uint8Array.of(0x04, 0x82, value.length >> 8, value.length & 0xff), value);
    };
    const [verdict] = await verdicts(sample({ subFilter: 'adbe.x509.rsa_sha1', keys: `/Cert <${hexOfBytes(der)}>`, sign }), { intermediates: [ca.intermediatePem] });
    expect(verdict).toMatchObject({ verdict: 'indeterminate', reason: 'weakAlgorithm', names: { holder: 'Văn phòng Ủy ban nhân dân tỉnh (mẫu)' } });
    expect(verdict?.checks.integrity).toEqual({ state: 'passed', why: null });
  });

  it('of a kind nobody knows is neither valid nor invalid', async () => {
    expect(await said(sample({ subFilter: 'acme.signature' }))).toEqual(['indeterminate unsupported']);
  });
});

describe('what came after a signature', () => {
  it('a second signature leaves the first one whole', async () => {
    const twice = signPdf(sample({ field: 'nguoi' }), { sign: cms({ signer: 'office' }), field: 'co-quan' });
    const found = await verdicts(twice);
    expect(found.map(({ names, verdict, where }) => [names['field'], verdict, where])).toEqual([['co-quan', 'passed', 'cong-van.pdf'], ['nguoi', 'passed', 'cong-van.pdf#2']]);
    expect(found[1]?.extent).toMatchObject({ revision: 2, revisions: 3 });
    expect(found[1]?.extent?.prefixBytes).toBeLessThan(twice.bytes.length);
    expect(found[1]?.extent?.changes.map(({ permitted }) => permitted)).not.toContain('no');
  });

  it('another content of the page is tampering', async () => {
    expect(await said(updatePdf(sample(), { 4: streamBody('', 'BT /F1 24 Tf 72 720 Td (So 99/CV-VP) Tj ET') }))).toEqual(['failed changedAfter']);
  });

  it.each<readonly [string, (pdf: TestPdf) => Uint8Array]>([
    ['objects without a cross-reference', ({ bytes }) => joined(bytes, '4 0 obj\n', streamBody('', 'BT (other) Tj ET'), '\nendobj\n')],
    ['objects and an end mark', ({ bytes, startxref }) => joined(bytes, '4 0 obj\n', streamBody('', 'BT (other) Tj ET'), `\nendobj\nstartxref\n${startxref}\n%%EOF\n`)],
    ['objects and a trailer', ({ bytes }) => joined(bytes, '4 0 obj\n', streamBody('', 'BT (other) Tj ET'), '\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n')],
    ['a broken cross-reference', ({ bytes }) => joined(bytes, '4 0 obj\n', streamBody('', 'BT (other) Tj ET'), `\nendobj\nxref\n4 1\nbroken\nstartxref\n${bytes.length}\n%%EOF\n`)],
    ['a comment', ({ bytes }) => joined(bytes, '% looked at\n')],
    ['a single line end', ({ bytes }) => joined(bytes, '\n')],
    ['a whole other file', ({ bytes }) => joined(bytes, writePdf(sampleObjects('So 99/CV-VP')).bytes)],
    ['bytes before the header', ({ bytes }) => joined('\n', bytes)],
  ])('is never passed over: %s', async (_name, after) => {
    const found = await verdicts(after(sample()));
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(({ verdict }) => verdict)).not.toContain('passed');
  });

  it('a copy of the signature with other content is not the signature', async () => {
    const pdf = sample();
    const text = textOfBytes(pdf.bytes);
    const body = text.slice(text.indexOf('<<', text.indexOf(`${pdf.value} 0 obj`)), text.indexOf('endobj', text.indexOf(`${pdf.value} 0 obj`)));
    const found = await said(updatePdf(pdf, { 4: streamBody('', 'BT (other) Tj ET'), [pdf.value]: body }));
    expect(found[0]).toBe('failed malformed');
    expect(found.every((one) => one.startsWith('failed'))).toBe(true);
  });

  it('a signature that was taken out of the form is still judged', async () => {
    const pdf = sample();
    const found = await verdicts(updatePdf(pdf, { 1: edited(pdf, 1, (body) => body.replace(`${pdf.field} 0 R`, '')) }));
    expect(found).toHaveLength(1);
    expect(found[0]?.verdict).not.toBe('passed');
  });
});

describe('forged signatures', () => {
  it('space of the signature used for a second signer', async () => {
    expect(await said(sample({ sign: cms({ coSigners: ['office'] }), room: 9000 }))).toEqual(['failed malformed']);
  });

  it('a signature over another content that it carries along', async () => {
    const other = cms({ attached: true });
    expect(await said(sample({ sign: () => other(latin1('another document')), room: 9000 }))).toEqual(['failed broken']);
  });

  it('adbe.pkcs7.sha1 around the digest of another file', async () => {
    const sign = (): Uint8Array => cms({ attached: true })(createHash('sha1').update('another').digest());
    expect(await said(sample({ subFilter: 'adbe.pkcs7.sha1', sign }))).toEqual(['failed broken']);
  });

  it('a signature that is no CMS object, or none that is signed', async () => {
    expect(await said(sample({ sign: () => latin1('garbage') }))).toEqual(['failed malformed']);
    expect(await said(sample({ sign: () => Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x01) }))).toEqual(['failed malformed']);
  });

  it('a certificate of the file is no anchor', async () => {
    const dss = { 50: '<< /Certs [51 0 R] >>', 51: streamBody('', Buffer.from(ca.rootPem.replace(/-----[A-Z ]+-----/g, ''), 'base64')) };
    const pdf = sample({ objects: { ...dss, 1: '<< /Type /Catalog /Pages 2 0 R /DSS 50 0 R /AcroForm << /Fields [] /SigFlags 3 >> >>' } });
    expect((await verdicts(pdf, { anchors: [] })).map(({ reason }) => reason)).toEqual(['noAnchor']);
  });
});

describe('evidence in the file', () => {
  it('certificates and lists of its security store are used', async () => {
    const der = (pem: string): Buffer => Buffer.from(pem.replace(/-----[A-Z0-9 ]+-----/g, ''), 'base64');
    const dss = { 50: '<< /Certs [51 0 R] /VRI << /AB << /CRL [52 0 R 53 0 R] >> >> >>', 51: streamBody('', der(ca.intermediatePem)), 52: streamBody('', der(ca.crls[0]!)), 53: streamBody('', der(ca.crls[1]!)) };
    const pdf = sample({ sign: cms({ withoutChain: true }), objects: { ...dss, 1: '<< /Type /Catalog /Pages 2 0 R /DSS 50 0 R /AcroForm << /Fields [] /SigFlags 3 >> >>' } });
    expect((await verdicts(pdf, { crls: [] })).map(({ reason }) => reason)).toEqual(['valid']);
    expect((await verdicts(sample({ sign: cms({ withoutChain: true }) }))).map(({ reason }) => reason)).toEqual(['noAnchor']);
  });

  it('a time-stamp over the document proves the time of the signatures before it', async () => {
    const stamped = signPdf(sample(), { sign: stamp, subFilter: 'ETSI.RFC3161', type: 'DocTimeStamp' });
    const [verdict, ...others] = await verdicts(stamped);
    expect(others).toEqual([]);
    expect(verdict?.timestamps).toMatchObject([{ kind: 'document', verdict: 'passed' }]);
    expect(verdict).toMatchObject({ reason: 'valid', judgedBy: 'timestamp' });
  });

  it('a time-stamp of another document proves nothing', async () => {
    const stamped = signPdf(sample(), { sign: () => stamp(latin1('another')), subFilter: 'ETSI.RFC3161', type: 'DocTimeStamp' });
    const [verdict] = await verdicts(stamped);
    expect(verdict?.timestamps).toMatchObject([{ kind: 'document', verdict: 'failed', why: 'imprintMismatch' }]);
    expect(verdict?.judgedBy).toBe('now');
  });

  it('a time-stamp that came before a signature says nothing about it', async () => {
    const stamped = signPdf(writePdf(sampleObjects()), { sign: stamp, subFilter: 'ETSI.RFC3161', type: 'DocTimeStamp' });
    const [verdict] = await verdicts(signPdf(stamped, { sign: cms() }));
    expect(verdict?.timestamps).toEqual([]);
  });

  it('a file with nothing but a time-stamp is signed by nobody', async () => {
    const stamped = signPdf(writePdf(sampleObjects()), { sign: stamp, subFilter: 'ETSI.RFC3161', type: 'DocTimeStamp' });
    const found = await verdicts(stamped);
    expect(found.map(({ verdict, checks }) => [verdict, checks.integrity.why])).toEqual([['indeterminate', 'onlyTimestamp']]);
  });
});

describe('files that are no signed PDF', () => {
  it('a PDF without signature has no verdict', async () => {
    expect(await verdicts(writePdf(sampleObjects()))).toEqual([]);
    expect(await verdicts(latin1('%PDF-1.7 nothing'))).toEqual([]);
  });

  it('a file that cannot be read but claims a signature is malformed', async () => {
    expect(await said(latin1('%PDF-1.7\n1 0 obj << /ByteRange [0 1 2 3] /Contents <00> >> endobj'))).toEqual(['failed malformed']);
  });

  it('an encrypted one is judged by its bytes', async () => {
    const plain = writePdf(sampleObjects(), { trailer: '/Encrypt << /Filter /Standard /V 5 >> /ID [(a) (a)]' });
    const pdf = signPdf(plain, { sign: cms(), write: { trailer: '/Encrypt << /Filter /Standard /V 5 >> /ID [(a) (a)]' } });
    expect(await said(pdf)).toEqual(['passed valid']);
    const later = updatePdf(pdf, { 20: '(x)' }, { trailer: '/Encrypt << /Filter /Standard /V 5 >> /ID [(a) (a)]' });
    expect((await verdicts(later)).map(({ verdict, checks }) => [verdict, checks.coverage.why])).toEqual([['indeterminate', 'encryptedChanges']]);
  });

  it('a signature in a file that can only be read by searching covers nothing for certain', async () => {
    const pdf = sample();
    const broken = latin1(textOfBytes(pdf.bytes).replace(/startxref\n\d+\n%%EOF\n$/, (match) => match.replace(/\d/g, '9')));
    const again = fillPlaceholder(latin1(textOfBytes(broken).replace(/\/ByteRange \[[^\]]*\] \/Contents <[^>]*>/, `/ByteRange [0 0000000000 0000000000 0000000000] /Contents <${'0'.repeat(12000)}>`)), cms());
    expect((await verdicts(again)).map(({ verdict, checks }) => [verdict, checks.integrity.state, checks.coverage.why])).toEqual([['indeterminate', 'passed', 'rebuilt']]);
  });
});
