import { zipSync } from 'fflate';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtractTools } from '../extract/extract-attachment';
import { tinyDocx, paragraph, run } from '../extract/fixtures/tiny-docx';
import type { StageTwoFacts } from '../model/facts';
import type { IsoTime } from '../model/ids';
import type { LetterVerdict } from '../model/verdict';
import { withoutSignedArchives } from '../verify/signed-archives';
import type { TrustContext } from '../verify/trust-context';
import { verifyLetter } from '../verify/verify-letter';
import { defaultPolicy } from '../acknowledge/default-policy';
import { parseLetter } from '../letter/parse-letter';
import { createTestCa, signBytes, signMime } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import { filesToVerify } from './files-to-verify';
import { KeptMembers } from './kept-members';
import { openContent } from './open-content';
import { signedFormat } from './signed-format';
import { stageTwo } from './stage-two';

let folder = '';
let ca: TestCa;
let trust: TrustContext;
const tools: ExtractTools = { pdf: null };
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-files-'));
  ca = createTestCa(folder);
  trust = { anchors: [ca.rootPem], intermediates: [], crls: ca.crls, algorithms: defaultPolicy.algorithms, revocationMaxAgeHours: null, judgedAt: new Date().toISOString() as IsoTime, judgedBy: 'now' };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Judged {
  readonly two: StageTwoFacts;
  readonly verdict: LetterVerdict;
}

function letter(name: string, bytes: Uint8Array): Uint8Array {
  return utf8(`From: a@b.example\r\nSubject: tep\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nKem theo\r\n--b\r\nContent-Type: application/octet-stream; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(bytes).toString('base64')}\r\n--b--\r\n`);
}

async function judge(raw: Uint8Array, kept?: KeptMembers): Promise<Judged> {
  const content = await openContent(raw);
  const two = await stageTwo({ content, tools, skip: new Set(), ...(kept === undefined ? {} : { kept }) });
  const files = await filesToVerify(content, two, tools, kept);
  return { two, verdict: await verifyLetter(raw, content.wrapped ? parseLetter(raw) : content.parsed, trust, files) };
}

const places = ({ verdict }: Judged) => verdict.signatures.map(({ part, member, kind, verdict: answer, reason }) => [part, member, kind, answer, reason]);

