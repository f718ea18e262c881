import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { assertNever } from '../../core/base/assert-never';
import { fail, ok } from '../../core/base/result';
import type { Result } from '../../core/base/result';
import { deriveKeys } from './derive-keys';
import { replaceFile, systemCode } from './durable-file';
import { keysFileSchema } from './key-slot';
import type { KeysFile, KeySlot, KeySlotKind } from './key-slot';
import * as slots from './make-slot';
import type { Keyring, SlotFailure } from './make-slot';

/** A way in that the profile is to have. */
export type NewSlot =
  | { readonly kind: 'keyring'; readonly keyring: Keyring }
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recovery' }
  /** PEM, SPKI, RSA */
  | { readonly kind: 'administrator'; readonly publicKey: string }
  | { readonly kind: 'keyFile'; readonly path: string };

/** A way in that is being tried. */
export type SlotKey =
  | { readonly kind: 'keyring'; readonly keyring: Keyring }
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recovery'; readonly code: string }
  /** PEM, unencrypted */
  | { readonly kind: 'administrator'; readonly privateKey: string }
  | { readonly kind: 'keyFile'; readonly path: string };

export type KeysFailure =
  | SlotFailure
  /** no keys.json: a new profile, if the folder holds no journal */
  | { readonly code: 'keysMissing' }
  | { readonly code: 'keysDamaged' }
  | { readonly code: 'keysNewerVersion' }
  /** the profile has no slot of this kind */
  | { readonly code: 'noSuchSlot' }
  /** removing it would close the books for ever */
  | { readonly code: 'lastSlot' };

export interface CreatedProfile {
  readonly profileKey: Uint8Array;
  /** shown and printed once, kept nowhere */
  readonly recoveryCode: string;
}

/** The slots of one profile; `path` is its `keys.json`. Every change replaces the file as a whole and is durable. */
export class KeySlots {
  constructor(private readonly path: string) {}

  /** Makes the profile key; a recovery slot always comes with it. Throws where keys.json is there already. */
  async createProfile(wanted: readonly NewSlot[]): Promise<CreatedProfile> {
    const present = await this.readKeys();
    if (present.ok || present.failure.code !== 'keysMissing') throw new Error('keys.json exists: it is never replaced by a new profile');
    const profileKey = randomBytes(32);
    const made: KeySlot[] = [];
    for (const slot of wanted) if (slot.kind !== 'recovery') made.push((await makeSlot(profileKey, slot)).slot);
    const recovery = slots.recoverySlot(profileKey);
    await this.writeKeys({ version: 1, keyId: keyIdOf(profileKey), slots: [...made, recovery.slot] });
    return { profileKey, recoveryCode: recovery.recoveryCode };
  }

  async kinds(): Promise<Result<readonly KeySlotKind[], KeysFailure>> {
    const keys = await this.readKeys();
    return keys.ok ? ok(keys.value.slots.map((slot) => slot.kind)) : keys;
  }

  /** Is there a slot for this administrator (PEM, SPKI) already? */
  async hasAdministrator(publicKey: string): Promise<boolean> {
    const keys = await this.readKeys();
    const fingerprint = slots.administratorFingerprint(publicKey);
    return keys.ok && keys.value.slots.some((slot) => slot.kind === 'administrator' && slot.fingerprint === fingerprint);
  }

  /** The profile key. */
  async open(key: SlotKey): Promise<Result<Uint8Array, KeysFailure>> {
    const keys = await this.readKeys();
    if (!keys.ok) return keys;
    const opened = await openSlot(keys.value.slots, key);
    if (!opened.ok) return opened;
    // a keyring or RSA may hand back something that is not our key
    if (opened.value.length === 32 && keyIdOf(opened.value) === keys.value.keyId) return opened;
    return fail(wrongKey(key.kind));
  }

  /**
   * Adds a way in; one of the same kind (for administrators: of the same key) is replaced. So a passphrase is changed, and
   * the slot of a keyring that was reset made anew. For 'recovery' the new code comes back, the old one is void.
   */
  async addSlot(profileKey: Uint8Array, wanted: NewSlot): Promise<Result<{ readonly recoveryCode: string | null }, KeysFailure>> {
    const keys = await this.readKeys();
    if (!keys.ok) return keys;
    if (keyIdOf(profileKey) !== keys.value.keyId) throw new Error('the key of another profile');
    const { slot, recoveryCode } = await makeSlot(profileKey, wanted);
    const others = keys.value.slots.filter((other) => !isSameSlot(other, slot));
    await this.writeKeys({ ...keys.value, slots: [...others, slot] });
    return ok({ recoveryCode });
  }

