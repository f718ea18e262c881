import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localKeyDesk } from '../../scripts/desk/local-keys';
import { createTestCa, signBytes, signMime } from '../../scripts/test-ca.mjs';
import type { MimeOptions, TestCa } from '../../scripts/test-ca.mjs';
import { openContent } from '../facts/open-content';
import type { LetterContent } from '../facts/open-content';
import { parseLetter } from '../letter/parse-letter';
import { bytesOf, childrenOf, contentOf, encodeElement, isContext, joinBytes, readElement, sameBytes } from '../pki/der';
import type { Element } from '../pki/der';
import type { KeyDesk } from '../pki/key-desk';
import { readCertificate } from '../pki/read-certificate';
import type { TrustContext } from './trust-context';
import { verifyLetter } from './verify-letter';
import type { VerifiedLetter } from './verify-letter';
import { trustIn } from './fixtures/trust-in';

/**
 * The attack classes of Müller et al., "Johnny, you are fired!" (USENIX Security 2019), as far as they apply to S/MIME, and of Poddebniak et
 * al., "Efail" (USENIX Security 2018). The attacker ("office") has a certificate of a trusted authority of his own; the victim is "education".
 */

let folder: string;
let ca: TestCa;
let trust: TrustContext;
let desk: KeyDesk;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-attacks-'));
  ca = createTestCa(folder);
  trust = trustIn(ca);
  const own = ca.signers['education'];
  const certificate = await readCertificate(own?.certPem ?? '');
  if (own === undefined || !certificate.ok) throw new Error('no certificate');
  desk = localKeyDesk([{ certificate: certificate.value, pkcs8: createPrivateKey(readFileSync(own.keyFile)).export({ format: 'der', type: 'pkcs8' }) }]);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const victim = 'vanthu@sogddt.mau.example';
const attacker = 'vanthu@vpubnd.mau.example';
const entity = 'Content-Type: text/plain; charset=utf-8\r\n\r\nKính gửi: các phòng Giáo dục và Đào tạo.\r\n';
const headers = { From: victim, To: 'nhan@phong.mau.example', Subject: 'Cong van' };
const lie = 'Chuyen tien vao tai khoan moi';

const signed = (options: Partial<MimeOptions> = {}): Buffer => signMime(ca, { signer: 'education', entity, headers, ...options });

/** What the reader sees of a letter, and what is said of its signatures. */
async function read(raw: Uint8Array): Promise<{ readonly letter: VerifiedLetter; readonly content: LetterContent }> {
  return { letter: await verifyLetter(raw, parseLetter(raw), trust, [], desk), content: await openContent(raw, desk) };
}

async function verdictOf(raw: Uint8Array): Promise<string> {
  return (await read(raw)).letter.verdict;
}

/** The signed entity of a letter without the letter's own header. */
function inside(raw: Buffer): Buffer {
  const mark = Buffer.from('MIME-Version: 1.0\r\n');
  return raw.subarray(raw.indexOf(mark) + mark.length);
}

function letter(contentType: string, parts: readonly (string | Buffer)[], from = victim): Buffer {
  const pieces = parts.flatMap((part) => [Buffer.from('--outer\r\n'), Buffer.from(part), Buffer.from('\r\n')]);
  return Buffer.concat([Buffer.from(`From: ${from}\r\nTo: ${headers.To}\r\nSubject: ${headers.Subject}\r\nMIME-Version: 1.0\r\nContent-Type: ${contentType}; boundary=outer\r\n\r\n`), ...pieces, Buffer.from('--outer--\r\n')]);
}

const html = (markup: string): string => `Content-Type: text/html; charset=utf-8\r\n\r\n${markup}`;
const base64Lines = (der: Uint8Array): string => Buffer.from(der).toString('base64').replace(/.{1,76}/g, '$&\r\n');
const withField = (part: Buffer, field: string): Buffer => Buffer.concat([Buffer.from(`${field}\r\n`), part]);

test('the letter all attacks start from passes', async () => {
  for (const mode of ['detached', 'opaque'] as const) expect(await verdictOf(signed({ mode }))).toBe('passed');
});

