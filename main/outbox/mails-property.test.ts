import fc from 'fast-check';
import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { defaultOutgoing, defaultPolicy } from '../../core/acknowledge/default-policy';
import { ok } from '../../core/base/result';
import type { Digest, DraftId, IsoTime, LetterId, OutgoingId } from '../../core/model/ids';
import type { JournalEntry, JournalEvent } from '../../core/model/journal';
import type { MailState } from '../../core/model/outgoing';
import type { JournalPort } from '../journal/journal-port';
import { mailAccountId, sendingTo } from './fixtures/mail-desk';
import { LetterPlaces } from './letter-places';
import { MailBook } from './mail-book';
import type { MailOutcome } from './mail-handing';
import type { MessageParts } from './mail-store';
import { Mails, type MailsParts } from './mails';
import type { SmtpSession } from './smtp-session';

/** What the server does with one handing. `silent`: the process dies while it waits for the answer. */
type Fate = 'take' | 'later' | 'refuse' | 'lostBefore' | 'lostTaken' | 'lostNotTaken' | 'silentTaken' | 'silentNotTaken';
type Step =
  | { readonly do: 'queue'; readonly count: number }
  | { readonly do: 'takeBack' | 'sendNow' | 'sendAgain' | 'arrived'; readonly which: number }
  | { readonly do: 'wait' | 'restart' | 'line' };

interface Plan {
  readonly steps: readonly Step[];
  readonly fates: readonly Fate[];
  /** turns that each effect takes, in a circle */
  readonly turns: readonly number[];
  /** for each life of the process: how many appends it survives, and whether the last is on disk; null: it is ended by a step */
  readonly deaths: readonly ({ readonly after: number; readonly isWritten: boolean } | null)[];
}

const never = (): Promise<never> => new Promise(() => undefined);

/** Disk, server and clock that outlive processes. */
class World {
  readonly events: JournalEvent[] = [];
  readonly delivered = new Map<string, number>();
  readonly orders = new Map<OutgoingId, number>();
  readonly bytes = new Map<Digest, Uint8Array>();
  now = Date.parse('2026-11-22T01:00:00.000Z');
  isOnline = true;
  /** of the process that lives; null: none */
  private life: { readonly number: number } | null = null;
  private lives = 0;
  private book: MailBook | null = null;
  private appends = 0;
  private turn = 0;
  private handings = 0;

  constructor(private readonly plan: Plan) {
    this.write([{ kind: 'account.connected', account: { accountId: mailAccountId, settings: { address: 'clerk@test.test', aliases: [], smtp: { host: 'x' } } } as never }]);
  }

  private write(entries: readonly JournalEntry[]): readonly JournalEvent[] {
    const written = entries.map((entry, index) => ({ ...entry, seq: this.events.length + index + 1, at: new Date(this.now).toISOString() as IsoTime }));
    this.events.push(...written);
    return written;
  }

  private async pause(): Promise<void> {
    for (let left = this.plan.turns[this.turn++ % this.plan.turns.length] ?? 0; left > 0; left -= 1) await new Promise((resolve) => setImmediate(resolve));
  }

  /** What others journal; this journal has no listeners, so the living are told by hand. */
  tell(...entries: readonly JournalEntry[]): void {
    for (const event of this.write(entries)) this.book?.hear(event);
  }

