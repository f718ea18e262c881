import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { decodePart } from '../../core/letter/decode-part';
import { parseLetter } from '../../core/letter/parse-letter';
import { rels, contentTypes, kinds, plainDocx, zip } from '../../core/xmldsig/fixtures/signed-docx';
import { signMime } from '../../scripts/test-ca.mjs';
import { expect, test } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';
import { startOffice, type Office } from '../fixtures/office';
import { answerDialogs, recordOpened } from '../fixtures/system-dialogs';
import { ask, connect, settled } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';
import { confirmSigning } from '../pages/pin-window';

function signerOf({ ca }: Office, id: string): NonNullable<Office['ca']['signers'][string]> {
  const signer = ca.signers[id];
  if (signer === undefined) throw new Error(`no signer ${id}`);
  return signer;
}

test('an answer to a signed letter is encrypted for its sender, and only then offered', async ({ launch, place }) => {
  const office = await startOffice({}, { signers: [{ id: 'unit5', name: 'Sở Y tế (mẫu)', address: 'unit5@so.gov.vn', encrypts: true }] });
  try {
    const raw = signMime(office.ca, { signer: 'unit5', entity: 'Content-Type: text/plain; charset=utf-8\r\n\r\nXin lich hop.\r\n', headers: { From: 'unit5@so.gov.vn', To: 'clerk@so.gov.vn', Subject: 'Xin lich hop', 'Message-ID': '<hop@so.gov.vn>' } });
    await office.server.appendMany('clerk', 'INBOX', [raw]);
    const policyFile = office.writePolicy(place);
    const app = await launch({ policyFile });
    const page = await app.mainWindow();
    await connect(page, office);
    await settled(page, 1);
    office.renewLists(policyFile);
    const room = new LettersRoom(page);
    await room.open('Xin lich hop');
    await expect(room.verdict).toHaveAttribute('data-tone', 'good');
    await page.keyboard.press('Control+r');
    const encrypt = page.getByTestId('compose-encrypt');
    await expect(encrypt).toBeEnabled();
    await page.getByTestId('compose-to').fill('unit1@so.gov.vn');
    await page.getByTestId('compose-to').press('Enter');
    await expect(page.getByTestId('encrypt-missing')).toContainText('unit1@so.gov.vn');
    await expect(encrypt).toBeDisabled();
    await page.getByTestId('compose-to').press('Backspace');
    await expect(page.getByTestId('addressee')).toHaveCount(1);
    await expect(encrypt).toBeEnabled();
    await encrypt.press('Space');
    await page.getByTestId('compose-body').fill('Mật khẩu họp trực tuyến.');
    await shot(page, 'compose-encrypted');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByTestId('undo-strip')).toBeVisible();
    await expect.poll(async () => (await office.server.messages('unit5')).length, { timeout: 60_000 }).toBe(1);
    const [letter] = await office.server.messages('unit5');
    const sent = letter?.raw ?? new Uint8Array();
    const file = join(place.folder, 'thu.p7m');
    writeFileSync(file, decodePart(sent, parseLetter(sent).root));
    const { keyFile, certFile } = signerOf(office, 'unit5');
    const opened = execFileSync('openssl', ['cms', '-decrypt', '-binary', '-inform', 'DER', '-in', file, '-inkey', keyFile, '-recip', certFile], { stdio: ['ignore', 'pipe', 'pipe'] });
    const inside = parseLetter(opened);
    expect(Buffer.from(decodePart(opened, inside.root)).toString('utf8')).toContain('Mật khẩu họp trực tuyến.');
  } finally {
    await office.stop();
  }
});