describe('attacks on CMS', () => {
  /** SignedData taken apart and put together again with other fields. */
  function rebuilt(der: Uint8Array, change: (fields: readonly Element[]) => readonly Uint8Array[]): Uint8Array {
    const [type, wrapper] = childrenOf(readElement(der));
    const content = wrapper === undefined ? undefined : childrenOf(wrapper)[0];
    if (type === undefined || content === undefined) throw new Error('no SignedData');
    return encodeElement(0x30, joinBytes([bytesOf(type), encodeElement(0xa0, encodeElement(0x30, joinBytes(change(childrenOf(content)))))]));
  }
  const opaque = (der: Uint8Array): Buffer => Buffer.from(`From: ${victim}\r\nMIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(der)}`);
  const detached = (shown: string, der: Uint8Array): Buffer => letter('multipart/signed; protocol="application/pkcs7-signature"', [shown, `Content-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(der)}`]);
  const attached = (content: string): Buffer => signBytes(ca, { signer: 'education', content: Buffer.from(content), attached: true });

  test('eContent confusion: the signature carries the true text, another one is shown', async () => {
    expect(await verdictOf(detached(entity.replace('Kính', 'Xin'), attached(entity)))).toBe('failed');
  });

  test('eContent confusion the other way: the signature fits what is shown and carries another text', async () => {
    const der = rebuilt(signBytes(ca, { signer: 'education', content: Buffer.from(entity) }), (fields) =>
      fields.map((field, index) => (index === 2 ? encodeElement(0x30, joinBytes([bytesOf(childrenOf(field)[0] as Element), encodeElement(0xa0, encodeElement(4, Buffer.from(lie)))])) : bytesOf(field))));
    expect(await verdictOf(detached(entity, der))).toBe('failed');
  });

  test('an opaque letter with no signer', async () => {
    const der = rebuilt(attached(entity), (fields) => fields.map((field, index) => (index === fields.length - 1 ? encodeElement(0x31, new Uint8Array()) : bytesOf(field))));
    expect(await verdictOf(opaque(der))).toBe('failed');
  });

  test('a false signer beside a true one, in either order', async () => {
    const [one, two] = [attached(entity), signBytes(ca, { signer: 'education', content: Buffer.from(lie), attached: true })];
    const signerOf = (der: Uint8Array): Uint8Array => {
      const content = childrenOf(childrenOf(readElement(der))[1] as Element)[0] as Element;
      return contentOf(childrenOf(content).at(-1) as Element);
    };
    for (const pair of [[signerOf(one), signerOf(two)], [signerOf(two), signerOf(one)]]) {
      const der = rebuilt(one, (fields) => fields.map((field, index) => (index === fields.length - 1 ? encodeElement(0x31, joinBytes(pair)) : bytesOf(field))));
      expect(await verdictOf(opaque(der))).toBe('failed');
    }
  });

  test('signed attributes passed off as the content they were made for', async () => {
    const der = rebuilt(attached(entity), (fields) => {
      const signer = childrenOf(childrenOf(fields.at(-1) as Element)[0] as Element);
      const attributes = signer.find((field) => isContext(field, 0)) as Element;
      const content = encodeElement(0x30, joinBytes([bytesOf(childrenOf(fields[2] as Element)[0] as Element), encodeElement(0xa0, encodeElement(4, encodeElement(0x31, contentOf(attributes))))]));
      const bare = encodeElement(0x31, encodeElement(0x30, joinBytes(signer.filter((field) => field !== attributes).map(bytesOf))));
      return fields.map((field, index) => (index === 2 ? content : index === fields.length - 1 ? bare : bytesOf(field)));
    });
    expect(await verdictOf(opaque(der))).toBe('failed');
  });

  test('a signature of a certificate that merely bears the same names', async () => {
    const raw = signed({ signer: 'stranger' });
    expect(await verdictOf(raw)).not.toBe('passed');
  });

  test('bytes behind the signed object', async () => {
    expect(await verdictOf(opaque(joinBytes([attached(entity), Buffer.from(lie)])))).not.toBe('passed');
  });
});

