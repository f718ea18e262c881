import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { paragraph, run, tinyDocx } from '../../core/extract/fixtures/tiny-docx';
import { tinyPdf } from '../../core/extract/fixtures/tiny-pdf';
import { expect, test } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';
import { mail, official, signed, type Attached } from '../fixtures/letters';
import { answerDialogs, recordOpened } from '../fixtures/system-dialogs';
import { ask, connect, settled, vaultDigests } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';

const words = (text: string) => Buffer.from(text);
const pdf: Attached = { name: 'Công văn 31.pdf', contentType: 'application/pdf', bytes: tinyPdf([[{ text: 'So: 31/SNV-VP', x: 72, y: 700 }]]) };
const docx: Attached = { name: 'Phụ lục.docx', contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes: tinyDocx(paragraph(run('Phụ lục kèm theo'))) };

/** Each only to be saved, for the reason that stands beside it. */
const dangerous: readonly (Attached & { readonly why: string })[] = [
  { name: 'cap-nhat.exe', contentType: 'application/octet-stream', bytes: words('MZ program'), why: 'là chương trình chạy được' },
  { name: 'mo-ho-so.lnk', contentType: 'application/octet-stream', bytes: words('L\0\0\0'), why: 'là lối tắt' },
  { name: 'cong-van.pdf.exe', contentType: 'application/pdf', bytes: words('MZ program'), why: 'tên tệp có hai phần mở rộng' },
  { name: 'bao-cao.xlsm', contentType: 'application/vnd.ms-excel.sheet.macroEnabled.12', bytes: zipSync({ 'xl/vbaProject.bin': words('macro') }), why: 'có thể chứa macro' },
  { name: 'thong-bao.pdf', contentType: 'application/pdf', bytes: words('MZ not a document'), why: 'là chương trình chạy được' },
];

test('with the server gone and the application restarted, list, letters, attachments and verdicts are all there', async ({ launch, office, place }) => {
  const policyFile = office.writePolicy(place);
  const files = [pdf, docx, ...dangerous];
  await office.server.appendMany('clerk', 'INBOX', [
    ...Array.from({ length: 20 }, (_, n) => mail(official({ id: `off-${n}`, from: 'unit3@so.gov.vn', number: `${n + 1}/SNV-VP`, topic: `việc thứ ${n + 1}` }))),
    mail({ ...official({ id: 'files', from: 'unit1@so.gov.vn', number: '31/SNV-VP', topic: 'gửi tài liệu họp' }), attachments: files }),
    signed(office.ca, 'unit1', official({ id: 'signed', from: 'unit1@so.gov.vn', number: '32/SNV-VP', topic: 'có chữ ký số' })),
  ]);
  const first = await launch({ policyFile });
  const online = await first.mainWindow();
  await connect(online, office);
  await settled(online, 22);
  office.renewLists(policyFile);
  const room = new LettersRoom(online);
  await room.open('32/SNV-VP');
  await expect(room.verdict).toContainText('Chữ ký hợp lệ.');
  await first.close();
  await office.server.stop();

  const app = await launch({ policyFile });
  const page = await app.mainWindow();
  const reading = new LettersRoom(page);

  await test.step('the state line says since when', async () => {
    await expect(reading.account).toHaveAttribute('data-state', 'offline');
    await expect(reading.account).toContainText(/không kết nối được từ \d{1,2}:\d{2}/);
    await expect(reading.account).toContainText('kiểm tra lần cuối lúc');
  });

  await test.step('every letter is listed and opens whole', async () => {
    const listed = await settled(page, 22);
    expect(listed.filter((row) => row.verdict === 'passed').map((row) => row.number)).toEqual(['32/SNV-VP']);
    expect(new Set(Object.values(await vaultDigests(page, listed.map((row) => row.letterId)))).size).toBe(22);
    await reading.open('32/SNV-VP');
    await expect(reading.verdict).toContainText('Chữ ký hợp lệ.');
    await expect(reading.text).toContainText('Kính gửi: Các phòng, đơn vị trực thuộc.');
    await shot(page, 'offline-signed-letter-vi');
  });

  await test.step('documents open, everything can be saved, byte for byte', async () => {
    await reading.open('31/SNV-VP');
    const opened = await recordOpened(app.electron);
    await reading.attachments.getByRole('button', { name: 'Mở Công văn 31.pdf' }).click();
    await expect.poll(() => opened.paths()).toHaveLength(1);
    const [path = ''] = await opened.paths();
    expect(readFileSync(path).equals(Buffer.from(pdf.bytes))).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o400);
    expect(path.startsWith(place.profileDir), 'opened copies lie outside the profile').toBe(false);

    const one = join(place.folder, 'saved.docx');
    await answerDialogs(app.electron, { save: one });
    await reading.attachments.getByRole('button', { name: 'Lưu Phụ lục.docx' }).click();
    await expect(reading.attachments.getByRole('status')).toContainText('Đã lưu');
    expect(readFileSync(one).equals(Buffer.from(docx.bytes))).toBe(true);

    const all = join(place.folder, 'all');
    mkdirSync(all);
    await answerDialogs(app.electron, { folder: all });
    await reading.attachments.getByRole('button', { name: 'Lưu tất cả' }).click();
    await expect.poll(() => readdirSync(all).sort()).toEqual(files.map(({ name }) => name).sort());
    // a name is there before its bytes are
    for (const { name, bytes } of files) await expect.poll(() => readFileSync(join(all, name)).equals(Buffer.from(bytes)), name).toBe(true);
  });

  await test.step('what can run is offered to be saved only, says why, and main refuses to open it', async () => {
    const opened = await recordOpened(app.electron);
    for (const { name, why, contentType, bytes } of dangerous) {
      const item = reading.attachments.getByRole('listitem').filter({ has: page.getByRole('button', { name: `Lưu ${name}` }) });
      await expect(item, name).toContainText(`Chỉ lưu, không mở: ${why}`);
      await expect(item.getByRole('button', { name: 'Mở' }), name).toHaveCount(0);
      expect(await ask(page, 'attachment.open', { name, contentType, bytes: new Uint8Array(bytes) }), name).toEqual({ ok: false, failure: { code: 'saveOnly' } });
    }
    expect(await opened.paths()).toEqual([]);
    await shot(page, 'attachments-vi');
  });
  await app.close();
});
