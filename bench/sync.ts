import { execFile } from 'node:child_process';
import { loadavg } from 'node:os';
import { promisify } from 'node:util';
import { startMailServer } from '../scripts/servers/mail-server';
import { runMbsync } from './run-mbsync';
import { seededLetters, type Mix } from './seeded-mailbox';
import type { HeadlessInput, HeadlessOutput } from './sync-headless';

/*
 * First fetch of the same mailbox from the same Dovecot without compression, in turn: a raw reader that only counts bytes, ours without
 * windows (vault, journal, cursor; fsync and sealing as in production) and mbsync with its fsync. A fresh target each time; medians.
 *
 *   npm run bench:sync -- [mixed-2000 mixed-10000 small-50000 …] [plain] [tls] [stage] [rounds=N]
 *
 * Without arguments all three sizes, plain and TLS, once (2,000: three times), the first stage beside the sync, and letters delivered
 * one by one. Ours is timed from opening the books to "mailbox compared", the others as whole processes. The first stage is core in a
 * worker thread, fed from the vault as ingest is: without Chromium and without its store.
 */
const run = promisify(execFile);
const args = process.argv.slice(2);
const asked = args.filter((arg) => /^(mixed|small)-\d+$/.test(arg));
const boxes = (asked.length > 0 ? asked : ['mixed-2000', 'mixed-10000', 'small-50000']).map((name) => {
  const [mix, count] = name.split('-');
  return { name, mix: mix as Mix, count: Number(count) };
});
const lines = (['plain', 'tls'] as const).filter((line) => args.includes(line) || !(args.includes('plain') || args.includes('tls')));
const withStage = args.includes('stage') || args.length === 0;
const rounds = Number(/^rounds=(\d+)$/.exec(args.find((arg) => arg.startsWith('rounds=')) ?? '')?.[1] ?? 0);

const server = await startMailServer({ users: boxes.map(({ name }) => name) });
try {
  for (const { name, mix, count } of boxes) {
    await server.appendMany(name, 'INBOX', seededLetters(count, 2026, mix));
    // all find an indexed mailbox and a warm cache
    const { bytes } = await rawReader(name, false);
    figure(`${name}.size`, bytes / 1e6, 'MB', 0);
    for (const line of lines) await compare(name, count, line === 'tls');
    if (withStage) await stageBeside(name, count);
  }
} finally {
  await server.stop();
}

async function compare(name: string, count: number, tls: boolean): Promise<void> {
  const raw: number[] = [];
  const ours: HeadlessOutput[] = [];
  const theirs: number[] = [];
  const times = rounds > 0 ? rounds : count <= 2000 ? 3 : 1;
  for (let round = 1; round <= times; round++) {
    const load = loadavg()[0] ?? 0;
    raw.push((await rawReader(name, tls)).millis);
    ours.push(await headless({ name, tls, count, firstStage: false, deliveries: round === 1 ? 15 : 0 }));
    theirs.push(await runMbsync(server, name, tls, await server.receivedCount(name)));
    process.stdout.write(`round ${name} ${tls ? 'tls' : 'plain'}: raw ${seconds(raw.at(-1))}, ours ${seconds(ours.at(-1)?.millis)}, mbsync ${seconds(theirs.at(-1))} s (load before ${load.toFixed(1)})\n`);
  }
  const at = `sync.${name}.${tls ? 'tls' : 'plain'}`;
  const mine = median(ours.map(({ millis }) => millis));
  figure(`${at}.raw`, median(raw) / 1000, 's', 2);
  figure(`${at}.ours`, mine / 1000, 's', 2);
  figure(`${at}.oursProcessor`, median(ours.map(({ cpuMillis }) => cpuMillis)) / 1000, 's', 2);
  figure(`${at}.mbsync`, median(theirs) / 1000, 's', 2);
  figure(`${at}.peakMemory`, Math.max(...ours.map(({ peakBytes }) => peakBytes)) / 2 ** 20, 'MB', 0);
  ratio(`${at}.vs.mbsync`, mine / median(theirs), '1.0');
  ratio(`${at}.vs.raw`, mine / median(raw), '-');
  figure(`${at}.deliveryToKept`, median(ours[0]?.deliveryMillis ?? []), 'ms', 1);
  figure(`${at}.noChange`, median(ours[0]?.noChangeMillis ?? []), 'ms', 1);
}

async function stageBeside(name: string, count: number): Promise<void> {
  const { millis, firstStageMillis } = await headless({ name, tls: false, count, firstStage: true, deliveries: 0 });
  figure(`stage.${name}.sync`, millis / 1000, 's', 2);
  figure(`stage.${name}.listed`, (firstStageMillis ?? Number.NaN) / 1000, 's', 2);
  ratio(`stage.${name}.listed.vs.sync`, (firstStageMillis ?? Number.NaN) / millis, '1.5');
}

async function headless({ name, tls, count, firstStage, deliveries }: { readonly name: string; readonly count: number } & Pick<HeadlessInput, 'tls' | 'firstStage' | 'deliveries'>): Promise<HeadlessOutput> {
  const { imapPort, imapsPort, submissionPort, lmtpPort, caPem } = server;
  const input: HeadlessInput = { server: { imapPort, imapsPort, submissionPort, lmtpPort, caPem }, user: name, tls, firstStage, deliveries };
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'bench/sync-headless.ts', JSON.stringify(input)], { maxBuffer: 1 << 20 });
  const output = JSON.parse(stdout) as HeadlessOutput;
  if (output.letters < count) throw new Error(`ours kept ${output.letters} of ${count}`);
  return output;
}

async function rawReader(user: string, tls: boolean): Promise<{ readonly millis: number; readonly bytes: number }> {
  const port = tls ? server.imapsPort : server.imapPort;
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'bench/raw-reader.ts', JSON.stringify({ port, tls, user })]);
  return JSON.parse(stdout) as { millis: number; bytes: number };
}

function figure(name: string, value: number, unit: string, digits: number): void {
  process.stdout.write(`figure ${name} ${value.toFixed(digits)} ${unit}\n`);
}

function ratio(name: string, value: number, target: string): void {
  process.stdout.write(`ratio ${name} ${value.toFixed(2)} target ${target}\n`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function seconds(millis: number | undefined): string {
  return ((millis ?? Number.NaN) / 1000).toFixed(2);
}

