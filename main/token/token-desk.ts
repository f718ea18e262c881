import { basename } from 'node:path';
import { limits } from '../../core/base/limits';
import { fail, ok, type Result } from '../../core/base/result';
import type { SigningPolicy } from '../../core/model/policy';
import type { SignFailure, SigningKey, TokenDriver } from '../../core/model/signing';
import type { KeySource, SigningBatch } from '../signing/signing-batch';
import { DriverDesk, type NamedDriver } from './driver-desk';
import { DriverList } from './driver-list';
import type { StartHost } from './host-port';

export interface TokenDeskPorts {
  /** sealed file that names the drivers a person chose */
  readonly file: string;
  readonly seal: Uint8Array;
  readonly policy: () => SigningPolicy['drivers'];
  readonly startHost: StartHost;
}

export type AddDriverFailure = { readonly code: 'notADriver' | 'alreadyThere' | 'failed' };

/** Every driver of the office and of the person, each in a process of its own. None is loaded before somebody asks for keys. */
export class TokenDesk implements KeySource {
  private desks = new Map<string, DriverDesk>();
  private listeners: (() => void)[] = [];

  private constructor(private readonly ports: TokenDeskPorts, private readonly own: DriverList) {}

  static async open(ports: TokenDeskPorts): Promise<TokenDesk> {
    const desk = new TokenDesk(ports, await DriverList.open(ports.file, ports.seal));
    desk.policyChanged();
    return desk;
  }

  onChanged(listener: () => void): () => void {
    this.listeners.push(listener);
    return () => {
      this.listeners = this.listeners.filter((one) => one !== listener);
    };
  }

  async list(): Promise<readonly SigningKey[]> {
    return (await Promise.all([...this.desks.values()].map((desk) => desk.keys()))).flat();
  }

  async begin(keyId: string): Promise<Result<SigningBatch, SignFailure> | null> {
    for (const desk of this.desks.values()) {
      const begun = await desk.begin(keyId);
      if (begun !== null) return begun;
    }
    return null;
  }

  drivers(): Promise<readonly TokenDriver[]> {
    return Promise.all([...this.desks.values()].map((desk) => desk.view()));
  }

  /** Kept only where it turns out to be a driver. @param path as a person chose it in a window of the system */
  async add(name: string, path: string): Promise<Result<null, AddDriverFailure>> {
    const called = name.trim() === '' ? basename(path) : name.trim();
    const known = this.wanted();
    if (known.some((one) => one.name === called || one.path === path)) return fail({ code: 'alreadyThere' });
    if (known.length >= limits.tokenDrivers) return fail({ code: 'failed' });
    const tried = new DriverDesk({ name: called, path, source: 'person' }, this.ports.startHost, () => undefined);
    const { state } = await tried.view().finally(() => tried.close());
    if (state !== 'ok') return fail({ code: state === 'notADriver' ? 'notADriver' : 'failed' });
    await this.own.set([...this.own.all, { name: called, path }]);
    this.arrange();
    return ok(null);
  }

  /** Only what a person added: what the office named stays. */
  async remove(name: string): Promise<void> {
    await this.own.set(this.own.all.filter((one) => one.name !== name));
    this.arrange();
  }

  async lookAgain(): Promise<void> {
    await Promise.all([...this.desks.values()].map((desk) => desk.restart()));
  }

  policyChanged(): void {
    this.arrange();
  }

  close(): void {
    for (const desk of this.desks.values()) desk.close();
    this.desks = new Map();
  }

  /** The office's drivers count first where a person's has the same name. */
  private wanted(): readonly NamedDriver[] {
    const office = this.ports.policy().map((driver): NamedDriver => ({ ...driver, source: 'policy' }));
    const own = this.own.all.map((driver): NamedDriver => ({ ...driver, source: 'person' }));
    return [...office, ...own.filter(({ name, path }) => !office.some((one) => one.name === name || one.path === path))];
  }

  private arrange(): void {
    const wanted = this.wanted();
    const kept = new Map<string, DriverDesk>();
    for (const driver of wanted) {
      const key = JSON.stringify(driver);
      kept.set(key, this.desks.get(key) ?? new DriverDesk(driver, this.ports.startHost, () => this.tell()));
    }
    const before = [...this.desks.keys()].join();
    for (const [key, desk] of this.desks) if (!kept.has(key)) desk.close();
    this.desks = kept;
    if (before !== [...kept.keys()].join()) this.tell();
  }

  private tell(): void {
    for (const one of this.listeners) one();
  }
}
