import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addService, createTestCa, sampleUnits, timestampToken } from '../../../scripts/test-ca.mjs';
import type { TestCa } from '../../../scripts/test-ca.mjs';
import { readZipDirectory } from '../../extract/archives/zip-directory';
import type { IsoTime } from '../../model/ids';
import type { SignMechanism } from '../../model/signing';
import type { SignatureVerdict } from '../../model/verdict';
import { finishWith, signWith } from '../../pki/fixtures/sign-with';
import { trustIn } from '../../verify/fixtures/trust-in';
import { openTrust } from '../../verify/trust-context';
import { verifyOoxml } from '../../verify/verify-ooxml';
import { contentTypes, documentOf, kinds, plainDocx, rels, signedDocx, zip } from '../fixtures/signed-docx';
import type { Members } from '../fixtures/signed-docx';
import { openPackage } from '../open-package';
import { prepareOfficeSignature } from './sign-office';

let folder: string;
let ca: TestCa;
const at = new Date(Date.now() - 60_000).toISOString() as IsoTime;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-office-'));
  ca = createTestCa(folder, { units: sampleUnits.filter(({ id }) => id === 'education' || id === 'office') });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Unit = 'education' | 'office';

/** The file as `main` and a token would leave it: the education office has an EC key, the people's committee's office an RSA key. */
async function sign(bytes: Uint8Array, unit: Unit, mechanism: SignMechanism): Promise<Uint8Array> {
  const signer = ca.signers[unit];
  if (signer === undefined) throw new Error(unit);
  const prepared = await prepareOfficeSignature(bytes, { pem: signer.certPem + ca.intermediatePem, mechanism, at });
  if (!prepared.ok) throw new Error(prepared.failure);
  return finishWith(prepared.value, signer.keyFile, mechanism);
}

async function verdicts(bytes: Uint8Array): Promise<readonly SignatureVerdict[]> {
  const trust = trustIn(ca, { intermediates: [ca.intermediatePem] });
  return verifyOoxml(bytes, { where: 'cong-van.docx', part: null, member: null }, trust, await openTrust(trust));
}

async function said(bytes: Uint8Array): Promise<readonly string[]> {
  return (await verdicts(bytes)).map(({ verdict, reason, checks }) => `${verdict} ${reason} ${checks.coverage.state}`);
}

async function failure(bytes: Uint8Array): Promise<string> {
  const prepared = await prepareOfficeSignature(bytes, { pem: ca.signers.education?.certPem ?? '', mechanism: 'ecdsa-sha256', at });
  return prepared.ok ? 'prepared' : prepared.failure;
}

const passed = 'passed valid passed';
const { '_xmlsignatures/origin.sigs': _origin, '_xmlsignatures/_rels/origin.sigs.rels': _list, ...unsigned } = plainDocx;

