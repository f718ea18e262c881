import * as v from 'valibot';
import { hostAnswer, type HostAsk, type HostSaid } from './token-messages';
import type { HostPort, StartHost } from './host-port';

export type LineFailure = 'timeout' | 'gone';

interface Waiting {
  readonly resolve: (said: HostSaid | LineFailure) => void;
  readonly timer: NodeJS.Timeout | undefined;
}

/**
 * The line to one driver's process: a question, its answer, and an end to waiting. A process that does not answer in time is killed: what it may still do
 * with a token would be nobody's.
 */
export class HostLine {
  private port: HostPort | null;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  constructor(start: StartHost, private readonly onEnd: () => void) {
    const port = start();
    this.port = port;
    port.onMessage((message) => this.hear(message));
    port.onExit(() => this.ended('gone'));
  }

  get isOpen(): boolean {
    return this.port !== null;
  }

  /** @param millis null: as long as it takes (a person at a PIN pad) */
  ask(ask: HostAsk, millis: number | null): Promise<HostSaid | LineFailure> {
    const { port } = this;
    if (port === null) return Promise.resolve('gone');
    const id = (this.asked += 1);
    return new Promise((resolve) => {
      const timer = millis === null ? undefined : setTimeout(() => this.end('timeout'), millis);
      this.waiting.set(id, { resolve, timer });
      port.send({ id, ask });
    });
  }

  /** Kills the process; whoever still waits is told why. */
  end(why: LineFailure = 'gone'): void {
    this.port?.kill();
    this.ended(why);
  }

  private hear(message: unknown): void {
    const parsed = v.safeParse(hostAnswer, message);
    // what a driver's process says wrongly says nothing: it is taken for broken
    if (!parsed.success) return this.end();
    const { id, said } = parsed.output;
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    clearTimeout(waiting?.timer);
    waiting?.resolve(said);
  }

  private ended(why: LineFailure): void {
    if (this.port === null) return;
    this.port = null;
    const left = [...this.waiting.values()];
    this.waiting.clear();
    for (const { timer, resolve } of left) {
      clearTimeout(timer);
      resolve(why);
    }
    this.onEnd();
  }
}
