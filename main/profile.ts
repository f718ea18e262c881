import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyFailure } from '../core/contract/commands';
import type { DeviceId } from '../core/model/ids';
import { fail, ok, type Result } from '../core/base/result';
import { readChainOwner } from './journal/read-chain-owner';
import { isDiskFull, replaceFile, systemCode } from './vault/durable-file';
import { KeySlots, type KeysFailure, type NewSlot, type SlotKey } from './vault/key-slots';
import { administratorFingerprint, type Keyring } from './vault/make-slot';

/** shorter passphrases fall to guessing in days; NIST SP 800-63B asks for 8 at least, the books deserve more */
const shortestPassphrase = 12;

export interface ProfileOptions {
  /** folder of the books */
  readonly dir: string;
  /** the operating system's; null where it has none that counts */
  readonly keyring: Keyring | null;
  /** key file of mode 0600, for tests and the demo */
  readonly keyFile: string | null;
  /** SPKI PEM by policy */
  readonly administratorKey: string | null;
}

export interface OpenedProfile {
  readonly profileKey: Uint8Array;
  readonly deviceId: DeviceId;
}

/** Who may open the books of this computer, and with what. */
export class Profile {
  private readonly slots: KeySlots;

  constructor(private readonly options: ProfileOptions) {
    this.slots = new KeySlots(join(options.dir, 'keys.json'));
  }

  /** Can the books be opened without asking anybody? */
  get opensByItself(): boolean {
    return this.options.keyring !== null || this.options.keyFile !== null;
  }

  async state(): Promise<'setup' | 'present' | 'damaged'> {
    const kinds = await this.slots.kinds();
    if (kinds.ok) return 'present';
    // books without their keys: a first start would put other keys beside them
    const isNew = kinds.failure.code === 'keysMissing' && (await readChainOwner(this.journal)) === 'none';
    return isNew ? 'setup' : 'damaged';
  }

  async openByItself(): Promise<OpenedProfile | null> {
    const { keyFile, keyring } = this.options;
    const ways: readonly SlotKey[] = [...(keyFile ? [{ kind: 'keyFile' as const, path: keyFile }] : []), ...(keyring ? [{ kind: 'keyring' as const, keyring }] : [])];
    for (const way of ways) {
      const opened = await this.slots.open(way);
      if (opened.ok) return this.opened(opened.value);
    }
    return null;
  }

  /** First start. The recovery code is shown once and kept nowhere. */
  async create(passphrase: string | null): Promise<Result<OpenedProfile & { readonly recoveryCode: string }, KeyFailure>> {
    if ((await this.state()) !== 'setup') return fail({ code: 'alreadyThere' });
    const { dir, keyFile, administratorKey } = this.options;
    const keyring = await this.workingKeyring();
    if (passphrase === null && keyring === null && keyFile === null) return fail({ code: 'passphraseNeeded' });
    if (passphrase !== null && [...passphrase].length < shortestPassphrase) return fail({ code: 'passphraseTooShort' });
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const wanted: NewSlot[] = [];
    if (keyFile) wanted.push({ kind: 'keyFile', path: keyFile });
    if (keyring) wanted.push({ kind: 'keyring', keyring });
    if (passphrase !== null) wanted.push({ kind: 'passphrase', passphrase });
    if (administratorKey && administratorFingerprint(administratorKey) !== null) wanted.push({ kind: 'administrator', publicKey: administratorKey });
    const made = await this.slots.createProfile(wanted).catch((error: unknown) => {
      if (isDiskFull(error)) return null;
      throw error;
    });
    if (made === null) return fail({ code: 'diskFull' });
    return ok({ ...(await this.opened(made.profileKey)), recoveryCode: made.recoveryCode });
  }

  /** With what a person typed. A keyring that was reset gets its slot anew, so that the next start asks nothing. */
  async unlock(way: 'passphrase' | 'recovery', secret: string): Promise<Result<OpenedProfile, KeyFailure>> {
    const opened = await this.slots.open(way === 'passphrase' ? { kind: 'passphrase', passphrase: secret } : { kind: 'recovery', code: secret });
    if (!opened.ok) return fail({ code: keyFailure(opened.failure) });
    const keyring = await this.workingKeyring();
    if (keyring) await this.addSlot(opened.value, { kind: 'keyring', keyring });
    return ok(await this.opened(opened.value));
  }

  private async opened(profileKey: Uint8Array): Promise<OpenedProfile> {
    await this.addAdministrator(profileKey);
    const file = join(this.options.dir, 'device');
    const known = await readFile(file, 'utf8').catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return '';
      throw error;
    });
    if (/^[0-9a-f]{16}$/.test(known)) return { profileKey, deviceId: known as DeviceId };
    // the file is lost: the chain still says whose it is, and another name would close the books
    const owner = await readChainOwner(this.journal);
    const deviceId = owner === 'none' || owner === 'unreadable' ? (randomBytes(8).toString('hex') as DeviceId) : owner;
    await replaceFile(file, Buffer.from(deviceId, 'latin1'));
    return { profileKey, deviceId };
  }

  /** A policy may name an administrator after the profile was made. */
  private async addAdministrator(profileKey: Uint8Array): Promise<void> {
    const publicKey = this.options.administratorKey;
    if (publicKey === null || administratorFingerprint(publicKey) === null || (await this.slots.hasAdministrator(publicKey))) return;
    await this.addSlot(profileKey, { kind: 'administrator', publicKey });
  }

  /** A full disk must not keep the books closed: the slot is added at a later start. */
  private async addSlot(profileKey: Uint8Array, slot: NewSlot): Promise<void> {
    try {
      await this.slots.addSlot(profileKey, slot);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
    }
  }

  /** The keyring, if it takes anything at all just now: a locked or broken one must not stand between a person and the books. */
  private async workingKeyring(): Promise<Keyring | null> {
    const { keyring } = this.options;
    if (keyring === null) return null;
    return keyring.seal(new Uint8Array(32)).then(() => keyring, () => null);
  }

  private get journal(): string {
    return join(this.options.dir, 'journal');
  }
}

function keyFailure(failure: KeysFailure): KeyFailure['code'] {
  switch (failure.code) {
    case 'passphraseWrong':
    case 'recoveryCodeWrong':
    case 'noSuchSlot':
      return 'wrongSecret';
    case 'keysDamaged':
    case 'keysNewerVersion':
    case 'keysMissing':
      return 'damaged';
    case 'keyringLost':
      return 'keyringLost';
    default:
      return 'notACode';
  }
}
