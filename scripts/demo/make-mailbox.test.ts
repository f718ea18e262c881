import { beforeAll, describe, expect, test } from 'vitest';
import { receiptFacts } from '../../core/acknowledge/receipt-facts';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import { tinyPdf } from '../../core/extract/fixtures/tiny-pdf';
import type { ExtractTools } from '../../core/extract/extract-attachment';
import { testPdfEngine } from '../../core/extract/fixtures/test-engine';
import { filesToVerify } from '../../core/facts/files-to-verify';
import { openContent } from '../../core/facts/open-content';
import { stageOne } from '../../core/facts/stage-one';
import { stageTwo } from '../../core/facts/stage-two';
import { decideAttachment } from '../../core/letter/attachment-kind';
import { parseLetter } from '../../core/letter/parse-letter';
import type { IsoTime } from '../../core/model/ids';
import type { TrustContext } from '../../core/verify/trust-context';
import { verifyLetter } from '../../core/verify/verify-letter';
import { isPrinted, readDemoLetters } from './demo-source';
import { documentText } from './document-text';
import { fakeFile } from './fake-files';
import { makeMailbox, type DemoMailbox } from './make-mailbox';

const now = new Date();
let mailbox: DemoMailbox;

beforeAll(async () => {
  // paper in place of the runtime's printer: the same words, one line each
  const texts = readDemoLetters(now, '').filter(isPrinted).map(({ document, body }) => (document === null ? body : documentText(document)));
  mailbox = await makeMailbox(
    async () => texts.map((text) => tinyPdf([text.split('\n').filter((line) => line !== '').map((line, index) => ({ text: line, x: 50, y: 800 - 12 * index, size: 10 }))])),
    now,
  );
}, 60_000);

const byId = (id: string) => mailbox.letters.find(({ source }) => source.id === id)?.raw ?? new Uint8Array();
const headerOf = (raw: Uint8Array) => receiptFacts(parseLetter(raw).header, ['.songthuong.example']);

describe('the demo mailbox', () => {
  test('holds at least sixty letters that are read without a problem, each with its own Message-ID', () => {
    expect(mailbox.letters.length).toBeGreaterThanOrEqual(60);
    const parsed = mailbox.letters.map(({ raw }) => parseLetter(raw));
    expect(parsed.flatMap(({ problems }) => problems)).toEqual([]);
    expect(new Set(parsed.map(({ header }) => header.messageId)).size).toBe(mailbox.letters.length);
  });

  test('is read as its sources say: type, number, urgency, verdict once lists are at hand', async () => {
    const tools: ExtractTools = { pdf: await testPdfEngine() };
    const arrival = new Date(Date.now() - 5000).toISOString() as IsoTime;
    const { algorithms, revocationMaxAgeHours } = defaultPolicy;
    const trust: TrustContext = { anchors: [mailbox.ca.rootPem], intermediates: [], crls: await mailbox.ca.lists(), algorithms, revocationMaxAgeHours, judgedAt: arrival, judgedBy: 'arrival' };
    const wrong: string[] = [];
    for (const { source, raw } of mailbox.letters) {
      const content = await openContent(raw);
      await stageOne(raw, content);
      const two = await stageTwo({ content, tools, skip: new Set() });
      const { recognition, problems } = two;
      const marked = await filesToVerify(content, two, tools);
      const { verdict, reason } = await verifyLetter(raw, content.wrapped ? parseLetter(raw) : content.parsed, trust, marked);
      const [document] = recognition.documents;
      const got: Record<string, string> = {
        official: recognition.isOfficial ? 'yes' : 'no', type: document?.type ?? '', number: document?.number ?? '', urgency: document?.urgency ?? '',
        verdict: verdict === 'unsigned' ? 'unsigned' : `${verdict}:${reason}`,
      };
      // what a scan says is read by OCR, later
      if (!source.carry.includes('scan')) wrong.push(...problems.map(({ code }) => `${source.id}: ${code}`));
      const wanted = { verdict: 'unsigned', ...source.expect };
      for (const [name, value] of Object.entries(wanted)) if (name in got && got[name] !== value) wrong.push(`${source.id}: ${name} is ${got[name]}, not ${value}`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  test('holds every kind of letter that an office meets', () => {
    const types = new Set(mailbox.letters.map(({ source }) => source.expect['type']));
    for (const type of ['Công văn', 'Quyết định', 'Thông báo', 'Kế hoạch', 'Báo cáo', 'Tờ trình', 'Chỉ thị', 'Công điện', 'Giấy mời', 'Hướng dẫn', 'Biên bản', 'Nghị quyết', 'Chương trình', 'Phương án', 'Phiếu chuyển', 'Giấy giới thiệu', 'หนังสือภายนอก', 'Surat Rasmi']) expect(types).toContain(type);
    const signings = new Set(mailbox.letters.map(({ source }) => source.sign));
    for (const sign of ['valid', 'tampered', 'stranger', 'expired', 'other', 'opaque', 'part', 'p7s', 'p7s-tampered', 'pdf', 'pdf-changed']) expect(signings).toContain(sign);
    const receipts = new Set(mailbox.letters.map(({ source }) => source.expect['receipt']));
    for (const why of ['sent', 'withheld:beforeConnection', 'withheld:freeWebmail', 'withheld:list', 'withheld:bulk', 'withheld:autoSubmitted', 'withheld:nullReturnPath', 'withheld:notOfficialDomain', 'asked:notAddressed', 'asked:returnPathDiffers', 'asked:authenticationFailed']) expect(receipts).toContain(why);
    expect(new Set(mailbox.letters.flatMap(({ source }) => source.carry))).toEqual(new Set(['text', 'html', 'pdf', 'docx', 'scan', 'zip']));
    for (const when of ['before', 'after']) expect(mailbox.letters.filter(({ source }) => source.when === when).length).toBeGreaterThan(20);
  });

  test('says in its headers what the sources say', () => {
    expect(headerOf(byId('danh-sach-thu-phap-che')).isList).toBe(true);
    expect(headerOf(byId('hang-loat-noi-bo')).isBulk).toBe(true);
    expect(headerOf(byId('vang-mat')).isAutomatic).toBe(true);
    expect(headerOf(byId('khong-gui-duoc')).returnPath.kind).toBe('null');
    expect(headerOf(byId('mao-danh')).authentication).toBe('failed');
    expect(headerOf(byId('giay-moi-giao-ban')).notificationTo?.[0]?.domain).toBe('ubnd.songthuong.example');
    expect(headerOf(byId('cong-van-tap-huan')).notificationTo?.[0]?.domain).toBe('thongke.tinhban.example');
    expect(headerOf(byId('bcc-van-phong')).recipients.some(({ domain }) => domain === 'sogddt.songthuong.example')).toBe(false);
  });

  test('holds files that may only be saved, none of which does anything', () => {
    for (const name of ['Phan-mem-diem.exe', 'loi-tat.lnk', 'ke-hoach.pdf.js', 'Mau-bieu.docm', 'Cong-van-2266.pdf.exe']) {
      const { type, bytes } = fakeFile(name);
      expect(decideAttachment(name, type, bytes).kind).toBe('saveOnly');
    }
  });

  test('names reserved domains and free providers only', () => {
    const text = mailbox.letters.map(({ raw }) => Buffer.from(raw).toString('latin1')).join('\n');
    const addresses = [...text.matchAll(/<[^<>\s@]+@([^<>\s]+)>/g)].map((match) => match[1] ?? '');
    expect(addresses.filter((domain) => !/\.example$|^gmail\.com$|^yahoo\.com(\.vn)?$/.test(domain))).toEqual([]);
  });
});