  /** The next process; the one before is never heard of again. */
  async start(): Promise<Mails> {
    const life = { number: this.lives };
    this.lives += 1;
    this.life = life;
    this.appends = 0;
    const isDead = (): boolean => life !== this.life;
    const journal: JournalPort = {
      get head() { return 0; },
      read: () => Promise.resolve([]),
      onAdvanced: () => () => undefined,
      close: () => Promise.resolve(),
      append: async (...entries) => {
        await this.pause();
        if (isDead()) return never();
        const death = this.plan.deaths[life.number] ?? null;
        if (death !== null && this.appends++ >= death.after) {
          if (death.isWritten) this.write(entries);
          this.kill();
          return never();
        }
        const written = this.write(entries);
        await this.pause();
        return isDead() ? never() : written;
      },
    };
    const book = new MailBook(journal, { now: () => new Date(this.now) });
    this.book = book;
    const places = new LetterPlaces();
    for (const event of this.events) {
      book.fold(event);
      places.apply(event);
    }
    const parts: MailsParts = {
      journal, book, places, clock: { now: () => new Date(this.now) }, line: () => null, log: { write: () => undefined }, policy: () => ({ ...defaultPolicy, outgoing: { ...defaultOutgoing, undoSeconds: 10 } }),
      openSession: () => Promise.resolve(this.isOnline && !isDead() ? this.session(isDead) : null), retryMillis: [60_000], lookMillis: [3_600_000],
      vault: {
        letterId: (_account, digest) => digest.slice(0, 32) as LetterId,
        putBatch: (_account, raws) => Promise.resolve(ok(raws.map((raw) => ({ letterId: digestOf(raw).slice(0, 32) as LetterId, digest: digestOf(raw), size: raw.length, isNew: true })))),
      },
      store: {
        put: async (entities, messages: readonly MessageParts[]) => {
          await this.pause();
          for (const { digest, header, entity } of messages) this.bytes.set(digest, Buffer.concat([header, entities[entity] ?? Buffer.alloc(0)]));
        },
        read: async (digest) => {
          await this.pause();
          return isDead() ? never() : this.bytes.get(digest) ?? null;
        },
        has: (digest) => this.bytes.has(digest),
        tidy: (needed) => {
          const keep = new Set(needed);
          if (!isDead()) for (const digest of this.bytes.keys()) if (!keep.has(digest)) this.bytes.delete(digest);
          return Promise.resolve();
        },
      },
    };
    return Promise.race([Mails.open(parts), this.died(isDead)]);
  }

  /** Resolves to a process that does nothing, should it die while it starts. */
  private async died(isDead: () => boolean): Promise<never> {
    while (!isDead()) await new Promise((resolve) => setImmediate(resolve));
    throw new Error('died');
  }

  private session(isDead: () => boolean): SmtpSession {
    let isOpen = true;
    const deliver = (raw: Uint8Array): void => {
      const id = /^Message-ID: (.*)\r$/m.exec(Buffer.from(raw).toString('latin1'))?.[1] ?? '';
      this.delivered.set(id, (this.delivered.get(id) ?? 0) + 1);
    };
    return {
      offer: { maxBytes: null, dsn: false },
      get isOpen() { return isOpen; },
      close: () => { isOpen = false; },
      hand: () => Promise.reject(new Error('receipts are not sent here')),
      handMail: async ({ raw }): Promise<MailOutcome> => {
        await this.pause();
        if (isDead()) return never();
        // when the plan has no more to say, the server takes everything
        const fate = this.plan.fates[this.handings++] ?? 'take';
        const refused = { outcome: 'refused', at: 'message', answer: '', refused: [] } as const;
        if (fate === 'take' || fate === 'lostTaken' || fate === 'silentTaken') deliver(raw);
        await this.pause();
        if (isDead()) return never();
        switch (fate) {
          case 'take':
            return { outcome: 'taken', answer: '250 ok', refused: [] };
          case 'later':
            return { ...refused, isPermanent: false };
          case 'refuse':
            return { ...refused, isPermanent: true };
          case 'lostBefore':
            isOpen = false;
            return { outcome: 'lost', mayBeTaken: false };
          case 'lostTaken':
          case 'lostNotTaken':
            isOpen = false;
            return { outcome: 'lost', mayBeTaken: true };
          case 'silentTaken':
          case 'silentNotTaken':
            this.kill();
            return never();
        }
      },
    };
  }

  get isAlive(): boolean {
    return this.life !== null;
  }

  kill(): void {
    this.life = null;
  }

  ids(): readonly OutgoingId[] {
    return this.events.flatMap((event) => (event.kind === 'mail.queued' ? [event.mail.outgoingId] : []));
  }

  statesOf(id: OutgoingId): readonly MailState['state'][] {
    return ['waiting', ...this.events.flatMap((event) => (event.kind === 'mail.moved' && event.outgoingId === id ? [event.state.state] : []))];
  }

  copiesOf(id: OutgoingId): number {
    const queued = this.events.find((event) => event.kind === 'mail.queued' && event.mail.outgoingId === id);
    return queued?.kind === 'mail.queued' ? this.delivered.get(queued.mail.messageId) ?? 0 : 0;
  }
}

