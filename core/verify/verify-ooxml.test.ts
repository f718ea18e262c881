import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestCa, sampleUnits } from '../../scripts/test-ca.mjs';
import { tinyZip } from '../extract/archives/fixtures/tiny-zip';
import type { SignatureVerdict } from '../model/verdict';
import { docxAttacks } from '../xmldsig/fixtures/attack-docx';
import { documentLinks, kinds, plainDocx, rels, signaturePart, signedMembers, zip } from '../xmldsig/fixtures/signed-docx';
import type { Members } from '../xmldsig/fixtures/signed-docx';
import { signerOfCa } from '../xmldsig/fixtures/sign-xml';
import type { XmlSigner } from '../xmldsig/fixtures/sign-xml';
import { openPackage } from '../xmldsig/open-package';
import { signedFormat } from '../xmldsig/signed-format';
import { openTrust } from './trust-context';
import type { TrustContext } from './trust-context';
import { verifyOoxml } from './verify-ooxml';
import { trustIn } from './fixtures/trust-in';

let folder: string;
let trust: TrustContext;
let ec: XmlSigner;
let rsa: XmlSigner;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-ooxml-'));
  const ca = createTestCa(folder, { units: sampleUnits.filter(({ id }) => id === 'education' || id === 'office') });
  ec = (await signerOfCa(ca, 'education')).signer;
  rsa = (await signerOfCa(ca, 'office')).signer;
  trust = trustIn(ca, { intermediates: [ca.intermediatePem] });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const place = { where: '1.2', part: null, member: null };

async function verdicts(bytes: Uint8Array): Promise<readonly SignatureVerdict[]> {
  return verifyOoxml(bytes, place, trust, await openTrust(trust));
}

async function outcome(bytes: Uint8Array): Promise<string> {
  return (await verdicts(bytes)).map(({ verdict, reason }) => `${verdict} ${reason}`).join(', ');
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a signed Word document', () => {
  it('is valid, says when it was signed by its own account, and names what Office never signs', async () => {
    const [verdict] = await verdicts(zip(signedMembers(ec)));
    expect(verdict).toMatchObject({ verdict: 'passed', reason: 'valid', kind: 'ooxml', signedAt: '2026-03-02T08:00:00.000Z' });
    expect(verdict?.extent?.changes).toEqual([{ what: 'packageProperties', permitted: 'yes', revision: null, place: '/docProps/core.xml' }]);
  });

  it.each(['rsa-sha256', 'rsa-pss'] as const)('is valid with %s and without XAdES', async (method) => {
    expect(await outcome(zip(signedMembers(rsa, { method, xades: false })))).toBe('passed valid');
  });

  it('with SHA-1 is intact, but weak', async () => {
    const [verdict] = await verdicts(zip(signedMembers(rsa, { method: 'rsa-sha1' })));
    expect(verdict).toMatchObject({ verdict: 'indeterminate', reason: 'weakAlgorithm', checks: { integrity: { state: 'passed' } } });
  });

  it('without a signature gives no verdict, and neither does another file', async () => {
    const { '_xmlsignatures/origin.sigs': _origin, '_xmlsignatures/_rels/origin.sigs.rels': _rels, '[Content_Types].xml': types, ...rest } = plainDocx;
    const unsigned = zip({ ...rest, '_rels/.rels': rels([{ id: 'rId1', type: kinds.document, target: 'word/document.xml' }]), '[Content_Types].xml': String(types).replace(/<[^<]*digital-signature[^>]*>/g, '') });
    expect(await outcome(unsigned)).toBe('');
    expect(signedFormat(unsigned, 'a.docx')).toBeNull();
    expect(signedFormat(zip(signedMembers(ec)), 'a.docx')).toBe('ooxml');
    expect(await outcome(utf8('xin chào'))).toBe('');
  });

  it('keeps both of two signatures, and the one that was broken does not hide behind the other', async () => {
    const both: Members = {
      ...signedMembers(ec), '_xmlsignatures/sig2.xml': signaturePart(rsa, plainDocx, { method: 'rsa-sha256' }),
      '_xmlsignatures/_rels/origin.sigs.rels': rels([{ id: 'rId1', type: kinds.signature, target: 'sig1.xml' }, { id: 'rId2', type: kinds.signature, target: '/_xmlsignatures/sig2.xml' }]),
    };
    expect(await outcome(zip(both))).toBe('passed valid, passed valid');
    const sig2 = String(both['_xmlsignatures/sig2.xml']);
    const broken = sig2.replace(/(<SignatureValue>)(.)/, (_, tag: string, letter: string) => `${tag}${letter === 'A' ? 'B' : 'A'}`);
    expect(await outcome(zip({ ...both, '_xmlsignatures/sig2.xml': broken }))).toBe('passed valid, failed broken');
  });

  it('stays valid with data beside it that no field shows, and names them', async () => {
    const more = { ...signedMembers(ec), 'customXml/item1.xml': '<b:Sources xmlns:b="x"/>', 'word/_rels/document.xml.rels': rels([...documentLinks, { id: 'rId97', type: kinds.customXml, target: '../customXml/item1.xml' }]) };
    const [verdict] = await verdicts(zip(more));
    expect(verdict).toMatchObject({ verdict: 'passed', reason: 'valid' });
    expect(verdict?.extent?.outside).toContain('/customXml/item1.xml');
  });

  it('does not pass for a certificate of the same key that the signer did not name', async () => {
    const part = signaturePart(ec, plainDocx).replace(ec.certificate, rsa.certificate);
    expect(await outcome(zip({ ...plainDocx, '_xmlsignatures/sig1.xml': part }))).toBe('failed broken');
  });
});

