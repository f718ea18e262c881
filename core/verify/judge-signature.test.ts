import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { isoTime } from '../base/clock';
import type { IsoTime } from '../model/ids';
import type { SignatureVerdict } from '../model/verdict';
import { octets, oid, seq, tagged } from '../pki/write-der';
import { access, asAuthority, certify, days, holder, keyUsage, listAt, makeAnswer, makeCms, makeList, makeToken, noCheck, noon, purposes, rootOf } from '../pki/fixtures/made-pki';
import type { CmsOrder, Extension, Made, TokenOrder } from '../pki/fixtures/made-pki';
import type { FoundTimestamp } from '../pki/found-timestamp';
import { oids } from '../pki/oids';
import { readCms } from '../pki/read-cms';
import { verifyCms } from '../pki/verify-cms';
import { judgeSignature } from './judge-signature';
import { openTrust } from './trust-context';
import type { TrustContext } from './trust-context';
import { verifyCmsFile, wholeFile } from './verify-cms-file';

const content = new TextEncoder().encode('Kính gửi: các phòng chuyên môn. Tổng số 12 đơn vị.');
const place = { where: 'cong-van.p7m', part: null, member: null, kind: 'cms' } as const;
const stamping = purposes([oids.timeStamping], true);

let root: Made;
let issuing: Made;
let leaf: Made;
let timeRoot: Made;
let tsa: Made;

beforeAll(async () => {
  root = await rootOf('Root');
  issuing = await certify(await holder('Issuing'), root, asAuthority, { from: days(-2000), to: days(2000) });
  leaf = await certify(await holder('Leaf'), issuing);
  timeRoot = await rootOf('Time root');
  tsa = await certify(await holder('Time authority'), timeRoot, [stamping], { from: days(-2000), to: days(2000) });
});

const iso = (at: number): IsoTime => isoTime(new Date(at));

interface Given extends Partial<Omit<TrustContext, 'crls' | 'ocsps' | 'judgedAt' | 'provenAfter'>> {
  readonly lists?: readonly Promise<Uint8Array>[];
  readonly answers?: readonly Promise<Uint8Array>[];
  readonly at?: number;
  readonly after?: number;
}

async function judge(cms: Uint8Array, { lists = [], answers = [], at = noon, after, ...rest }: Given = {}): Promise<SignatureVerdict> {
  const trust: TrustContext = {
    anchors: [root, timeRoot].map(({ der }) => Buffer.from(der).toString('base64')),
    intermediates: [],
    crls: await Promise.all(lists),
    ocsps: await Promise.all(answers),
    algorithms: { weakDigests: [], minRsaBits: 2048, minEcBits: 256 },
    revocationMaxAgeHours: null,
    judgedAt: iso(at),
    judgedBy: 'arrival',
    ...(after === undefined ? {} : { provenAfter: iso(after) }),
    ...rest,
  };
  const { signatures } = await verifyCmsFile(cms, [], place, trust);
  if (signatures[0] === undefined) throw new Error('no signature');
  return signatures[0];
}

const said = ({ verdict, reason, etsi }: SignatureVerdict): string => `${verdict} ${reason} ${etsi.sub ?? 'TOTAL_PASSED'}`;

const sign = (order: Partial<CmsOrder> = {}): Promise<Uint8Array> => makeCms({ signer: leaf, content, certificates: [issuing], ...order });

/** Signed, then time-stamped over the signature. */
function stamped(at: number, token: Partial<TokenOrder> = {}, order: Partial<CmsOrder> = {}): Promise<Uint8Array> {
  return sign({
    unsignedAttributes: async (signature) => [{ oid: oids.signatureTimestamp, value: await makeToken({ authority: tsa, at, imprinted: signature, ...token }) }],
    ...order,
  });
}

const timeAttribute = async (at: number, imprinted: Uint8Array): Promise<{ readonly oid: string; readonly value: Uint8Array }> => ({ oid: oids.contentTimestamp, value: await makeToken({ authority: tsa, at, imprinted }) });

