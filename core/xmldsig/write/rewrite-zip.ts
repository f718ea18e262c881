import { deflateSync } from 'fflate';
import { crc32 } from '../../extract/archives/crc32';
import { joinBytes } from '../../pki/der';

const localMark = 0x04034b50;
const rowMark = 0x02014b50;
const endMark = 0x06054b50;
/** 1 January 1980, which Office writes into every member */
const noDate = 0x21;

interface RawRow {
  readonly name: string;
  readonly row: Uint8Array;
  readonly offset: number;
}

interface Directory {
  readonly rows: readonly RawRow[];
  readonly at: number;
}

/** The directory with its rows as they are; null where it lies beyond what 32 bits can say. The package was opened, and so is sound. */
function directoryOf(bytes: Uint8Array): Directory | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && (view.getUint32(end, true) !== endMark || end + 22 + view.getUint16(end + 20, true) !== bytes.length)) end -= 1;
  if (end < 0) return null;
  const [count, start] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)];
  const rows: RawRow[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== rowMark) return null;
    const nameBytes = view.getUint16(at + 28, true);
    const next = at + 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const offset = view.getUint32(at + 42, true);
    if (next > end || offset >= start) return null;
    rows.push({ name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameBytes)), row: bytes.subarray(at, next), offset });
    at = next;
  }
  return { rows, at: start };
}

interface Written {
  readonly local: Uint8Array;
  /** its place is filled in when it is known */
  readonly row: Uint8Array;
}

/** A member as Office writes one: deflated, sizes before the data (APPNOTE 4.3.7, 4.3.12). */
function member(name: string, content: Uint8Array): Written {
  const nameBytes = new TextEncoder().encode(name);
  const data = content.length === 0 ? content : deflateSync(content, { level: 6 });
  const common = new DataView(new ArrayBuffer(26));
  common.setUint16(0, 20, true);
  common.setUint16(2, nameBytes.length === name.length ? 0 : 0x0800, true);
  common.setUint16(4, content.length === 0 ? 0 : 8, true);
  common.setUint16(8, noDate, true);
  common.setUint32(10, crc32(content), true);
  common.setUint32(14, data.length, true);
  common.setUint32(18, content.length, true);
  common.setUint16(22, nameBytes.length, true);
  const middle = new Uint8Array(common.buffer);
  const mark = (value: number): Uint8Array => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, value, true);
    return bytes;
  };
  return {
    local: joinBytes([mark(localMark), middle, nameBytes, data]),
    row: joinBytes([mark(rowMark), Uint8Array.of(20, 0), middle, new Uint8Array(14), nameBytes]),
  };
}

function moved(row: Uint8Array, offset: number): Uint8Array {
  const copy = Uint8Array.from(row);
  new DataView(copy.buffer).setUint32(42, offset, true);
  return copy;
}

/**
 * A ZIP with some members written anew and others added at its end. All others keep their bytes, compressed as they are, and their order.
 * @param bytes a package that `openPackage` opens
 * @returns null where offsets do not fit into 32 bits
 */
export function rewriteZip(bytes: Uint8Array, contents: ReadonlyMap<string, Uint8Array>): Uint8Array | null {
  const directory = directoryOf(bytes);
  if (directory === null) return null;
  const waiting = new Map(contents);
  const inPlace = [...directory.rows].sort((left, right) => left.offset - right.offset);
  const locals: Uint8Array[] = [];
  const places = new Map<RawRow, Uint8Array>();
  const added: Uint8Array[] = [];
  let length = 0;
  const put = (local: Uint8Array): number => {
    locals.push(local);
    length += local.length;
    return length - local.length;
  };
  for (const [index, raw] of inPlace.entries()) {
    const content = waiting.get(raw.name);
    waiting.delete(raw.name);
    const written = content === undefined ? null : member(raw.name, content);
    const next = inPlace[index + 1]?.offset ?? directory.at;
    const offset = put(written?.local ?? bytes.subarray(raw.offset, next));
    places.set(raw, moved(written?.row ?? raw.row, offset));
  }
  for (const [name, content] of waiting) {
    const { local, row } = member(name, content);
    added.push(moved(row, put(local)));
  }
  const rows = joinBytes([...directory.rows.flatMap((raw) => places.get(raw) ?? []), ...added]);
  const count = directory.rows.length + added.length;
  if (length + rows.length > 0xfffffffe || count > 0xfffe) return null;
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, endMark, true);
  end.setUint16(8, count, true);
  end.setUint16(10, count, true);
  end.setUint32(12, rows.length, true);
  end.setUint32(16, length, true);
  return joinBytes([...locals, rows, new Uint8Array(end.buffer)]);
}
