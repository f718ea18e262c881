import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { testPdfEngine } from '../extract/fixtures/test-engine';
import { paragraph, run, tinyDocx } from '../extract/fixtures/tiny-docx';
import { tinyPdf } from '../extract/fixtures/tiny-pdf';
import { testArchiveEngine } from '../extract/archives/fixtures/test-archive-engine';
import { tinySevenZip } from '../extract/archives/fixtures/tiny-seven-zip';
import { tinyTnef } from '../extract/archives/fixtures/tiny-tnef';
import type { ExtractTools } from '../extract/extract-attachment';
import type { OcrFacts, StageTwoFacts } from '../model/facts';
import type { PartId } from '../model/ids';
import { openContent } from './open-content';
import { stageTwo } from './stage-two';

let tools: ExtractTools;
beforeAll(async () => {
  const archive = await testArchiveEngine();
  tools = { pdf: await testPdfEngine(), archives: () => Promise.resolve(archive) };
});

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const officialText = (number: string, summary: string, stamp = ''): string =>
  `ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\n${stamp}Số: ${number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nAn Phú, ngày 25 tháng 11 năm 2026\nQUYẾT ĐỊNH\n${summary}\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nĐiều 1. Nội dung.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n`;
const docx = (text: string): Uint8Array => tinyDocx(text.split('\n').map((line) => paragraph(run(line))).join(''));

