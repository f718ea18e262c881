import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { expect, test } from 'vitest';
import { buildPath } from './build-path';
import type { PathOutcome } from './build-path';
import type { Certificate } from './certificate';
import { checkPathRevocation } from './check-revocation';
import { anyPolicyInputs } from './policy-graph';
import { readCertificate } from './read-certificate';
import { readCrl } from './read-crl';
import type { RevocationList } from './read-crl';
import type { PathPurpose } from './validate-path';

const signing = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const at = Date.parse('2026-06-01T00:00:00Z');
const day = 86_400_000;
let serial = 0;

interface Authority {
  readonly name: string;
  readonly keys: CryptoKeyPair;
}

async function authority(name: string): Promise<Authority> {
  return { name, keys: await crypto.subtle.generateKey(signing, true, ['sign', 'verify']) };
}

function extension(id: string, critical: boolean, value: { toBER(): ArrayBuffer }): pkijs.Extension {
  return new pkijs.Extension({ extnID: id, critical, extnValue: value.toBER() });
}

function asAuthority(pathLength?: number): readonly pkijs.Extension[] {
  const constraints = new pkijs.BasicConstraints(pathLength === undefined ? { cA: true } : { cA: true, pathLenConstraint: pathLength });
  // keyCertSign and cRLSign
  return [extension('2.5.29.19', true, constraints.toSchema()), extension('2.5.29.15', true, new asn1js.BitString({ valueHex: Uint8Array.of(0x06).buffer, unusedBits: 1 }))];
}

function nameOf({ name }: Authority): pkijs.RelativeDistinguishedNames {
  return new pkijs.RelativeDistinguishedNames({ typesAndValues: [new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value: name }) })] });
}

async function certify(subject: Authority, issuer: Authority, extensions: readonly pkijs.Extension[], from = at - 100 * day, to = at + 100 * day): Promise<Certificate> {
  serial += 1;
  const made = new pkijs.Certificate();
  made.version = 2;
  made.serialNumber = new asn1js.Integer({ value: serial });
  made.subject = nameOf(subject);
  made.issuer = nameOf(issuer);
  made.notBefore.value = new Date(from);
  made.notAfter.value = new Date(to);
  made.extensions = [...extensions];
  await made.subjectPublicKeyInfo.importKey(subject.keys.publicKey);
  await made.sign(issuer.keys.privateKey, 'SHA-256');
  const read = await readCertificate(new Uint8Array(made.toSchema(true).toBER()));
  if (!read.ok) throw new Error(read.failure);
  return read.value;
}

async function listOf(issuer: Authority, revoked: readonly { readonly certificate: Certificate; readonly on: number }[] = []): Promise<RevocationList> {
  const made = new pkijs.CertificateRevocationList();
  made.version = 1;
  made.issuer = nameOf(issuer);
  made.thisUpdate = new pkijs.Time({ value: new Date(at - day) });
  made.nextUpdate = new pkijs.Time({ value: new Date(at + day) });
  if (revoked.length > 0) {
    made.revokedCertificates = revoked.map(
      ({ certificate, on }) =>
        new pkijs.RevokedCertificate({ userCertificate: new asn1js.Integer({ value: Number.parseInt(certificate.serial, 16) }), revocationDate: new pkijs.Time({ value: new Date(on) }) }),
    );
  }
  await made.sign(issuer.keys.privateKey, 'SHA-256');
  const read = readCrl(new Uint8Array((made.toSchema(true) as asn1js.Sequence).toBER()));
  if (!read.ok) throw new Error(read.failure);
  return read.value;
}

function build(leaf: Certificate, anchors: readonly Certificate[], others: readonly Certificate[], purpose: PathPurpose = 'emailSigning'): Promise<PathOutcome> {
  return buildPath(leaf, { anchors, others }, { at, purpose, policies: anyPolicyInputs });
}

const defectsOf = (outcome: PathOutcome): readonly string[] => (outcome.kind === 'defective' ? outcome.defects : [outcome.kind]);

test('authorities that certify each other in a ring lead nowhere, and that in finite time', async () => {
  const [a, b, c, end] = await Promise.all(['A', 'B', 'C', 'end'].map(authority));
  if (a === undefined || b === undefined || c === undefined || end === undefined) throw new Error('no keys');
  const ring: Certificate[] = [];
  for (const [subject, issuer] of [[a, b], [b, a], [b, c], [c, b], [a, c], [c, a]] as const) for (let copy = 0; copy < 5; copy += 1) ring.push(await certify(subject, issuer, asAuthority()));
  const leaf = await certify(end, a, []);
  expect((await build(leaf, [], ring)).kind).toBe('noAnchor');
});

test('a false authority of the same name does not hide the true one', async () => {
  const [root, twin, middle, end] = [await authority('root'), await authority('middle'), await authority('middle'), await authority('end')];
  const anchor = await certify(root, root, asAuthority());
  const wrong = await certify(twin, root, asAuthority(), at - 100 * day, at + 500 * day);
  const right = await certify(middle, root, asAuthority());
  const leaf = await certify(end, middle, []);
  expect((await build(leaf, [anchor], [wrong, right])).kind).toBe('valid');
  expect(defectsOf(await build(leaf, [anchor], [wrong]))).toEqual(['badSignature']);
});