  /** `fingerprint` chooses among administrators. */
  async removeSlot(kind: KeySlotKind, fingerprint?: string): Promise<Result<void, KeysFailure>> {
    const keys = await this.readKeys();
    if (!keys.ok) return keys;
    const left = keys.value.slots.filter(
      (slot) => slot.kind !== kind || (slot.kind === 'administrator' && fingerprint !== undefined && slot.fingerprint !== fingerprint),
    );
    if (left.length === keys.value.slots.length) return fail({ code: 'noSuchSlot' });
    if (left.length === 0) return fail({ code: 'lastSlot' });
    await this.writeKeys({ ...keys.value, slots: left });
    return ok(undefined);
  }

  private async readKeys(): Promise<Result<KeysFile, KeysFailure>> {
    let parsed: unknown;
    try {
      parsed = JSON.parse(await readFile(this.path, 'utf8'));
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return fail({ code: 'keysMissing' });
      if (error instanceof SyntaxError) return fail({ code: 'keysDamaged' });
      throw error;
    }
    const keys = v.safeParse(keysFileSchema, parsed);
    if (keys.success) return ok(keys.output);
    const version = v.safeParse(v.object({ version: v.number() }), parsed);
    return fail({ code: version.success && version.output.version > 1 ? 'keysNewerVersion' : 'keysDamaged' });
  }

  private writeKeys(keys: KeysFile): Promise<void> {
    return replaceFile(this.path, Buffer.from(`${JSON.stringify(keys, null, 2)}\n`, 'utf8'));
  }
}

function keyIdOf(profileKey: Uint8Array): string {
  return Buffer.from(deriveKeys(profileKey).keyId).toString('hex');
}

function isSameSlot(one: KeySlot, other: KeySlot): boolean {
  if (one.kind === 'administrator' && other.kind === 'administrator') return one.fingerprint === other.fingerprint;
  return one.kind === other.kind;
}

async function makeSlot(profileKey: Uint8Array, wanted: NewSlot): Promise<{ readonly slot: KeySlot; readonly recoveryCode: string | null }> {
  switch (wanted.kind) {
    case 'keyring':
      return { slot: await slots.keyringSlot(profileKey, wanted.keyring), recoveryCode: null };
    case 'passphrase':
      return { slot: await slots.passphraseSlot(profileKey, wanted.passphrase), recoveryCode: null };
    case 'recovery':
      return slots.recoverySlot(profileKey);
    case 'administrator':
      return { slot: slots.administratorSlot(profileKey, wanted.publicKey), recoveryCode: null };
    case 'keyFile':
      return { slot: await slots.keyFileSlot(profileKey, wanted.path), recoveryCode: null };
    default:
      return assertNever(wanted);
  }
}

function slotOf<Kind extends KeySlotKind>(all: readonly KeySlot[], kind: Kind): Extract<KeySlot, { kind: Kind }> | null {
  return (all.find((slot) => slot.kind === kind) as Extract<KeySlot, { kind: Kind }> | undefined) ?? null;
}

async function openSlot(all: readonly KeySlot[], key: SlotKey): Promise<Result<Uint8Array, KeysFailure>> {
  const none = fail({ code: 'noSuchSlot' } as const);
  switch (key.kind) {
    case 'keyring': {
      const slot = slotOf(all, 'keyring');
      return slot === null ? none : slots.openKeyringSlot(slot, key.keyring);
    }
    case 'passphrase': {
      const slot = slotOf(all, 'passphrase');
      return slot === null ? none : slots.openPassphraseSlot(slot, key.passphrase);
    }
    case 'recovery': {
      const slot = slotOf(all, 'recovery');
      return slot === null ? none : slots.openRecoverySlot(slot, key.code);
    }
    case 'administrator': {
      const administrators = all.filter((slot) => slot.kind === 'administrator');
      return administrators.length === 0 ? none : slots.openAdministratorSlot(administrators, key.privateKey);
    }
    case 'keyFile': {
      const slot = slotOf(all, 'keyFile');
      return slot === null ? none : slots.openKeyFileSlot(slot, key.path);
    }
    default:
      return assertNever(key);
  }
}

function wrongKey(kind: KeySlotKind): SlotFailure {
  switch (kind) {
    case 'keyring':
      return { code: 'keyringLost' };
    case 'passphrase':
      return { code: 'passphraseWrong' };
    case 'recovery':
      return { code: 'recoveryCodeWrong' };
    case 'administrator':
      return { code: 'administratorKeyWrong' };
    case 'keyFile':
      return { code: 'keyFileWrong' };
    default:
      return assertNever(kind);
  }
}
