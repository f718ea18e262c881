import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestCa, signBytes, signMime, tamper } from '../../scripts/test-ca.mjs';
import type { MimeOptions, TestCa } from '../../scripts/test-ca.mjs';
import { parseLetter } from '../letter/parse-letter';
import type { IsoTime } from '../model/ids';
import type { TrustContext } from './trust-context';
import { verifyLetter } from './verify-letter';
import type { VerifiedLetter } from './verify-letter';
import { trustIn } from './fixtures/trust-in';

let folder: string;
let ca: TestCa;
let trust: TrustContext;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-verify-'));
  ca = createTestCa(folder);
  trust = trustIn(ca);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const text = 'Content-Type: text/plain; charset=utf-8\r\n\r\nKính gửi: các phòng Giáo dục và Đào tạo.\r\nTổng số 12 đơn vị.\r\n';
const headers = { From: '"So GDDT" <VanThu@sogddt.mau.example>', To: 'vanthu@nhan.example', Subject: 'Cong van' };

function letter(options: Partial<MimeOptions> = {}): Uint8Array {
  return signMime(ca, { signer: 'education', entity: text, headers, ...options });
}

function verify(raw: Uint8Array, changed: Partial<TrustContext> = {}): Promise<VerifiedLetter> {
  return verifyLetter(raw, parseLetter(raw), { ...trust, ...changed });
}

async function outcome(raw: Uint8Array, changed: Partial<TrustContext> = {}): Promise<string> {
  const { verdict, reason } = await verify(raw, changed);
  return `${verdict} ${reason}`;
}

/** An entity inside an unsigned multipart with text above it. */
function belowText(signed: Uint8Array, above: string): Uint8Array {
  const raw = Buffer.from(signed).toString('latin1');
  const at = raw.indexOf('MIME-Version: 1.0\r\n') + 'MIME-Version: 1.0\r\n'.length;
  return Buffer.from(
    `${raw.slice(0, at)}Content-Type: multipart/mixed; boundary="outer"\r\n\r\n--outer\r\nContent-Type: text/plain\r\n\r\n${above}\r\n--outer\r\n${raw.slice(at)}\r\n--outer--\r\n`,
    'latin1',
  );
}