/** A document of Word, with properties, a picture and a link, that nobody has signed. */
const docxMembers: Members = {
  ...unsigned,
  '[Content_Types].xml': contentTypes().replace(/<[^<]*digital-signature[^>]*>/g, ''),
  '_rels/.rels': rels([{ id: 'rId1', type: kinds.document, target: 'word/document.xml' }, { id: 'rId2', type: kinds.core, target: 'docProps/core.xml' }]),
};
const docx = zip(docxMembers);
const sheets = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const xlsx = zip({
  '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/></Types>`,
  '_rels/.rels': rels([{ id: 'rId1', type: kinds.document, target: 'xl/workbook.xml' }]),
  'xl/workbook.xml': `<workbook xmlns="${sheets}" xmlns:r="${office}"><sheets><sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': rels([{ id: 'rId1', type: `${office}/worksheet`, target: 'worksheets/sheet1.xml' }]),
  'xl/worksheets/sheet1.xml': `<worksheet xmlns="${sheets}"><sheetData><row r="1"><c r="A1"><v>412</v></c></row></sheetData></worksheet>`,
});

function membersOf(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const opened = openPackage(bytes);
  if (!opened.ok) throw new Error(opened.failure);
  return new Map(opened.value.names.map((name) => [name, opened.value.read(name)?.bytes ?? new Uint8Array()]));
}

/** what the first signature of a package writes anew */
const written = new Set(['[Content_Types].xml', '_rels/.rels']);

/** Members with their local headers, as they stand in the file. */
function rawMembers(bytes: Uint8Array): readonly (readonly [string, Uint8Array])[] {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) throw new Error(directory.failure);
  return directory.value.map(({ name, offset, compressed }) => [new TextDecoder().decode(name), bytes.subarray(offset, offset + 30 + name.length + compressed)]);
}

const textOf = (bytes: Uint8Array, name: string): string => new TextDecoder().decode(membersOf(bytes).get(name));

describe('a signature that is written into an Office file', () => {
  it.each([
    ['office', 'rsa-pkcs1-sha256'], ['office', 'rsa-pkcs1-sha512'], ['office', 'rsa-pss-sha256'], ['office', 'rsa-pss-sha384'], ['education', 'ecdsa-sha256'], ['education', 'ecdsa-sha384'],
  ] as const)('by %s with %s is valid and covers a document of Word and a table of Excel', async (unit, mechanism) => {
    for (const file of [docx, xlsx]) {
      const signed = await sign(file, unit, mechanism);
      expect(await said(signed)).toEqual([passed]);
      expect((await verdicts(signed))[0]).toMatchObject({ signedAt: `${at.slice(0, 19)}.000Z`, checks: { integrity: { state: 'passed' } } });
    }
  });

  it('is found by main: the digest of what is shown stands in what is signed', async () => {
    const prepared = await prepareOfficeSignature(docx, { pem: ca.signers.office?.certPem ?? '', mechanism: 'rsa-pkcs1-sha384', at });
    if (!prepared.ok) throw new Error(prepared.failure);
    const { content, attributes } = prepared.value;
    expect(new TextDecoder().decode(attributes)).toContain(createHash('sha384').update(content).digest('base64'));
    for (const name of ['/word/document.xml', '/word/styles.xml', '/word/media/dau.png', '/_rels/.rels', '/word/_rels/document.xml.rels']) expect(new TextDecoder().decode(content)).toContain(`URI="${name}?ContentType=`);
    expect(new TextDecoder().decode(content)).not.toContain('docProps');
  });

  it('leaves an earlier one as it was', async () => {
    for (const file of [docx, xlsx]) {
      const once = await sign(file, 'office', 'rsa-pkcs1-sha256');
      const twice = await sign(once, 'education', 'ecdsa-sha256');
      expect(await said(twice)).toEqual([passed, passed]);
      expect(textOf(twice, '_xmlsignatures/sig1.xml')).toBe(textOf(once, '_xmlsignatures/sig1.xml'));
      expect(await said(await sign(twice, 'office', 'rsa-pss-sha256'))).toEqual([passed, passed, passed]);
    }
  });

  it('stands beside one that another program made', async () => {
    const theirs = await signedDocx(ca, 'education', 'Giao Sở Giáo dục và Đào tạo chủ trì.');
    expect(await said(await sign(theirs, 'office', 'rsa-pkcs1-sha256'))).toEqual([passed, passed]);
  });

  it('fails with a part that was changed, added or linked afterwards', async () => {
    const signed = Object.fromEntries(membersOf(await sign(docx, 'education', 'ecdsa-sha256')));
    expect(await said(zip(signed))).toEqual([passed]);
    expect((await said(zip({ ...signed, 'word/document.xml': documentOf('Giao Sở Nội vụ chủ trì.') })))[0]).toMatch(/^failed/);
    expect((await said(zip({ ...signed, 'word/media/dau.png': Uint8Array.of(1) })))[0]).toMatch(/^failed/);
    const links = String(new TextDecoder().decode(signed['word/_rels/document.xml.rels']));
    const more = links.replace('</Relationships>', `<Relationship Id="rId77" Type="${kinds.header}" Target="header1.xml"/></Relationships>`);
    expect((await said(zip({ ...signed, 'word/_rels/document.xml.rels': more, 'word/header1.xml': '<w:hdr xmlns:w="x"/>' })))[0]).not.toBe(passed);
    expect((await said(zip({ ...signed, 'word/_rels/document.xml.rels': links.replace('https://sogddt', 'https://khac') })))[0]).toMatch(/^failed/);
  });

  it('takes properties that Office writes anew, and does not answer for them', async () => {
    const signed = Object.fromEntries(membersOf(await sign(docx, 'education', 'ecdsa-sha256')));
    const later = zip({ ...signed, 'docProps/core.xml': '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"><cp:revision>9</cp:revision></cp:coreProperties>' });
    expect(await said(later)).toEqual([passed]);
    expect((await verdicts(later))[0]?.extent?.changes).toEqual([{ what: 'packageProperties', permitted: 'yes', revision: null, place: '/docProps/core.xml' }]);
  });

  it('writes an EC signature at the width of its curve, however short a number is', async () => {
    const signer = ca.signers.education;
    const prepared = await prepareOfficeSignature(docx, { pem: signer?.certPem ?? '', mechanism: 'ecdsa-sha256', at });
    if (!prepared.ok || signer === undefined) throw new Error('not prepared');
    for (let turn = 0, short = 0; short < 1 && turn < 2000; turn += 1) {
      const value = signWith(signer.keyFile, 'ecdsa-sha256', prepared.value.attributes);
      // SEQUENCE, then the first INTEGER with its length: 33 with a leading zero, 32, or less
      if ((value[3] ?? 0) >= 32) continue;
      short += 1;
      expect(await said(await prepared.value.finish(value, null))).toEqual([passed]);
    }
  });

  it('has a time-stamp where one was fetched for what it is to be of', async () => {
    const signer = ca.signers.education;
    if (signer === undefined) throw new Error('no such unit');
    const prepared = await prepareOfficeSignature(docx, { pem: signer.certPem, mechanism: 'ecdsa-sha256', at });
    if (!prepared.ok) throw new Error(prepared.failure);
    const value = signWith(signer.keyFile, 'ecdsa-sha256', prepared.value.attributes);
    const stamped = prepared.value.stamped?.(value) ?? new Uint8Array();
    const signed = await prepared.value.finish(value, timestampToken(addService(ca, 'tsa'), { digest: createHash('sha256').update(stamped).digest(), at: new Date(Date.now() - 3_600_000) }));
    expect((await verdicts(signed))[0]).toMatchObject({ verdict: 'passed', judgedBy: 'timestamp', timestamps: [{ verdict: 'passed' }] });
  });
});

