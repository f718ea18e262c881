import { limits } from '../../base/limits';

/** A value of a MAPI property, as its bytes; of several only the first is kept. */
export interface MapiProperty {
  readonly id: number;
  /** [MS-OXCDATA] 2.11.1, without the flag for several values */
  readonly type: number;
  readonly value: Uint8Array;
}

/** [MS-OXCDATA] 2.11.1 */
export const mapiTypes = { object: 0x000d, string8: 0x001e, unicode: 0x001f, binary: 0x0102 } as const;

const variableTypes: ReadonlySet<number> = new Set(Object.values(mapiTypes));
const fixedBytes: ReadonlyMap<number, number> = new Map([
  [0x0001, 0], [0x0002, 4], [0x0003, 4], [0x0004, 4], [0x0005, 8], [0x0006, 8], [0x0007, 8], [0x000a, 4], [0x000b, 4], [0x0014, 8], [0x0040, 8], [0x0048, 16],
]);
const severalValues = 0x1000;
const firstNamed = 0x8000;

/** Properties of an encapsulated list ([MS-OXTNEF] 2.1.3.4); it ends at the first that cannot be read. Views, no copies. */
export function readMapiProperties(bytes: Uint8Array): readonly MapiProperty[] {
  const cursor = new Cursor(bytes);
  const count = Math.min(cursor.uint32() ?? 0, limits.tnefProperties);
  const properties: MapiProperty[] = [];
  for (let index = 0; index < count; index++) {
    const property = readProperty(cursor);
    if (property === null) break;
    properties.push(property);
  }
  return properties;
}

function readProperty(cursor: Cursor): MapiProperty | null {
  const tag = cursor.uint32();
  if (tag === null) return null;
  const id = tag >>> 16;
  const type = tag & 0xffff & ~severalValues;
  if (id >= firstNamed && !skipName(cursor)) return null;
  const isVariable = variableTypes.has(type);
  const size = fixedBytes.get(type);
  if (!isVariable && size === undefined) return null;
  // thousands of nothing, thousands of times, would take no bytes and no end
  if (size === 0 && (tag & severalValues) !== 0) return null;
  const count = isVariable || (tag & severalValues) !== 0 ? cursor.uint32() : 1;
  if (count === null || count > limits.tnefProperties) return null;
  let first: Uint8Array | null = null;
  for (let index = 0; index < count; index++) {
    const value = isVariable ? cursor.padded() : cursor.take(size ?? 0);
    if (value === null) return null;
    first ??= value;
  }
  return { id, type, value: first ?? new Uint8Array(0) };
}

function skipName(cursor: Cursor): boolean {
  if (cursor.take(16) === null) return false;
  const kind = cursor.uint32();
  return kind !== null && (kind === 0 ? cursor.take(4) : cursor.padded()) !== null;
}

class Cursor {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  take(size: number): Uint8Array | null {
    if (size > this.bytes.length - this.at) return null;
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }

  uint32(): number | null {
    const four = this.take(4);
    return four === null ? null : new DataView(four.buffer, four.byteOffset, 4).getUint32(0, true);
  }

  /** A length, so many bytes, and zeros up to the next multiple of four; some programs leave the last zeros out. */
  padded(): Uint8Array | null {
    const size = this.uint32();
    const value = size === null ? null : this.take(size);
    if (value !== null) this.at = Math.min(this.bytes.length, this.at + ((4 - (value.length % 4)) % 4));
    return value;
  }
}
