import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { sampleObjects, writePdf } from '../../core/pdf/fixtures/write-pdf';
import { signPdf } from '../../core/pdf/fixtures/sign-pdf';
import { signedDocx } from '../../core/xmldsig/fixtures/signed-docx';
import { signedXml } from '../../core/xmldsig/fixtures/signed-xml';
import { addService, signBytes, signMime, timestampToken, type TestCa } from '../test-ca.mjs';

/** Files that pass, from which hostile ones are made, and what is known of the signed content. */
export interface Seeds {
  readonly letters: readonly Uint8Array[];
  /** texts that were signed */
  readonly texts: ReadonlySet<string>;
  readonly signatures: readonly Uint8Array[];
  /** nobody signed it */
  readonly otherContent: Uint8Array;
  readonly pdfs: readonly Uint8Array[];
  readonly packages: readonly Uint8Array[];
  readonly xmls: readonly Uint8Array[];
  readonly isSignedPackage: (bytes: Uint8Array) => boolean;
  readonly isSignedXml: (bytes: Uint8Array) => boolean;
}

const signer = 'education';
const headers = { From: '<vanthu@sogddt.mau.example>', To: '<clerk@so.gov.vn>', Subject: 'Ke hoach', 'Message-ID': '<1@mau.example>', Date: 'Fri, 20 Nov 2026 08:00:00 +0700' };
const textEntity = (text: string): string => `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}\r\n`;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export async function makeSeeds(ca: TestCa): Promise<Seeds> {
  const texts = ['Số: 12/SGDĐT-VP. Kính gửi các trường.', 'Số: 13/SGDĐT-VP. Nộp trước ngày 30 tháng 11.'];
  const [one = '', two = ''] = texts;
  const mixed = `Content-Type: multipart/mixed; boundary=inner\r\n\r\n--inner\r\n${textEntity(one)}--inner\r\nContent-Type: application/octet-stream; name=a.bin\r\nContent-Disposition: attachment; filename=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\nAAECAwQ=\r\n--inner--\r\n`;
  const content = utf8(one);
  const sign = (bytes: Uint8Array): Uint8Array => signBytes(ca, { signer, content: bytes });
  const tsa = addService(ca, 'tsa');
  const stamp = (bytes: Uint8Array): Uint8Array => timestampToken(tsa, { digest: createHash('sha256').update(bytes).digest() });
  const first = signPdf(writePdf(sampleObjects()), { sign });
  const packages = [await signedDocx(ca, signer, one), await signedDocx(ca, 'office', two)];
  const xmls = [await signedXml(ca, signer, one), await signedXml(ca, 'office', two)];
  const documents = new Set(packages.map(documentOf));
  const trees = new Set(xmls.map(eventsOf));
  return {
    texts: new Set(texts), otherContent: utf8('Số: 99/QĐ-UBND, không ai ký'),
    letters: [
      signMime(ca, { signer, headers, entity: textEntity(one) }), signMime(ca, { signer, headers, entity: textEntity(two), mode: 'opaque' }), signMime(ca, { signer, headers, entity: mixed }),
      signMime(ca, { signer, headers, entity: `Content-Type: message/rfc822\r\n\r\n${Buffer.from(signMime(ca, { signer, headers, entity: textEntity(one), boundary: 'within' })).toString('latin1')}` }),
    ].map((letter) => new Uint8Array(letter)),
    signatures: [
      sign(content), signBytes(ca, { signer, content, attached: true }), signBytes(ca, { signer: 'office', content, keyOptions: ['rsa_padding_mode:pss'] }),
      signBytes(ca, { signer, coSigners: ['office'], content, flags: ['-cades'] }), stamp(content),
    ].map((signature) => new Uint8Array(signature)),
    pdfs: [
      first.bytes, signPdf(first, { sign, field: 'Second' }).bytes, signPdf(writePdf(sampleObjects(), { xref: 'stream', packed: [2, 5] }), { sign, certify: 2, write: { xref: 'stream', packed: [3] } }).bytes,
      signPdf(first, { sign: stamp, subFilter: 'ETSI.RFC3161', type: 'DocTimeStamp', field: 'Time' }).bytes,
    ],
    packages, xmls,
    isSignedPackage: (bytes) => documents.has(documentOf(bytes)),
    isSignedXml: (bytes) => trees.has(eventsOf(bytes)),
  };
}

function documentOf(zip: Uint8Array): string {
  return Buffer.from(unzipSync(zip, { filter: ({ name, originalSize }) => name === 'word/document.xml' && originalSize < 1_000_000 })['word/document.xml'] ?? new Uint8Array()).toString('base64');
}

/** What an XML file says outside its signatures, comments apart: they are not signed and not shown. */
function eventsOf(bytes: Uint8Array): string {
  const events: string[] = [];
  let within = 0;
  let depth = 0;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', ({ uri, local, attributes }) => {
    depth += 1;
    if (local === 'Signature') within += 1;
    const given = Object.values(attributes).filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns').map((each) => `${each.uri}|${each.local}=${each.value}`).sort();
    if (within === 0) events.push(`<${uri}|${local} ${given.join(' ')}>`);
  });
  parser.on('text', (text) => {
    if (within === 0 && depth > 0) events.push(text);
  });
  parser.on('cdata', (text) => {
    if (within === 0) events.push(text);
  });
  parser.on('closetag', ({ local }) => {
    if (within === 0) events.push('</>');
    if (local === 'Signature') within -= 1;
    depth -= 1;
  });
  parser.write(new TextDecoder().decode(bytes)).close();
  return events.join('').replaceAll('\r\n', '\n');
}
