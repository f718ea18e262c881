import { createHash, createHmac, createPrivateKey, type KeyObject } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../core/base/result';
import type { KeyImportFailure } from '../../core/contract/commands';
import type { OwnKey } from '../../core/model/evidence';
import type { OaepExtras } from '../../core/pki/key-desk';
import { pemBlocks } from '../../core/pki/pem';
import { isDiskFull, syncFolder, systemCode } from '../vault/durable-file';
import { readSealedFile, writeSealedFile } from '../vault/sealed-file';
import { fitsCertificate } from './fits-certificate';
import type { SignMechanism } from '../../core/model/signing';
import { keyMechanisms, signWithKey } from './sign-with-key';
import { agreeKey, unwrapKey, unwrapOaep, type KeyScheme } from './use-private-key';

const fileName = /^[0-9a-f]{32}\.vtk$/;

/**
 * Private keys of the person, each in a sealed file of its own, so that taking one out can overwrite the only place it lies in. They are opened
 * for one use at a time and leave main never; the certificates stand in the journal.
 */
export class OwnKeys {
  private constructor(private readonly dir: string, private readonly seal: Uint8Array) {}

  /**
   * @param known fingerprints the journal names; files of others are left from an import or a removal that a crash cut short
   * @param isWhole false where a part of the journal is missing: then nothing is destroyed
   */
  static async open(dir: string, seal: Uint8Array, known: readonly string[], isWhole: boolean): Promise<OwnKeys> {
    if ((await mkdir(dir, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(join(dir, '..'));
    const keys = new OwnKeys(dir, seal);
    const wanted = new Set(known.map((fingerprint) => keys.name(fingerprint)));
    if (isWhole) for (const name of await readdir(dir)) if (!wanted.has(name)) await keys.destroy(name);
    return keys;
  }

  /** Checks key and certificate against each other and keeps the key, durably; the journal's word is the caller's next step. The bytes handed in are zeroed. */
  async keep(given: { readonly pkcs8: Uint8Array; readonly pem: string; readonly fingerprint: string }): Promise<Result<null, KeyImportFailure>> {
    try {
      const certificate = pemBlocks(given.pem, ['CERTIFICATE'])[0];
      if (certificate === undefined) return fail({ code: 'damaged' });
      if (createHash('sha256').update(certificate).digest('hex') !== given.fingerprint) return fail({ code: 'mismatch' });
      const key = readKey(given.pkcs8);
      if (key === null) return fail({ code: 'damaged' });
      if (!isUsable(key)) return fail({ code: 'unsupported' });
      if (!fitsCertificate(key, certificate)) return fail({ code: 'mismatch' });
      await writeSealedFile(join(this.dir, this.name(given.fingerprint)), this.seal, given.pkcs8);
      return ok(null);
    } catch (error) {
      if (isDiskFull(error)) return fail({ code: 'diskFull' });
      throw error;
    } finally {
      given.pkcs8.fill(0);
    }
  }

  unwrap(fingerprint: string, scheme: KeyScheme, encrypted: Uint8Array, extras: OaepExtras | null = null): Promise<Uint8Array | null> {
    const isPlain = scheme === 'rsa-pkcs1' || extras === null;
    return this.withKey(fingerprint, (key) => (isPlain ? unwrapKey(key, scheme, encrypted) : unwrapOaep(key, scheme, extras, encrypted)));
  }

  agree(fingerprint: string, point: Uint8Array): Promise<Uint8Array | null> {
    return this.withKey(fingerprint, (key) => agreeKey(key, point));
  }

  /** Null where the key is gone or cannot sign so. The caller has asked a person before. */
  sign(fingerprint: string, mechanism: SignMechanism, bytes: Uint8Array): Promise<Uint8Array | null> {
    return this.withKey(fingerprint, (key) => signWithKey(key, mechanism, bytes));
  }

  /** What this key can sign with; none where it is gone. */
  async mechanisms(fingerprint: string): Promise<readonly SignMechanism[]> {
    return (await this.withKey(fingerprint, keyMechanisms)) ?? [];
  }

  /** Overwritten where it lies, then removed. (A disk that writes elsewhere may keep the old sector; it is sealed with the profile key.) */
  async forget(fingerprint: string): Promise<void> {
    await this.destroy(this.name(fingerprint));
  }

  private async withKey<Value>(fingerprint: string, use: (key: KeyObject) => Value | null | Promise<Value | null>): Promise<Value | null> {
    const read = await readSealedFile(join(this.dir, this.name(fingerprint)), this.seal);
    if (!read.ok) return null;
    const key = readKey(read.value);
    read.value.fill(0);
    return key === null ? null : use(key);
  }

  private async destroy(name: string): Promise<void> {
    const path = join(this.dir, name);
    if (fileName.test(name)) {
      try {
        const handle = await open(path, 'r+');
        try {
          const { size } = await handle.stat();
          await handle.write(Buffer.alloc(size), 0, size, 0);
          await handle.sync();
        } finally {
          await handle.close();
        }
      } catch (error) {
        if (systemCode(error) !== 'ENOENT') throw error;
      }
    }
    await rm(path, { force: true });
    await syncFolder(this.dir);
  }

  /** certificates are public: a name that shows their digest would tell whose profile this is */
  private name(fingerprint: OwnKey['fingerprint']): string {
    return `${createHmac('sha256', this.seal).update(`own key ${fingerprint}`).digest('hex').slice(0, 32)}.vtk`;
  }
}

function readKey(pkcs8: Uint8Array): KeyObject | null {
  try {
    // a view: a copy would lie in Node's common pool after the key itself was zeroed
    return createPrivateKey({ key: Buffer.from(pkcs8.buffer, pkcs8.byteOffset, pkcs8.byteLength), format: 'der', type: 'pkcs8' });
  } catch {
    // the library says why in words that may hold parts of the key
    return null;
  }
}

function isUsable(key: KeyObject): boolean {
  const { namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  return key.asymmetricKeyType === 'rsa' || (key.asymmetricKeyType === 'ec' && ['prime256v1', 'secp384r1', 'secp521r1'].includes(namedCurve));
}
