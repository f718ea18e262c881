import { access } from 'node:fs/promises';
import { assertNever } from '../../core/base/assert-never';
import { BatchSession, refusalOf, refused } from './batch-session';
import { ck, saidCode, type Cryptoki } from './cryptoki';
import { lookAtTokens } from './look-at-tokens';
import { readKeys } from './read-keys';
import type { HostAsk, HostSaid } from './token-messages';

/** One driver, on the side where its machine code runs. */
export class HostDesk {
  private cryptoki: Cryptoki | null = null;
  private batch: BatchSession | null = null;

  /** @param load the binding; null where it was not built for this machine */
  constructor(private readonly load: () => Cryptoki | null) {}

  async answer(ask: HostAsk): Promise<HostSaid> {
    if (ask.kind === 'open') return this.open(ask.path);
    const { cryptoki } = this;
    if (cryptoki === null) return refused('driverFailed', null);
    try {
      return this.work(cryptoki, ask);
    } catch (error) {
      return refused(refusalOf(error), null);
    }
  }

  private work(cryptoki: Cryptoki, ask: Exclude<HostAsk, { kind: 'open' }>): HostSaid {
    switch (ask.kind) {
      case 'look':
        return { kind: 'tokens', tokens: [...lookAtTokens(cryptoki)] };
      case 'keys': {
        const { keys, others } = readKeys(cryptoki, Buffer.from(ask.slot, 'hex'));
        return { kind: 'keys', keys: [...keys], others: [...others] };
      }
      case 'begin': {
        this.end();
        const begun = BatchSession.begin(cryptoki, Buffer.from(ask.slot, 'hex'), ask.serial, ask);
        if ('kind' in begun) return begun;
        this.batch = begun.session;
        return { kind: 'begun', token: begun.token };
      }
      case 'login':
        try {
          return this.batch?.login(ask.pin) ?? refused('tokenGone', null);
        } finally {
          ask.pin?.fill(0);
        }
      case 'sign':
        try {
          return this.batch?.sign(ask.mechanism, ask.bytes, ask.pin) ?? refused('tokenGone', null);
        } finally {
          ask.pin?.fill(0);
        }
      case 'end':
        this.end();
        return { kind: 'done' };
      default:
        return assertNever(ask);
    }
  }

  private end(): void {
    this.batch?.end();
    this.batch = null;
  }

  private async open(path: string): Promise<HostSaid> {
    try {
      await access(path);
    } catch {
      return { kind: 'unusable', why: 'notFound' };
    }
    const cryptoki = this.load();
    if (cryptoki === null) return { kind: 'unusable', why: 'notBuilt' };
    try {
      cryptoki.load(path);
    } catch {
      // no shared library, or none with C_GetFunctionList
      return { kind: 'unusable', why: 'notADriver' };
    }
    try {
      cryptoki.C_Initialize({ flags: ck.flags.osLocking });
    } catch (error) {
      if (saidCode(error) !== ck.said.alreadyInitialized) return { kind: 'unusable', why: 'failed' };
    }
    this.cryptoki = cryptoki;
    return { kind: 'done' };
  }
}
