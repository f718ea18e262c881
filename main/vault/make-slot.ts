import { createHash, createPrivateKey, createPublicKey, constants, privateDecrypt, publicEncrypt, randomBytes, scrypt } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { open as openFile, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, ok } from '../../core/base/result';
import type { Result } from '../../core/base/result';
import { open, seal } from './aead';
import { deriveKey } from './derive-keys';
import { syncFolder, systemCode } from './durable-file';
import type { KeySlot } from './key-slot';
import { newRecoveryCode, parseRecoveryCode } from './recovery-code';
import type { RecoveryCodeMistyped } from './recovery-code';

/** The OS keyring (Electron safeStorage); the `basic_text` backend protects nothing and is not available. */
export interface Keyring {
  readonly available: boolean;
  /** throws where the keyring refuses */
  seal(bytes: Uint8Array): Promise<Uint8Array>;
  /** throws where the keyring is not the one that sealed, or refuses */
  open(blob: Uint8Array): Promise<Uint8Array>;
}

export type SlotFailure =
  /** locked, reset or moved to another machine; the other slots still open */
  | { readonly code: 'keyringLost' }
  | { readonly code: 'passphraseWrong' }
  | { readonly code: 'recoveryCodeWrong' }
  | RecoveryCodeMistyped
  | { readonly code: 'administratorKeyWrong' }
  | { readonly code: 'keyFileMissing' }
  /** others on the machine may read it */
  | { readonly code: 'keyFileTooOpen' }
  | { readonly code: 'keyFileWrong' };

/**
 * 128 MiB and about 0.4 s on an office machine: the first of the equal choices in OWASP's Password Storage Cheat Sheet (scrypt,
 * N = 2^17, r = 8, p = 1). Stored in the slot, so that it can be raised later.
 */
const scryptCost = { N: 2 ** 17, r: 8, p: 1 } as const;

function aad(kind: KeySlot['kind']): Buffer {
  return Buffer.from(`vanthu key slot ${kind}`, 'utf8');
}

function sealed(kind: KeySlot['kind'], key: Uint8Array, profileKey: Uint8Array): string {
  return seal(key, aad(kind), profileKey).toString('base64');
}

function opened(kind: KeySlot['kind'], key: Uint8Array, text: string): Buffer | null {
  return open(key, aad(kind), Buffer.from(text, 'base64'));
}

