import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { joinBytes } from '../../core/pki/der';
import { attribute, prepareCms } from '../../core/pki/sign-cms';
import { octets, oid, seq, set } from '../../core/pki/write-der';
import { contentTypes, documentOf, kinds, rels, zip } from '../../core/xmldsig/fixtures/signed-docx';
import { prepareOfficeSignature } from '../../core/xmldsig/write/sign-office';
import type { IsoTime } from '../../core/model/ids';
import { carriesDigest } from './carries-digest';

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
const [shown, other] = [digestOf('what is shown'), digestOf('something else')];
const [contentType, messageDigest] = ['1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4'];
const type = attribute(contentType, oid('1.2.840.113549.1.7.1'));
const digest = (value: Uint8Array): Uint8Array => attribute(messageDigest, octets(value));

describe('signed attributes of a CMS', () => {
  test('are bound by their message digest, of any digest\'s length', () => {
    expect(carriesDigest(set(type, digest(shown)), shown)).toBe(true);
    const long = createHash('sha512').update('x').digest();
    // longer than a length in one byte says
    expect(carriesDigest(set(type, digest(long), attribute('1.2.3', octets(new Uint8Array(70_000)))), long)).toBe(true);
  });

  test.each([
    ['the digest lies in another attribute', set(type, digest(other), attribute('1.2.3.4', octets(shown)))],
    ['it has no message digest', set(type, attribute('1.2.3.4', octets(shown)))],
    ['the attribute lies within another', set(type, digest(other), attribute('1.2.3.4', digest(shown)))],
    ['there are two, and readers may take either', set(type, digest(shown), digest(other))],
    ['the attribute has two values', set(type, seq(oid(messageDigest), set(octets(shown), octets(other))))],
    ['something stands behind it', joinBytes([set(type, digest(shown)), Uint8Array.of(0)])],
    ['it is only the digest', shown],
    ['it is no set of attributes', seq(type, digest(shown))],
    ['a length is not in its one form', Buffer.concat([Buffer.of(0x31, 0x81, joinBytes([type, digest(shown)]).length), type, digest(shown)])],
    ['it has no definite length', Buffer.concat([Buffer.of(0x31, 0x80), type, digest(shown), Buffer.of(0, 0)])],
    ['it is cut off', set(type, digest(shown)).subarray(0, -1)],
    ['it is empty', Buffer.of(0x31)],
  ])('are not where %s', (_why, attributes) => expect(carriesDigest(attributes, shown)).toBe(false));
});

describe('SignedInfo of an Office file', () => {
  const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
  const reference = (target: string, value: Buffer, transforms = ''): string =>
    `<Reference Type="http://www.w3.org/2000/09/xmldsig#Object" URI="#${target}">${transforms}<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod><DigestValue>${value.toString('base64')}</DigestValue></Reference>`;
  const properties = reference('idSignedProperties', other, `<Transforms><Transform Algorithm="${c14n}"></Transform></Transforms>`);
  const info = (references: string): Buffer => Buffer.from(
    `<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><CanonicalizationMethod Algorithm="${c14n}"></CanonicalizationMethod><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></SignatureMethod>${references}</SignedInfo>`,
  );

  test('is bound by what it says of the manifest', () => {
    expect(carriesDigest(info(`${reference('idPackageObject', shown)}${reference('idOfficeObject', other)}${properties}`), shown)).toBe(true);
  });

  test.each([
    ['the digest is said of another part', info(`${reference('idPackageObject', other)}${reference('idOfficeObject', shown)}${properties}`)],
    ['more is signed than that', info(`${reference('idPackageObject', shown)}${reference('idOfficeObject', other)}${properties}${reference('idMore', other)}`)],
    ['it is only a digest', Buffer.from(`<DigestValue>${shown.toString('base64')}</DigestValue>`)],
    ['it is the digest in hex', Buffer.from(shown.toString('hex'))],
  ])('is not where %s', (_why, attributes) => expect(carriesDigest(attributes, shown)).toBe(false));
});

test('what is prepared here for letters, PDF and Office files is bound to what is shown of it', async () => {
  const pem = execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '-', '-subj', '/CN=Don vi (mau)', '-days', '30'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const at = '2026-11-22T02:00:00.000Z' as IsoTime;
  const content = Buffer.from('a letter');
  for (const profile of ['smime', 'pades'] as const) {
    const { attributes } = await prepareCms({ content, pem, mechanism: 'ecdsa-sha512', profile, signingTime: at, receiptRequest: octets(content) });
    expect(carriesDigest(attributes, createHash('sha512').update(content).digest())).toBe(true);
  }
  const office = await prepareOfficeSignature(zip({ '[Content_Types].xml': contentTypes(), '_rels/.rels': rels([{ id: 'rId1', type: kinds.document, target: 'word/document.xml' }]), 'word/document.xml': documentOf('Kính gửi') }), { pem, mechanism: 'ecdsa-sha256', at });
  expect(office.ok && carriesDigest(office.value.attributes, createHash('sha256').update(office.value.content).digest())).toBe(true);
});
