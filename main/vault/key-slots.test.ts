import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { open, seal } from './aead';
import { KeySlots } from './key-slots';
import type { Keyring } from './make-slot';

let folder: string;
let path: string;
let slots: KeySlots;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-keys-'));
  path = join(folder, 'keys.json');
  slots = new KeySlots(path);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A keyring as the system has it: its key is its own and is gone when it is reset. */
function systemKeyring(): Keyring {
  const key = randomBytes(32);
  const none = new Uint8Array();
  return {
    available: true,
    seal: (bytes) => Promise.resolve(seal(key, none, bytes)),
    open: (blob) => {
      const plain = open(key, none, blob);
      return plain === null ? Promise.reject(new Error('decryption failed')) : Promise.resolve(plain);
    },
  };
}

function rsaPair(modulusLength: number): { readonly publicKey: string; readonly privateKey: string } {
  return generateKeyPairSync('rsa', {
    modulusLength,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

function code(result: { readonly ok: boolean; readonly failure?: { readonly code: string } }): string {
  return result.ok ? 'ok' : (result.failure?.code ?? '');
}

describe('the keys of a profile', () => {
  it('open by every way that was set up, to the same key', async () => {
    const keyring = systemKeyring();
    const pair = rsaPair(2048);
    const keyFile = join(folder, 'key');
    const { profileKey, recoveryCode } = await slots.createProfile([
      { kind: 'keyring', keyring },
      { kind: 'passphrase', passphrase: 'Tr\u01b0\u1eddng \u1edf ph\u1ed1 c\u0169' },
      { kind: 'administrator', publicKey: pair.publicKey },
      { kind: 'keyFile', path: keyFile },
    ]);
    expect(profileKey).toHaveLength(32);
    const opened = { ok: true, value: profileKey };
    expect(await slots.open({ kind: 'keyring', keyring })).toEqual(opened);
    // the same words from a keyboard that sends combining marks
    expect(await slots.open({ kind: 'passphrase', passphrase: 'Tr\u01b0\u1eddng \u1edf ph\u1ed1 c\u0169'.normalize('NFD') })).toEqual(opened);
    expect(await slots.open({ kind: 'recovery', code: recoveryCode })).toEqual(opened);
    expect(await slots.open({ kind: 'administrator', privateKey: pair.privateKey })).toEqual(opened);
    expect(await slots.open({ kind: 'keyFile', path: keyFile })).toEqual(opened);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    const text = await readFile(path, 'utf8');
    expect(text).not.toContain(Buffer.from(profileKey).toString('base64'));
    expect(text).not.toContain(Buffer.from(profileKey).toString('hex'));
    expect(text).not.toContain(recoveryCode);
  });

  it('survive a keyring that was reset: the recovery code opens the books and the keyring slot is made anew', async () => {
    const { profileKey, recoveryCode } = await slots.createProfile([{ kind: 'keyring', keyring: systemKeyring() }]);
    const fresh = systemKeyring();
    expect(code(await slots.open({ kind: 'keyring', keyring: fresh }))).toBe('keyringLost');
    expect(code(await slots.open({ kind: 'keyring', keyring: { ...fresh, available: false } }))).toBe('keyringLost');
    const typed = recoveryCode.toLowerCase().replaceAll('-', '').replaceAll('0', 'o').replaceAll('1', 'l');
    const opened = await slots.open({ kind: 'recovery', code: typed });
    expect(opened).toEqual({ ok: true, value: profileKey });
    await slots.addSlot(profileKey, { kind: 'keyring', keyring: fresh });
    expect(await slots.open({ kind: 'keyring', keyring: fresh })).toEqual({ ok: true, value: profileKey });
    expect(await slots.kinds()).toEqual({ ok: true, value: ['recovery', 'keyring'] });
  });

  it('name what is wrong with each way in', async () => {
    const keyFile = join(folder, 'key');
    await slots.createProfile([{ kind: 'passphrase', passphrase: 'right' }, { kind: 'keyFile', path: keyFile }]);
    const other = await new KeySlots(join(folder, 'other.json')).createProfile([]);
    expect(code(await slots.open({ kind: 'passphrase', passphrase: 'wrong' }))).toBe('passphraseWrong');
    expect(code(await slots.open({ kind: 'recovery', code: other.recoveryCode }))).toBe('recoveryCodeWrong');
    expect(code(await slots.open({ kind: 'recovery', code: 'ABCD' }))).toBe('recoveryCodeMistyped');
    expect(code(await slots.open({ kind: 'keyring', keyring: systemKeyring() }))).toBe('noSuchSlot');
    expect(code(await slots.open({ kind: 'keyFile', path: join(folder, 'absent') }))).toBe('keyFileMissing');
    await chmod(keyFile, 0o644);
    expect(code(await slots.open({ kind: 'keyFile', path: keyFile }))).toBe('keyFileTooOpen');
    await chmod(keyFile, 0o600);
    await writeFile(keyFile, 'f'.repeat(64));
    expect(code(await slots.open({ kind: 'keyFile', path: keyFile }))).toBe('keyFileWrong');
  });

  it('open with an administrator key only where it is the one of the policy', async () => {
    const [ours, theirs] = [rsaPair(2048), rsaPair(2048)];
    await slots.createProfile([{ kind: 'administrator', publicKey: ours.publicKey }]);
    expect(code(await slots.open({ kind: 'administrator', privateKey: theirs.privateKey }))).toBe('administratorKeyWrong');
    expect(code(await slots.open({ kind: 'administrator', privateKey: 'no key at all' }))).toBe('administratorKeyWrong');
    const weak = { kind: 'administrator', publicKey: rsaPair(1024).publicKey } as const;
    await expect(new KeySlots(join(folder, 'other.json')).createProfile([weak])).rejects.toThrow('2048');
  });

  it('change the passphrase and void the old recovery code', async () => {
    const { profileKey, recoveryCode } = await slots.createProfile([{ kind: 'passphrase', passphrase: 'old' }]);
    await slots.addSlot(profileKey, { kind: 'passphrase', passphrase: 'new' });
    expect(code(await slots.open({ kind: 'passphrase', passphrase: 'old' }))).toBe('passphraseWrong');
    expect(code(await slots.open({ kind: 'passphrase', passphrase: 'new' }))).toBe('ok');
    const renewed = await slots.addSlot(profileKey, { kind: 'recovery' });
    expect(code(await slots.open({ kind: 'recovery', code: recoveryCode }))).toBe('recoveryCodeWrong');
    expect(code(await slots.open({ kind: 'recovery', code: (renewed.ok && renewed.value.recoveryCode) || '' }))).toBe('ok');
  });

  it('never lose their last slot and are never replaced by a new profile', async () => {
    await slots.createProfile([{ kind: 'passphrase', passphrase: 'x' }]);
    expect(code(await slots.removeSlot('passphrase'))).toBe('ok');
    expect(code(await slots.removeSlot('passphrase'))).toBe('noSuchSlot');
    expect(code(await slots.removeSlot('recovery'))).toBe('lastSlot');
    await expect(slots.createProfile([])).rejects.toThrow('never replaced');
  });

  it('say whether they are missing, damaged, newer, or ask too much of the machine', async () => {
    const way = { kind: 'passphrase', passphrase: 'x' } as const;
    expect(code(await slots.open(way))).toBe('keysMissing');
    await writeFile(path, '{"version":1,');
    expect(code(await slots.open(way))).toBe('keysDamaged');
    await writeFile(path, '{"version":2,"rings":[]}');
    expect(code(await slots.open(way))).toBe('keysNewerVersion');
    await rm(path);
    await slots.createProfile([way]);
    await writeFile(path, (await readFile(path, 'utf8')).replace('131072', String(2 ** 30)));
    expect(code(await slots.open(way))).toBe('keysDamaged');
  });
});