/** Lists of all authorities, as of one time. */
const listsAt = (at: number, revoked: readonly { readonly serial: number; readonly on: number }[] = []) => [makeList(root, { at }), makeList(issuing, { at, revoked }), makeList(timeRoot, { at })];

describe('the time of a signature', () => {
  test('is the arrival where nothing earlier is proven', async () => {
    const verdict = await judge(await sign(), { lists: listsAt(days(1)) });
    expect(said(verdict)).toBe('passed valid TOTAL_PASSED');
    expect(verdict).toMatchObject({ judgedAt: iso(noon), judgedBy: 'arrival', timestamps: [], revocationBy: 'crl', revocationListAt: iso(days(1)) });
    expect(verdict.checks.timestamp).toEqual({ state: 'notChecked', why: 'none' });
  });

  test('is that of a time-stamp that passed', async () => {
    const verdict = await judge(await stamped(days(-20)), { lists: listsAt(days(1)) });
    expect(said(verdict)).toBe('passed valid TOTAL_PASSED');
    expect(verdict).toMatchObject({ judgedAt: iso(days(-20)), judgedBy: 'timestamp', timestamps: [{ kind: 'signature', at: iso(days(-20)), verdict: 'passed', why: null }] });
    expect(verdict.timestamps[0]?.authority?.holder).toBe('Time authority');
    expect(verdict.checks.timestamp.state).toBe('passed');
  });

  test('stays the arrival where the time-stamp is later', async () => {
    expect(await judge(await stamped(days(1)), { lists: listsAt(days(2)) })).toMatchObject({ judgedAt: iso(noon), judgedBy: 'arrival' });
  });

  test('is that of the time-stamp also where policy does not take our arrival for proof', async () => {
    const verdict = await judge(await stamped(days(-20)), { lists: listsAt(days(-1)), judgedBy: 'now' });
    expect(verdict).toMatchObject({ verdict: 'passed', judgedAt: iso(days(-20)), judgedBy: 'timestamp' });
  });
});

describe('a time-stamp from before the certificate expired', () => {
  const expired = { from: days(-300), to: days(-30) };

  test('keeps the signature good long after', async () => {
    const old = await certify(await holder('Old'), issuing, [], expired);
    const lists = [...listsAt(days(-40)), makeList(root, { at: days(1) }), makeList(timeRoot, { at: days(1) })];
    expect(said(await judge(await stamped(days(-50), {}, { signer: old }), { lists }))).toBe('passed valid TOTAL_PASSED');
    expect(said(await judge(await sign({ signer: old }), { lists }))).toBe('indeterminate expired OUT_OF_BOUNDS_NO_POE');
  });

  test('does so only with a list that could know: of after it, and of before the expiry', async () => {
    const old = await certify(await holder('Old'), issuing, [], expired);
    const cms = await stamped(days(-50), {}, { signer: old });
    const upper = [makeList(root, { at: days(1) }), makeList(timeRoot, { at: days(1) })];
    const early = await judge(cms, { lists: [...upper, makeList(issuing, { at: days(-60) })] });
    expect(said(early)).toBe('indeterminate revocationStale TRY_LATER');
    const late = await judge(cms, { lists: [...upper, makeList(issuing, { at: days(-20) })] });
    expect(said(late)).toBe('indeterminate revocationUnknown TRY_LATER');
    expect(late.checks.revocation.why).toBe('listAfterExpiry');
  });

  test('made after the expiry proves nothing about before', async () => {
    const old = await certify(await holder('Old'), issuing, [], expired);
    const verdict = await judge(await stamped(days(-20), {}, { signer: old }), { lists: listsAt(days(1)) });
    expect(said(verdict)).toBe('indeterminate expired OUT_OF_BOUNDS_NO_POE');
    expect(verdict.checks.timestamp.state).toBe('passed');
  });
});

