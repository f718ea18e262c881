import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { Digest, IsoTime, PartId } from '../model/ids';
import type { CertificateView, Check, SignatureVerdict } from '../model/verdict';
import { etsiReport } from './etsi-report';
import { jsonReport } from './json-report';
import type { ReportView } from './report-view';

const at = (time: string) => `2026-11-${time}.000Z` as IsoTime;
const passed: Check = { state: 'passed', why: null };

function certificate(name: string, byte: string): CertificateView {
  return {
    subject: `CN=${name}`, issuer: 'CN=Gốc', holder: name, organisation: null, serial: '0a', notBefore: at('01T00:00:00'), notAfter: at('30T00:00:00'), addresses: [], fingerprint: byte.repeat(32), der: btoa(name.replace(/[^ -~]/g, '')),
  };
}

const leaf = certificate('Sở Nội vụ <A & B>', 'a1');
const root = certificate('Gốc', 'b2');

const signature: SignatureVerdict = {
  where: '2', part: '2' as PartId, member: null, kind: 'pdf', verdict: 'indeterminate', reason: 'revocationStale', etsi: { indication: 'indeterminate', sub: 'TRY_LATER' }, role: 'agency', signer: leaf, chain: [leaf, root],
  signedAt: at('10T01:00:00'), judgedAt: at('10T02:00:00'), judgedBy: 'timestamp',
  timestamps: [{ kind: 'signature', at: at('10T02:00:00'), verdict: 'passed', why: null, authority: root }], revocationListAt: at('09T00:00:00'), revocationBy: 'crl', revokedAt: null, names: {},
  checks: { integrity: passed, coverage: { state: 'failed', why: 'partOnly' }, identity: passed, binding: passed, path: passed, revocation: { state: 'notChecked', why: 'stale' }, time: passed, timestamp: passed, algorithm: passed },
  extent: null, digest: { algorithm: 'sha256', value: '00ff'.repeat(16) }, wanted: [], inputs: [],
};

function view(signatures: readonly SignatureVerdict[]): ReportView {
  const [first] = signatures;
  return {
    program: '0.1.0', madeAt: at('20T00:00:00'), letter: { digest: 'c3'.repeat(32) as Digest, arrivedAt: at('11T00:00:00'), subject: 'V/v "họp"', from: null }, verdict: first?.verdict ?? 'unsigned', reason: first?.reason ?? null,
    documents: [{ part: '2' as PartId, member: null, name: 'qd.pdf', verdict: first?.verdict ?? 'unsigned', reason: first?.reason ?? null, signatures, signedBy: { person: false, agency: true, unclear: false }, pictures: [] }],
    unsignedParts: [], acceptance: null, pin: null,
  };
}

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** Every element in document order; throws where the XML is not well-formed or a prefix is not bound. */
function elements(xml: string): readonly Node[] {
  const parser = new SaxesParser({ xmlns: true });
  const all: Node[] = [];
  const open: Node[] = [];
  parser.on('error', (error) => { throw error; });
  parser.on('opentag', (tag) => {
    const node: Node = { name: `{${tag.uri}}${tag.local}`, attributes: Object.fromEntries(Object.values(tag.attributes).map(({ name, value }) => [name, value])), text: '' };
    all.push(node);
    open.push(node);
  });
  parser.on('text', (text) => { const node = open.at(-1); if (node !== undefined) node.text += text; });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return all;
}

const vr = '{http://uri.etsi.org/19102/v1.2.1#}';
const textsOf = (xml: string, name: string) => elements(xml).filter((one) => one.name === vr + name).map(({ text }) => text);

describe('the ETSI report', () => {
  it('states the indications as the standard names them', () => {
    const xml = etsiReport(view([signature]));
    expect(textsOf(xml, 'MainIndication').at(-1)).toBe('urn:etsi:019102:mainindication:indeterminate');
    expect(textsOf(xml, 'SubIndication')).toEqual(['urn:etsi:019102:subindication:TRY_LATER']);
    const good = { ...signature, verdict: 'passed', reason: 'valid', etsi: { indication: 'passed', sub: null } } as const;
    expect(textsOf(etsiReport(view([good])), 'MainIndication').at(-1)).toBe('urn:etsi:019102:mainindication:total-passed');
  });

  it('keeps what the ETSI result does not know among its constraints', () => {
    const failed = etsiReport(view([signature])).split('<vr:ValidationConstraint>').filter((one) => one.includes('mainindication:failed'));
    expect(failed).toHaveLength(1);
    expect(failed[0]).toContain('urn:x-vanthu:check:coverage');
    expect(failed[0]).toContain('<vr:Value>partOnly</vr:Value>');
  });

  it('refers to nothing that is not in it, and to no id twice', () => {
    const all = elements(etsiReport(view([signature, { ...signature, timestamps: [] }])));
    const ids = all.flatMap(({ attributes }) => (attributes['id'] === undefined ? [] : [attributes['id']]));
    const wanted = all.flatMap(({ attributes }) => (attributes['VOReference'] === undefined ? [] : [attributes['VOReference']]));
    expect(new Set(ids).size).toBe(ids.length);
    expect(wanted.length).toBeGreaterThan(5);
    expect(wanted.filter((one) => !ids.includes(one))).toEqual([]);
  });

  it('writes the digest in base64 and the time-stamp as proof of existence', () => {
    const xml = etsiReport(view([signature]));
    expect(xml).toContain(`<ds:DigestValue>${Buffer.from('00ff'.repeat(16), 'hex').toString('base64')}</ds:DigestValue>`);
    expect(xml).toContain('<vr:POEObject VOReference="T-1-1"/>');
    expect(textsOf(xml, 'SignatureValidationProcessID')).toEqual(['urn:etsi:019102:validationprocess:LTVM']);
  });

  it('is well-formed whatever a certificate is called', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
      const signer = { ...leaf, subject: name };
      expect(elements(etsiReport(view([{ ...signature, signer, where: name }]))).length).toBeGreaterThan(10);
    }), { numRuns: 60 });
    expect(textsOf(etsiReport(view([signature])), 'Signer')).toEqual(['CN=Sở Nội vụ <A & B>']);
  });

  it('is a document also where nothing was signed', () => {
    expect(elements(etsiReport({ ...view([]), documents: [] })).map(({ name }) => name)).toEqual([`${vr}ValidationReport`]);
  });
});

describe('the JSON report', () => {
  it('names its format and holds each certificate once', () => {
    const report = JSON.parse(jsonReport(view([signature, signature]))) as { readonly format: string; readonly version: number; readonly certificates: readonly CertificateView[]; readonly documents: readonly { readonly signatures: readonly { readonly signer: string; readonly chain: readonly string[] }[] }[] };
    expect([report.format, report.version]).toEqual(['vanthu-signature-report', 1]);
    expect(report.certificates.map(({ fingerprint }) => fingerprint)).toEqual([leaf.fingerprint, root.fingerprint]);
    expect(report.documents[0]?.signatures[0]).toMatchObject({ signer: leaf.fingerprint, chain: [leaf.fingerprint, root.fingerprint], verdict: 'indeterminate', reason: 'revocationStale' });
  });

  it('is the same bytes for the same view', () => {
    expect(jsonReport(view([signature]))).toBe(jsonReport(view([signature])));
  });
});
