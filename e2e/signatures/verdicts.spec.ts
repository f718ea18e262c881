import { changedPdf, stampedPdf } from '../fixtures/signed-pdf';
import { expect, test } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';
import { mail, official, signed, type MailParts } from '../fixtures/letters';
import { startOffice, type Office } from '../fixtures/office';
import { resizeTo } from '../fixtures/system-dialogs';
import { connect, rows, settled } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';
import { SettingsRoom } from '../pages/settings-room';

interface Sample {
  readonly name: string;
  readonly number: string;
  readonly topic: string;
  readonly tone: 'good' | 'warn' | 'bad';
  readonly vi: string;
  readonly en: string;
  readonly make: (office: Office, parts: MailParts) => Uint8Array;
  /** unit whose address stands in From; unit1 where absent */
  readonly from?: string;
}

const pdf = (name: string, bytes: Uint8Array) => ({ name, contentType: 'application/pdf', bytes });

const samples: readonly Sample[] = [
  {
    name: 'valid', number: '11/SNV-VP', topic: 'gửi kế hoạch công tác tháng 12', tone: 'good',
    vi: 'Chứng thư của Sở Nội vụ (mẫu) còn hiệu lực', en: 'The certificate of Sở Nội vụ (mẫu) was valid',
    make: ({ ca }, parts) => signed(ca, 'unit1', parts),
  },
  {
    name: 'weak', number: '12/SNV-VP', topic: 'rà soát danh sách cán bộ', tone: 'warn',
    vi: 'Thuật toán SHA-1 không còn được chấp nhận.', en: 'SHA-1',
    make: ({ ca }, parts) => signed(ca, 'unit1', parts, 'sha1'),
  },
  {
    name: 'expired', number: '13/SYT-VP', topic: 'phòng, chống dịch mùa đông', tone: 'warn', from: 'unit3',
    vi: 'Chứng thư đã hết hạn', en: 'expired',
    make: ({ ca }, parts) => signed(ca, 'expired', parts),
  },
  {
    name: 'revoked', number: '14/SXD-VP', topic: 'cấp phép xây dựng', tone: 'warn', from: 'unit4',
    vi: 'không chứng minh được là ký trước đó', en: 'revoked',
    make: ({ ca }, parts) => signed(ca, 'revoked', parts),
  },
  {
    name: 'unknown-issuer', number: '15/DVL-VP', topic: 'đề nghị phối hợp', tone: 'warn', from: 'unit5',
    vi: 'Máy này chưa biết cơ quan cấp chứng thư “Chứng thực chưa biết (mẫu)”.', en: 'Chứng thực chưa biết (mẫu)',
    make: ({ ca }, parts) => signed(ca, 'stranger', parts),
  },
  {
    name: 'other-sender', number: '16/STC-NS', topic: 'chuyển kinh phí', tone: 'bad', from: 'unit6',
    vi: 'Người ký thư (unit1@so.gov.vn) không phải người gửi (unit6@so.gov.vn).', en: 'unit6@so.gov.vn',
    make: ({ ca }, parts) => signed(ca, 'unit1', parts),
  },
  {
    name: 'changed', number: '17/SNV-VP', topic: 'giao chỉ tiêu biên chế', tone: 'bad',
    vi: 'Tệp đã bị sửa sau khi ký.', en: 'changed after',
    make: ({ ca }, parts) => mail({ ...parts, attachments: [pdf('17-SNV-VP.pdf', changedPdf(ca, 'unit1', 'Giao 12 bien che', 'Giao 92 bien che'))] }),
  },
  {
    name: 'part-only', number: '18/SNV-VP', topic: 'báo cáo quý IV', tone: 'warn',
    vi: 'Chỉ một phần thư được ký.', en: 'Only a part',
    make: ({ ca }, parts) => withUnsigned(signed(ca, 'unit1', parts), 'Phần này được thêm sau, không ai ký.'),
  },
  {
    name: 'stamped-late', number: '19/SYT-VP', topic: 'thẩm định trang thiết bị', tone: 'warn', from: 'unit3',
    vi: 'Chứng thư đã hết hạn', en: 'expired',
    make: ({ ca }, parts) => mail({ ...parts, attachments: [pdf('19-SYT-VP.pdf', stampedPdf(ca, 'expired', 'Tham dinh trang thiet bi'))] }),
  },
];