describe('signature files in an archive', () => {
  const document = utf8('noi dung cong van');
  const zipOf = (content: Uint8Array): Uint8Array => {
    const p7s = signBytes(ca, { signer: 'education', content: document });
    return zipSync({ 'phu-luc.txt': utf8('khac'), 'Thư mục/cv.txt': content, 'Thư mục/cv.txt.p7s': p7s });
  };

  it('are judged for the file beside them that they sign', async () => {
    expect(places(await judge(letter('ho-so.zip', zipOf(document))))).toEqual([['2', 'Thư mục/cv.txt', 'cms', 'passed', 'valid']]);
    expect(places(await judge(letter('ho-so.zip', zipOf(utf8('da doi')))))).toEqual([['2', 'Thư mục/cv.txt', 'cms', 'failed', 'broken']]);
  });

  it('belong to the file in their own folder, then to one of that name elsewhere, then to any they fit', async () => {
    const p7s = signBytes(ca, { signer: 'education', content: document });
    const other = utf8('da doi');
    const found = async (files: Readonly<Record<string, Uint8Array>>) => places(await judge(letter('ho-so.zip', zipSync(files)))).map(([, member, , verdict]) => [member, verdict]);
    expect(await found({ 'a/cv.txt': document, 'b/cv.txt': document, 'b/cv.txt.p7s': p7s })).toEqual([['b/cv.txt', 'passed']]);
    // the original elsewhere does not make the changed one good
    expect(await found({ 'a/cv.txt': document, 'b/cv.txt': other, 'b/cv.txt.p7s': p7s })).toEqual([['b/cv.txt', 'failed']]);
    expect(await found({ 'a/phu-luc.txt': document, 'van-ban/cv.txt': other, 'chu-ky/cv.txt.p7s': p7s })).toEqual([['van-ban/cv.txt', 'failed']]);
    expect(await found({ 'a/cv.txt': document, 'b/phu-luc.txt': other, 'b/chu-ky.p7s': p7s })).toEqual([['a/cv.txt', 'passed']]);
  });

  it('make an archive a signed part where every file in it is signed, and only there', async () => {
    const unsigned = async (bytes: Uint8Array): Promise<readonly string[]> => {
      const { two, verdict } = await judge(letter('ho-so.zip', bytes));
      return withoutSignedArchives(verdict, two.attachments).unsignedParts.filter((part) => part === '2');
    };
    const p7s = signBytes(ca, { signer: 'education', content: document });
    const files = { 'a/cv.txt': document, 'a/cv.txt.p7s': p7s };
    expect(await unsigned(zipSync(files))).toEqual([]);
    expect(await unsigned(zipSync({ 'trong.zip': zipSync(files) }))).toEqual([]);
    expect(await unsigned(zipSync({ ...files, 'b/khac.txt': utf8('khac') }))).toEqual(['2']);
    expect(await unsigned(zipSync({ ...files, 'trong.zip': zipSync({ ...files, 'khac.txt': utf8('khac') }) }))).toEqual(['2']);
    expect(await unsigned(zipSync({ ...files, 'rong.zip': zipSync({}) }))).toEqual(['2']);
    expect(await unsigned(zipSync({ ...files, 'thu.eml': letter('cv.txt', document) }))).toEqual(['2']);
  });

  it('are found in an archive within an archive', async () => {
    const outer = zipSync({ 'trong.zip': zipOf(document) });
    expect(places(await judge(letter('ngoai.zip', outer)))).toEqual([['2', 'trong.zip/Thư mục/cv.txt', 'cms', 'passed', 'valid']]);
  });

  it('that hold what they sign are judged by themselves', async () => {
    const zip = zipSync({ 'cv.txt.p7m': signBytes(ca, { signer: 'education', content: document, attached: true }) });
    expect(places(await judge(letter('ho-so.zip', zip)))).toEqual([['2', 'cv.txt.p7m', 'cms', 'passed', 'valid']]);
    // what the second stage has in its hands is not unpacked again
    const kept = new KeptMembers();
    expect(places(await judge(letter('ho-so.zip', zip), kept))).toEqual([['2', 'cv.txt.p7m', 'cms', 'passed', 'valid']]);
    expect(kept.hasAll('2' as never, [{ path: 'cv.txt.p7m' }])).toBe(true);
  });

  it('are judged under other names too', async () => {
    const cms = signBytes(ca, { signer: 'education', content: document, attached: true });
    expect(places(await judge(letter('cv.cms', cms)))).toEqual([['2', null, 'cms', 'passed', 'valid']]);
    expect(places(await judge(letter('ho-so.zip', zipSync({ 'cv.p7': cms }))))).toEqual([['2', 'cv.p7', 'cms', 'passed', 'valid']]);
  });

  it('in a letter that is signed whole lie where its reader sees them', async () => {
    const inner = Buffer.from(letter('ho-so.zip', zipOf(document))).toString('latin1');
    const entity = inner.slice(inner.indexOf('Content-Type'));
    const raw = signMime(ca, { signer: 'education', entity: Buffer.from(entity, 'latin1'), headers: { From: 'vanthu@sogddt.mau.example' }, mode: 'opaque' });
    expect(places(await judge(raw)).map(([part, member, kind, answer]) => [kind, kind === 'smime' ? null : part, member, answer])).toEqual([['smime', null, null, 'passed'], ['cms', '2', 'Thư mục/cv.txt', 'passed']]);
  });

  it('beside which files stayed closed claim nothing', async () => {
    const zip = zipOf(document);
    const content = await openContent(letter('ho-so.zip', zip));
    const two = await stageTwo({ content, tools, skip: new Set() });
    const unpacked = two.attachments.map((one) => ({ ...one, members: one.members.map((member) => (member.path.endsWith('cv.txt') ? { ...member, digest: '', size: null } : member)) }));
    const files = await filesToVerify(content, { attachments: unpacked }, tools);
    const verdict = await verifyLetter(content.bytes, content.parsed, trust, files);
    expect(verdict.verdict).not.toBe('passed');
  });
});

describe('a file is looked at for signatures', () => {
  it('by what its bytes are, whatever it is called', () => {
    const office = zipSync({ '[Content_Types].xml': utf8('<x/>'), '_xmlsignatures/origin.sigs': utf8('') });
    const container = zipSync({ mimetype: utf8('application/vnd.etsi.asic-e+zip'), 'a.txt': utf8('x'), 'META-INF/signatures.xml': utf8('<x/>') });
    const xml = utf8('<?xml version="1.0"?>\n<a xmlns:d="http://www.w3.org/2000/09/xmldsig#"><d:Signature/></a>');
    expect([
      signedFormat(utf8('%PDF-1.7\n1 0 obj <</ByteRange [0 1]>>'), 'a.bin', null), signedFormat(utf8('%PDF-1.7\n'), 'a.pdf', null), signedFormat(office, 'a.docx', null), signedFormat(container, 'a.zip', null),
      signedFormat(xml, 'a.txt', null), signedFormat(utf8('x'), 'a.P7S', null), signedFormat(utf8('van ban'), 'a.txt', null), signedFormat(tinyDocx(paragraph(run('a'))), 'a.docx', null), signedFormat(new Uint8Array(), '', null),
    ]).toEqual(['pdf', null, 'ooxml', 'asic', 'xades', 'cms', null, null, null]);
  });
});