describe('a revocation', () => {
  const revokedOn = (on: number): Given => ({ lists: listsAt(days(1), [{ serial: leaf.serial, on }]) });

  test('after the time-stamp leaves the signature good', async () => {
    expect(said(await judge(await stamped(days(-20)), revokedOn(days(-10))))).toBe('passed valid TOTAL_PASSED');
  });

  test('before the time-stamp, or without one, is not proven to be earlier than the signature', async () => {
    expect(said(await judge(await stamped(days(-5)), revokedOn(days(-10))))).toBe('indeterminate revokedTimeUnproven REVOKED_NO_POE');
    expect(said(await judge(await sign(), revokedOn(days(-10))))).toBe('indeterminate revokedTimeUnproven REVOKED_NO_POE');
  });

  test('is final only with proof that the signature came later', async () => {
    expect(said(await judge(await sign(), { ...revokedOn(days(-10)), after: days(-9) }))).toBe('failed revoked REVOKED');
    expect(said(await judge(await sign(), { ...revokedOn(days(-10)), after: days(-11) }))).toBe('indeterminate revokedTimeUnproven REVOKED_NO_POE');
  });

  test('is final where what was signed was time-stamped after it', async () => {
    const later = await sign({ signedAttributes: [await timeAttribute(days(-9), content)] });
    expect(said(await judge(later, revokedOn(days(-10))))).toBe('failed revoked REVOKED');
    const before = await sign({ signedAttributes: [await timeAttribute(days(-11), content)] });
    expect(said(await judge(before, revokedOn(days(-10))))).toBe('indeterminate revokedTimeUnproven REVOKED_NO_POE');
    const ofOther = await sign({ signedAttributes: [await timeAttribute(days(-9), leaf.der)] });
    expect(said(await judge(ofOther, revokedOn(days(-10))))).toBe('indeterminate revokedTimeUnproven REVOKED_NO_POE');
  });

  test('of an authority above is told as such', async () => {
    const lists = [makeList(root, { at: days(1), revoked: [{ serial: issuing.serial, on: days(-10) }] }), makeList(issuing, { at: days(1) })];
    const verdict = await judge(await sign(), { lists });
    expect(said(verdict)).toBe('indeterminate revokedTimeUnproven REVOKED_CA_NO_POE');
    expect(verdict.names).toMatchObject({ about: 'Issuing' });
  });

  test('that is only a hold may be lifted: try later', async () => {
    const lists = [makeList(root, { at: days(1) }), makeList(issuing, { at: days(1), revoked: [{ serial: leaf.serial, on: days(-1), reason: 'certificateHold' }] })];
    const verdict = await judge(await sign(), { lists });
    expect(said(verdict)).toBe('indeterminate revokedTimeUnproven TRY_LATER');
    expect(verdict).toMatchObject({ revokedAt: iso(days(-1)), names: { revocationReason: 'certificateHold' } });
  });
});

describe('a harmless revocation on the way to a time-stamp', () => {
  let above: Made;
  let stamper: Made;
  const revokedAbove = (on: number) => makeList(timeRoot, { at: days(1), revoked: [{ serial: above.serial, on, reason: 'superseded' }] });
  const judged = async (lists: readonly Promise<Uint8Array>[]): Promise<string> => {
    const { judgedBy, timestamps } = await judge(await stamped(days(-20), { authority: stamper, certificates: [above] }), { lists: [...listsAt(days(1)).slice(0, 2), ...lists] });
    return `${judgedBy} ${timestamps[0]?.why ?? ''}`;
  };
  beforeAll(async () => {
    above = await certify(await holder('Time issuing'), timeRoot, asAuthority, { from: days(-2000), to: days(2000) });
    stamper = await certify(await holder('Time authority below'), above, [stamping], { from: days(-2000), to: days(2000) });
  });

  test('leaves it good where all else is', async () => {
    expect(await judged([revokedAbove(days(-5)), makeList(above, { at: days(1) })])).toBe('timestamp ');
  });

  test('hides no loss of the key below it', async () => {
    const lost = makeList(above, { at: days(1), revoked: [{ serial: stamper.serial, on: days(-30), reason: 'keyCompromise' }] });
    expect(await judged([revokedAbove(days(-5)), lost])).toBe('arrival timeAuthorityRevoked');
  });

  test('stands for no list that is missing', async () => {
    expect(await judged([revokedAbove(days(-5))])).toBe('arrival noList');
    expect(await judged([makeList(above, { at: days(1), revoked: [{ serial: stamper.serial, on: days(-5), reason: 'superseded' }] })])).toBe('arrival noList');
  });
});

