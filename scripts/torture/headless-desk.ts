import { TestDesk, type DeskOptions, type DeskServer } from '../desk/test-desk';

/** What a desk in a process of its own is to do. */
export interface HeadlessTask {
  readonly server: DeskServer;
  readonly options: DeskOptions;
  /** end once INBOX was compared, or once every folder was */
  readonly until: 'checked' | 'mirrored';
}

export interface HeadlessReport {
  readonly openMillis: number;
  readonly syncMillis: number;
  readonly kept: number;
  readonly keptBytes: number;
  /** paths as the desk knows them, `INBOX` among them */
  readonly folders: readonly string[];
  readonly peakBytes: number;
  readonly idleBytes: number;
}

// a process of its own, so that its memory can be measured; what it did is one line of JSON
const { server, options, until } = JSON.parse(process.argv[2] ?? '') as HeadlessTask;
const desk = new TestDesk(server, options);
const idleBytes = process.memoryUsage().rss;
const begun = performance.now();
await desk.open();
const openMillis = performance.now() - begun;
let [kept, keptBytes] = [0, 0];
desk.journal.onAdvanced((_head, events) => {
  for (const event of events) {
    if (event.kind !== 'letter.kept') continue;
    kept += 1;
    keptBytes += event.letter.size;
  }
});
const started = performance.now();
desk.sync.start();
while (!isDone()) {
  const { connection } = desk.status;
  if (connection.state === 'paused' || (connection.state === 'stopped' && connection.reason === 'diskFull')) throw new Error(`no fetch: ${JSON.stringify(connection)}`);
  // the desk of a test remembers every state it was told; the application does not
  desk.statuses.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 50));
}
const syncMillis = performance.now() - started;
const folders = desk.sync.folders().map(({ path }) => path);
await desk.leave();
const report: HeadlessReport = { openMillis, syncMillis, kept, keptBytes, folders, peakBytes: process.resourceUsage().maxRSS * 1024, idleBytes };
process.stdout.write(JSON.stringify(report));

function isDone(): boolean {
  const { connection, lastChecked, progress } = desk.status;
  const isChecked = connection.state === 'online' && progress === null && lastChecked !== null && lastChecked >= connection.since;
  if (!isChecked || until === 'checked') return isChecked;
  const waiting = (desk.status.folders ?? []).filter(({ state, lastChecked: at }) => state !== 'skipped' && state !== 'refused' && !(state === 'complete' && at !== null && at >= connection.since));
  return (desk.status.folders ?? []).length > 1 && waiting.length === 0;
}
