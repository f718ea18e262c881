import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addService, createTestCa, sampleUnits, signBytes, timestampToken } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import type { SignatureVerdict } from '../model/verdict';
import { signedFormat } from '../xmldsig/signed-format';
import { asicManifest, asicMembers, edXml, envelopedXml, envelopingXml, letterXml, partXml } from '../xmldsig/fixtures/signed-xml';
import { zip } from '../xmldsig/fixtures/signed-docx';
import { c14n, ds, signature, signerOfCa, transform } from '../xmldsig/fixtures/sign-xml';
import type { XmlSigner } from '../xmldsig/fixtures/sign-xml';
import { openTrust } from './trust-context';
import type { TrustContext } from './trust-context';
import { verifyAsic } from './verify-asic';
import { verifyXml } from './verify-xml';
import { trustIn } from './fixtures/trust-in';

let folder: string;
let ca: TestCa;
let trust: TrustContext;
let signer: XmlSigner;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-xml-'));
  ca = createTestCa(folder, { units: sampleUnits.filter(({ id }) => id === 'education') });
  signer = (await signerOfCa(ca, 'education')).signer;
  trust = trustIn(ca, { intermediates: [ca.intermediatePem] });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const place = { where: '1.2', part: null, member: null };
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const say = (verdicts: readonly SignatureVerdict[]): string => verdicts.map(({ verdict, reason, checks }) => `${verdict} ${reason}${checks.coverage.state === 'failed' ? ` (${checks.coverage.why})` : ''}`).join(', ');

async function xml(text: string | Uint8Array): Promise<string> {
  return say(await verifyXml(typeof text === 'string' ? utf8(text) : text, place, trust, await openTrust(trust)));
}

async function asic(members: Readonly<Record<string, string | Uint8Array>>): Promise<readonly SignatureVerdict[]> {
  return verifyAsic(zip(members), place, trust, await openTrust(trust));
}

