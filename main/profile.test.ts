import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../core/base/clock';
import { openJournal } from './journal/open-journal';
import { Profile, type OpenedProfile, type ProfileOptions } from './profile';
import { deriveKeys } from './vault/derive-keys';
import type { Keyring } from './vault/make-slot';
import { openVault } from './vault/open-vault';

const passphrase = 'mười chữ cái trở lên';
let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vanthu-profile-'));
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

function profile(more: Partial<ProfileOptions> = {}): Profile {
  return new Profile({ dir, keyring: null, keyFile: null, administratorKey: null, ...more });
}

/** A first start with a few events in the books. */
async function firstStart(more: Partial<ProfileOptions> = {}): Promise<OpenedProfile & { readonly recoveryCode: string }> {
  const made = await profile(more).create(passphrase);
  if (!made.ok) throw new Error(made.failure.code);
  const keys = deriveKeys(made.value.profileKey);
  const vault = await openVault({ dir: join(dir, 'vault'), keys });
  const journal = await openJournal({ dir: join(dir, 'journal'), keys, deviceId: made.value.deviceId, vault, clock: systemClock });
  if (!journal.ok) throw new Error(journal.failure.code);
  await journal.value.journal.append({ kind: 'device.created', deviceId: made.value.deviceId });
  await journal.value.journal.close();
  return made.value;
}

const brokenKeyring: Keyring = { available: true, seal: () => Promise.reject(new Error('locked')), open: () => Promise.reject(new Error('locked')) };

describe('a profile', () => {
  test('finds its device again in the journal when the device file is lost or broken', async () => {
    const { deviceId, recoveryCode } = await firstStart();
    await rm(join(dir, 'device'));
    const opened = await profile().unlock('recovery', recoveryCode);
    expect(opened).toMatchObject({ ok: true, value: { deviceId } });
    await writeFile(join(dir, 'device'), '\0\0\0\0');
    expect(await profile().unlock('passphrase', passphrase)).toMatchObject({ ok: true, value: { deviceId } });
    expect(await readFile(join(dir, 'device'), 'utf8')).toBe(deviceId);
  });

  test('never begins anew over books that are there, when only their keys are lost', async () => {
    await firstStart();
    await rm(join(dir, 'keys.json'));
    expect(await profile().state()).toBe('damaged');
    expect(await profile().create(passphrase)).toMatchObject({ ok: false, failure: { code: 'alreadyThere' } });
  });

  test('opens with the recovery code also while the keyring refuses, and the next time a keyring that works opens by itself', async () => {
    const { profileKey, recoveryCode } = await firstStart();
    const opened = await profile({ keyring: brokenKeyring }).unlock('recovery', recoveryCode);
    expect(opened.ok && Buffer.from(opened.value.profileKey).equals(Buffer.from(profileKey))).toBe(true);
    const working: Keyring = { available: true, seal: (bytes) => Promise.resolve(bytes), open: (blob) => Promise.resolve(blob) };
    expect((await profile({ keyring: working }).unlock('recovery', recoveryCode)).ok).toBe(true);
    expect(await profile({ keyring: working }).openByItself()).not.toBeNull();
  });

  test('asks for a passphrase where the keyring refuses at the first start', async () => {
    expect(await profile({ keyring: brokenKeyring }).create(null)).toMatchObject({ ok: false, failure: { code: 'passphraseNeeded' } });
    expect(await profile({ keyring: brokenKeyring }).create(passphrase)).toMatchObject({ ok: true });
  });

  test('is made without the administrator where the policy names a key that is none', async () => {
    expect(await profile({ administratorKey: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n' }).create(passphrase)).toMatchObject({ ok: true });
  });
});
