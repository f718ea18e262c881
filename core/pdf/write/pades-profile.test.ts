import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timestampToken } from '../../../scripts/test-ca.mjs';
import type { TestCa, TestService } from '../../../scripts/test-ca.mjs';
import { bytesOf, contentOf } from '../../pki/der';
import { oids } from '../../pki/oids';
import { readCms } from '../../pki/read-cms';
import type { SignedData } from '../../pki/read-cms';
import { findSignatures } from '../find-signatures';
import { sampleObjects, writePdf } from '../fixtures/write-pdf';
import { openPdf } from '../open-pdf';
import type { PdfFile, PdfSignature } from '../pdf-model';
import { securityStore } from '../security-store';
import { signedContent } from '../signed-revision';
import { addValidation } from './add-validation';
import { prepareTimestamp } from './add-timestamp';
import { bytesOfPem } from './fixtures/bytes-of-pem';
import { signerOf } from './fixtures/sign-here';
import { makeOffice, signed } from './fixtures/signed-here';

let folder: string;
let ca: TestCa;
let tsa: TestService;
const made = new Map<string, Made>();

interface Made {
  readonly file: PdfFile;
  readonly signature: PdfSignature;
  readonly cms: SignedData;
}

async function read(bytes: Uint8Array): Promise<Made> {
  const opened = openPdf(bytes);
  if (!opened.ok) throw new Error(opened.failure);
  const [signature] = findSignatures(opened.value);
  const cms = signature === undefined ? null : await readCms(signature.contents);
  if (signature === undefined || cms === null || !cms.ok || cms.value.kind !== 'signed') throw new Error('no signature was made');
  return { file: opened.value, signature, cms: cms.value };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-pades-'));
  ({ ca, tsa } = makeOffice(folder));
  const before = writePdf(sampleObjects()).bytes;
  made.set('B-B', await read(await signed(ca, before, 'agency')));
  const stamped = await signed(ca, before, 'agency', { tsa });
  made.set('B-T', await read(stamped));
  const added = await addValidation(stamped, { certificates: [bytesOfPem(ca.intermediatePem)], ocsps: [], crls: ca.crls.map(bytesOfPem) });
  if (!added.ok) throw new Error(added.failure);
  made.set('B-LT', await read(added.value));
  const prepared = await prepareTimestamp(added.value);
  if (!prepared.ok) throw new Error(prepared.failure);
  made.set('B-LTA', await read(prepared.value.finish(timestampToken(tsa, { digest: createHash('sha256').update(prepared.value.content).digest() }))));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const signedTypes = ({ cms }: Made): readonly string[] => cms.signers[0]?.attributes?.map(({ oid }) => oid) ?? [];
const entry = ({ signature }: Made, key: string): unknown => signature.dictionary.entries.get(key);
const name = (value: string): unknown => ({ kind: 'name', name: value });
const levels = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;
const withToken = ['B-T', 'B-LT', 'B-LTA'] as const;

/** ETSI EN 319 142-1, 6.3, table 1, and the requirements a to z it refers to: what has to be there, and what must not. */
const requirements: readonly (readonly [string, readonly string[], (one: Made) => void])[] = [
  ['SignedData.certificates holds the signing certificate and its path', levels, ({ cms }) => expect(cms.certificates.map(({ subject }) => subject.text.includes('Sở'))).toContain(true)],
  ['content-type is there and is id-data', levels, (one) => {
    expect(signedTypes(one)).toContain(oids.contentType);
    expect(one.cms.contentType).toBe(oids.data);
  }],
  ['message-digest is there and is that of the ranges', levels, (one) => {
    const content = signedContent(one.file.bytes, one.signature);
    const digest = one.cms.signers[0]?.attributes?.find(({ oid }) => oid === oids.messageDigest)?.values[0];
    expect(digest === undefined ? null : Buffer.from(contentOf(digest))).toEqual(createHash('sha256').update(content ?? new Uint8Array()).digest());
  }],
  ['ESS signing-certificate-v2 is there, version 1 is not', levels, (one) => {
    expect(signedTypes(one)).toContain(oids.signingCertificateV2);
    expect(signedTypes(one)).not.toContain(oids.signingCertificate);
  }],
  ['signing-time is not in the CMS', levels, (one) => expect(signedTypes(one)).not.toContain(oids.signingTime)],
  ['no attribute stands twice', levels, (one) => expect(new Set(signedTypes(one)).size).toBe(signedTypes(one).length)],
  ['the content is detached and there is one signer', levels, ({ cms }) => {
    expect(cms.content).toBeNull();
    expect(cms.signers).toHaveLength(1);
  }],
  ['counter-signature is not used', levels, ({ cms }) => expect(cms.signers[0]?.unsignedAttributes).not.toContain('1.2.840.113549.1.9.6')],
  ['the time of signing stands in /M with the zone of Vietnam', levels, ({ signature }) => expect(signature.claimedAt).toBe("D:20261121090507+07'00'")],
  ['/Type, /Filter and /SubFilter are given', levels, (one) => {
    expect([entry(one, 'Type'), entry(one, 'Filter'), entry(one, 'SubFilter')]).toEqual([name('Sig'), name('Adobe.PPKLite'), name('ETSI.CAdES.detached')]);
  }],
  ['/Cert is not used with a CMS', levels, (one) => expect(entry(one, 'Cert')).toBeUndefined()],
  ['/Reason is not used beside a commitment type or without need', levels, (one) => expect(entry(one, 'Reason')).toBeUndefined()],
  ['/ByteRange covers all of its revision but /Contents', levels, ({ file, signature }) => {
    expect(signature.rangeFault).toBeNull();
    const [, , start = 0, length = 0] = signature.byteRange;
    expect(start + length).toBe(file.revisions[(signature.revision ?? 0) - 1]?.end);
  }],
  ['/Contents has room for 32 kB and is DER, padded with zeros', levels, ({ signature }) => {
    expect(signature.contents).toHaveLength(32 * 1024);
    expect(signature.contents[0]).toBe(0x30);
  }],
  ['there is no signature time-stamp', ['B-B'], ({ cms }) => expect(cms.signers[0]?.unsignedAttributes).toEqual([])],
  ['a signature time-stamp is there once', withToken, ({ cms }) => expect(cms.signers[0]?.unsignedAttributes.filter((oid) => oid === oids.signatureTimestamp)).toHaveLength(1)],
  ['the security store has the path and lists', ['B-LT', 'B-LTA'], ({ file }) => {
    expect(securityStore(file).crls).toHaveLength(ca.crls.length);
    expect(securityStore(file).certificates).toHaveLength(1);
  }],
  ['a document time-stamp covers signature and store', ['B-LTA'], ({ file }) => {
    const stamp = findSignatures(file).find(({ isTimestamp }) => isTimestamp);
    expect(stamp).toMatchObject({ subFilter: 'ETSI.RFC3161', rangeFault: null, revision: file.revisions.length, claimedAt: null });
  }],
  ['the extension of ETSI is announced in a file before PDF 2.0', levels, ({ file }) => {
    const last = file.revisions.at(-1);
    const catalog = last?.resolve(last.trailer.entries.get('Root'));
    expect(catalog?.kind === 'dictionary' && catalog.entries.get('Extensions')).toMatchObject({ entries: new Map([['ESIC', expect.anything()]]) });
  }],
];

describe.each(levels)('what is made on level %s meets ETSI EN 319 142-1, 6.3:', (level) => {
  it.each(requirements.filter(([, where]) => where.includes(level)))('%s', (_name, _where, check) => {
    const one = made.get(level);
    if (one === undefined) throw new Error('not made');
    check(one);
  });
});

describe('the reference to the signing certificate', () => {
  it('is that of the key that signed', () => {
    const der = bytesOfPem(signerOf(ca, 'agency').certPem);
    const attribute = made.get('B-B')?.cms.signers[0]?.attributes?.find(({ oid }) => oid === oids.signingCertificateV2)?.values[0];
    expect(attribute === undefined ? '' : Buffer.from(bytesOf(attribute)).toString('hex')).toContain(createHash('sha256').update(der).digest('hex'));
  });
});
