import { TestDesk, type DeskServer } from '../scripts/desk/test-desk';

/** One first fetch in a process of its own, so that its memory can be measured: prints `{ millis, letters, peakBytes }`. */
const { server, user } = JSON.parse(process.argv[2] ?? '') as { readonly server: DeskServer; readonly user: string };
const desk = new TestDesk(server, { user });
const begin = performance.now();
await desk.open();
desk.sync.start();
const end = Date.now() + 600_000;
while (desk.status.lastChecked === null) {
  const { connection } = desk.status;
  if (Date.now() > end || connection.state === 'offline' || connection.state === 'paused') throw new Error(`no fetch: ${JSON.stringify(connection)}`);
  await new Promise((resolve) => setTimeout(resolve, 5));
}
const millis = performance.now() - begin;
const letters = (await desk.kept()).length;
await desk.remove();
process.stdout.write(JSON.stringify({ millis, letters, peakBytes: process.resourceUsage().maxRSS * 1024 }));
