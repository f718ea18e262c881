import type { Page } from '@playwright/test';
import { startStepProxy } from '../../scripts/desk/step-proxy';
import { expect, test } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';
import { ask, connect, isOnline, type WindowWithBridge } from '../pages/bridge';
import { allFoldersHere } from '../pages/folders';

interface Letter {
  readonly subject: string;
  readonly to: readonly { readonly name: string; readonly address: string }[];
  readonly sendAt?: string;
}

let drafts = 0;

/** A letter as the composer hands it over: one message for each unit. */
async function queue(page: Page, accountId: string, { subject, to, sendAt }: Letter): Promise<readonly string[]> {
  const draftId = (drafts += 1).toString(16).padStart(16, '0');
  const draft = {
    draftId, accountId, to: to.map((one) => ({ ...one, unitId: null, group: null })), cc: [], bcc: [], separately: true, subject, body: 'Kính gửi quý đơn vị.', files: [], document: null,
    template: null, answers: null, wants: { mdn: false, dsn: false, answerBy: null }, signWith: null, encrypt: false, sendAt: sendAt ?? null,
  };
  expect((await ask(page, 'draft.save', { draft })).ok).toBe(true);
  const queued = await page.evaluate(async ([id, account, about, units, at]) => {
    const bytes = new TextEncoder().encode('Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nS8OtbmggZ+G7rWku\r\n');
    return (globalThis as WindowWithBridge).vanthu.ask('mail.queue', {
      draftId: id, accountId: account, place: null, code: null, subject: about, entities: [bytes], files: [], mdn: false, dsn: false, answerBy: null, sendAt: at, answers: null, overruled: [],
      messages: units.map(({ name, address }, index) => {
        const messageId = `<${id}-${index}@so.gov.vn>`;
        return {
          messageId, entity: 0, addressees: [{ unitId: null, name, address, field: 'to' as const }],
          header: `From: clerk@so.gov.vn\r\nTo: ${address}\r\nSubject: Cong van\r\nDate: Sun, 22 Nov 2026 09:00:00 +0700\r\nMessage-ID: ${messageId}\r\nMIME-Version: 1.0\r\n`,
        };
      }),
    });
  }, [draftId, accountId, subject, to, sendAt ?? null] as const);
  if (!queued.ok) throw new Error(queued.failure.code);
  return queued.value;
}

const units = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `UBND xã số ${index + 1}`, address: `unit${(index % 2) + 1}@so.gov.vn` }));

test('the outbox shows what waits, takes it back, sends it now, and asks where nobody knows', async ({ launch, office, place }) => {
  const proxy = await startStepProxy(office.server.submissionPort);
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  const accountId = await connect(page, office);
  await allFoldersHere(page);
  await page.getByTestId('rail-outbox').click();
  const outbox = page.getByTestId('outbox');
  await expect(outbox).toContainText('Hộp thư đi trống');

  await test.step('a circular is one row that opens into its messages', async () => {
    await queue(page, accountId, { subject: 'V/v lấy ý kiến dự thảo quy chế văn thư điện tử', to: units(30), sendAt: '2099-01-01T00:00:00.000Z' });
    const row = outbox.getByTestId('sending');
    await expect(row).toHaveCount(1);
    await expect(row.getByTestId('sending-counts')).toHaveText('30 chờ gửi');
    await row.getByTestId('sending-open').focus();
    await page.keyboard.press('Enter');
    await expect(row.getByTestId('sending-message')).toHaveCount(30);
    await shot(page, 'outbox-circular-vi');
  });

  await test.step('what is taken back can be written again; what is sent now is sent once', async () => {
    const row = outbox.getByTestId('sending');
    await row.getByTestId('sending-message').first().getByTestId('mail-send-now').click();
    await expect(row.getByTestId('sending-counts')).toHaveText('29 chờ gửi · 1 đã gửi');
    await row.getByTestId('mail-take-back').first().click();
    await expect(page.getByTestId('outbox-said')).toHaveText('Đã rút lại 29 thư. Thư đã gửi thì không rút lại được.');
    await expect(row.getByTestId('sending-counts')).toHaveText('1 đã gửi · 29 đã rút lại');
    await expect.poll(() => office.server.receivedCount('unit1')).toBe(1);
    await expect.poll(() => office.server.receivedCount('clerk', 'Sent')).toBe(1);
  });

  await test.step('a line that breaks behind the message: unknown, with its answers', async () => {
    await ask(page, 'account.setSettings', {
      accountId,
      settings: {
        address: 'clerk@so.gov.vn', displayName: 'Văn thư cơ quan', aliases: [], user: 'clerk', acceptedCertificates: {},
        imap: { host: 'localhost', port: office.server.imapsPort, encryption: 'tls' }, smtp: { host: '127.0.0.1', port: proxy.port, encryption: 'none' },
      },
    });
    await isOnline(page);
    proxy.cutNext({ side: 'client', piece: '.\r\n', when: 'after' });
    const [id] = await queue(page, accountId, { subject: 'Báo cáo công tác tháng 11', to: units(1) });
    await ask(page, 'mail.sendNow', { outgoingIds: id === undefined ? [] : [id] });
    const row = outbox.getByTestId('sending').filter({ hasText: 'Báo cáo công tác' });
    await expect(row.getByTestId('mail-state')).toContainText('Chưa rõ đã gửi được hay chưa');
    await queue(page, accountId, { subject: 'Giấy mời họp giao ban', to: units(1) });
    await shot(page, 'outbox-unknown-vi');
    await ask(page, 'preferences.set', { theme: 'dark', language: 'en' });
    await page.reload();
    await page.getByTestId('rail-outbox').click();
    await expect(row.getByTestId('mail-state')).toContainText('Not known whether it was sent');
    await shot(page, 'outbox-unknown-dark-en');
    await row.getByTestId('mail-arrived').click();
    await expect(row.getByTestId('mail-state')).toContainText('Arrived, as confirmed');
  });
  await proxy.close();
});