describe('a time-stamp that does not pass is shown and never used', () => {
  let lists: readonly Promise<Uint8Array>[];
  beforeAll(() => {
    lists = listsAt(days(1));
  });

  async function shown(cms: Uint8Array, given: Given = { lists }): Promise<string> {
    const { timestamps, judgedBy, checks } = await judge(cms, given);
    expect(judgedBy).toBe('arrival');
    expect(checks.timestamp.state).not.toBe('passed');
    return timestamps.map(({ verdict, why }) => `${verdict} ${why ?? ''}`).join();
  }

  test('made over something else', async () => {
    expect(await shown(await stamped(days(-20), { imprinted: content }))).toBe('failed imprintMismatch');
  });

  test('that does not name its certificate', async () => {
    expect(await shown(await stamped(days(-20), { named: false }))).toBe('failed noSigningCertificate');
  });

  test('whose time was signed as ordinary data, as anybody lets it be signed', async () => {
    expect(await shown(await stamped(days(-20), { contentType: oids.data }))).toBe('failed malformed');
  });

  test('of bytes that are no token', async () => {
    expect(await shown(await sign({ unsignedAttributes: () => Promise.resolve([{ oid: oids.signatureTimestamp, value: seq() }]) }))).toBe('failed malformed');
  });

  test('of an ordinary signature in the place of a token', async () => {
    expect(await shown(await sign({ unsignedAttributes: async () => [{ oid: oids.signatureTimestamp, value: await sign() }] }))).toBe('failed malformed');
  });

  test('of an authority nobody here trusts', async () => {
    const stranger = await certify(await holder('Stranger'), await rootOf('Elsewhere'), [stamping]);
    expect(await shown(await stamped(days(-20), { authority: stranger }))).toBe('indeterminate noAnchor');
  });

  test('of a certificate that is not for this alone, or not critically so', async () => {
    const wrong: readonly (readonly Extension[])[] = [[], [purposes([oids.timeStamping])], [purposes([oids.timeStamping, oids.emailProtection], true)], [stamping, keyUsage(0x06, 1)]];
    for (const extensions of wrong) {
      const authority = await certify(await holder('Time authority'), timeRoot, extensions);
      expect(await shown(await stamped(days(-20), { authority }))).toBe('indeterminate pathFailed');
    }
  });

  test('of an authority certified by one that is confined to other purposes', async () => {
    const confined = await certify(await holder('For mail'), timeRoot, [...asAuthority, purposes([oids.emailProtection])]);
    const authority = await certify(await holder('Time authority'), confined, [stamping]);
    expect(await shown(await stamped(days(-20), { authority, certificates: [confined] }))).toBe('indeterminate pathFailed');
  });

  test('made outside the time of its authority’s certificate', async () => {
    const young = await certify(await holder('Time authority'), timeRoot, [stamping], { from: days(-10) });
    expect(await shown(await stamped(days(-20), { authority: young }))).toBe('indeterminate outsideValidity');
  });

  test('of an authority that has expired by now, or whose revocation cannot be told', async () => {
    const gone = await certify(await holder('Time authority'), timeRoot, [stamping], { to: days(-1) });
    expect(await shown(await stamped(days(-20), { authority: gone }))).toBe('indeterminate timeAuthorityExpired');
    expect(await shown(await stamped(days(-20)), { lists: lists.slice(0, 2) })).toBe('indeterminate noList');
    expect(await shown(await stamped(days(-20)), { lists: [...lists.slice(0, 2), makeList(timeRoot, { at: days(-1) })] })).toBe('indeterminate stale');
  });

  test('of an authority that was revoked, unless it only ceased, later than the time-stamp', async () => {
    const withReason = (reason: 'keyCompromise' | 'cessationOfOperation') => ({ lists: [...lists.slice(0, 2), makeList(timeRoot, { at: days(1), revoked: [{ serial: tsa.serial, on: days(-10), reason }] })] });
    expect(await shown(await stamped(days(-20)), withReason('keyCompromise'))).toBe('indeterminate timeAuthorityRevoked');
    expect(await shown(await stamped(days(-5)), withReason('cessationOfOperation'))).toBe('indeterminate timeAuthorityRevoked');
    expect(await judge(await stamped(days(-20)), withReason('cessationOfOperation'))).toMatchObject({ judgedBy: 'timestamp' });
  });

  test('over an archive, whose bytes this version cannot tell', async () => {
    const cms = await sign({ unsignedAttributes: async (signature) => [{ oid: oids.archiveTimestampV3, value: await makeToken({ authority: tsa, at: days(-20), imprinted: signature }) }] });
    expect(await shown(cms)).toBe('indeterminate notComputed');
  });

  test('of an algorithm that was weak at its time', async () => {
    const table = [{ algorithm: 'sha1', until: '2014-01-01', source: 'test' }] as unknown as NonNullable<TrustContext['algorithms']['table']>;
    const algorithms = { weakDigests: [], minRsaBits: 2048, minEcBits: 256, table };
    expect(await shown(await stamped(days(-20), { digest: 'sha1' }), { lists, algorithms })).toBe('indeterminate weakAlgorithm');
    expect(await judge(await stamped(days(-20), { digest: 'sha1' }), { lists })).toMatchObject({ judgedBy: 'timestamp' });
  });

  test('that would be older than what was signed', async () => {
    const cms = await stamped(days(-20), {}, { signedAttributes: [await timeAttribute(days(-10), content)] });
    const verdict = await judge(cms, { lists });
    expect(verdict.timestamps).toMatchObject([{ kind: 'signature', why: 'order' }, { kind: 'content', verdict: 'passed' }]);
    expect(verdict.judgedBy).toBe('arrival');
  });
});

