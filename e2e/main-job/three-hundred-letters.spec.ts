import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';
import { mail, messageId, official, signed, tampered, type MailParts } from '../fixtures/letters';
import type { Office } from '../fixtures/office';
import type { ListRow } from '../../core/contract/list';
import { refusedLogins } from '../../scripts/servers/refused-logins';
import { rows, settled } from '../pages/bridge';
import { FirstStart } from '../pages/first-start';
import { LettersRoom } from '../pages/letters-room';

const kinds = [
  { heading: '', type: 'Công văn', symbol: 'SNV-VP' },
  { heading: 'QUYẾT ĐỊNH', type: 'Quyết định', symbol: 'QĐ-SNV' },
  { heading: 'THÔNG BÁO', type: 'Thông báo', symbol: 'TB-SNV' },
  { heading: 'GIẤY MỜI', type: 'Giấy mời', symbol: 'GM-SNV' },
  { heading: 'KẾ HOẠCH', type: 'Kế hoạch', symbol: 'KH-SNV' },
] as const;

/** Letter `n` of a kind in turn, from one of six units in turn. */
function letterOf(n: number, more: Partial<MailParts> = {}): MailParts & { readonly number: string; readonly type: string } {
  const kind = kinds[n % kinds.length] ?? kinds[0];
  const number = `${n}/${kind.symbol}`;
  const parts = official({ id: `letter-${n}`, from: `unit${(n % 6) + 3}@so.gov.vn`, fromName: `Văn thư đơn vị ${(n % 6) + 3}`, number, topic: `công tác văn thư, lưu trữ kỳ ${n}`, document: { heading: kind.heading } });
  return { ...parts, ...more, number, type: kind.type };
}

/** Letters 1 to 150, there before the mailbox is connected: none of them may be answered. */
function lettersBefore({ ca }: Office): readonly Uint8Array[] {
  const plain = Array.from({ length: 146 }, (_, index) => mail(letterOf(index + 1)));
  return [
    ...plain, signed(ca, 'unit1', letterOf(147, { from: 'unit1@so.gov.vn' })), signed(ca, 'unit2', letterOf(148, { from: 'unit2@so.gov.vn' })),
    tampered(ca, 'unit1', letterOf(149, { from: 'unit1@so.gov.vn' }), 'thông báo để', 'thông báo de '), mail(letterOf(150)),
  ];
}

const signedLetters = [147, 148, 271, 272, 273, 274];
const brokenLetters = [149, 275, 276, 277, 278];

interface Arrival {
  readonly raw: Uint8Array;
  readonly from: string;
  /** the mailbox of its sender, where an answer is owed */
  readonly owed: string | null;
  readonly id: string;
}

/** Letters 151 to 300, delivered to the connected mailbox. */
function arrivals({ ca }: Office): readonly Arrival[] {
  const arrival = (parts: MailParts, owed: boolean, raw = mail(parts)): Arrival => ({ raw, from: parts.from, owed: owed ? parts.from.replace(/@.*/, '') : null, id: messageId(parts.id) });
  const made: Arrival[] = [];
  for (let n = 151; n <= 270; n += 1) made.push(arrival(letterOf(n), true));
  for (let n = 271; n <= 274; n += 1) {
    const parts = letterOf(n, { from: 'unit1@so.gov.vn' });
    made.push(arrival(parts, true, signed(ca, 'unit1', parts)));
  }
  for (let n = 275; n <= 278; n += 1) {
    const parts = letterOf(n, { from: 'unit2@so.gov.vn' });
    made.push(arrival(parts, true, tampered(ca, 'unit2', parts, 'thông báo để', 'thông báo de ')));
  }
  for (let n = 279; n <= 285; n += 1) made.push(arrival(letterOf(n, { from: 'lists@so.gov.vn', headers: { 'List-Id': 'Thong bao <thongbao.so.gov.vn>' } }), false));
  for (let n = 286; n <= 290; n += 1) made.push(arrival(letterOf(n, { headers: { Precedence: 'bulk' } }), false));
  for (let n = 291; n <= 294; n += 1) made.push(arrival(letterOf(n, { headers: { 'Auto-Submitted': 'auto-generated' } }), false));
  for (let n = 295; n <= 300; n += 1) made.push(arrival(letterOf(n, { from: 'citizen@gmail.com' }), false));
  return made;
}

