import { createHmac } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../core/base/result';
import type { FileFailure } from '../../core/contract/commands';
import { isDiskFull, syncFolder } from '../vault/durable-file';
import { readSealedFile, writeSealedFile } from '../vault/sealed-file';

/** Pictures of a handwriting or a seal, each sealed and named for one certificate: whoever copies the folder cannot paste a seal into anything. */
export class SignaturePictures {
  private constructor(private readonly dir: string, private readonly seal: Uint8Array) {}

  static async open(dir: string, seal: Uint8Array): Promise<SignaturePictures> {
    if ((await mkdir(dir, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(join(dir, '..'));
    return new SignaturePictures(dir, seal);
  }

  /** null: none was given, or it cannot be read any more: it is given again then */
  async read(fingerprint: string): Promise<Uint8Array | null> {
    const read = await readSealedFile(this.path(fingerprint), this.seal);
    return read.ok ? read.value : null;
  }

  /** @param png opened and found good on the sandboxed side; null takes it away */
  async keep(fingerprint: string, png: Uint8Array | null): Promise<Result<null, FileFailure>> {
    try {
      if (png === null) await rm(this.path(fingerprint), { force: true });
      else await writeSealedFile(this.path(fingerprint), this.seal, png);
      return ok(null);
    } catch (error) {
      if (isDiskFull(error)) return fail({ code: 'diskFull' });
      throw error;
    }
  }

  private path(fingerprint: string): string {
    return join(this.dir, `${createHmac('sha256', this.seal).update(`picture ${fingerprint}`).digest('hex').slice(0, 32)}.vtp`);
  }
}