describe('a package that is signed', () => {
  it('keeps every other part, compressed as it is, and the order of all', async () => {
    const part = fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), content: fc.uint8Array({ maxLength: 300 }) });
    await fc.assert(fc.asyncProperty(fc.uniqueArray(part, { selector: ({ name }) => name, maxLength: 6 }), async (parts) => {
      const more = Object.fromEntries(parts.map(({ name, content }) => [`word/media/${name}.png`, content]));
      const before = zip({ ...docxMembers, ...more });
      const after = await sign(before, 'education', 'ecdsa-sha256');
      const [old, made] = [membersOf(before), membersOf(after)];
      for (const [name, member] of rawMembers(before)) if (!written.has(name)) expect([name, Buffer.from(after).includes(Buffer.from(member))]).toEqual([name, true]);
      expect([...made.keys()].slice(0, old.size)).toEqual([...old.keys()]);
      for (const [name, content] of old) if (!written.has(name)) expect(made.get(name)).toEqual(content);
      expect(await said(after)).toEqual([passed]);
    }), { numRuns: 12 });
  });

  it('is signed whole: macros, data and whatever else lies in it', async () => {
    const macro = zip({
      ...docxMembers, 'word/vbaProject.bin': Uint8Array.of(0xd0, 0xcf, 1, 2), '[Content_Types].xml': String(docxMembers['[Content_Types].xml']).replace('<Override', '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override'),
    });
    const signed = await sign(macro, 'education', 'ecdsa-sha256');
    expect(textOf(signed, '_xmlsignatures/sig1.xml')).toContain('URI="/word/vbaProject.bin?ContentType=application/vnd.ms-office.vbaProject"');
    expect(await said(signed)).toEqual([passed]);
  });
});