test('three hundred letters arrive, are listed, recognised and verified, and exactly the senders who are owed a receipt get one', async ({ launch, office, place }) => {
  await office.server.appendMany('clerk', 'INBOX', lettersBefore(office));
  const policyFile = office.writePolicy(place);
  const app = await launch({ policyFile });
  const page = await app.mainWindow();
  const start = new FirstStart(page);
  const room = new LettersRoom(page);

  await test.step('a wrong password is said in plain words and tried once', async () => {
    const code = await start.makeProfile();
    expect(code.replaceAll('-', '').length).toBeGreaterThan(24);
    await start.enterMailbox('khong phai mat khau');
    await start.editServers(office);
    await shot(page, 'first-start-servers-vi');
    await start.check();
    await expect(page.getByTestId('failure-passwordWrong').first()).toContainText('máy chủ không chấp nhận tên đăng nhập hoặc mật khẩu');
    await expect(page.getByTestId('failure-passwordWrong').first()).toContainText('Mật khẩu vừa dùng sẽ không được tự thử lại');
    await shot(page, 'first-start-wrong-password-vi');
    expect(await allRefused(office)).toBe(1);
  });

  await test.step('with the right one both servers are found good, and the person chooses about receipts', async () => {
    await page.getByTestId('password').fill('test');
    await start.check();
    await start.goOn();
    await expect(page.getByTestId('receipt-choice-arrivalNotice')).toBeVisible();
    await shot(page, 'first-start-receipts-vi');
    await start.connect();
    expect(await allRefused(office)).toBe(1);
  });

  await room.letters(150);
  const coming = arrivals(office);
  for (const { raw, from } of coming) await office.deliver(raw, from);
  await room.letters(300);
  const listed = await settled(page, 300);

  await test.step('every letter is listed once, with its number and type', () => {
    const found = listed.map((row) => ({ number: row.number, type: row.type })).sort((a, b) => Number.parseInt(a.number ?? '', 10) - Number.parseInt(b.number ?? '', 10));
    expect(found).toEqual(Array.from({ length: 300 }, (_, index) => letterOf(index + 1)).map(({ number, type }) => ({ number, type })));
    expect(listed.every((row) => row.official)).toBe(true);
  });

  await test.step('tampered letters are broken, and signed ones valid once a younger list of revoked certificates says so', async () => {
    const numbers = (all: readonly ListRow[], verdict: string) => all.filter((row) => row.verdict === verdict).map((row) => Number.parseInt(row.number ?? '', 10)).sort((a, b) => a - b);
    expect(numbers(listed, 'failed')).toEqual(brokenLetters);
    expect(listed.filter((row) => row.verdict === 'failed').map((row) => row.reason)).toEqual(Array(5).fill('broken'));
    expect(numbers(listed, 'indeterminate')).toEqual(signedLetters);
    expect(listed.filter((row) => row.verdict === 'indeterminate').map((row) => row.reason)).toEqual(Array(6).fill('revocationStale'));
    expect(numbers(listed, 'unsigned')).toHaveLength(289);
    office.renewLists(policyFile);
    await expect.poll(async () => numbers(await rows(page), 'passed')).toEqual(signedLetters);
    expect(numbers(await rows(page), 'failed')).toEqual(brokenLetters);
  });

  await test.step('each sender who is owed a receipt has it exactly once, and nobody else has any', async () => {
    const owed = coming.filter((one) => one.owed !== null);
    await expect.poll(async () => (await office.allReplies()).length, { timeout: 90_000 }).toBe(owed.length);
    await expect.poll(async () => (await rows(page)).filter((row) => row.receipt === 'sent').length).toBe(owed.length);
    for (const unit of new Set(owed.map((one) => one.owed ?? ''))) {
      const expected = owed.filter((one) => one.owed === unit).map((one) => one.id).sort();
      expect([...(await office.repliesAt(unit))].sort(), unit).toEqual(expected);
    }
    expect(await office.allReplies()).toHaveLength(owed.length);
  });

  await room.open('200/SNV-VP');
  await expect(room.receipt).toContainText('Đã báo nhận tự động');
  await expect(room.receipt).toContainText('@so.gov.vn');
  await shot(page, 'letter-receipt-sent-vi');
});

/** Logins that Dovecot refused, over IMAP and over SMTP. */
async function allRefused({ server }: Office): Promise<number> {
  const byImap = await refusedLogins(server, 1);
  const smtp = await readFile(server.smtpLogPath, 'utf8');
  return byImap + smtp.split('\n').filter((line) => line.includes('authentication failed')).length;
}
