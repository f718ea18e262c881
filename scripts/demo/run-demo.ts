import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { launchApp, type RunningApp } from '../../e2e/fixtures/launch';
import { askRows, readJournal, until } from './ask-app';
import type { DemoLetter } from './demo-source';
import { chooseLanguage, firstStart, openLetter, picture, showAll, showReceiptLog } from './drive-app';
import { brokenPromises, outcomes, receiptWords, verdictWords, type Outcome } from './judge-run';
import { startInbox, startSink, type DemoInbox, type SmtpSink } from './mail-servers';
import { makeMailbox, type DemoMailbox } from './make-mailbox';
import { issueDocument } from './issue-document';
import { electronPrinter, type PrintPdfs } from './print-pdfs';
import { summary } from './print-summary';

export interface DemoSetting {
  /** of this run alone; holds `profile` */
  readonly folder: string;
  /** the runtime */
  readonly executable: string;
  /** the window stays until the person closes it */
  readonly stays: boolean;
  readonly writePolicy: (policy: object) => void;
}

interface Delivered {
  readonly source: DemoLetter;
  readonly uid: number;
}

/** domains below which the senders of the demo count as public bodies */
const officialDomains = ['.songthuong.example', '.tinhban.example', '.th.example', '.my.example'];

/** @returns the exit code: 0 when every promise of the demo's sources was kept */
export async function runDemo(setting: DemoSetting): Promise<number> {
  say('Writing the letters of the demo mailbox…');
  const print = electronPrinter(setting.executable);
  const mailbox = await makeMailbox(print, new Date());
  const policy = {
    officialDomains,
    receipts: { automaticPerLetter: 2 },
    trustAnchors: [{ pem: mailbox.ca.rootPem, source: 'Bản trình diễn' }],
    intermediates: [mailbox.ca.issuerPem],
  };
  setting.writePolicy(policy);
  const inbox = await startInbox(mailbox.office.address);
  const sink = await startSink(mailbox.office.address);
  const app = await launchApp({ profileDir: join(setting.folder, 'profile'), keyFile: join(setting.folder, 'profile.key'), policyFile: join(setting.folder, 'policy.json') });
  const interrupted = (): void => void app.kill9();
  process.once('SIGINT', interrupted);
  try {
    const code = await play({ folder: setting.folder, print, mailbox, inbox, sink, app, trustLists: (crls) => setting.writePolicy({ ...policy, crls }) });
    if (!setting.stays) return code;
    say('The window is yours. Close it to end the demo; everything it made is then removed.');
    await closedByPerson(app);
    return code;
  } catch (error) {
    await app.mainWindow().then((page) => picture(page, '99-where-it-stopped')).catch(() => undefined); // the error itself is what counts
    throw error;
  } finally {
    process.off('SIGINT', interrupted);
    await app.close().catch(() => app.kill9());
    inbox.close();
    await sink.close();
  }
}

interface Stage {
  readonly folder: string;
  readonly print: PrintPdfs;
  readonly mailbox: DemoMailbox;
  readonly inbox: DemoInbox;
  readonly sink: SmtpSink;
  readonly app: RunningApp;
  readonly trustLists: (crls: readonly string[]) => void;
}

async function play(stage: Stage): Promise<number> {
  const { mailbox, inbox, sink, app } = stage;
  const delivered: Delivered[] = [];
  for (const { source, raw, receivedAt } of mailbox.letters) if (source.when === 'before') delivered.push({ source, uid: inbox.deliver(raw, receivedAt) });
  const page = await app.mainWindow();
  say(`Connecting the mailbox ${mailbox.office.address}, ${delivered.length} letters lie in it…`);
  await firstStart(page, mailbox.office, { imap: inbox.port, smtp: sink.port });
  await listed(app, page, delivered);
  const arriving = mailbox.letters.filter(({ source }) => source.when === 'after');
  say(`${arriving.length} letters arrive…`);
  // the documents last: they then head the list, which a server orders by whole seconds
  for (const { source, raw } of arriving.toReversed()) {
    delivered.push({ source, uid: inbox.deliver(raw, new Date()) });
    await pause(200);
  }
  await listed(app, page, delivered);
  await settledReceipts(app, page, delivered);
  await picture(page, '01-before-revocation-lists');
  // a list from before a letter's arrival says nothing about its signature; certificates count in whole seconds
  await pause(1500);
  stage.trustLists(await mailbox.ca.lists());
  say('Revocation lists were published; signatures are judged again…');
  await judged(app, page, delivered);
  await scansRead(app, page, delivered);
  await readSome(app, page, delivered);
  const all = await look(app, page, delivered);
  process.stdout.write(`\n${summary(all, sink.received)}\n`);
  const received = brokenPromises(all, sink.received);
  say('\nA document is written, numbered, signed twice, issued and sent…');
  const broken = [...received, ...(await issueDocument({ electron: app.electron, page, folder: stage.folder, mailbox, sink, print: stage.print }))];
  for (const sentence of broken) process.stderr.write(`NOT AS PROMISED  ${sentence}\n`);
  say(broken.length === 0 ? 'Everything is as the demo promises. Pictures are in out/demo.' : `${broken.length} promises were not kept.`);
  return broken.length === 0 ? 0 : 1;
}