describe('a signed XML file', () => {
  it('is valid where the signature covers all of it: around it, beside it, or within', async () => {
    expect(await xml(envelopedXml(signer))).toBe('passed valid');
    expect(await xml(envelopingXml(signer))).toBe('passed valid');
    expect(await xml(partXml(signer, (signed, own) => `<hoSo>${signed}<chuKy>${own}</chuKy></hoSo>`))).toBe('passed valid');
  });

  it('is its signer’s where XAdES names the certificate, whatever else the same key was certified for', async () => {
    const key = ca.signers['education']?.keyFile ?? '';
    const twin = execFileSync('openssl', ['req', '-x509', '-new', '-key', key, '-subj', '/CN=Mot ten khac', '-days', '30'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    const among: TrustContext = { ...trust, intermediates: [ca.intermediatePem, twin] };
    const judged = async (text: string): Promise<SignatureVerdict | undefined> => (await verifyXml(utf8(text), place, among, await openTrust(among)))[0];
    expect((await judged(envelopedXml(signer)))?.verdict).toBe('passed');
    const unnamed = await judged(partXml(signer, (signed, own) => `<hoSo>${signed}<chuKy>${own}</chuKy></hoSo>`));
    expect(unnamed?.checks.identity).toEqual({ state: 'failed', why: 'severalCertificates' });
  });

  it('is valid in UTF-16, for a signature is over characters', async () => {
    const text = envelopedXml(signer).replace('UTF-8', 'UTF-16');
    const wide = new Uint8Array(2 + text.length * 2);
    wide.set([0xff, 0xfe]);
    for (let index = 0; index < text.length; index += 1) new DataView(wide.buffer).setUint16(2 + index * 2, text.charCodeAt(index), true);
    expect(signedFormat(wide, 'a.xml')).toBe('xades');
    expect(await xml(wide)).toBe('passed valid');
  });

  it('is broken when a letter changes, in the text or in what the signer says of the signing', async () => {
    expect(await xml(envelopedXml(signer).replace('kỳ thi', 'hội thi'))).toContain('failed broken');
    expect(await xml(envelopedXml(signer).replace('2026-03-02', '2025-03-02'))).toContain('failed broken');
  });

  it('covers a part only where something else says something, too', async () => {
    const part = (around: (signed: string, own: string) => string): Promise<string> => xml(partXml(signer, around));
    expect(await part((signed, own) => `<hoSo><ghiChu>Khác</ghiChu>${signed}${own}</hoSo>`)).toBe('indeterminate partOnly (partOnly)');
    expect(await part((signed, own) => `<hoSo trangThai="hủy">${signed}${own}</hoSo>`)).toBe('indeterminate partOnly (partOnly)');
    expect(await part((signed, own) => `<hoSo><hetHieuLuc/>${signed}${own}</hoSo>`)).toBe('indeterminate partOnly (partOnly)');
    expect(await part((signed, own) => `<hoSo>Không có hiệu lực: ${signed}${own}</hoSo>`)).toBe('indeterminate partOnly (partOnly)');
    // the signed element kept, at another place (McIntosh and Austel 2005)
    expect(await part((signed, own) => `<hoSo><luuTru>${signed}</luuTru><duLieu Id="d2"/>${own}</hoSo>`)).toBe('indeterminate partOnly (partOnly)');
    expect(await xml(envelopingXml(signer, `<Object xmlns="${ds}"><trichYeu xmlns="">Khác</trichYeu></Object>`))).toBe('indeterminate partOnly (partOnly)');
  });

  it('with two elements of the signed id is refused, whatever the id is called', async () => {
    for (const other of ['<duLieu Id="d1">Khác</duLieu>', '<duLieu id="d1">Khác</duLieu>', '<duLieu xml:id="d1">Khác</duLieu>', '<duLieu ID="d1"/>']) {
      expect(await xml(partXml(signer, (signed, own) => `<hoSo>${other}${signed}${own}</hoSo>`))).toContain('failed malformed');
    }
  });

  it('with a document type is refused before anything of it is read', async () => {
    const bomb = '<!DOCTYPE congVan [<!ENTITY a "a"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>';
    expect(await xml(envelopedXml(signer).replace('<congVan>', `${bomb}<congVan>`))).toBe('failed malformed');
  });

  it('is undecided where XPath or XSLT chose what is signed', async () => {
    for (const algorithm of ['http://www.w3.org/TR/1999/REC-xpath-19991116', 'http://www.w3.org/TR/1999/REC-xslt-19991116', 'http://www.w3.org/2002/06/xmldsig-filter2']) {
      const own = signature({ signer, references: [{ uri: '', transforms: transform(`${ds}enveloped-signature`) + transform(algorithm), content: '<congVan></congVan>' }] });
      expect(await xml(letterXml(own))).toContain('indeterminate unsupported');
    }
  });

  it('counts a signature whose value is signed again as covered by the second', async () => {
    const first = envelopedXml(signer);
    const value = /<SignatureValue>([^<]*)</.exec(first)?.[1] ?? '';
    const named = first.replace('<SignatureValue>', '<SignatureValue Id="v1">');
    const inScope = ' xmlns:xd="http://uri.etsi.org/01903/v1.3.2#"';
    const over = (uri: string, content: string): string => {
      const second = signature({ signer, inScope, references: [{ uri, transforms: transform(c14n), content }] });
      const unsigned = `<xd:UnsignedProperties><xd:UnsignedSignatureProperties><xd:CounterSignature>${second}</xd:CounterSignature></xd:UnsignedSignatureProperties></xd:UnsignedProperties>`;
      return named.replace('</xd:SignedProperties></xd:QualifyingProperties>', `</xd:SignedProperties>${unsigned}</xd:QualifyingProperties>`);
    };
    const counter = over('#v1', `<SignatureValue xmlns="${ds}" Id="v1">${value}</SignatureValue>`);
    expect(await xml(counter)).toBe('passed valid, passed valid');
    // where the first does not hold, the second holds nothing but its value
    expect(await xml(counter.replace('kỳ thi', 'hội thi'))).toBe('failed broken (partOnly), indeterminate partOnly (partOnly)');
  });

  it('takes a time-stamp over its value as proof of time, and none over another value', async () => {
    const text = envelopedXml(signer);
    const value = /<SignatureValue>([^<]*)</.exec(text)?.[1] ?? '';
    const tsa = addService(ca, 'tsa');
    const stamped = async (over: string): Promise<readonly SignatureVerdict[]> => {
      const token = timestampToken(tsa, { digest: createHash('sha256').update(over).digest() }).toString('base64');
      const unsigned = `<xd:UnsignedProperties><xd:UnsignedSignatureProperties><xd:SignatureTimeStamp><CanonicalizationMethod Algorithm="${c14n}"/><xd:EncapsulatedTimeStamp>${token}</xd:EncapsulatedTimeStamp></xd:SignatureTimeStamp></xd:UnsignedSignatureProperties></xd:UnsignedProperties>`;
      const whole = text.replace('</xd:SignedProperties></xd:QualifyingProperties>', `</xd:SignedProperties>${unsigned}</xd:QualifyingProperties>`);
      return verifyXml(utf8(whole), place, trust, await openTrust(trust));
    };
    const [good] = await stamped(`<SignatureValue xmlns="${ds}">${value}</SignatureValue>`);
    const [other] = await stamped(value);
    expect([good?.checks.integrity.state, other?.checks.integrity.state]).toEqual(['passed', 'passed']);
    // whether the list is young enough is not the question here
    expect(good?.timestamps.map(({ kind, verdict }) => `${kind} ${verdict}`)).toEqual(['signature passed']);
    expect(other?.timestamps.map(({ kind, verdict }) => `${kind} ${verdict}`)).toEqual(['signature failed']);
  });

  it('says when it was signed by its own account, which proves nothing', async () => {
    const [verdict] = await verifyXml(utf8(envelopedXml(signer)), place, trust, await openTrust(trust));
    expect([verdict?.signedAt, verdict?.judgedBy]).toEqual(['2026-03-02T08:00:00.000Z', 'now']);
  });

  it('shown by a sheet that nobody signed is covered in part', async () => {
    const part = partXml(signer, (signed, own) => `<?xml-stylesheet href="khac.xsl"?><hoSo>${signed}${own}</hoSo>`);
    expect(await xml(part)).toBe('indeterminate partOnly (partOnly)');
  });

  it('that is edXML says which attached files it did not see', async () => {
    expect(await xml(edXml(signer, 'cid:tep-1'))).toBe('indeterminate partOnly (partOnly)');
    const own = signature({ signer, references: [{ uri: '', transforms: transform(`${ds}enveloped-signature`), content: '<congVan><trichYeu>Về việc tổ chức kỳ thi</trichYeu></congVan>' }, { uri: 'cid:tep-1', content: 'x' }] });
    expect(await xml(letterXml(own))).toBe('indeterminate partOnly (unresolvedReference)');
    expect(await xml(letterXml(signature({ signer, references: [{ uri: 'http://noi-khac.example/', content: 'x' }] })))).toContain('indeterminate unsupported');
  });

  it('of no signature, or of another kind, gives no verdict', async () => {
    expect(await xml(letterXml(''))).toBe('');
    expect(signedFormat(utf8(letterXml('')), 'a.xml')).toBeNull();
    expect(await xml(letterXml(`<Signature xmlns="${ds}"/>`))).toContain('failed malformed');
  });
});

describe('an ASiC container', () => {
  const files = { 'Công văn.txt': 'Nội dung', 'phu-luc.txt': 'Phụ lục' };

  it('is valid where every file is covered by XAdES, and names those that are not', async () => {
    expect(signedFormat(zip(asicMembers(signer, files)), 'a.asice')).toBe('asic');
    expect(say(await asic(asicMembers(signer, files)))).toBe('passed valid');
    const some = await asic(asicMembers(signer, files, ['phu-luc.txt']));
    expect(say(some)).toBe('indeterminate partOnly (partOnly)');
    expect(some[0]?.extent?.outside).toEqual(['Công văn.txt']);
    expect(say(await asic({ ...asicMembers(signer, files), 'phu-luc.txt': 'Khác' }))).toContain('failed broken');
    for (const name of ['them.txt', 'META-INF/them.txt', 'Meta-Inf/them.xml']) expect(say(await asic({ ...asicMembers(signer, files), [name]: 'Khác' }))).toBe('indeterminate partOnly (partOnly)');
  });

  it('is valid where a CMS signature covers a manifest that covers every file', async () => {
    const manifest = asicManifest('META-INF/signature.p7s', files);
    const members = { mimetype: 'application/vnd.etsi.asic-e+zip', ...files, 'META-INF/ASiCManifest.xml': manifest, 'META-INF/signature.p7s': new Uint8Array(signBytes(ca, { signer: 'education', content: utf8(manifest) })) };
    expect(say(await asic(members))).toBe('passed valid');
    expect(say(await asic({ ...members, 'phu-luc.txt': 'Khác' }))).toContain('failed broken');
    expect(say(await asic({ ...members, 'META-INF/ASiCManifest.xml': `${manifest}\n` }))).toContain('failed broken');
  });

  it('of one file needs no manifest', async () => {
    const members = { mimetype: 'application/vnd.etsi.asic-s+zip', 'a.txt': 'Nội dung', 'META-INF/signature.p7s': new Uint8Array(signBytes(ca, { signer: 'education', content: utf8('Nội dung') })) };
    expect(say(await asic(members))).toBe('passed valid');
    expect(say(await asic({ ...members, 'b.txt': 'Khác' }))).toBe('failed malformed');
  });

  it('with a time-stamp alone says that nobody signed it', async () => {
    const [verdict] = await asic({ mimetype: 'application/vnd.etsi.asic-s+zip', 'a.txt': 'x', 'META-INF/timestamp.tst': Uint8Array.of(0x30, 0) });
    expect(verdict).toMatchObject({ verdict: 'indeterminate', checks: { integrity: { state: 'notChecked', why: 'onlyTimestamp' } } });
  });

  it('that is an OpenDocument text is checked the same way', async () => {
    const { 'META-INF/signatures001.xml': own = '', ...rest } = asicMembers(signer, { 'content.xml': '<a/>', 'META-INF/manifest.xml': '<m/>' });
    const odt = { ...rest, mimetype: 'application/vnd.oasis.opendocument.text', 'META-INF/documentsignatures.xml': own };
    const [verdict] = await asic(odt);
    expect(verdict).toMatchObject({ verdict: 'passed', kind: 'xades' });
    expect(say(await asic({ ...odt, 'styles.xml': '<s/>' }))).toBe('indeterminate partOnly (partOnly)');
  });
});

describe.runIf(existsSync('/usr/bin/xmlsec1'))('xmlsec1', () => {
  it('agrees on what the tests sign', () => {
    for (const [name, text] of [['enveloped', envelopedXml(signer)], ['enveloping', envelopingXml(signer)], ['part', partXml(signer, (signed, own) => `<hoSo>${signed}${own}</hoSo>`)]] as const) {
      const file = join(folder, `${name}.xml`);
      writeFileSync(file, text);
      const verify = (): string => execFileSync('/usr/bin/xmlsec1', ['--verify', '--insecure', '--enabled-key-data', 'x509,ec', '--id-attr:Id', 'Object', '--id-attr:Id', 'SignedProperties', '--id-attr:Id', 'duLieu', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      expect(verify).not.toThrow();
    }
  });
});