describe('attacks on the identity of the sender', () => {
  const tricks: readonly (readonly [string, string])[] = [
    ['the address of another', `From: ${victim}`],
    ['the address of another, with the signer as Sender', `From: ${victim}\r\nSender: ${attacker}`],
    ['the address of another, answers to the signer', `From: ${victim}\r\nReply-To: ${attacker}`],
    ['an address as display name', `From: "${victim}" <${attacker}>`],
    ['an address as encoded display name', `From: =?utf-8?B?${Buffer.from(victim).toString('base64')}?= <${attacker}>`],
    ['an address with a full-width at sign', `From: =?utf-8?B?${Buffer.from(victim.replace('@', '＠')).toString('base64')}?= <${attacker}>`],
    ...['\u200b', '\u00ad', '\u2060', '\u202e', '\ufeff'].map((mark): readonly [string, string] => [`an address with U+${(mark.codePointAt(0) ?? 0).toString(16)} in it`, `From: =?utf-8?B?${Buffer.from(victim.replace('gddt', `gd${mark}dt`)).toString('base64')}?= <${attacker}>`]),
    ['an address with a small at sign', `From: =?utf-8?B?${Buffer.from(victim.replace('@', '﹫')).toString('base64')}?= <${attacker}>`],
    ['an address with ideographic full stops', `From: =?utf-8?B?${Buffer.from(victim.replaceAll('.', '。')).toString('base64')}?= <${attacker}>`],
    ['an address split over encoded words', `From: =?utf-8?Q?vanthu?= =?utf-8?Q?=40sogddt?= =?utf-8?Q?.mau.example?= <${attacker}>`],
    ['an address split by a quoted string', `From: "vanthu" "@sogddt.mau.example" <${attacker}>`],
    ['a mailto address as name', `From: "mailto:${victim}" <${attacker}>`],
    ['two From fields', `From: ${victim}\r\nFrom: ${attacker}`],
    ['two From fields the other way', `From: ${attacker}\r\nFrom: ${victim}`],
    ['two mailboxes', `From: ${victim}, ${attacker}`],
    ['two pairs of angle brackets', `From: <${victim}> <${attacker}>`],
    ['two pairs of angle brackets the other way', `From: <${attacker}> <${victim}>`],
    ['a null byte', `From: ${victim}\0 <${attacker}>`],
    ['a null byte inside the address', `From: <${victim}\0.${attacker}>`],
    ['white space that pushes the address out of sight', `From: ${victim}${' '.repeat(300)}<${attacker}>`],
    ['a folded field', `From: ${victim}\r\n\t<${attacker}>`],
    ['a From field in other letters', `FROM: ${victim}\r\nfrom: ${attacker}`],
    ['no sender at all', 'Subject: Cong van'],
    ['the address of another in Sender alone', `Sender: ${victim}`],
    ['a line that begins with a blank before all fields', ` From: ${victim}\r\nFrom: ${attacker}, ${victim}`],
    ['an address of another in angle brackets inside the name', `From: "<${victim}>" <${attacker}>`],
    ['an encoded word in place of the address', `From: =?utf-8?Q?${victim.replace('@', '=40')}_=3C${victim.replace('@', '=40')}=3E?= <${attacker}>`],
    ['a space before the colon', `From : ${victim}\r\nFrom: ${attacker}`],
  ];

  test.each(tricks)('%s', async (_, fields) => {
    const raw = Buffer.concat([Buffer.from(`${fields}\r\nTo: ${headers.To}\r\nMIME-Version: 1.0\r\n`), inside(signed({ signer: 'office', headers: { From: attacker } }))]);
    expect(await verdictOf(raw)).not.toBe('passed');
  });

  test.each([['a comment', `From: ${attacker} (${victim})`], ['a group', `From: "${victim}": ${attacker};`], ['a source route', `From: <@${victim.split('@')[1] ?? ''}:${attacker}>`]])('%s: what passes is shown under the signer\'s address alone', async (_, fields) => {
    const raw = Buffer.concat([Buffer.from(`${fields}\r\nTo: ${headers.To}\r\nMIME-Version: 1.0\r\n`), inside(signed({ signer: 'office', headers: { From: attacker } }))]);
    const { letter: judged, content } = await read(raw);
    const shown = content.parsed.header.from.map(({ name, address }) => `${name} ${address}`).join(' ');
    expect(judged.verdict === 'passed' && shown.includes('sogddt')).toBe(false);
  });
});