interface Given {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function read(files: readonly Given[], more: { readonly ocr?: OcrFacts; readonly skip?: readonly string[]; readonly subject?: string } = {}): Promise<StageTwoFacts> {
  const parts = files.map(({ name, bytes }) => `--b\r\nContent-Type: application/octet-stream; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(bytes).toString('base64')}\r\n`);
  const raw = `From: vanthu@anphu.example\r\nSubject: ${more.subject ?? 'gui ho so'}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nKinh gui\r\n${parts.join('')}--b--\r\n`;
  return stageTwo({ content: await openContent(utf8(raw)), tools, skip: new Set(more.skip as readonly PartId[] | undefined), ocr: more.ocr ?? null });
}

const numbers = (facts: StageTwoFacts): readonly (string | null)[] => facts.recognition.documents.map((document) => document.number);

describe('a letter with an archive', () => {
  it('gives every document in it as a document of its own, with the file it was read from', async () => {
    const zip = zipSync({ 'quyet-dinh.docx': docx(officialText('36/QĐ-UBND', 'Về việc thành lập Tổ công tác')), 'Phụ lục/quyet-dinh-2.docx': docx(officialText('37/QĐ-UBND', 'Về việc giao dự toán')) });
    const facts = await read([{ name: 'ho-so.zip', bytes: zip }]);
    expect(numbers(facts)).toEqual(['36/QĐ-UBND', '37/QĐ-UBND']);
    expect(facts.recognition.documents.map((document) => document.origin)).toEqual([{ part: '2', member: 'quyet-dinh.docx' }, { part: '2', member: 'Phụ lục/quyet-dinh-2.docx' }]);
    const [first] = facts.attachments;
    expect(first?.members.map(({ path, opens, why, size }) => [path, opens, why, size === null])).toEqual([['quyet-dinh.docx', 'open', null, false], ['Phụ lục/quyet-dinh-2.docx', 'open', null, false]]);
    expect(first?.members[0]?.digest).toMatch(/^[0-9a-f]{64}$/);
    expect([first?.opens, first?.why, facts.problems]).toEqual(['saveOnly', 'archive', []]);
  });

  it('is read whatever the container: 7z, winmail.dat, a ZIP in a 7z', async () => {
    const file = docx(officialText('36/QĐ-UBND', 'Về việc thành lập Tổ công tác'));
    expect(numbers(await read([{ name: 'a.7z', bytes: tinySevenZip([{ name: 'a.docx', bytes: file }]) }]))).toEqual(['36/QĐ-UBND']);
    expect(numbers(await read([{ name: 'a.7z', bytes: tinySevenZip([{ name: 'a.zip', bytes: zipSync({ 'b.docx': file }) }]) }]))).toEqual(['36/QĐ-UBND']);
    const winmail = await read([{ name: 'winmail.dat', bytes: tinyTnef({ body: 'Kính gửi các đơn vị', files: [{ longName: 'Quyết định.docx', bytes: file }] }) }]);
    expect(numbers(winmail)).toEqual(['36/QĐ-UBND']);
    expect(winmail.sources).toContainEqual({ source: { kind: 'attachment', part: '2', page: null }, text: 'Kính gửi các đơn vị' });
  });

  it('lets nothing in it be opened that could not be opened beside it', async () => {
    const program = Uint8Array.from([0x4d, 0x5a, ...new Uint8Array(80)]);
    const facts = await read([{ name: 'a.zip', bytes: zipSync({ 'cong-van.pdf.exe': program, 'cong-van.pdf': program, 'cv\u202Efdp.exe': program, 'a.lnk': utf8('x'), 'b.txt': utf8('x') }) }]);
    expect(facts.attachments[0]?.members.map(({ path, opens, why }) => [path, opens, why])).toEqual([
      ['cong-van.pdf.exe', 'saveOnly', 'doubleExtension'], ['cong-van.pdf', 'saveOnly', 'program'], ['cvfdp.exe', 'saveOnly', 'hiddenCharacters'], ['a.lnk', 'saveOnly', 'shortcut'], ['b.txt', 'open', null],
    ]);
  });

  it('names what could not be read beside the file it is said of', async () => {
    const facts = await read([{ name: 'a.zip', bytes: zipSync({ 'trong.rar': utf8('Rar!\x1a\x07\x01\x00hong'), 'hong.pdf': utf8('%PDF-1.4'), 'c.txt': utf8('x') }) }, { name: 'b.gz', bytes: Uint8Array.of(0x1f, 0x8b, 8, 0) }]);
    expect(facts.problems).toEqual([
      { code: 'archiveBroken', part: '2', detail: 'trong.rar' }, { code: 'pdfBroken', part: '2', detail: 'hong.pdf' }, { code: 'archiveUnknown', part: '3' },
    ]);
  });

  it('leaves it closed once anything beside it is stamped a state secret, and says so', async () => {
    const secret = docx(officialText('01/QĐ-UBND', 'Về việc bảo vệ', 'MẬT\n'));
    const open = docx(officialText('36/QĐ-UBND', 'Về việc thành lập Tổ công tác'));
    const beside = await read([{ name: 'ho-so.zip', bytes: zipSync({ 'a.docx': open }) }, { name: 'mat.docx', bytes: secret }]);
    expect(beside.recognition.documents.map((document) => [document.number, document.secrecy !== null])).toEqual([['01/QĐ-UBND', true]]);
    expect(beside.attachments[0]?.members).toEqual([expect.objectContaining({ path: 'a.docx', size: null, digest: '', opens: 'saveOnly', why: 'archiveSecret' })]);
    const within = await read([{ name: 'ho-so.zip', bytes: zipSync({ 'a.docx': open, 'b.docx': secret, 'c.docx': open }) }]);
    expect(within.attachments[0]?.members.map((member) => [member.path, member.size === null])).toEqual([['a.docx', false], ['b.docx', false], ['c.docx', true]]);
  });

  it('is an archive and no damaged document, though a document lies in it unpacked', async () => {
    const facts = await read([{ name: 'a.zip', bytes: zipSync({ 'a.docx': [docx(officialText('36/QĐ-UBND', 'Về việc thành lập Tổ công tác')), { level: 0 }] }, { level: 0 }) }]);
    expect([numbers(facts), facts.problems, facts.attachments[0]?.why, facts.attachments[0]?.signaturePresent]).toEqual([['36/QĐ-UBND'], [], 'archive', null]);
  });

  it('of more words than can be read is listed whole, and says where reading ended', async () => {
    const words = utf8('Nội dung văn bản '.repeat(20_000));
    const facts = await read([{ name: 'a.zip', bytes: zipSync(Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`${index}.txt`, words]))) }]);
    const members = facts.attachments[0]?.members ?? [];
    expect(members.map((member) => member.digest.length)).toEqual(Array(9).fill(64));
    expect(facts.sources.filter(({ source }) => source.kind === 'attachment').reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(limits.archiveTextChars);
    expect(members.map((member) => member.problems.some((problem) => problem.code === 'archiveTextLimit'))).toEqual([false, false, false, false, false, true, true, true, true]);
  });