function stretch(passphrase: string, salt: Uint8Array, cost: { readonly N: number; readonly r: number; readonly p: number }): Promise<Buffer> {
  const { N, r, p } = cost;
  // one keyboard sends "ế" as one code point, another as three (RFC 8265, 4.2: NFC)
  const secret = passphrase.normalize('NFC');
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, { N, r, p, maxmem: 128 * N * r + 64 * 1024 * 1024 }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

function fingerprintOf(publicKey: KeyObject): string {
  return createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('hex');
}

const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' } as const;

export async function keyringSlot(profileKey: Uint8Array, keyring: Keyring): Promise<KeySlot> {
  return { kind: 'keyring', blob: Buffer.from(await keyring.seal(profileKey)).toString('base64') };
}

export async function openKeyringSlot(slot: KeySlot & { readonly kind: 'keyring' }, keyring: Keyring): Promise<Result<Uint8Array, SlotFailure>> {
  if (!keyring.available) return fail({ code: 'keyringLost' });
  try {
    return ok(await keyring.open(Buffer.from(slot.blob, 'base64')));
  } catch {
    // the system's keyrings do not agree on why they refuse; for the person it is one thing: another way in is needed
    return fail({ code: 'keyringLost' });
  }
}

export async function passphraseSlot(profileKey: Uint8Array, passphrase: string): Promise<KeySlot> {
  const salt = randomBytes(16);
  const key = await stretch(passphrase, salt, scryptCost);
  return { kind: 'passphrase', ...scryptCost, salt: salt.toString('base64'), sealed: sealed('passphrase', key, profileKey) };
}

export async function openPassphraseSlot(slot: KeySlot & { readonly kind: 'passphrase' }, passphrase: string): Promise<Result<Uint8Array, SlotFailure>> {
  const key = await stretch(passphrase, Buffer.from(slot.salt, 'base64'), slot);
  const profileKey = opened('passphrase', key, slot.sealed);
  return profileKey === null ? fail({ code: 'passphraseWrong' }) : ok(profileKey);
}

export function recoverySlot(profileKey: Uint8Array): { readonly slot: KeySlot; readonly recoveryCode: string } {
  const { secret, text } = newRecoveryCode();
  const key = deriveKey(secret, 'vanthu recovery');
  return { slot: { kind: 'recovery', sealed: sealed('recovery', key, profileKey) }, recoveryCode: text };
}

export function openRecoverySlot(slot: KeySlot & { readonly kind: 'recovery' }, typed: string): Result<Uint8Array, SlotFailure> {
  const secret = parseRecoveryCode(typed);
  if (!secret.ok) return secret;
  const profileKey = opened('recovery', deriveKey(secret.value, 'vanthu recovery'), slot.sealed);
  return profileKey === null ? fail({ code: 'recoveryCodeWrong' }) : ok(profileKey);
}

/** An RSA public key (SPKI PEM) of at least 2048 bits; null for anything else, which is a mistake in the policy. */
function administratorKey(pem: string): KeyObject | null {
  try {
    const publicKey = createPublicKey(pem);
    return publicKey.asymmetricKeyType === 'rsa' && (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 ? publicKey : null;
  } catch {
    // OpenSSL's own words help nobody here
    return null;
  }
}

/** null where the PEM is no key that a slot can be made for */
export function administratorFingerprint(pem: string): string | null {
  const publicKey = administratorKey(pem);
  return publicKey === null ? null : fingerprintOf(publicKey);
}

/** Throws for a key that `administratorFingerprint` has no answer for. */
export function administratorSlot(profileKey: Uint8Array, pem: string): KeySlot {
  const publicKey = administratorKey(pem);
  if (publicKey === null) throw new Error('the administrator key must be RSA of at least 2048 bits');
  const ciphertext = publicEncrypt({ key: publicKey, ...oaep }, profileKey).toString('base64');
  return { kind: 'administrator', fingerprint: fingerprintOf(publicKey), ciphertext };
}

export function openAdministratorSlot(slots: readonly (KeySlot & { readonly kind: 'administrator' })[], pem: string): Result<Uint8Array, SlotFailure> {
  try {
    const privateKey = createPrivateKey(pem);
    const slot = slots.find(({ fingerprint }) => fingerprint === fingerprintOf(createPublicKey(privateKey)));
    if (slot === undefined) return fail({ code: 'administratorKeyWrong' });
    return ok(privateDecrypt({ key: privateKey, ...oaep }, Buffer.from(slot.ciphertext, 'base64')));
  } catch {
    // a file that is no private key, or not the one: OpenSSL's own words help nobody here
    return fail({ code: 'administratorKeyWrong' });
  }
}

/** Tests and demo only. The file is made, mode 0600, where it is missing. */
export async function keyFileSlot(profileKey: Uint8Array, path: string): Promise<KeySlot> {
  const present = await readKeyFile(path);
  if (present.ok) return { kind: 'keyFile', sealed: sealed('keyFile', present.value, profileKey) };
  if (present.failure.code !== 'keyFileMissing') throw new Error(`key file: ${present.failure.code}`);
  const secret = randomBytes(32);
  const handle = await openFile(path, 'wx', 0o600);
  try {
    await handle.writeFile(`${secret.toString('hex')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dirname(path));
  return { kind: 'keyFile', sealed: sealed('keyFile', secret, profileKey) };
}

export async function openKeyFileSlot(slot: KeySlot & { readonly kind: 'keyFile' }, path: string): Promise<Result<Uint8Array, SlotFailure>> {
  const secret = await readKeyFile(path);
  if (!secret.ok) return secret;
  const profileKey = opened('keyFile', secret.value, slot.sealed);
  return profileKey === null ? fail({ code: 'keyFileWrong' }) : ok(profileKey);
}

async function readKeyFile(path: string): Promise<Result<Uint8Array, SlotFailure>> {
  try {
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) return fail({ code: 'keyFileTooOpen' });
    const text = (await readFile(path, 'latin1')).trim();
    return /^[0-9a-f]{64}$/.test(text) ? ok(Buffer.from(text, 'hex')) : fail({ code: 'keyFileWrong' });
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return fail({ code: 'keyFileMissing' });
    throw error;
  }
}