describe('attacks on the MIME structure', () => {
  const above = `Content-Type: text/plain\r\n\r\n${lie}`;

  test.each(['multipart/mixed', 'multipart/alternative', 'multipart/related', 'multipart/digest', 'multipart/unknown'])('unsigned text before or after the signed part, in %s', async (type) => {
    for (const mode of ['detached', 'opaque'] as const) {
      const part = inside(signed({ mode }));
      expect(await verdictOf(letter(type, [above, part]))).not.toBe('passed');
      expect(await verdictOf(letter(type, [part, above]))).not.toBe('passed');
    }
  });

  test('the signed part hidden by markup before it', async () => {
    for (const markup of [`${lie}<!--`, `${lie}<div style="display:none">`, `${lie}<plaintext>`, '<style>*{display:none}</style>']) expect(await verdictOf(letter('multipart/mixed', [html(markup), inside(signed())]))).not.toBe('passed');
  });

  test('the signed part as a picture that is never shown', async () => {
    const raw = letter('multipart/related', [html(`${lie}<img src="cid:signed">`), withField(inside(signed()), 'Content-ID: <signed>')]);
    expect(await verdictOf(raw)).not.toBe('passed');
  });

  test('the signed part as an attachment, or as a letter forwarded under another header', async () => {
    const forwarded = Buffer.concat([Buffer.from('Content-Type: message/rfc822\r\n\r\n'), signed()]);
    const attachment = Buffer.concat([Buffer.from('Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename=x.eml\r\n\r\n'), signed()]);
    expect(await verdictOf(letter('multipart/mixed', [above, attachment]))).not.toBe('passed');
    expect(await verdictOf(letter('multipart/mixed', [forwarded]))).not.toBe('passed');
    const alone = Buffer.concat([Buffer.from(`From: ${victim}\r\nSubject: ${lie}\r\nMIME-Version: 1.0\r\n`), forwarded]);
    expect(await verdictOf(alone)).not.toBe('passed');
  });

  test('a third part within multipart/signed', async () => {
    const raw = signed().toString('latin1');
    const boundary = '--vanthu-signed-boundary';
    const third = raw.replace(`\r\n${boundary}--`, `\r\n${boundary}\r\n${above}\r\n${boundary}--`);
    expect(third).not.toBe(raw);
    expect(await verdictOf(Buffer.from(third, 'latin1'))).not.toBe('passed');
    const first = raw.replace(`${boundary}\r\n`, `${boundary}\r\n${above}\r\n${boundary}\r\n`);
    expect(await verdictOf(Buffer.from(first, 'latin1'))).not.toBe('passed');
  });

  test('a signature part that shows something to the reader', async () => {
    const raw = signed().toString('latin1');
    const called = (type: string): Buffer => Buffer.from(raw.replace('Content-Type: application/pkcs7-signature; name="smime.p7s"', `Content-Type: ${type}`), 'latin1');
    expect(await verdictOf(called('text/html'))).not.toBe('passed');
    expect(await verdictOf(called('text/plain; name="doc-ngay.txt"'))).not.toBe('passed');
    expect(await verdictOf(called('application/octet-stream; name="smime.p7s"'))).toBe('passed');
    const [head = '', tail = ''] = called('application/octet-stream; name="x.html"').toString('latin1').split(/\r\n(?=--vanthu-signed-boundary--)/);
    expect(await verdictOf(Buffer.from(`${head}${Buffer.from(`<p>${lie}</p>`).toString('base64')}\r\n${tail}`, 'latin1'))).not.toBe('passed');
  });

  test('text before the first and after the last border is never shown', async () => {
    const raw = signed().toString('latin1').replace('This is a signed message.', lie);
    const { content } = await read(Buffer.from(`${raw}\r\n${lie}\r\n`, 'latin1'));
    expect(JSON.stringify([content.parsed.text, content.parsed.html])).not.toContain(lie);
  });

  test('two content types: what is read and what is verified are the same', async () => {
    const raw = signed().toString('latin1');
    const other = `Content-Type: text/html\r\n`;
    for (const twice of [raw.replace('Content-Type: multipart/signed', `${other}Content-Type: multipart/signed`), raw.replace('MIME-Version: 1.0\r\n', `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n`)]) {
      const { letter: judged, content } = await read(Buffer.from(twice, 'latin1'));
      expect(judged.verdict === 'passed' && !(content.parsed.text?.text ?? '').startsWith('Kính gửi')).toBe(false);
    }
  });

  test('a header inside the signature that says otherwise than the one around it', async () => {
    const protectedEntity = `Content-Type: text/plain; charset=utf-8; protected-headers="v1"\r\nFrom: ${victim}\r\nSubject: Cong van\r\n\r\nKính gửi\r\n`;
    expect(await verdictOf(signed({ entity: protectedEntity }))).toBe('passed');
    expect(await verdictOf(signed({ entity: protectedEntity, headers: { ...headers, Subject: lie } }))).not.toBe('passed');
    expect(await verdictOf(signed({ entity: protectedEntity.replace('; protected-headers="v1"', '; hp="clear"'), headers: { ...headers, Subject: lie } }))).not.toBe('passed');
    expect(await verdictOf(signed({ entity: protectedEntity.replace(victim, attacker) }))).not.toBe('passed');
  });
});