test('a signer cannot certify others', async () => {
  const [root, unit, victim] = [await authority('root'), await authority('unit'), await authority('victim')];
  const anchor = await certify(root, root, asAuthority());
  const signer = await certify(unit, root, [extension('2.5.29.19', true, new pkijs.BasicConstraints({ cA: false }).toSchema())]);
  const forged = await certify(victim, unit, []);
  expect(defectsOf(await build(forged, [anchor], [signer]))).toContain('notAnAuthority');
});

test('a path longer than an authority may make it is refused', async () => {
  const [root, first, second, end] = [await authority('root'), await authority('first'), await authority('second'), await authority('end')];
  const anchor = await certify(root, root, asAuthority());
  const chain = [await certify(first, root, asAuthority(0)), await certify(second, first, asAuthority())];
  expect(defectsOf(await build(await certify(end, second, []), [anchor], chain))).toEqual(['pathTooLong']);
});

test('a certificate for web servers signs no mail, but the defect is about mail alone', async () => {
  const [root, end] = [await authority('root'), await authority('end')];
  const anchor = await certify(root, root, asAuthority());
  const leaf = await certify(end, root, [extension('2.5.29.37', false, new pkijs.ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.1'] }).toSchema())]);
  expect(defectsOf(await build(leaf, [anchor], []))).toEqual(['extendedKeyUsage']);
  expect((await build(leaf, [anchor], [], 'documentSigning')).kind).toBe('valid');
});

test('an unknown critical extension is never ignored', async () => {
  const [root, end] = [await authority('root'), await authority('end')];
  const anchor = await certify(root, root, asAuthority());
  const odd = (critical: boolean): pkijs.Extension => extension('1.2.3.4', critical, new asn1js.Null());
  expect(defectsOf(await build(await certify(end, root, [odd(true)]), [anchor], []))).toEqual(['unknownCritical']);
  expect((await build(await certify(end, root, [odd(false)]), [anchor], [])).kind).toBe('valid');
});

test('an expired path is named expired and nothing else', async () => {
  const [root, end] = [await authority('root'), await authority('end')];
  const anchor = await certify(root, root, asAuthority());
  expect(defectsOf(await build(await certify(end, root, [], at - 50 * day, at - day), [anchor], []))).toEqual(['expired']);
  expect(defectsOf(await build(await certify(end, root, [], at + day, at + 50 * day), [anchor], []))).toEqual(['notYetValid']);
});

test('a path that revocation cannot vouch for gives way to one it can', async () => {
  const [root, other, middle, end] = [await authority('root'), await authority('other'), await authority('middle'), await authority('end')];
  const anchors = [await certify(root, root, asAuthority()), await certify(other, other, asAuthority())];
  const crossed = [await certify(middle, other, asAuthority(), at - 100 * day, at + 300 * day), await certify(middle, root, asAuthority())];
  const leaf = await certify(end, middle, []);
  const lists = [await listOf(root), await listOf(middle)];
  const pool = { anchors, others: crossed };
  const rules = { at, notBefore: at - 2 * day };
  const accept = async (path: readonly Certificate[]): Promise<boolean> => (await checkPathRevocation(path, { lists, answers: [] }, pool, rules)).kind === 'good';
  const outcome = await buildPath(leaf, pool, { at, purpose: 'emailSigning', policies: anyPolicyInputs }, accept);
  expect(outcome.kind).toBe('valid');
  expect(outcome.path[2]?.fingerprint).toBe(anchors[0]?.fingerprint);
});

test('a revoked authority revokes what it certified; a list signed by anybody else says nothing', async () => {
  const [root, middle, end, stranger] = [await authority('root'), await authority('middle'), await authority('end'), await authority('root')];
  const anchor = await certify(root, root, asAuthority());
  const intermediate = await certify(middle, root, asAuthority());
  const leaf = await certify(end, middle, []);
  const path = [leaf, intermediate, anchor];
  const pool = { anchors: [anchor], others: [intermediate] };
  const rules = { at, notBefore: at - 2 * day };
  const revoked = [{ certificate: intermediate, on: at - 5 * day }];
  const leafList = await listOf(middle);
  expect((await checkPathRevocation(path, { lists: [leafList, await listOf(root, revoked)], answers: [] }, pool, rules)).kind).toBe('revoked');
  expect((await checkPathRevocation(path, { lists: [leafList, await listOf(root)], answers: [] }, pool, rules)).kind).toBe('good');
  expect((await checkPathRevocation(path, { lists: [leafList, await listOf(stranger)], answers: [] }, pool, rules)).kind).toBe('unknown');
  expect((await checkPathRevocation(path, { lists: [leafList, await listOf(root, [{ certificate: intermediate, on: at + 5 * day }])], answers: [] }, pool, rules)).kind).toBe('good');
});
