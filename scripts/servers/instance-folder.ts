import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '../folder-lock.mjs';
import { removeFolderSync } from '../remove-folder';
import { signalProcess } from '../signal-process';

/** Ports of one instance follow its base; the range lies below the ones the kernel hands out by itself. */
const PORT_RANGE = { from: 20_000, to: 32_000, step: 10 } as const;

export interface InstanceFolder {
  /** short path: UNIX socket names below it must stay under 108 bytes */
  readonly path: string;
  readonly portBase: number;
  release(): void;
}

/** One parent per user, so that a run by root leaves nothing in the way of an ordinary user's. */
function parentFolder(): string {
  return join(tmpdir(), `vanthu-mail-${process.getuid?.() ?? 0}`);
}

/**
 * Reserves a folder and ten ports for one server instance. The folder is named after the port base, so creating it is
 * the reservation, and parallel instances (also of other processes) never meet. Leftovers of killed runs are swept first.
 */
export async function reserveInstance(): Promise<InstanceFolder> {
  const parent = parentFolder();
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  await sweepLeftovers(parent);
  const slots = (PORT_RANGE.to - PORT_RANGE.from) / PORT_RANGE.step;
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const portBase = PORT_RANGE.from + PORT_RANGE.step * Math.floor(Math.random() * slots);
    const path = join(parent, String(portBase));
    if (!tryCreate(path)) continue;
    const release = (): void => removeFolderSync(path);
    if (await arePortsFree(portBase)) return { path, portBase, release };
    release();
  }
  throw new Error(`no ten free ports in a row between ${PORT_RANGE.from} and ${PORT_RANGE.to}`);
}

function tryCreate(path: string): boolean {
  if (existsSync(path)) return false;
  try {
    mkdirSync(path, { mode: 0o755 });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(path, 'owner'), String(process.pid));
  return true;
}

async function arePortsFree(portBase: number): Promise<boolean> {
  for (let port = portBase; port < portBase + PORT_RANGE.step; port += 1) if (!(await isPortFree(port))) return false;
  return true;
}

function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Ends the servers of instances whose owner was killed, and removes their folders. */
async function sweepLeftovers(parent: string): Promise<void> {
  for (const entry of readdirSync(parent)) {
    const path = join(parent, entry);
    const ownerFile = join(path, 'owner');
    // another run may remove its own just now
    const owner = Number(readOrEmpty(ownerFile));
    if (owner === 0 || isAlive(owner)) continue;
    await endProcessesOf(path);
    removeFolderSync(path);
  }
}

/** Ends the processes that were started with this very folder in their command line or environment. */
export async function endProcessesOf(folder: string): Promise<void> {
  for (const signal of ['SIGCONT', 'SIGTERM', 'SIGKILL'] as const) {
    const pids = processesOf(folder);
    if (pids.length === 0) return;
    for (const pid of pids) signalProcess(pid, signal);
    for (let wait = 0; signal !== 'SIGCONT' && wait < 30 && processesOf(folder).length > 0; wait += 1) await pause(100);
  }
}

function processesOf(folder: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => [`/proc/${name}/cmdline`, `/proc/${name}/environ`].some((file) => readOrEmpty(file).includes(`${folder}/`)))
    .map(Number);
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process has ended meanwhile, or belongs to somebody else: not ours in either case.
    return '';
  }
}