describe('attacks with signature files', () => {
  const file = Buffer.from('%PDF-1.4 noi dung cong van\n');
  const attachment = (name: string, bytes: Uint8Array): string => `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(bytes)}`;

  test('a false file under the name the signature is for, the true one under another', async () => {
    const p7s = attachment('cv.pdf.p7s', signBytes(ca, { signer: 'education', content: file }));
    expect(await verdictOf(letter('multipart/mixed', [attachment('cv.pdf', file), p7s]))).toBe('passed');
    for (const name of ['cv.pdf.bak', 'cv.docx', 'khac.pdf']) expect(await verdictOf(letter('multipart/mixed', [attachment('cv.pdf', Buffer.from('%PDF-1.4 khac')), attachment(name, file), p7s]))).toBe('failed');
  });
});

test('a signature with MD5 is intact, but weak', async () => {
  const { letter: judged } = await read(signed({ signer: 'office', digest: 'md5', headers: { ...headers, From: attacker } }));
  expect(judged).toMatchObject({ verdict: 'indeterminate', reason: 'weakAlgorithm' });
  expect(judged.signatures[0]).toMatchObject({ checks: { integrity: { state: 'passed' } }, digest: { algorithm: 'md5' } });
});

describe('attacks on encryption', () => {
  const secret = 'Mat-khau-hop-2026';
  const encrypt = (plain: string | Uint8Array, cipher = '-aes256'): Buffer => execFileSync('openssl', ['cms', '-encrypt', '-binary', '-outform', 'DER', cipher, '-recip', ca.signers['education']?.certFile ?? ''], { input: plain });
  const enveloped = (der: Uint8Array): Buffer => Buffer.from(`Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(der)}`);
  const whole = (part: Buffer, from = victim): Buffer => Buffer.concat([Buffer.from(`From: ${from}\r\nSubject: Cong van\r\nMIME-Version: 1.0\r\n`), part]);
  const plain = `Content-Type: text/plain\r\n\r\n${secret}\r\n`;
  const said = (content: LetterContent): string => JSON.stringify([content.parsed.text, content.parsed.html]);

  test('a letter for us opens, and says that nothing vouches for it', async () => {
    const { letter: judged, content } = await read(whole(enveloped(encrypt(plain))));
    expect(said(content)).toContain(secret);
    expect(judged.verdict).toBe('unsigned');
    expect(content.decrypted?.authenticated).toBe(false);
    expect(content.parsed.problems.map(({ code }) => code)).toContain('decryptedUnauthenticated');
  });

  test('a letter signed inside its encryption passes, and one signed around an unsigned text does not', async () => {
    const { letter: judged, content } = await read(whole(enveloped(encrypt(inside(signed())))));
    expect(judged.verdict).toBe('passed');
    expect(content.parsed.problems.map(({ code }) => code)).not.toContain('decryptedUnauthenticated');
    for (const mode of ['detached', 'opaque'] as const) {
      expect(await verdictOf(signed({ entity: enveloped(encrypt(plain)), mode }))).not.toBe('passed');
      expect(await verdictOf(signed({ entity: enveloped(encrypt(inside(signed()))), mode }))).toBe('passed');
    }
  });

  test('a signature taken off and replaced around somebody else\'s ciphertext', async () => {
    expect(await verdictOf(signed({ signer: 'office', headers: { ...headers, From: attacker }, entity: enveloped(encrypt(inside(signed()))) }))).not.toBe('passed');
  });

  test.each(['multipart/mixed', 'multipart/related', 'multipart/alternative'])('a ciphertext between pieces of markup stays closed, in %s', async (type) => {
    const around = [html('<img src="http://evil.example/'), enveloped(encrypt(plain)), html('">')];
    const nested = Buffer.concat([Buffer.from('Content-Type: message/rfc822\r\n\r\n'), whole(enveloped(encrypt(plain)))]);
    for (const raw of [letter(type, around), letter(type, [html('<img src="http://evil.example/'), nested, html('">')]), signed({ entity: inside(letter(type, around)), mode: 'opaque' })]) {
      const { letter: judged, content } = await read(raw);
      expect(said(content)).not.toContain(secret);
      expect(judged.verdict).not.toBe('passed');
      expect(JSON.stringify(judged.inner.map(({ bytes }) => Buffer.from(bytes).toString('latin1')))).not.toContain(secret);
    }
    expect((await read(letter(type, around))).content.parsed.problems.map(({ code }) => code)).toContain('encryptedBeside');
  });

  test('a ciphertext under a signature with a further part stays closed', async () => {
    const raw = letter('multipart/signed; protocol="application/pkcs7-signature"', [enveloped(encrypt(plain)), 'Content-Type: application/pkcs7-signature\r\n\r\nAAAA', html('<img src="http://evil.example/')]);
    expect(said((await read(raw)).content)).not.toContain(secret);
  });

  test('changed blocks (malleability gadgets): never passed, never said to be genuine', async () => {
    const known = Buffer.from('Content-Type: te');
    const wanted = Buffer.from('Content-Type: xe');
    const der = encrypt(plain);
    const vector = Buffer.from(contentOf(childrenOf(childrenOf(innerOf(der, 2))[1] as Element)[1] as Element));
    const at = der.indexOf(vector);
    const changed = Buffer.from(der);
    for (let index = 0; index < 16; index += 1) changed[at + index] = (vector[index] ?? 0) ^ (known[index] ?? 0) ^ (wanted[index] ?? 0);
    const { letter: judged, content } = await read(whole(enveloped(changed)));
    expect(content.decrypted).toMatchObject({ authenticated: false });
    expect(Buffer.from(content.bytes).toString()).toContain('Content-Type: xext/plain');
    expect(judged.verdict).not.toBe('passed');
    const signedInside = encrypt(inside(signed({ mode: 'opaque' })));
    const middle = Buffer.from(signedInside);
    middle[middle.length - 400] = (middle[middle.length - 400] ?? 0) ^ 1;
    expect(await verdictOf(whole(enveloped(middle)))).not.toBe('passed');
  });

  test('an authenticated cipher that was changed does not open at all', async () => {
    const der = encrypt(plain, '-aes-256-gcm');
    expect((await read(whole(enveloped(der)))).content.decrypted?.authenticated).toBe(true);
    const encrypted = contentOf(childrenOf(innerOf(der, 2))[2] as Element);
    const at = der.indexOf(Buffer.from(encrypted));
    const changed = Buffer.from(der);
    changed[at + 3] = (changed[at + 3] ?? 0) ^ 1;
    const { content } = await read(whole(enveloped(changed)));
    expect(content.decrypted).toBeNull();
    expect(content.parsed.problems.map(({ code }) => code)).toEqual(['encryptedFailed']);
  });

  test('an authenticated cipher relabelled as one that is not does not open', async () => {
    const der = encrypt(plain, '-aes-256-gcm');
    const [, wrapper] = childrenOf(readElement(der));
    const fields = childrenOf(childrenOf(wrapper as Element)[0] as Element);
    const relabelled = encodeElement(0x30, joinBytes([Buffer.from('06092a864886f70d010703', 'hex'), encodeElement(0xa0, encodeElement(0x30, joinBytes([bytesOf(fields[0] as Element), bytesOf(fields[1] as Element), bytesOf(fields[2] as Element)])))]));
    expect(sameBytes(relabelled, der)).toBe(false);
    expect((await read(whole(enveloped(relabelled)))).content.decrypted).toBeNull();
  });

  /** A field of EnvelopedData: 0 version, 1 recipients, 2 encrypted content. */
  function innerOf(der: Uint8Array, field: number): Element {
    const [, wrapper] = childrenOf(readElement(der));
    return childrenOf(childrenOf(wrapper as Element)[0] as Element)[field] as Element;
  }
});
