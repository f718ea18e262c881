import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '../folder-lock.mjs';
import { signalProcess } from '../signal-process';

const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 10_000;

/** One server process in the foreground, leader of a process group of its own. */
export class Daemon {
  readonly #program: string;
  readonly #args: readonly string[];
  readonly #env: NodeJS.ProcessEnv;
  readonly #mainPid: () => number | undefined;
  readonly #consoleLog: string;
  readonly #onExit = (): void => {
    const pid = this.#mainPid();
    if (pid !== undefined) signalProcess(pid, 'SIGTERM');
    this.#signalGroup('SIGTERM');
  };
  #child: ChildProcess | undefined;

  /** @param options.mainPid which process to ask to end, where it is not the one we start */
  constructor(program: string, args: readonly string[], options: { readonly consoleLog: string; readonly env?: NodeJS.ProcessEnv; readonly mainPid?: () => number | undefined }) {
    this.#program = program;
    this.#args = args;
    this.#consoleLog = options.consoleLog;
    this.#mainPid = options.mainPid ?? (() => undefined);
    this.#env = { ...process.env, ...options.env };
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** @throws when the process ends, or its port is still closed, after twenty seconds */
  async start(port: number): Promise<void> {
    if (this.#child !== undefined) throw new Error(`${this.#program} runs already`);
    // A file, not a pipe: daemons keep their output open longer than we live.
    const output = openSync(this.#consoleLog, 'a');
    const child = spawn(this.#program, this.#args, { detached: true, stdio: ['ignore', output, output], env: this.#env });
    closeSync(output);
    let failure: string | undefined;
    child.once('error', (error) => (failure = error.message));
    child.once('exit', (code, signal) => {
      failure ??= `ended with ${code ?? signal}`;
      if (this.#child === child) this.#child = undefined;
      process.off('exit', this.#onExit);
    });
    this.#child = child;
    process.once('exit', this.#onExit);
    const deadline = Date.now() + START_LIMIT_MS;
    while (!(await answers(port))) {
      if (failure !== undefined) throw new Error(`${this.#program} ${failure}: ${readFileSync(this.#consoleLog, 'utf8').slice(-2000)}`);
      if (Date.now() > deadline) throw new Error(`${this.#program} does not listen on port ${port}: ${readFileSync(this.#consoleLog, 'utf8').slice(-2000)}`);
      await pause(50);
    }
  }

  /** Asks the server to end, then ends whatever of its group lingers (Dovecot's helpers wait for each other). */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child?.pid === undefined) return;
    const group = child.pid;
    this.#signalGroup('SIGCONT');
    signalProcess(this.#mainPid() ?? group, 'SIGTERM');
    const deadline = Date.now() + STOP_LIMIT_MS;
    while (this.#child === child && Date.now() < deadline) await pause(10);
    for (const [signal, limitMs] of [['SIGTERM', 1_000], ['SIGKILL', 1_000]] as const) {
      if (!signalProcess(-group, signal)) break;
      for (let waited = 0; isAlive(-group) && waited < limitMs; waited += 20) await pause(20);
    }
  }

  /** Freezes every process of the server: connections are accepted by the kernel and never answered. */
  pause(): void {
    this.#signalGroup('SIGSTOP');
  }

  resume(): void {
    this.#signalGroup('SIGCONT');
  }

  #signalGroup(signal: NodeJS.Signals): void {
    const pid = this.#child?.pid;
    if (pid !== undefined) signalProcess(-pid, signal);
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