describe('a file that cannot be signed', () => {
  it('is named for what it is', async () => {
    const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
    const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    const stream = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0]);
    expect(await failure(Uint8Array.from([...compound, ...new Array<number>(600).fill(0), ...stream]))).toBe('encrypted');
    expect(await failure(Uint8Array.from([...compound, ...new Array<number>(600).fill(0)]))).toBe('oldFormat');
    expect(await failure(utf8('xin chào'))).toBe('broken');
    expect(await failure(docx.subarray(0, docx.length - 30))).toBe('broken');
    expect(await failure(Uint8Array.from([...docx, 0]))).toBe('ambiguous');
    expect(await failure(zip({ ...docxMembers, '_rels/.rels': rels([]) }))).toBe('noDocument');
    expect(await failure(zip({ ...docxMembers, '[Content_Types].xml': 'x' }))).toBe('broken');
    expect(await failure(zip({ ...docxMembers, 'word/khong-ro.abc': 'x' }))).toBe('ambiguous');
    expect(await failure(zip({ 'a.txt': 'x' }))).toBe('broken');
  });

  it('is not prepared without a certificate', async () => {
    expect(await prepareOfficeSignature(docx, { pem: '', mechanism: 'ecdsa-sha256', at })).toEqual({ ok: false, failure: 'badCertificate' });
  });

  it('is one whose signature answers for the list of signatures', async () => {
    const once = Object.fromEntries(membersOf(await sign(docx, 'education', 'ecdsa-sha256')));
    const sig = new TextDecoder().decode(once['_xmlsignatures/sig1.xml']);
    expect(await failure(zip({ ...once, '_xmlsignatures/sig1.xml': sig.replace('<Manifest>', '<Manifest><!--/_xmlsignatures/_rels/origin.sigs.rels-->') }))).toBe('breaksEarlier');
  });

  it('never throws, whatever its bytes are', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(docx.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
      const hostile = Uint8Array.from(docx);
      hostile[place] = (hostile[place] ?? 0) ^ change;
      const prepared = await prepareOfficeSignature(hostile, { pem: ca.signers.education?.certPem ?? '', mechanism: 'ecdsa-sha256', at });
      expect(typeof prepared.ok).toBe('boolean');
    }), { numRuns: 60 });
  });
});

describe.runIf(existsSync('/usr/bin/xmlsec1'))('xmlsec1', () => {
  /** It checks SignedInfo and the three objects; the parts of the manifest it does not open. */
  function check(bytes: Uint8Array, name = '_xmlsignatures/sig1.xml'): string {
    const file = join(folder, 'sig.xml');
    writeFileSync(file, membersOf(bytes).get(name) ?? '');
    return execFileSync('/usr/bin/xmlsec1', ['--verify', '--ignore-manifests', '--trusted-pem', join(folder, 'root.pem'), '--id-attr:Id', 'Object', '--id-attr:Id', 'SignedProperties', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  it.each([['office', 'rsa-pkcs1-sha256'], ['office', 'rsa-pkcs1-sha512'], ['education', 'ecdsa-sha256']] as const)('agrees on what %s signs with %s', async (unit, mechanism) => {
    writeFileSync(join(folder, 'root.pem'), ca.rootPem);
    const signed = await sign(await sign(docx, 'office', 'rsa-pkcs1-sha256'), unit, mechanism);
    expect(() => check(signed)).not.toThrow();
    expect(() => check(signed, '_xmlsignatures/sig2.xml')).not.toThrow();
    const members = Object.fromEntries(membersOf(signed));
    const touched = new TextDecoder().decode(members['_xmlsignatures/sig2.xml']).replace('<SignatureType>1<', '<SignatureType>2<');
    expect(() => check(zip({ ...members, '_xmlsignatures/sig2.xml': touched }), '_xmlsignatures/sig2.xml')).toThrow();
  });
});