test('no byte changed in a time-stamp over something else makes it pass', async () => {
  const lists = await Promise.all(listsAt(days(1)));
  const token = await makeToken({ authority: tsa, at: days(-20), imprinted: content });
  await fc.assert(
    fc.asyncProperty(fc.nat(token.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const changed = Uint8Array.from(token);
      changed[at] = ((changed[at] ?? 0) + by) & 0xff;
      // over the content instead of the signature, so that no change can make it fit
      const cms = await sign({ unsignedAttributes: () => Promise.resolve([{ oid: oids.signatureTimestamp, value: changed }]) });
      const verdict = await judge(cms, { lists: lists.map((bytes) => Promise.resolve(bytes)) });
      expect(verdict.judgedBy).toBe('arrival');
    }),
    { numRuns: 60 },
  );
});

describe('a document time-stamp', () => {
  const document = new TextEncoder().encode('everything up to here');

  async function withStamps(timestamps: readonly FoundTimestamp[], lists: readonly Promise<Uint8Array>[]): Promise<SignatureVerdict> {
    const cms = await readCms(await sign());
    if (!cms.ok || cms.value.kind !== 'signed') throw new Error('not signed');
    const [result] = await verifyCms(cms.value, null);
    if (result === undefined) throw new Error('no signer');
    const trust: TrustContext = {
      anchors: [root, timeRoot].map(({ der }) => Buffer.from(der).toString('base64')), intermediates: [], crls: await Promise.all(lists),
      algorithms: { weakDigests: [], minRsaBits: 2048, minEcBits: 256 }, revocationMaxAgeHours: null, judgedAt: iso(noon), judgedBy: 'arrival',
    };
    return judgeSignature({ place, result, certificates: cms.value.certificates, crls: [], ocsps: [], timestamps, outer: wholeFile }, trust, await openTrust(trust));
  }

  test('keeps alive the time-stamp under it whose authority has expired since', async () => {
    const former = await certify(await holder('Former authority'), timeRoot, [stamping], { to: days(-10) });
    const under: FoundTimestamp = { kind: 'signature', token: await makeToken({ authority: former, at: days(-50), imprinted: content }), imprinted: content };
    const over: FoundTimestamp = { kind: 'document', token: await makeToken({ authority: tsa, at: days(-20), imprinted: document }), imprinted: document };
    const lists = [...listsAt(days(1)), makeList(timeRoot, { at: days(-15) })];
    expect(await withStamps([under], lists)).toMatchObject({ judgedBy: 'arrival' });
    for (const stamps of [[under, over], [over, under]]) expect(await withStamps(stamps, lists)).toMatchObject({ judgedBy: 'timestamp', judgedAt: iso(days(-50)) });
    expect(await withStamps([over], lists)).toMatchObject({ judgedBy: 'timestamp', judgedAt: iso(days(-20)) });
  });
});

