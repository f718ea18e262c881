import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { TestDesk, type DeskServer } from '../scripts/desk/test-desk';
import type { MailServer } from '../scripts/servers/mail-server';
import { sendMail } from '../scripts/servers/send-mail';
import { FirstStageBeside } from './first-stage-beside';

export interface HeadlessInput {
  readonly server: DeskServer & Pick<MailServer, 'imapPort' | 'lmtpPort'>;
  readonly user: string;
  readonly tls: boolean;
  /** list and recognise beside the sync */
  readonly firstStage: boolean;
  /** letters delivered one by one once everything is here */
  readonly deliveries: number;
}

export interface HeadlessOutput {
  readonly millis: number;
  readonly letters: number;
  /** of the process at the end of the first fetch, TypeScript loader included (about 90 MB) */
  readonly peakBytes: number;
  /** processor time of the process */
  readonly cpuMillis: number;
  readonly firstStageMillis: number | null;
  /** LMTP accepted → journalled, sorted */
  readonly deliveryMillis: readonly number[];
  /** asked to compare INBOX, which nothing happened to → compared, on the connection that is there; sorted */
  readonly noChangeMillis: readonly number[];
}

/** One first fetch in a process of its own, so that its memory can be measured: prints a HeadlessOutput. */
const { server, user, tls, firstStage, deliveries } = JSON.parse(process.argv[2] ?? '') as HeadlessInput;
const same = process.argv[3] === undefined ? {} : { same: { folder: mkdtempSync(join(process.argv[3], 'vanthu-desk-')), profileKey: '07'.repeat(32) } };
const desk = new TestDesk(server, { user, ...(tls ? {} : { imap: { port: server.imapPort, encryption: 'none' } }), ...same });
const begin = performance.now();
await desk.open();
const beside = firstStage ? new FirstStageBeside(desk.journal, desk.vault) : null;
let letters = 0;
desk.journal.onAdvanced((_head, events) => {
  for (const { kind } of events) if (kind === 'letter.kept') letters += 1;
});
desk.sync.start();
await until(() => desk.status.lastChecked !== null);
const millis = performance.now() - begin;
const cpu = process.cpuUsage();
const peakBytes = process.resourceUsage().maxRSS * 1024;
await beside?.done();
const firstStageMillis = beside ? performance.now() - begin : null;
if (beside && beside.listed !== letters) throw new Error(`listed ${beside.listed} of ${letters}`);
await beside?.close();
const deliveryMillis = await deliver(deliveries);
const noChangeMillis = await compareAgain(deliveries);
const output: HeadlessOutput = { millis, letters, peakBytes, cpuMillis: (cpu.user + cpu.system) / 1000, firstStageMillis, deliveryMillis, noChangeMillis };
await desk.remove();
process.stdout.write(JSON.stringify(output));

async function deliver(count: number): Promise<readonly number[]> {
  const took: number[] = [];
  for (let at = 0; at < count; at++) {
    const before = letters;
    const raw = Buffer.from(`From: unit1@test.test\r\nTo: ${user}@test.test\r\nSubject: Bench ${at}\r\nMessage-ID: <bench.${at}@test.test>\r\n\r\nText ${at}\r\n`);
    await sendMail({ protocol: 'lmtp', port: server.lmtpPort }, { from: '', to: [`${user}@test.test`] }, raw);
    const accepted = performance.now();
    await until(() => letters > before);
    took.push(performance.now() - accepted);
  }
  return took.sort((a, b) => a - b);
}

async function compareAgain(count: number): Promise<readonly number[]> {
  const took: number[] = [];
  for (let at = 0; at < count; at++) {
    // the time of a comparison is told in milliseconds
    await new Promise((resolve) => setTimeout(resolve, 5));
    const before = desk.status.lastChecked;
    const asked = performance.now();
    desk.sync.lookAgain(['INBOX']);
    await until(() => desk.status.lastChecked !== before, setImmediate);
    took.push(performance.now() - asked);
  }
  return took.sort((a, b) => a - b);
}

async function until(holds: () => boolean, pause: (again: () => void) => unknown = (again) => setTimeout(again, 2)): Promise<void> {
  const end = Date.now() + 900_000;
  while (!holds()) {
    const { connection } = desk.status;
    if (Date.now() > end || connection.state === 'offline' || connection.state === 'paused') throw new Error(`no fetch: ${JSON.stringify(connection)}`);
    await new Promise<void>((resolve) => void pause(resolve));
  }
}