test('a document of Word is opened in its own program before it is signed', async ({ launch, place }) => {
  const office = await startOffice({}, { signers: [{ id: 'leader', name: 'Phó Giám đốc (mẫu)', address: 'clerk@so.gov.vn', key: 'rsa' }] });
  try {
    const { keyFile, certFile } = signerOf(office, 'leader');
    const p12 = join(place.folder, 'leader.p12');
    writeFileSync(p12, execFileSync('openssl', ['pkcs12', '-export', '-inkey', keyFile, '-in', certFile, '-passout', 'pass:1234'], { stdio: ['pipe', 'pipe', 'pipe'] }), { mode: 0o644 });
    const app = await launch({ policyFile: office.writePolicy(place) });
    const page = await app.mainWindow();
    await connect(page, office);
    await answerDialogs(app.electron, { folder: p12 });
    await page.getByTestId('rail-settings').click();
    await page.getByTestId('key-choose').click();
    await page.getByTestId('key-password').fill('1234');
    await page.getByTestId('key-import').click();
    await expect(page.getByTestId('key-imported')).toBeVisible();
    await ask(page, 'register.open', { book: { registerId: '00000000000000aa', name: 'Văn bản đi', unit: 'SỞ NỘI VỤ (MẪU)', typeCodes: null, pattern: '{number2}/{type}-SNV', untypedPattern: '{number2}/SNV-{drafter}', drafter: 'VP', firstNumber: 30, firstYear: new Date().getFullYear() } });
    const { '_xmlsignatures/origin.sigs': _origin, '_xmlsignatures/_rels/origin.sigs.rels': _list, ...plain } = plainDocx;
    const document = join(place.folder, 'cong-van.docx');
    writeFileSync(document, zip({ ...plain, '[Content_Types].xml': contentTypes().replace(/<[^<]*digital-signature[^>]*>/g, ''), '_rels/.rels': rels([{ id: 'rId1', type: kinds.document, target: 'word/document.xml' }]) }), { mode: 0o644 });
    await answerDialogs(app.electron, { folder: document });
    const opened = await recordOpened(app.electron);

    await page.getByTestId('rail-incoming').click();
    await page.keyboard.press('Control+n');
    await page.getByTestId('compose-kind').click();
    await page.getByRole('option', { name: 'Công văn' }).click();
    await page.getByTestId('compose-summary').fill('báo cáo công tác văn thư');
    await page.keyboard.press('Control+Shift+a');
    await expect(page.getByTestId('compose-file')).toContainText('cong-van.docx');
    await page.getByTestId('take-number').click();
    await expect(page.getByTestId('draft-number')).toHaveText('30/SNV-VP');
    await page.getByTestId('open-sign-person').click();
    await expect(page.getByTestId('office-preview')).toBeVisible();
    await expect(page.getByTestId('office-seen')).toBeDisabled();
    await page.getByTestId('office-open').click();
    await page.getByTestId('office-seen').check();
    expect((await opened.paths())[0]).toContain('cong-van');
    await expect(page.getByTestId('look-first')).toBeHidden();
    await shot(page, 'issue-sign-office');
    await page.getByTestId('sign-person').click();
    await confirmSigning(app.electron, 'issue-pin-office');
    await expect(page.getByTestId('step-person')).toHaveAttribute('data-state', 'done');
    const signature = join(place.folder, 'sig1.xml');
    // the draft is saved a moment after the window shows the step as done
    await expect.poll(async () => {
      const [kept] = await ask(page, 'draft.list', {});
      const [file] = kept?.draft.files ?? [];
      if (kept === undefined || file === undefined) throw new Error('the draft has no file');
      const read = await ask(page, 'draft.file', { draftId: kept.draft.draftId, fileId: file.fileId });
      if (!read.ok) throw new Error(read.failure.code);
      const made = unzipSync(new Uint8Array(read.value))['_xmlsignatures/sig1.xml'] ?? new Uint8Array();
      writeFileSync(signature, made);
      return made.length;
    }).toBeGreaterThan(0);
    const trusted = ([office.ca.rootPem, office.ca.intermediatePem] as const).flatMap((pem, index) => {
      const path = join(place.folder, `ca${index}.pem`);
      writeFileSync(path, pem);
      return [index === 0 ? '--trusted-pem' : '--untrusted-pem', path];
    });
    expect(() => execFileSync('/usr/bin/xmlsec1', ['--verify', '--ignore-manifests', ...trusted, '--id-attr:Id', 'Object', '--id-attr:Id', 'SignedProperties', signature], { stdio: 'pipe' })).not.toThrow();
  } finally {
    await office.stop();
  }
});