describe('revocation data inside the signature', () => {
  test('counts like any other: lists and answers among the unsigned values', async () => {
    const answer = await makeAnswer({ about: leaf, issuer: issuing, responder: issuing, at: days(-19), bare: true });
    const values = { oid: oids.revocationValues, value: seq(tagged(0, seq(await makeList(root, { at: days(-19) }))), tagged(1, seq(answer))) };
    const cms = await sign({
      unsignedAttributes: async (signature) => [values, { oid: oids.signatureTimestamp, value: await makeToken({ authority: tsa, at: days(-20), imprinted: signature }) }],
    });
    const lists = [makeList(timeRoot, { at: days(1) })];
    expect(said(await judge(cms, { lists }))).toBe('passed valid TOTAL_PASSED');
    expect(said(await judge(cms, { lists, embeddedRevocation: false }))).toBe('indeterminate revocationUnknown TRY_LATER');
  });

  test('and beside the certificates, or as certificates among the unsigned values', async () => {
    const answers = await Promise.all([[leaf, issuing] as const, [issuing, root] as const].map(([about, issuer]) => makeAnswer({ about, issuer, responder: issuer, at: days(1) })));
    const cms = await sign({ answers, certificates: [], unsignedAttributes: () => Promise.resolve([{ oid: oids.certificateValues, value: seq(issuing.der) }]) });
    expect(await judge(cms)).toMatchObject({ verdict: 'passed', revocationBy: 'ocsp' });
  });

  test('and in Adobe’s signed attribute; made before the signature it proves nothing', async () => {
    const archival = async (at: number) => ({ oid: oids.adobeRevocationArchival, value: seq(tagged(0, seq(await makeList(root, { at }), await makeList(issuing, { at })))) });
    expect(said(await judge(await sign({ signedAttributes: [await archival(days(1))] })))).toBe('passed valid TOTAL_PASSED');
    expect(said(await judge(await sign({ signedAttributes: [await archival(days(-1))] })))).toBe('indeterminate revocationStale TRY_LATER');
  });
});

