import { limits } from '../../core/base/limits';
import { fail, ok, type Result } from '../../core/base/result';
import type { SignFailure, SigningKey, TokenDriver } from '../../core/model/signing';
import type { SigningBatch } from '../signing/signing-batch';
import { HostLine } from './host-line';
import type { StartHost } from './host-port';
import { heldKeys, tokenInfo, type HeldKey } from './signing-keys';
import { signFailure, tokenBatch } from './token-batch';
import type { SeenToken } from './token-messages';

export type NamedDriver = Pick<TokenDriver, 'name' | 'path' | 'source'>;

interface HeldToken {
  readonly token: SeenToken;
  readonly keys: readonly HeldKey[];
}

/** One driver: its process, which tokens it sees, and the batch that is being signed with it. */
export class DriverDesk {
  private line: HostLine | null = null;
  private state: TokenDriver['state'] = 'starting';
  private tokens: readonly HeldToken[] = [];
  private round: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private restartWait: number = limits.tokenRestartMillis;
  private isSigning = false;
  private isClosed = false;

  constructor(readonly driver: NamedDriver, private readonly startHost: StartHost, private readonly onChanged: () => void) {}

  /** What is there now; the first time, as soon as it is known. */
  async view(): Promise<TokenDriver> {
    await this.firstLook();
    return { ...this.driver, state: this.state, slots: this.tokens.length };
  }

  async keys(): Promise<readonly SigningKey[]> {
    await this.firstLook();
    return this.tokens.flatMap(({ keys }) => keys.map(({ key }) => key));
  }

  /** Looks anew, with a new process: many drivers find readers only when they are loaded. */
  async restart(): Promise<void> {
    if (this.isSigning || this.isClosed) return;
    this.line?.end();
    await this.round;
    this.state = 'starting';
    await this.look();
  }

  /** Null where this driver has no such key now. */
  async begin(keyId: string): Promise<Result<SigningBatch, SignFailure> | null> {
    await this.firstLook();
    await this.round;
    const { line } = this;
    const held = this.tokens.find(({ keys }) => keys.some(({ key }) => key.keyId === keyId));
    const own = held?.keys.find(({ key }) => key.keyId === keyId);
    if (held === undefined || own === undefined || line === null) return null;
    this.isSigning = true;
    const begun = await line.ask({ kind: 'begin', slot: held.token.slot, serial: held.token.serial, id: own.id, fingerprint: own.key.fingerprint }, limits.tokenLookMillis);
    if (typeof begun === 'string' || begun.kind !== 'begun') {
      this.release();
      return fail(signFailure(begun));
    }
    return ok(tokenBatch(line, { ...own.key, token: tokenInfo(this.driver.name, begun.token) }, () => this.release()));
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.line?.end();
  }

  private release(): void {
    this.isSigning = false;
    this.later(0);
  }

  private async firstLook(): Promise<void> {
    if (this.state === 'starting') await this.look();
  }

  /** One round; whoever asks meanwhile waits for the same. */
  private look(): Promise<void> {
    this.round ??= this.lookOnce().finally(() => {
      this.round = null;
      this.later(this.line === null ? this.restartWait : limits.tokenPollMillis);
    });
    return this.round;
  }

  private later(millis: number): void {
    clearTimeout(this.timer);
    // these stay what they are until a person does something about it
    if (this.isClosed || this.state === 'notADriver' || this.state === 'notBuilt') return;
    this.timer = setTimeout(() => {
      if (!this.isSigning) this.look().catch(() => this.broken());
    }, millis);
    // no reason for the program to stay
    this.timer.unref();
  }

  private async lookOnce(): Promise<void> {
    const before = this.picture();
    if (this.line !== null || (await this.start())) {
      const said = await this.line?.ask({ kind: 'look' }, limits.tokenLookMillis);
      if (said === undefined || typeof said === 'string' || said.kind !== 'tokens') this.broken();
      else await this.hold(said.tokens);
    }
    if (before !== this.picture()) this.onChanged();
  }

  private picture(): string {
    return JSON.stringify([this.state, this.tokens.map(({ token }) => token)]);
  }

  private async start(): Promise<boolean> {
    if (this.isClosed) return false;
    const line = new HostLine(this.startHost, () => {
      if (this.line === line) this.line = null;
    });
    this.line = line;
    const said = await line.ask({ kind: 'open', path: this.driver.path }, limits.tokenOpenMillis);
    if (typeof said !== 'string' && said.kind === 'done') return true;
    this.broken();
    if (typeof said !== 'string' && said.kind === 'unusable') this.state = said.why;
    return false;
  }

  private broken(): void {
    this.line?.end();
    this.line = null;
    this.state = 'failed';
    this.tokens = [];
    this.restartWait = Math.min(this.restartWait * 2, limits.tokenRestartMaxMillis);
  }

  /** Certificates are read once for a token that stays where it is. */
  private async hold(seen: readonly SeenToken[]): Promise<void> {
    const held: HeldToken[] = [];
    for (const token of seen) {
      const known = this.tokens.find((one) => one.token.slot === token.slot && one.token.serial === token.serial && one.token.label === token.label);
      if (known !== undefined) {
        const info = tokenInfo(this.driver.name, token);
        held.push({ token, keys: known.keys.map(({ id, key }) => ({ id, key: { ...key, token: info } })) });
        continue;
      }
      const said = await this.line?.ask({ kind: 'keys', slot: token.slot }, limits.tokenKeysMillis);
      if (said === undefined || typeof said === 'string') return this.broken();
      // a token whose certificates cannot be read is one without keys
      held.push({ token, keys: said.kind === 'keys' ? heldKeys(this.driver.name, token, said.keys, said.others) : [] });
    }
    this.tokens = held;
    this.state = 'ok';
    this.restartWait = limits.tokenRestartMillis;
  }
}
