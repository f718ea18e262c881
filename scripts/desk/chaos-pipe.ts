import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { assertNever } from '../../core/base/assert-never';
import { ResponseScanner } from './response-scanner';
import type { SeededRandom } from './seeded-random';

export type Side = 'toClient' | 'toServer';

/** `after`: bytes of that side that are let through before it happens. */
export type Trouble =
  | { readonly kind: 'cut'; readonly side: Side; readonly after: number }
  /** nothing for so long, then on as if nothing had been */
  | { readonly kind: 'stall'; readonly side: Side; readonly after: number; readonly millis: number }
  /** nothing in either direction any more, and nobody is told */
  | { readonly kind: 'halfOpen'; readonly side: Side; readonly after: number }
  /** bytes that nobody sent */
  | { readonly kind: 'garbage'; readonly side: Side; readonly after: number; readonly bytes: Uint8Array }
  /** the server has done what a command asked for, and the line ends before it can say so (plain IMAP) */
  | { readonly kind: 'cutBeforeTagged'; readonly command: RegExp }
  | { readonly kind: 'throttle'; readonly bytesPerSecond: number }
  | { readonly kind: 'latency'; readonly millis: number }
  /** a segment is lost with this probability and comes after so long; what follows waits behind it, as in TCP */
  | { readonly kind: 'loss'; readonly share: number; readonly millis: number };

interface PipeParts {
  readonly side: Side;
  readonly from: Socket;
  readonly to: Socket;
  readonly troubles: readonly Trouble[];
  readonly random: SeededRandom;
  readonly onPassed: (side: Side, bytes: Uint8Array) => void;
  readonly onCut: () => void;
  readonly onHalfOpen: () => void;
}

interface Waiting {
  readonly bytes: Buffer;
  readonly dueAt: number;
}

type Incident = Extract<Trouble, { readonly after: number }>;

const segmentBytes = 1460;
/** bytes held here before the sender is asked to wait */
const heldBytes = 256 * 1024;

/** One direction of a bad line. */
export class ChaosPipe {
  /** told of each command line, when this pipe carries them */
  onCommand: ((tag: string, text: string) => void) | null = null;
  private readonly queue: Waiting[] = [];
  private held = 0;
  private passedBytes = 0;
  private isSending = false;
  private hasEnded = false;
  private isOver = false;
  private frozen = false;
  private incidents: Incident[];
  private readonly doomedTags = new Set<string>();
  private readonly lookout: ResponseScanner;

  constructor(private readonly parts: PipeParts) {
    const { from, troubles, side } = parts;
    this.incidents = troubles.filter((trouble): trouble is Incident => 'after' in trouble && trouble.side === side).sort((a, b) => a.after - b.after);
    this.lookout = new ResponseScanner({ onLine: ({ text, start }) => this.seen(text, start) });
    from.on('data', (bytes: Buffer) => this.take(bytes));
    from.on('end', () => {
      this.hasEnded = true;
      void this.send();
    });
  }

  get isFrozen(): boolean {
    return this.frozen;
  }

  freeze(): void {
    this.frozen = true;
    this.parts.from.pause();
  }

  /** A command that goes to the server; its tagged answer may be doomed. */
  command(tag: string, text: string): void {
    if (this.parts.troubles.some((trouble) => trouble.kind === 'cutBeforeTagged' && trouble.command.test(text))) this.doomedTags.add(tag);
  }

  private seen(text: string, start: number): void {
    const [tag = '', ...rest] = text.split(' ');
    if (this.parts.side === 'toServer') this.onCommand?.(tag, rest.join(' '));
    else if (this.doomedTags.delete(tag)) this.incidents = [...this.incidents, { kind: 'cut' as const, side: 'toClient' as const, after: Math.max(start, this.passedBytes) }].sort((a, b) => a.after - b.after);
  }

  private take(bytes: Buffer): void {
    this.lookout.push(bytes);
    const latency = this.parts.troubles.find((trouble) => trouble.kind === 'latency');
    this.queue.push({ bytes, dueAt: performance.now() + (latency?.millis ?? 0) });
    this.held += bytes.length;
    if (this.held > heldBytes) this.parts.from.pause();
    void this.send();
  }

  private async send(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    for (let next = this.queue.shift(); next && !this.isOver && !this.frozen; next = this.queue.shift()) {
      const wait = next.dueAt - performance.now();
      if (wait > 0) await pause(wait);
      await this.pass(next.bytes);
      this.held -= next.bytes.length;
      if (this.held <= heldBytes && !this.frozen) this.parts.from.resume();
    }
    this.isSending = false;
    if (this.hasEnded && !this.isOver && !this.frozen && this.queue.length === 0) this.parts.to.end();
  }

  private async pass(bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length && !this.isOver && !this.frozen; ) {
      const [incident] = this.incidents;
      const untilIncident = incident ? incident.after - this.passedBytes : Number.POSITIVE_INFINITY;
      if (incident && untilIncident <= 0) {
        this.incidents = this.incidents.slice(1);
        await this.strike(incident);
        continue;
      }
      const piece = bytes.subarray(at, at + Math.min(untilIncident, this.isShaped ? segmentBytes : bytes.length));
      await this.shape(piece.length);
      await this.write(piece);
      this.passedBytes += piece.length;
      at += piece.length;
    }
    // exactly at the end of what came: it happens now, not with the next byte
    while (this.incidents[0] && this.incidents[0].after <= this.passedBytes && !this.isOver && !this.frozen) {
      const [incident] = this.incidents;
      this.incidents = this.incidents.slice(1);
      await this.strike(incident);
    }
  }

  private get isShaped(): boolean {
    return this.parts.troubles.some(({ kind }) => kind === 'throttle' || kind === 'loss');
  }

  private async shape(length: number): Promise<void> {
    for (const trouble of this.parts.troubles) {
      if (trouble.kind === 'throttle') await pause((length * 1000) / trouble.bytesPerSecond);
      if (trouble.kind === 'loss') {
        // a segment sent again can be lost again; the wait doubles
        for (let wait = trouble.millis; this.parts.random.next() < trouble.share && wait < 64 * trouble.millis; wait *= 2) await pause(wait);
      }
    }
  }

  private async strike(incident: Incident): Promise<void> {
    switch (incident.kind) {
      case 'cut':
        this.isOver = true;
        this.parts.onCut();
        return;
      case 'stall':
        await pause(incident.millis);
        return;
      case 'halfOpen':
        this.parts.onHalfOpen();
        return;
      case 'garbage':
        await this.write(Buffer.from(incident.bytes));
        return;
      default:
        assertNever(incident);
    }
  }

  /** Waits until the system has taken it, so that nothing counts as passed that still lies here. */
  private write(bytes: Buffer): Promise<void> {
    const { to, side, onPassed } = this.parts;
    if (to.destroyed || to.writableEnded) {
      this.isOver = true;
      return Promise.resolve();
    }
    onPassed(side, bytes);
    return new Promise((resolve) => {
      const done = (): void => {
        to.off('close', done);
        resolve();
      };
      to.once('close', done);
      to.write(bytes, done);
    });
  }
}