async function look(app: RunningApp, page: Page, delivered: readonly Delivered[]): Promise<readonly Outcome[]> {
  return outcomes(delivered, (await askRows(page)).rows, await readJournal(app.electron));
}

async function listed(app: RunningApp, page: Page, delivered: readonly Delivered[]): Promise<void> {
  let said = '';
  await until(async () => {
    const { rows, pending } = await askRows(page);
    const kept = (await readJournal(app.electron)).kept.size;
    said = `${kept} letters are kept and ${rows.filter((row) => row.listed).length} listed of ${delivered.length}, ${pending} wait`;
    return kept === delivered.length && rows.length === delivered.length && pending === 0 && rows.every((row) => row.listed && row.verdict !== 'pending') ? rows : null;
  }, () => `letters are missing: ${said}`);
}

const resting = /^(sent|unknown|none|(withheld|asked):.*)$/;

async function settledReceipts(app: RunningApp, page: Page, delivered: readonly Delivered[]): Promise<void> {
  let open: readonly string[] = [];
  await until(async () => {
    const all = await look(app, page, delivered);
    open = all.filter((one) => one.source.when === 'after' && (receiptWords(one, 'arrival') === 'none' || !resting.test(receiptWords(one, 'arrival')))).map(({ source }) => source.id);
    return open.length === 0 ? all : null;
  }, () => `receipts do not settle for ${open.join(', ')}`);
}

async function judged(app: RunningApp, page: Page, delivered: readonly Delivered[]): Promise<void> {
  let open: readonly string[] = [];
  await until(async () => {
    const all = await look(app, page, delivered);
    open = all.filter((one) => one.source.expect['verdict']?.startsWith('passed') === true && !verdictWords(one).startsWith('passed')).map((one) => `${one.source.id} (${verdictWords(one)})`);
    return open.length === 0 ? all : null;
  }, () => `signatures do not pass with the new lists: ${open.join(', ')}`, 60_000).catch((error: unknown) => {
    // what else went wrong is worth telling too
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  });
}

async function scansRead(app: RunningApp, page: Page, delivered: readonly Delivered[]): Promise<void> {
  let open: readonly string[] = [];
  await until(async () => {
    const all = await look(app, page, delivered);
    open = all.filter(({ source, row }) => source.carry.includes('scan') && row?.ocr !== 'read').map(({ source }) => source.id);
    return open.length === 0 ? all : null;
  }, () => `scans were not read: ${open.join(', ')}`, 120_000);
}

/** Letters a clerk would open first, and the picture each of them gives. */
const toRead: readonly (readonly [string, string])[] = [
  ['cong-dien-bao-so-9', '03-official-letter'],
  ['giay-moi-giao-ban', '04-invitation-asks-for-mdn'],
  ['cong-van-tap-huan', '05-mdn-to-somebody-else'],
  ['ky-so-bi-sua', '06-tampered'],
  ['thai-phainok', '07-thai'],
  ['gmail-bao-cao-truong', '08-unit-unknown'],
  ['mao-danh', '09-hostile-html'],
  ['bcc-van-phong', '10-receipt-question'],
  ['tep-chi-luu', '11-attachments-only-saved'],
  ['seed-1077', '12-published-letter'],
  ['ban-quet-cong-van', '13-scan-read'],
  ['xac-nhan-so-lieu-gui-lai', '14-came-twice-and-recalled'],
];

async function readSome(app: RunningApp, page: Page, delivered: readonly Delivered[]): Promise<void> {
  const journal = await readJournal(app.electron);
  for (const [id, name] of toRead) {
    const letter = delivered.find(({ source }) => source.id === id);
    const letterId = letter === undefined ? undefined : journal.kept.get(letter.uid);
    if (letter === undefined || letterId === undefined) throw new Error(`there is no letter ${id} to open`);
    await page.bringToFront();
    await openLetter(page, letterId, letter.source.document?.number ?? letter.source.subject);
    const asks = letter.source.mdn !== null;
    await until(async () => ((await readJournal(app.electron)).displayed.has(letterId) ? true : null), () => `${id} was open for seconds and does not count as read`, 15_000);
    if (asks) await until(async () => {
      const [one] = (await look(app, page, [letter])).map((outcome) => receiptWords(outcome, 'displayed'));
      return one !== undefined && one !== 'none' && resting.test(one) ? one : null;
    }, () => `${id}: the notice that it was opened does not settle`, 30_000);
    await pause(300);
    await picture(page, name);
    if (!asks) continue;
    await showReceiptLog(page);
    await picture(page, `${name}-receipts`);
  }
  await showAll(page);
  await pause(500);
  await picture(page, '02-list');
  await chooseLanguage(page, 'en', () => picture(page, '13-settings'));
  await pause(500);
  await picture(page, '14-english');
  await chooseLanguage(page, 'vi');
}

/** Closing hides the window where there is a tray and minimises it elsewhere; for a demo it means the end. */
async function closedByPerson(app: RunningApp): Promise<void> {
  const page = await app.mainWindow();
  const window = await app.electron.browserWindow(page);
  // the program itself may be ended too: then nothing answers any more, and the demo is over as well
  await window.evaluate((shown: { once(event: 'close', heard: () => void): void }) => new Promise<void>((resolve) => {
    shown.once('close', () => resolve());
  })).catch(() => undefined);
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