describe('an attack on a signed Word document', () => {
  it.each(docxAttacks.map((attack) => [attack.name, attack] as const))('is seen: %s', async (_, attack) => {
    expect(await outcome(zip(attack.make(ec)))).toBe(attack.verdict);
  });
});

describe('a package that two programs could read differently', () => {
  const files = (members: Members): { name: string; utf8: boolean; bytes: Uint8Array }[] => Object.entries(members).map(([name, content]) => ({ name, utf8: true, bytes: typeof content === 'string' ? utf8(content) : content }));

  it('is refused, and the same package written plainly is not', async () => {
    const members = signedMembers(ec);
    const plain = tinyZip(files(members));
    expect(await outcome(plain)).toBe('passed valid');
    const twice = (name: string): Uint8Array => tinyZip([...files(members), { name, utf8: true, bytes: utf8('x') }]);
    for (const name of ['word/document.xml', 'WORD/Document.xml', 'word/docume%6Et.xml', '/word/document.xml', 'word/../word/document.xml', 'word\\document.xml', 'word//x.xml']) {
      expect([name, await outcome(twice(name))]).toEqual([name, 'failed malformed']);
    }
    expect(await outcome(Uint8Array.from([...utf8('MZ'), ...plain]))).toBe('');
    expect(await outcome(Uint8Array.from([0x50, 0x4b, 3, 4, ...plain]))).toBe('failed malformed');
    expect(await outcome(Uint8Array.from([...plain, 0]))).toBe('failed malformed');
    const renamed = Uint8Array.from(plain);
    renamed.set(utf8('X'), 30);
    expect(await outcome(renamed)).toBe('failed malformed');
  });

  it('is refused where a member stands in the file and not in the directory', async () => {
    const members = files(signedMembers(ec));
    const plain = tinyZip(members);
    const whole = tinyZip([{ name: 'word/document.xml', utf8: true, bytes: utf8('khác') }, ...members]);
    const view = new DataView(whole.buffer);
    const end = whole.length - 22;
    const directory = view.getUint32(end + 16, true);
    const first = 46 + view.getUint16(directory + 28, true);
    // the directory begins with its second row
    view.setUint16(end + 8, members.length, true);
    view.setUint16(end + 10, members.length, true);
    view.setUint32(end + 12, view.getUint32(end + 12, true) - first, true);
    view.setUint32(end + 16, directory + first, true);
    expect(plain.length).toBeLessThan(whole.length);
    expect(await outcome(whole)).toBe('failed malformed');
  });
});

describe('any bytes', () => {
  it('are answered, and none of them passes in which a signed part has changed', async () => {
    const { 'docProps/core.xml': properties = '', ...signed } = signedMembers(ec);
    const bytes = zip({ ...signed, 'docProps/core.xml': properties });
    const opened = await openTrust(trust);
    await fc.assert(fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const hostile = Uint8Array.from(bytes);
      hostile[at] = (hostile[at] ?? 0) ^ change;
      const found = await verifyOoxml(hostile, place, trust, opened);
      if (!found.some(({ verdict }) => verdict === 'passed')) return;
      const read = openPackage(hostile);
      for (const [name, content] of Object.entries(signed)) {
        if (read.ok) expect([name, read.value.read(name)?.bytes]).toEqual([name, typeof content === 'string' ? utf8(content) : content]);
      }
    }), { numRuns: 80 });
  });
});

describe.runIf(existsSync('/usr/bin/xmlsec1'))('xmlsec1', () => {
  it('agrees on the signature part that the tests sign', () => {
    const file = join(folder, 'sig1.xml');
    // its manifest names parts of a package, which it does not open
    writeFileSync(file, signaturePart(rsa, plainDocx, { method: 'rsa-sha256', manifest: [] }));
    const run = (): string => execFileSync('/usr/bin/xmlsec1', ['--verify', '--insecure', '--enabled-key-data', 'x509,rsa', '--id-attr:Id', 'Object', '--id-attr:Id', 'SignedProperties', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    expect(run).not.toThrow();
  });
});
