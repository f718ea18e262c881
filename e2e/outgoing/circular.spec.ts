import type { Page } from '@playwright/test';
import type { ListAnswer } from '../../core/contract/list';
import { listChannelName } from '../../core/contract/list';
import type { Unit } from '../../core/model/unit';
import type { UnitId } from '../../core/model/ids';
import type { Ledger } from '../../core/model/tracking';
import { dataAnswer, displayedAnswer, receivedFrom, wordsAnswer } from '../fixtures/answers';
import { expect, test } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';
import { startOffice } from '../fixtures/office';
import { ask, connect } from '../pages/bridge';

const names = Array.from({ length: 30 }, (_none, index) => `phong${String(index + 1).padStart(2, '0')}`);
/** have no mailbox: their server sends the letter back */
const [lastButOne = '', last = ''] = names.slice(28);

function unitOf(name: string, index: number): Unit {
  return {
    unitId: String(index + 1).padStart(16, '0') as UnitId, name: `Phòng Giáo dục mẫu ${index + 1}`, aliases: [], symbols: [], codes: [], parentId: null, domains: [], addresses: [`${name}@so.gov.vn`], phones: [], people: [],
    groups: ['Phòng GDĐT'], validFrom: null, validTo: null, successors: [], source: 'person',
  };
}

/** The ledger as the tracking room asks for it. */
function ledger(page: Page): Promise<readonly Ledger[]> {
  return page.evaluate((name) => new Promise<readonly Ledger[]>((resolve) => {
    const channel = new BroadcastChannel(name);
    const id = crypto.randomUUID();
    const send = (): void => channel.postMessage({ type: 'ledger', id, batch: null, attention: false, from: 0, to: 50 });
    const again = setInterval(send, 500);
    channel.addEventListener('message', (event: MessageEvent<ListAnswer>) => {
      if (event.data.type !== 'ledger' || event.data.id !== id) return;
      clearInterval(again);
      channel.close();
      resolve(event.data.sendings);
    });
    send();
  }), listChannelName);
}

test('a circular goes to thirty units one by one, and every receipt, bounce and silence comes home to its line', async ({ launch, place }) => {
  const office = await startOffice({ users: ['clerk', 'unit1', 'unit2', ...names.slice(0, 28)] });
  try {
    const app = await launch({ policyFile: office.writePolicy(place) });
    const page = await app.mainWindow();
    await connect(page, office, { arrivalNotice: 'never', displayedMdn: 'never' });
    await ask(page, 'units.save', { units: names.map(unitOf).map((unit) => ({ ...unit, aliases: [], symbols: [], codes: [], domains: [], addresses: [...unit.addresses], phones: [], people: [], groups: [...unit.groups], successors: [] })) });

    await test.step('the whole group is chosen by its name, and each unit gets a message of its own', async () => {
      await page.getByTestId('compose-new').click();
      await page.getByTestId('compose-to').fill('phong gddt');
      await expect(page.getByTestId('offer').first()).toContainText('30');
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('addressee')).toHaveCount(30);
      await expect(page.getByTestId('compose-separately')).toBeChecked();
      await page.getByTestId('compose-subject').fill('Lịch họp giao ban tháng 12');
      await page.getByTestId('compose-body').fill('Kính gửi các phòng: họp giao ban lúc 8 giờ ngày 01/12/2026.');
      await page.getByTestId('compose-dsn').uncheck();
      await page.getByTestId('compose-answer-by').fill('2026-11-20');
      await shot(page, 'circular-written');
      await page.keyboard.press('Control+Enter');
      // an answer was due the day before yesterday: that is gone past with open eyes
      await page.getByTestId('past-answerDayPast').click();
      await page.getByTestId('send-anyway').click();
      await expect.poll(async () => (await ask(page, 'mail.list', { all: true })).length).toBe(30);
      await expect.poll(async () => (await ask(page, 'mail.list', { all: true })).filter(({ history }) => history.at(-1)?.state === 'sent').length, { timeout: 90_000 }).toBe(30);
    });

    await test.step('25 units answer in four ways, two letters come back, three units are silent', async () => {
      const received = await Promise.all(names.slice(0, 25).map(async (name) => {
        const messages = await office.server.messages(name);
        expect(messages).toHaveLength(1);
        return receivedFrom(name, messages[0]?.raw ?? new Uint8Array());
      }));
      const ways = [displayedAnswer, wordsAnswer, (to: (typeof received)[number], id: string) => dataAnswer(to, id, '01', null), (to: (typeof received)[number], id: string) => dataAnswer(to, id, '03', '215')];
      for (const [index, to] of received.entries()) await office.deliver(ways[index % 4]?.(to, `answer-${index}`) ?? new Uint8Array(), `${to.unit}@so.gov.vn`);
      await expect.poll(async () => (await ledger(page))[0]?.counts, { timeout: 120_000 }).toEqual({ opened: 7, acknowledged: 6, arrived: 6, registered: 6, failed: 2, sent: 3 });
    });

    await test.step('the ledger shows each unit, and raises the alarm for the five', async () => {
      const [sending] = await ledger(page);
      expect(sending?.alarms).toBe(5);
      const alarms = Object.fromEntries(sending?.lines.filter(({ alarm }) => alarm !== null).map(({ addressee, alarm }) => [addressee.address.split('@')[0], alarm]) ?? []);
      expect(alarms).toEqual({ phong26: 'silent', phong27: 'silent', phong28: 'silent', [lastButOne]: 'failed', [last]: 'failed' });
      await page.getByTestId('rail-tracking').click();
      await expect(page.getByTestId('tracking-row').first()).toContainText('Lịch họp giao ban tháng 12');
      await page.getByTestId('tracking-row').first().click();
      await expect(page.getByTestId('ledger-line')).toHaveCount(30);
      await expect(page.getByTestId('ledger-line').filter({ hasText: 'Phòng Giáo dục mẫu 4' }).first()).toContainText('215');
      await shot(page, 'circular-ledger');
    });
  } finally {
    await office.stop();
  }
});