describe('algorithms', () => {
  const rule = (until: string | null) => ({ weakDigests: [], minRsaBits: 2048, minEcBits: 256, table: [{ algorithm: 'ec', belowBits: 384, until, source: 'test' }] }) as unknown as TrustContext['algorithms'];
  let lists: readonly Promise<Uint8Array>[];
  beforeAll(() => {
    lists = listsAt(days(1));
  });

  test('are judged at the proven time: a time-stamp keeps what was good then', async () => {
    const until = iso(days(-10)).slice(0, 10);
    expect(said(await judge(await stamped(days(-20)), { lists, algorithms: rule(until) }))).toBe('passed valid TOTAL_PASSED');
    const weak = await judge(await sign(), { lists, algorithms: rule(until) });
    expect(said(weak)).toBe('indeterminate weakAlgorithm CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
    expect(weak.names).toMatchObject({ algorithm: 'EC 256' });
  });

  test('that never were accepted, or no longer when it was signed, are not excused by proof of time', async () => {
    expect(said(await judge(await stamped(days(-20)), { lists, algorithms: rule(null) }))).toBe('indeterminate weakAlgorithm CRYPTO_CONSTRAINTS_FAILURE');
    expect(said(await judge(await sign(), { lists, algorithms: rule(iso(days(-10)).slice(0, 10)), after: days(-5) }))).toBe('indeterminate weakAlgorithm CRYPTO_CONSTRAINTS_FAILURE');
  });
});

describe('whose signature it is', () => {
  let lists: readonly Promise<Uint8Array>[];
  beforeAll(() => {
    lists = listsAt(days(1));
  });

  test('cannot be told where two names share the key and its identifier, unless what is signed names one of them', async () => {
    const other = await certify(await holder('Somebody else', leaf.keys), issuing);
    expect(said(await judge(await sign({ certificates: [issuing, other] }), { lists }))).toBe('passed valid TOTAL_PASSED');
    const verdict = await judge(await sign({ certificates: [issuing, other], named: false }), { lists });
    expect(said(verdict)).toBe('indeterminate noSignerCertificate NO_SIGNING_CERTIFICATE_FOUND');
    expect(verdict.checks.identity).toEqual({ state: 'failed', why: 'severalCertificates' });
    // a digest that nobody here can make names nobody
    const unknown = { oid: oids.signingCertificateV2, value: seq(seq(seq(seq(oid('1.2.3.4.5')), octets(new Uint8Array(32))))) };
    const pretended = await judge(await sign({ certificates: [issuing, other], named: false, signedAttributes: [unknown] }), { lists });
    expect(pretended.checks.identity).toEqual({ state: 'failed', why: 'severalCertificates' });
  });

  test('is not the holder’s of a certificate for services, or one that does not sign', async () => {
    for (const extension of [stamping, purposes([oids.ocspSigning]), keyUsage(0x08, 3)]) {
      const unfit = await certify(await holder('Unfit'), issuing, [extension]);
      expect(said(await judge(await sign({ signer: unfit }), { lists }))).toBe('indeterminate pathFailed CHAIN_CONSTRAINTS_FAILURE');
    }
  });
});

describe('what would decide', () => {
  const responderUrl = 'http://ocsp.mau.example/';
  const listUrl = 'http://crl.mau.example/issuing.crl';

  test('is the list and the answer for each certificate whose status is open, with the request ready', async () => {
    const asked = await certify(await holder('Asked'), issuing, [access(responderUrl, 'http://ca.mau.example/issuing.cer'), listAt(listUrl)]);
    const { wanted } = await judge(await sign({ signer: asked }), { lists: [makeList(root, { at: days(1) })] });
    expect(wanted).toMatchObject([
      { what: 'ocsp', name: 'Issuing', certificate: asked.certificate.fingerprint, urls: [responderUrl] },
      { what: 'crl', name: 'Issuing', certificate: asked.certificate.fingerprint, urls: [listUrl] },
    ]);
    expect(Buffer.from(wanted[0]?.what === 'ocsp' ? wanted[0].request : '', 'base64')[0]).toBe(0x30);
  });

  test('is the missing issuer, by name, key and address; other schemes than the web’s are not named', async () => {
    const asked = await certify(await holder('Asked'), issuing, [access(null, 'http://ca.mau.example/issuing.cer'), listAt('ldap://crl.mau.example/')]);
    const { reason, wanted } = await judge(await sign({ signer: asked, certificates: [] }));
    expect(reason).toBe('noAnchor');
    expect(wanted).toEqual([{ what: 'certificate', name: 'Issuing', keyId: null, urls: ['http://ca.mau.example/issuing.cer'] }]);
    const { wanted: without } = await judge(await sign({ signer: asked }));
    expect(without).toMatchObject([{ what: 'crl', name: 'Root', urls: [] }, { what: 'crl', name: 'Issuing', urls: [] }]);
  });

  test('is asked for nowhere while nothing is trusted: whatever came could lead to no anchor', async () => {
    const asked = await certify(await holder('Asked'), issuing, [access(null, 'http://ca.mau.example/issuing.cer')]);
    const { reason, wanted } = await judge(await sign({ signer: asked, certificates: [] }), { anchors: [] });
    expect(reason).toBe('noAnchor');
    expect(wanted).toEqual([{ what: 'certificate', name: 'Issuing', keyId: null, urls: [] }]);
  });

  test('is asked for nowhere of a certificate that issued itself: nobody stands above it', async () => {
    const self = await holder('Stranger');
    const alone = await certify(self, self, [access(null, 'http://tracker.example/me.cer')]);
    const { reason, wanted } = await judge(await sign({ signer: alone, certificates: [] }));
    expect(reason).toBe('noAnchor');
    expect(wanted).toEqual([{ what: 'certificate', name: 'Stranger', keyId: null, urls: [] }]);
  });

  test('is also what a time-stamp lacks, and nothing where the verdict stands', async () => {
    const stampOnly = await judge(await stamped(days(-20)), { lists: listsAt(days(-1)).slice(0, 2) });
    expect(stampOnly.wanted.map(({ name }) => name)).toContain('Time root');
    const byArrival = await judge(await stamped(days(-20)), { lists: listsAt(days(1)).slice(0, 2) });
    expect(byArrival).toMatchObject({ verdict: 'passed', judgedBy: 'arrival', timestamps: [{ why: 'noList' }], wanted: [] });
    expect((await judge(await sign(), { lists: listsAt(days(1), [{ serial: leaf.serial, on: days(-10) }]), after: days(-9) })).wanted).toEqual([]);
  });
});

test('every input relied on is named by its digest', async () => {
  const crl = await makeList(issuing, { at: days(1) });
  const responder = await certify(await holder('Responder'), issuing, [purposes([oids.ocspSigning]), noCheck]);
  const answer = await makeAnswer({ about: leaf, issuer: issuing, responder, at: days(2), certificates: [responder] });
  const digest = async (bytes: Uint8Array): Promise<string> => Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');
  const { inputs, revocationBy } = await judge(await stamped(days(-20)), { lists: [...listsAt(days(1)), Promise.resolve(crl)], answers: [Promise.resolve(answer)] });
  expect(revocationBy).toBe('crl');
  for (const bytes of [root.der, issuing.der, leaf.der, timeRoot.der, tsa.der, answer]) expect(inputs).toContain(await digest(bytes));
  expect(inputs).not.toContain(await digest(crl));
});

test('no order of evidence changes the verdict', async () => {
  const cms = await stamped(days(-20), {}, { certificates: [issuing] });
  const lists = await Promise.all([...listsAt(days(1)), ...listsAt(days(2), [{ serial: leaf.serial, on: days(-10) }]), ...listsAt(days(-30)), makeList(issuing, { at: days(3), revoked: [{ serial: leaf.serial, on: days(-15), reason: 'certificateHold' }] })]);
  const answers = await Promise.all([days(-30), days(1), days(4)].map((at) => makeAnswer({ about: leaf, issuer: issuing, responder: issuing, at })));
  const certificates = [issuing.der, root.der, timeRoot.der, tsa.der];
  const ready = (made: readonly Uint8Array[]): Promise<Uint8Array>[] => made.map((bytes) => Promise.resolve(bytes));
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(lists), fc.shuffledSubarray(answers), fc.shuffledSubarray(certificates), async (someLists, someAnswers, others) => {
      const one = await judge(cms, { lists: ready(someLists), answers: ready(someAnswers), intermediates: others });
      const other = await judge(cms, { lists: ready(someLists).reverse(), answers: ready(someAnswers).reverse(), intermediates: [...others].reverse() });
      expect(other).toEqual(one);
    }),
    { numRuns: 40 },
  );
});
