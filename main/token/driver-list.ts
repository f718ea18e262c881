import * as v from 'valibot';
import { limits } from '../../core/base/limits';
import { readSealedFile, writeSealedFile } from '../vault/sealed-file';

export interface OwnDriver {
  readonly name: string;
  readonly path: string;
}

const schema = v.pipe(v.array(v.object({ name: v.string(), path: v.string() })), v.maxLength(limits.tokenDrivers));

/**
 * Drivers that a person chose. The list lies sealed: whoever writes it decides which machine code runs beside this program, so it must not be
 * another program of the same account.
 */
export class DriverList {
  private constructor(private readonly path: string, private readonly seal: Uint8Array, private drivers: readonly OwnDriver[]) {}

  /** A damaged list is an empty one: drivers are chosen again in a minute. */
  static async open(path: string, seal: Uint8Array): Promise<DriverList> {
    const read = await readSealedFile(path, seal);
    const parsed = v.safeParse(schema, read.ok ? parse(read.value) : []);
    return new DriverList(path, seal, parsed.success ? parsed.output : []);
  }

  get all(): readonly OwnDriver[] {
    return this.drivers;
  }

  async set(drivers: readonly OwnDriver[]): Promise<void> {
    await writeSealedFile(this.path, this.seal, Buffer.from(JSON.stringify(drivers)));
    this.drivers = drivers;
  }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return [];
  }
}