describe('a letter signed by a unit the office trusts', () => {
  test('passes detached and opaque, with EC and RSA keys', async () => {
    expect(await outcome(letter())).toBe('passed valid');
    expect(await outcome(letter({ mode: 'opaque' }))).toBe('passed valid');
    const office = { ...headers, From: 'vanthu@vpubnd.mau.example' };
    expect(await outcome(letter({ signer: 'office', headers: office }))).toBe('passed valid');
    expect(await outcome(letter({ signer: 'office', headers: office, keyOptions: ['rsa_padding_mode:pss'] }))).toBe('passed valid');
    expect(await outcome(letter({ digest: 'sha512' }))).toBe('passed valid');
  });

  test('passes without signed attributes, by key identifier and in BER of indefinite length', async () => {
    for (const flags of [['-noattr'], ['-keyid'], ['-stream', '-indef'], ['-cades']]) expect(await outcome(letter({ mode: 'opaque', flags }))).toBe('passed valid');
  });

  test('is part only where something follows the signed object inside an opaque letter', async () => {
    const opaque = Buffer.from(letter({ mode: 'opaque' })).toString('latin1');
    expect(await outcome(Buffer.from(`${opaque}VGjDqm0gdsOgbyBzYXUga2hpIGvDvQ==\r\n`, 'latin1'))).toBe('indeterminate partOnly');
    expect(await outcome(Buffer.from(`${opaque}\r\n\r\n`, 'latin1'))).toBe('passed valid');
  });

  test('names signer, chain, list date and what was compared', async () => {
    const { signatures, unsignedParts } = await verify(letter());
    const [signature] = signatures;
    expect(signatures).toHaveLength(1);
    expect(unsignedParts).toEqual([]);
    expect(signature?.signer?.holder).toBe('Sở Giáo dục và Đào tạo (mẫu)');
    expect(signature?.chain.map(({ holder }) => holder)).toEqual(['Sở Giáo dục và Đào tạo (mẫu)', 'Chứng thực cơ quan VanThu (mẫu)', 'Chứng thực gốc VanThu (mẫu)']);
    expect(signature?.names['from']).toBe('VanThu@sogddt.mau.example');
    expect(signature?.signedAt).not.toBeNull();
    expect(signature?.revocationListAt).not.toBeNull();
    expect(Object.entries(signature?.checks ?? {}).filter(([name]) => name !== 'timestamp').every(([, { state }]) => state === 'passed')).toBe(true);
  });

  test('is the same with LF line ends, as many stores keep letters', async () => {
    const lf = Buffer.from(Buffer.from(letter()).toString('latin1').replace(/\r\n/g, '\n'), 'latin1');
    expect(await outcome(lf)).toBe('passed valid');
  });

  test('opaque content is handed back for the reader, byte for byte', async () => {
    const { inner } = await verify(letter({ mode: 'opaque' }));
    expect(inner.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([text]);
  });
});

describe('what proves a signature wrong', () => {
  test('one changed figure in the text', async () => {
    expect(await outcome(tamper(letter(), '12 đơn vị', '92 đơn vị'))).toBe('failed broken');
  });

  test('another sender than the signer', async () => {
    const raw = letter({ headers: { ...headers, From: 'ke-khac@sogddt.mau.example' } });
    expect(await outcome(raw)).toBe('failed otherSigner');
  });

  test('a second From field', async () => {
    const raw = Buffer.from(Buffer.from(letter()).toString('latin1').replace('To: ', 'From: bo@truong.example\r\nTo: '), 'latin1');
    expect(await outcome(raw)).toBe('failed otherSigner');
  });

  test('content inside the signature that differs from the text shown', async () => {
    const attached = signBytes(ca, { signer: 'education', content: Buffer.from(text), attached: true }).toString('base64').replace(/.{1,76}/g, '$&\r\n');
    const shown = text.replace('12', '92');
    const raw = Buffer.from(
      `From: ${headers.From}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=b\r\n\r\n--b\r\n${shown}\r\n--b\r\n` +
        `Content-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64\r\n\r\n${attached}\r\n--b--\r\n`,
    );
    expect(await outcome(raw)).toBe('failed broken');
  });

  test('no signer at all, though content is there', async () => {
    // ContentInfo { signedData, { 1, {}, { data, [0] 'x' }, {} } }
    const empty = Buffer.from('3028 06092a864886f70d010702 a01b 3019 020101 3100 3010 06092a864886f70d010701 a003 040178 3100'.replace(/ /g, ''), 'hex');
    const { verdict, reason, signatures } = await verify(
      Buffer.from(`From: ${headers.From}\r\nContent-Type: application/pkcs7-mime; smime-type=signed-data\r\nContent-Transfer-Encoding: base64\r\n\r\n${empty.toString('base64')}\r\n`),
    );
    expect(`${verdict} ${reason}`).toBe('failed malformed');
    expect(signatures[0]?.checks.integrity.why).toBe('noSigners');
  });

  test('revocation before the signature, where that is proven', async () => {
    const raw = letter({ signer: 'revoked', headers: { ...headers, From: 'vanthu@sotaichinh.mau.example' } });
    expect(await outcome(raw)).toBe('indeterminate revokedTimeUnproven');
    expect(await outcome(raw, { provenAfter: trust.judgedAt })).toBe('failed revoked');
  });

  test('a signature known to be older than the revocation stays good', async () => {
    const before = new Date(Date.parse(trust.judgedAt) - 5 * 86_400_000).toISOString() as IsoTime;
    const raw = letter({ signer: 'revoked', headers: { ...headers, From: 'vanthu@sotaichinh.mau.example' } });
    expect(await outcome(raw, { judgedAt: before, judgedBy: 'timestamp' })).toBe('passed valid');
  });
});

describe('what is merely not established', () => {
  test('an issuer nobody here has trusted, by its name', async () => {
    const raw = letter({ signer: 'stranger', headers: { ...headers, From: 'vanthu@donvila.mau.example' } });
    const { verdict, reason, signatures } = await verify(raw);
    expect(`${verdict} ${reason}`).toBe('indeterminate noAnchor');
    expect(signatures[0]?.names['issuer']).toBe('Chứng thực chưa biết (mẫu)');
  });

  test('nothing is trusted without an anchor, not even a self-signed root in the letter', async () => {
    expect(await outcome(letter(), { anchors: [] })).toBe('indeterminate noAnchor');
  });

  test('no revocation list', async () => {
    expect(await outcome(letter(), { crls: [] })).toBe('indeterminate revocationUnknown');
    expect(await outcome(letter(), { crls: ca.crls.slice(1) })).toBe('indeterminate revocationUnknown');
  });

  test('a list older than policy allows, or past its next update', async () => {
    const later = (days: number): IsoTime => new Date(Date.parse(trust.judgedAt) + days * 86_400_000).toISOString() as IsoTime;
    expect(await outcome(letter(), { judgedAt: later(3) })).toBe('indeterminate revocationStale');
    expect(await outcome(letter(), { judgedAt: later(40), revocationMaxAgeHours: 24 * 365 })).toBe('indeterminate revocationStale');
  });

  test('a list older than the proven arrival proves nothing, a later one does', async () => {
    const moment = (minutes: number): IsoTime => new Date(Date.parse(trust.judgedAt) + minutes * 60_000).toISOString() as IsoTime;
    expect(await outcome(letter(), { judgedAt: moment(5), judgedBy: 'arrival' })).toBe('indeterminate revocationStale');
    // the lists of the test authority were issued a minute before now
    expect(await outcome(letter(), { judgedAt: moment(-3 * 24 * 60), judgedBy: 'arrival' })).toBe('passed valid');
  });

  test('asked for now, a list counts until its own next update where policy sets no age', async () => {
    const later = (days: number): IsoTime => new Date(Date.parse(trust.judgedAt) + days * 86_400_000).toISOString() as IsoTime;
    expect(await outcome(letter(), { judgedAt: later(3), revocationMaxAgeHours: null })).toBe('passed valid');
    expect(await outcome(letter(), { judgedAt: later(40), revocationMaxAgeHours: null })).toBe('indeterminate revocationStale');
  });

  test('a list of another authority, or one that was changed, counts as none', async () => {
    expect(await outcome(letter(), { crls: [ca.strangerCrl] })).toBe('indeterminate revocationUnknown');
    const changed = ca.crls.map((pem) => {
      const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
      der[der.length - 1] = (der[der.length - 1] ?? 0) ^ 1;
      return der.toString('base64');
    });
    expect(await outcome(letter(), { crls: changed })).toBe('indeterminate revocationUnknown');
  });

  test('an expired certificate', async () => {
    const raw = letter({ signer: 'expired', headers: { ...headers, From: 'vanthu@sonoivu.mau.example' } });
    expect(await outcome(raw)).toBe('indeterminate expired');
  });

  test('SHA-1: intact, but weak', async () => {
    const { verdict, reason, signatures } = await verify(letter({ digest: 'sha1' }));
    expect(`${verdict} ${reason}`).toBe('indeterminate weakAlgorithm');
    expect(signatures[0]?.checks.integrity.state).toBe('passed');
    expect(signatures[0]?.names['algorithm']).toBe('SHA-1');
    expect(await outcome(tamper(letter({ digest: 'sha1' }), '12 đơn', '92 đơn'))).toBe('failed broken');
  });

  test('a certificate missing from the letter', async () => {
    const raw = letter({ flags: ['-nocerts'], withoutChain: true });
    expect(await outcome(raw)).toBe('indeterminate noSignerCertificate');
    expect(await outcome(tamper(raw, '12 đơn', '92 đơn'))).toBe('failed broken');
    expect(await outcome(raw, { intermediates: [ca.signers['education']?.certPem ?? '', ca.intermediatePem] })).toBe('passed valid');
  });

  test('unsigned text above the signed part', async () => {
    const { verdict, reason, unsignedParts } = await verify(belowText(letter(), 'Chuyen tien vao tai khoan moi'));
    expect(`${verdict} ${reason}`).toBe('indeterminate partOnly');
    expect(unsignedParts).toEqual(['1']);
    expect(await outcome(belowText(letter(), ' \r\n'))).toBe('passed valid');
  });

  test('a signed letter forwarded under another sender is not that sender\'s signature', async () => {
    const raw = Buffer.concat([Buffer.from('From: lanh.dao@sogddt.mau.example\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n'), letter()]);
    expect(await outcome(raw)).toBe('indeterminate partOnly');
  });

  test('encryption hides what is signed, and says so once', async () => {
    const { signatures, reason } = await verify(Buffer.from(`From: a@b.example\r\nContent-Type: application/pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from([0x30, 11, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 3]).toString('base64')}\r\n`));
    expect(reason).toBe('encrypted');
    expect(signatures).toHaveLength(1);
  });

  test('a letter that brings certificates alone is unsigned', async () => {
    const bag = Buffer.from('3023 06092a864886f70d010702 a016 3014 020101 3100 300b 06092a864886f70d010701 3100'.replace(/ /g, ''), 'hex');
    const head = (type: string): string => `From: a@b.example\r\nContent-Type: application/pkcs7-mime; ${type}name="smime.p7m"\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
    for (const type of ['smime-type=certs-only; ', '']) expect((await verify(Buffer.from(head(type) + bag.toString('base64')))).verdict).toBe('unsigned');
  });

  test('signed files whose bytes cannot be had again', async () => {
    const raw = letter();
    const { verdict, reason, signatures } = await verifyLetter(raw, parseLetter(raw), trust, [{ part: '2' as never, member: null, name: 'a.pdf', format: 'pdf', bytes: () => null }]);
    expect(`${verdict} ${reason}`).toBe('indeterminate unsupported');
    expect(signatures[1]?.checks.integrity).toEqual({ state: 'notChecked', why: 'notUnpacked' });
  });
});

describe('several signatures', () => {
  test('every signer is shown and the worst counts', async () => {
    const raw = letter({ signer: 'noaddress', coSigners: ['stranger'] });
    const { signatures, verdict, reason } = await verify(raw);
    expect(signatures.map((signature) => signature.reason).sort()).toEqual(['otherSigner', 'valid']);
    expect(`${verdict} ${reason}`).toBe('failed otherSigner');
  });

  test('a signature within a signature: both are checked', async () => {
    const inner = letter({ boundary: 'inner' });
    const at = inner.indexOf(0x4d);
    const entity = inner.subarray(Buffer.from(inner).indexOf('Content-Type: multipart/signed', at));
    const wrapped = letter({ entity, mode: 'opaque' });
    const { signatures, verdict } = await verify(wrapped);
    expect(signatures.map(({ where }) => where)).toEqual(['1', '1/0']);
    expect(verdict).toBe('passed');
  });
});

describe('signature files beside attachments', () => {
  const file = Buffer.from('%PDF-1.4 noi dung cong van\n');
  const attachment = (name: string, bytes: Uint8Array): string =>
    `--m\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(bytes).toString('base64')}\r\n`;
  const mixed = (...parts: readonly string[]): Uint8Array =>
    Buffer.from(`From: a@b.example\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\nKem theo\r\n${parts.join('')}--m--\r\n`);

  test('belong by name, else by digest', async () => {
    const p7s = signBytes(ca, { signer: 'education', content: file });
    for (const name of ['cv.pdf.p7s', 'cv.p7s', 'khac.p7s']) {
      const { verdict, signatures, unsignedParts } = await verify(mixed(attachment('phu-luc.pdf', Buffer.from('khac')), attachment('cv.pdf', file), attachment(name, p7s)));
      expect(verdict).toBe('passed');
      expect(signatures.map(({ kind, names }) => [kind, names['file']])).toEqual([['cms', 'cv.pdf']]);
      expect(unsignedParts).toEqual(['1', '2']);
    }
  });

  test('a changed file is broken, a missing one cannot be checked', async () => {
    const p7s = signBytes(ca, { signer: 'education', content: file });
    expect(await outcome(mixed(attachment('cv.pdf', Buffer.from('%PDF-1.4 khac')), attachment('cv.pdf.p7s', p7s)))).toBe('failed broken');
    expect(await outcome(mixed(attachment('cv.pdf.p7s', p7s)))).toBe('indeterminate unsupported');
  });

  test('a signed file that carries its content gives it back', async () => {
    const p7m = signBytes(ca, { signer: 'education', content: file, attached: true });
    const { verdict, inner } = await verify(mixed(attachment('cv.pdf.p7m', p7m)));
    expect(verdict).toBe('passed');
    expect(inner.map(({ kind, name, bytes }) => [kind, name, Buffer.from(bytes).toString()])).toEqual([['file', 'cv.pdf', file.toString()]]);
  });
});

describe('hostile input', () => {
  test('no flipped bit of signed content or of the signature leaves a letter passed', async () => {
    const raw = letter();
    const from = Buffer.from(raw).indexOf('Kính');
    const signature = Buffer.from(raw).indexOf('filename="smime.p7s"') + 24;
    const base64 = Buffer.from(raw).subarray(signature, Buffer.from(raw).lastIndexOf('\r\n--')).toString();
    const der = Buffer.from(base64, 'base64');
    const text12 = Buffer.from(raw).indexOf('\r\n\r\n--vanthu-signed-boundary\r\nContent-Type: application/pkcs7');
    await fc.assert(
      fc.asyncProperty(fc.nat(text12 > 0 ? text12 - from : 60), fc.nat(7), async (offset, bit) => {
        const changed = Buffer.from(raw);
        changed[from + offset] = (changed[from + offset] ?? 0) ^ (1 << bit);
        expect((await verify(changed)).verdict).not.toBe('passed');
      }),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(63), fc.nat(7), async (fromEnd, bit) => {
        const changed = Buffer.from(der);
        const at = changed.length - 1 - fromEnd;
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        const other = Buffer.from(Buffer.from(raw).toString('latin1').replace(base64, changed.toString('base64')), 'latin1');
        // also where the flip breaks the encoding of the two numbers
        expect((await verify(other)).verdict).toBe('failed');
      }),
      { numRuns: 60 },
    );
  });

  test('any bytes in place of the signature give a verdict, never an exception', async () => {
    const head = `From: a@b.example\r\nContent-Type: application/pkcs7-mime; smime-type=signed-data\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
    const good = signBytes(ca, { signer: 'education', content: Buffer.from(text), attached: true });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.tuple(fc.nat(good.length - 1), fc.nat(255)).map(([at, byte]) => Buffer.from(good).fill(byte, at, at + 1)), fc.nat(good.length).map((cut) => good.subarray(0, cut))), async (bytes) => {
        const { verdict } = await verify(Buffer.from(head + Buffer.from(bytes).toString('base64')));
        expect(['passed', 'failed', 'indeterminate', 'unsigned']).toContain(verdict);
      }),
      { numRuns: 150 },
    );
  });
});