  it('is left closed where it killed the reader before', async () => {
    const facts = await read([{ name: 'a.zip', bytes: zipSync({ 'a.txt': utf8('x') }) }], { skip: ['2'] });
    expect([facts.attachments[0]?.members, facts.problems]).toEqual([[], [{ code: 'couldNotBeOpened', part: '2' }]]);
  });
});

describe('a letter with files that are too large to be read', () => {
  it('has the others read all the same', async () => {
    // four of them say they hold more than all attachments together may
    const huge = new Uint8Array(limits.attachmentBytes + 1);
    const part = (name: string, encoding: string): string => `--b\r\nContent-Type: application/octet-stream; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
    const pieces = [utf8('Subject: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'), ...[1, 2, 3, 4].flatMap((index) => [utf8(part(`${index}.bin`, 'binary')), huge, utf8('\r\n')]), utf8(`${part('a.docx', 'base64')}${Buffer.from(docx(officialText('36/QĐ-UBND', 'Về việc thành lập Tổ công tác'))).toString('base64')}\r\n--b--\r\n`)];
    const facts = await stageTwo({ content: await openContent(Buffer.concat(pieces)), tools, skip: new Set() });
    expect(facts.attachments.map((one) => one.problems[0]?.code ?? null)).toEqual([...Array<string>(4).fill('attachmentTooLarge'), null]);
    expect(numbers(facts)).toEqual(['36/QĐ-UBND']);
  });
});

describe('a letter with an invitation of a calendar program', () => {
  it('says what the invitation says, where it stands beside the text as another form of it', async () => {
    const calendar = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Họp giao ban\r\nDTSTART:20261125T070000Z\r\nLOCATION:Phòng họp số 1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';
    const raw = `Subject: a\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nKinh moi\r\n--b\r\nContent-Type: text/calendar; charset=utf-8; method=REQUEST\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${calendar}--b--\r\n`;
    const facts = await stageTwo({ content: await openContent(utf8(raw)), tools, skip: new Set() });
    expect(facts.sources).toContainEqual({ source: { kind: 'attachment', part: '2', page: null }, text: 'Họp giao ban\n14:00 25/11/2026\nPhòng họp số 1' });
  });
});

describe('a meeting that only the file of a calendar program tells', () => {
  const calendar = (method: string, place = 'Phòng họp số 1'): Uint8Array => utf8(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:${method}\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Họp giao ban\r\nDTSTART:20261125T070000Z\r\nLOCATION:${place}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`);
  const paper = { name: 'a.docx', bytes: docx(officialText('36/QĐ-UBND', 'Về việc thành lập Tổ công tác')) };

  it('is that of the official document beside it, with the line that says so', async () => {
    for (const file of [{ name: 'moi.ics', bytes: calendar('REQUEST') }, { name: 'moi.zip', bytes: zipSync({ 'moi.ics': calendar('REQUEST') }) }]) {
      const facts = await read([paper, file]);
      const [document] = facts.recognition.documents;
      expect([document?.meeting?.at, document?.meeting?.place]).toEqual(['2026-11-25T14:00', 'Phòng họp số 1']);
      const evidence = document?.evidence.find(({ field }) => field === 'meeting');
      expect(evidence?.source).toMatchObject({ kind: 'attachment', part: '3' });
      expect(facts.sources.find(({ source }) => JSON.stringify(source) === JSON.stringify(evidence?.source))?.text.slice(evidence?.start, evidence?.end)).toBe('14:00 25/11/2026');
    }
  });

  it('is none where it is called off or answered, and makes no letter official', async () => {
    for (const method of ['CANCEL', 'REPLY', 'COUNTER']) expect((await read([paper, { name: 'moi.ics', bytes: calendar(method) }])).recognition.documents[0]?.meeting).toBeNull();
    const alone = await read([{ name: 'moi.ics', bytes: calendar('REQUEST') }]);
    expect([alone.recognition, alone.invitations?.[0]?.meeting.at]).toEqual([{ isOfficial: false, documents: [] }, '2026-11-25T14:00']);
  });

  it('stands when the pictures of the letter are read, and what the paper says goes before it', async () => {
    const scan = { name: 'scan.pdf', bytes: tinyPdf([[]], { pictures: [0] }) };
    const ocrOf = (text: string): OcrFacts => ({ ocrVersion: '1', done: true, parts: [{ part: '2' as PartId, member: null, pages: [{ page: 1, text, width: 1, height: 1, words: [], confidence: 0.9 }], problems: [] }] });
    const files = [scan, { name: 'moi.ics', bytes: calendar('REQUEST') }];
    const text = officialText('36/QĐ-UBND', 'Về việc thành lập Tổ công tác');
    expect((await read(files, { ocr: ocrOf(text) })).recognition.documents[0]?.meeting?.at).toBe('2026-11-25T14:00');
    const invited = text.replace('QUYẾT ĐỊNH', 'GIẤY MỜI').replace('36/QĐ-UBND', '36/GM-UBND').replace('Điều 1. Nội dung.', 'Thời gian: 08 giờ 00 ngày 30 tháng 11 năm 2026.\nĐịa điểm: Hội trường A.');
    expect((await read(files, { ocr: ocrOf(invited) })).recognition.documents[0]?.meeting?.at).toBe('2026-11-30T08:00');
  });
});

describe('what was read from pictures', () => {
  it('stands among the pages of its file and is recognised with them, and nothing is missing any more', async () => {
    const scan = tinyPdf([[]], { pictures: [0] });
    const files = [{ name: 'ho-so.zip', bytes: zipSync({ 'scan.pdf': scan }) }, { name: 'scan.pdf', bytes: scan }];
    const before = await read(files);
    expect([before.attachments[0]?.members[0]?.scans, before.attachments[1]?.scans, before.ocrVersion]).toEqual([[1], [1], null]);
    expect(before.problems.map((problem) => problem.code)).toEqual(['pdfNoText', 'pdfNoText']);
    const page = (number: string): OcrFacts['parts'][number]['pages'][number] => ({ page: 1, text: officialText(number, 'Về việc thành lập Tổ công tác'), width: 1, height: 1, words: [], confidence: 0.9 });
    const ocr: OcrFacts = { ocrVersion: '1', done: true, parts: [{ part: '2' as PartId, member: 'scan.pdf', pages: [page('36/QĐ-UBND')], problems: [] }, { part: '3' as PartId, member: null, pages: [page('38/QĐ-UBND')], problems: [] }] };
    const after = await read(files, { ocr });
    expect(numbers(after)).toEqual(['36/QĐ-UBND', '38/QĐ-UBND']);
    expect([after.ocrVersion, after.problems]).toEqual(['1', []]);
    expect(after.sources).toContainEqual({ source: { kind: 'attachment', part: '2', page: 1, member: 'scan.pdf', ocr: true }, text: page('36/QĐ-UBND').text });
    expect(after.recognition.documents[0]?.evidence.find((one) => one.field === 'number')?.source).toMatchObject({ part: '2', member: 'scan.pdf', ocr: true });
  });
});