/** The signed entity becomes the second part of a multipart/mixed, below words that nobody signed. */
function withUnsigned(letter: Uint8Array, words: string): Uint8Array {
  const text = Buffer.from(letter).toString('latin1');
  const at = text.search(/^MIME-Version/m);
  const unsigned = `--around\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(words).toString('base64')}\r\n`;
  const entity = text.slice(at).replace(/^MIME-Version: 1\.0\r\n/, '');
  return Buffer.from(`${text.slice(0, at)}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=around\r\n\r\n${unsigned}--around\r\n${entity}\r\n--around--\r\n`, 'latin1');
}

/** What stands above the text of a letter, down to the verdict: `docs/verdicts.md` shows it (`scripts/verdict-shots.mjs`). */
async function headShot({ page, pane, verdict }: LettersRoom, name: string): Promise<void> {
  await expect(page.getByTestId('recheck-toast')).toHaveCount(0);
  const [outer, strip] = [await pane.boundingBox(), await verdict.boundingBox()];
  if (outer === null || strip === null) throw new Error('nothing is being read');
  await shot(page, name, { x: outer.x, y: outer.y, width: outer.width, height: strip.y + strip.height + 4 - outer.y });
}

/** Nothing lies over the menu of reports in the heading of the details, wherever one points at it. */
async function reportsAreAtHand({ page, verdict }: LettersRoom): Promise<void> {
  const unfold = verdict.getByRole('button', { name: /^(?:Chi tiết|Details)$/ });
  await unfold.click();
  const menu = page.getByTestId('report-menu');
  await expect(menu).toBeVisible();
  const { width, height } = (await menu.boundingBox()) ?? { width: 0, height: 0 };
  for (const position of [{ x: 3, y: 3 }, { x: width - 3, y: height - 3 }, { x: width / 2, y: height / 2 }]) await menu.click({ position, trial: true });
  await menu.click();
  for (const name of ['report-sheet', 'report-json', 'report-etsi']) await expect(page.getByTestId(name)).toBeVisible();
  await page.keyboard.press('Escape');
  await unfold.click();
}

test('what a clerk reads of a signature is one sentence, in Vietnamese and in English', async ({ launch, place }) => {
  const office = await startOffice({}, { signers: [
    { id: 'expired', name: 'Sở Y tế (mẫu)', address: 'unit3@so.gov.vn', startDays: -800, endDays: -70 },
    { id: 'revoked', name: 'Sở Xây dựng (mẫu)', address: 'unit4@so.gov.vn', revoked: true },
    { id: 'stranger', name: 'Đơn vị chưa rõ (mẫu)', address: 'unit5@so.gov.vn', authority: 'stranger' },
  ] });
  try {
    await office.server.appendMany('clerk', 'INBOX', samples.map(({ name, number, topic, from = 'unit1', make }) =>
      make(office, official({ id: name, from: `${from}@so.gov.vn`, number, topic, document: { agency: ['ỦY BAN NHÂN DÂN TỈNH', 'SỞ NỘI VỤ'] } }))));
    const policyFile = office.writePolicy(place);
    const app = await launch({ policyFile });
    const page = await app.mainWindow();
    await resizeTo(app.electron, 1366, 768);
    await connect(page, office);
    await settled(page, samples.length);
    office.renewLists(policyFile);
    await expect.poll(async () => (await rows(page)).filter(({ verdict }) => verdict === 'passed').length).toBe(1);
    const room = new LettersRoom(page);
    for (const language of ['vi', 'en'] as const) {
      if (language === 'en') await new SettingsRoom(page).choose('language', 'en');
      for (const sample of samples) {
        await room.open(sample.number);
        await expect(room.verdict, sample.name).toContainText(sample[language], { timeout: 30_000 });
        await expect(room.verdict, sample.name).toHaveAttribute('data-tone', sample.tone);
        await headShot(room, `verdict-${sample.name}-${language}`);
        if (sample.name !== 'changed') continue;
        await reportsAreAtHand(room);
        await signedRevisionIsShown(room, language);
      }
    }
  } finally {
    await office.stop();
  }
});

/** The page as it was when it was signed, under a title that says so. */
async function signedRevisionIsShown(room: LettersRoom, language: 'vi' | 'en'): Promise<void> {
  await room.verdict.getByTestId('show-signed').click();
  const revision = room.pane.getByTestId('signed-revision');
  await expect(revision).toContainText(language === 'vi' ? 'Bản đã được ký' : 'What was signed');
  await expect(revision.locator('img, canvas').first()).toBeVisible();
  await shot(room.page, `signed-revision-${language}`);
}
