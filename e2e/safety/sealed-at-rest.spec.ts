import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { paragraph, run, tinyDocx } from '../../core/extract/fixtures/tiny-docx';
import { expect, test } from '../fixtures/app-test';
import { mail, messageId, official } from '../fixtures/letters';
import { filesBelow, findTokens, formsOf } from '../fixtures/scan-files';
import { answerDialogs } from '../fixtures/system-dialogs';
import { connect, settled } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';
import { checkStore, storeUnsealed } from '../pages/stored-values';

/** Words that stand nowhere else, one for each place of a letter; in small letters, as an address keeps them. */
const tokens = {
  subject: 'qzsubjectvk7', address: 'qzaddressvk7', name: 'qzsendervk7', body: 'qzbodyvk7', html: 'qzhtmlvk7', fileName: 'qzfilenamevk7', fileText: 'qzfiletextvk7', messageId: 'qzmessagevk7', header: 'qzheadervk7',
};

test('after a day of work nothing in the profile tells of a letter: every stored value is sealed, no file holds its words', async ({ launch, office, place }) => {
  const words = Object.values(tokens);
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await connect(page, office);
  await office.deliver(mail({
    ...official({ id: tokens.messageId, from: 'unit1@so.gov.vn', fromName: tokens.name, number: '7/SNV-VP', topic: `về ${tokens.subject}`, document: { body: [`Kính báo ${tokens.body}./.`] } }),
    html: `<p>Kính báo ${tokens.html}</p>`, headers: { Cc: `${tokens.address}@so.gov.vn`, 'X-Note': tokens.header },
    attachments: [
      { name: `${tokens.fileName}.docx`, contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes: tinyDocx(paragraph(run(`Phụ lục ${tokens.fileText}`))) },
      { name: `${tokens.fileName}.txt`, contentType: 'text/plain', bytes: Buffer.from(tokens.fileText) },
    ],
  }), 'unit1@so.gov.vn');
  await office.deliver(mail(official({ id: 'second', from: 'unit1@so.gov.vn', number: '8/SNV-VP', topic: 'việc khác' })), 'unit1@so.gov.vn');
  await settled(page, 2);
  await expect.poll(() => office.repliesAt('unit1')).toContain(messageId(tokens.messageId));
  const room = new LettersRoom(page);
  await room.search(tokens.subject);
  await room.open('7/SNV-VP');
  await expect(room.frame.locator('body')).toContainText(tokens.html);
  await expect(room.receipt).toContainText('Đã báo nhận tự động');
  await answerDialogs(app.electron, { save: join(place.folder, 'outside.docx') });
  await room.attachments.getByRole('button', { name: `Lưu ${tokens.fileName}.docx` }).click();
  await expect(room.attachments.getByRole('status')).toContainText('Đã lưu');

  await test.step('every value of the databases and of the private files is a sealed envelope', async () => {
    const { values, open } = await checkStore(page);
    expect(values).toBeGreaterThan(8);
    expect(open).toEqual([]);
  });

  await app.close();
  await test.step('no file of the profile holds a word of the letter', () => {
    const names = filesBelow(place.profileDir).join('\n');
    for (const part of ['IndexedDB', 'Local Storage', 'books/vault', 'books/journal', 'books/accounts']) expect(names, 'the scan meets what the application writes').toContain(part);
    expect(findTokens(place.profileDir, [...words, 'unit1@so.gov.vn', 'clerk@so.gov.vn'])).toEqual([]);
  });

  await test.step('the scan finds each word in each form it may have', () => {
    const folder = join(place.folder, 'control');
    mkdirSync(folder);
    for (const [form, bytes] of formsOf(tokens.body)) {
      writeFileSync(join(folder, 'file'), Buffer.concat([Buffer.from('before '), bytes, Buffer.from(' after')]));
      expect(findTokens(folder, words), form).toEqual([`${tokens.body} as ${form} in file`]);
    }
    for (const shift of [0, 1, 2]) {
      writeFileSync(join(folder, 'file'), Buffer.from(`${'x'.repeat(shift)}${tokens.body} and more`).toString('base64'));
      expect(findTokens(folder, words)).toEqual([`${tokens.body} as base64+${shift} in file`]);
    }
  });

  await test.step('with sealing off the check fails at every value', async () => {
    const again = await launch();
    const unsealed = await again.mainWindow();
    await settled(unsealed, 2);
    const written = await storeUnsealed(unsealed);
    const { values, open } = await checkStore(unsealed);
    expect(written).toBe(values);
    expect(open).toHaveLength(values);
  });
});