function digestOf(raw: Uint8Array): Digest {
  return createHash('sha256').update(raw).digest('hex') as Digest;
}

async function quiet(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function livesThrough(plan: Plan): Promise<World> {
  const world = new World(plan);
  let mails: Mails | null = null;
  const living = async (): Promise<Mails> => {
    for (let tries = 0; tries < 50; tries += 1) {
      if (mails !== null && world.isAlive) return mails;
      world.kill();
      mails = await world.start().catch(() => null);
    }
    throw new Error('no process survives its start');
  };
  for (const step of plan.steps) {
    const now = await living();
    const id = 'which' in step ? world.ids()[step.which % Math.max(world.ids().length, 1)] : undefined;
    switch (step.do) {
      case 'queue': {
        const draftId = randomBytes(8).toString('hex') as DraftId;
        const given = sendingTo(Array.from({ length: step.count }, (_, index) => `u${index}@unit.test`), { draftId });
        world.tell({ kind: 'draft.created', draftId, accountId: mailAccountId });
        void now.queue(given);
        break;
      }
      case 'takeBack':
        if (id) void now.takeBack([id]);
        break;
      case 'sendNow':
        if (id) void now.sendNow([id]);
        break;
      case 'sendAgain':
        if (id) {
          world.orders.set(id, (world.orders.get(id) ?? 0) + 1);
          void now.settle(id, 'sendAgain');
        }
        break;
      case 'arrived':
        if (id) void now.settle(id, 'arrived');
        break;
      case 'wait':
        world.now += 70_000;
        now.resume(mailAccountId);
        await quiet();
        break;
      case 'line':
        world.isOnline = !world.isOnline;
        if (world.isOnline) now.resume(mailAccountId);
        break;
      case 'restart':
        world.kill();
        mails = null;
        break;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  world.isOnline = true;
  for (let round = 0; round < 12; round += 1) {
    const now = await living();
    world.now += 70_000;
    now.resume(mailAccountId);
    await quiet();
  }
  return world;
}

const steps = fc.array(fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('queue' as const), count: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('takeBack' as const, 'sendNow' as const, 'sendAgain' as const, 'arrived' as const), which: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('wait' as const, 'restart' as const, 'line' as const) }) },
), { minLength: 3, maxLength: 14 });
const plans: fc.Arbitrary<Plan> = fc.record({
  steps,
  fates: fc.array(fc.constantFrom<Fate>('take', 'take', 'later', 'refuse', 'lostBefore', 'lostTaken', 'lostNotTaken', 'silentTaken', 'silentNotTaken'), { maxLength: 8 }),
  turns: fc.array(fc.nat(3), { minLength: 1, maxLength: 7 }),
  deaths: fc.array(fc.option(fc.record({ after: fc.nat(6), isWritten: fc.boolean() })), { maxLength: 6 }),
});

describe('whenever a process dies, a line breaks, or a person changes their mind', () => {
  it('each message arrives exactly once, or stands where a person is asked, or never left', async () => {
    await fc.assert(fc.asyncProperty(plans, async (plan) => {
      const world = await livesThrough(plan);
      for (const id of world.ids()) {
        const states = world.statesOf(id);
        const copies = world.copiesOf(id);
        const orders = world.orders.get(id) ?? 0;
        const last = states.at(-1);
        // only a person's "send again" may make a second copy
        expect(copies).toBeLessThanOrEqual(1 + orders);
        if (orders === 0) {
          if (last === 'takenBack' || last === 'failed') expect(copies).toBe(0);
          if (last === 'sent' && !states.includes('unknown')) expect(copies).toBe(1);
          // handed over again only after a "no", or where nothing had left
          expect(states.join(' ')).not.toMatch(/unknown (waiting|handing)/);
        }
        expect(['sent', 'takenBack', 'failed', 'unknown']).toContain(last);
        expect(states.join(' ')).not.toMatch(/(sent|takenBack) (waiting|handing|unknown|failed)/);
        // on disk before its effect
        if (copies > 0) expect(states).toContain('handing');
      }
    }), { numRuns: 50 });
  });
});
