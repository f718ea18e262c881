import { limits } from '../../base/limits';
import type { ArchiveFailure } from './archive';
import { ByteCursor, orCutShort } from './byte-cursor';
import { crc32 } from './crc32';
import type { EngineDirectory, EngineRow } from './engine-directory';

const markBytes = 8;
// "RAR 5.0 archive format": types of headers
const header = { main: 1, file: 2, encryption: 4, end: 5 } as const;
const extraCrypt = 1;
const extraLink = 5;

/** Headers of RAR 5, each with its checksum: only the end header ends the archive. */
export function readRar5Directory(bytes: Uint8Array): EngineDirectory {
  const rows: EngineRow[] = [];
  const cursor = new ByteCursor(bytes, markBytes);
  let isSolid = false;
  let trouble: ArchiveFailure | null = null;
  const whole = orCutShort(() => {
    for (;;) {
      const block = readBlock(bytes, cursor);
      if (block === null) return false;
      const { type, body } = block;
      if (type === header.end) return true;
      if (type === header.encryption) trouble = 'archiveEncrypted';
      if (type === header.main) {
        const flags = vint(body);
        isSolid ||= (flags & 0x0004) !== 0;
        if ((flags & 0x0001) !== 0) trouble = 'archiveVolume';
      }
      if (type === header.file) rows.push(readFile(body, block.extra));
      if (rows.length > limits.zipMembers) trouble = 'archiveTooMany';
      if (trouble !== null) return true;
      cursor.skip(block.dataBytes);
    }
  });
  return { rows, isSolid, trouble: trouble ?? (whole === true ? null : 'archiveBroken') };
}

interface Block {
  readonly type: number;
  readonly body: ByteCursor;
  readonly extra: Uint8Array;
  readonly dataBytes: number;
}

/** null: its checksum is wrong */
function readBlock(bytes: Uint8Array, cursor: ByteCursor): Block | null {
  const crc = cursor.uint32();
  const start = cursor.at;
  const size = vint(cursor);
  const content = cursor.take(size);
  if (crc32(bytes.subarray(start, cursor.at)) !== crc) return null;
  const body = new ByteCursor(content);
  const type = vint(body);
  const flags = vint(body);
  const extraBytes = (flags & 0x0001) !== 0 ? vint(body) : 0;
  const dataBytes = (flags & 0x0002) !== 0 ? vint(body) : 0;
  return { type, body, extra: extraBytes > content.length ? content.subarray(0, 0) : content.subarray(content.length - extraBytes), dataBytes };
}

function readFile(body: ByteCursor, extra: Uint8Array): EngineRow {
  const flags = vint(body);
  const size = vint(body);
  vint(body);
  body.skip((flags & 0x0002) !== 0 ? 4 : 0);
  const crc = (flags & 0x0004) !== 0 ? body.uint32() : null;
  // how it is packed, on what system
  vint(body);
  vint(body);
  const name = new TextDecoder().decode(body.take(vint(body))).normalize('NFC');
  const records = recordTypes(extra);
  return { name, isFolder: (flags & 0x0001) !== 0, isLink: records.has(extraLink), isEncrypted: records.has(extraCrypt), size: (flags & 0x0008) !== 0 ? 0 : size, crc };
}

function recordTypes(extra: Uint8Array): ReadonlySet<number> {
  const cursor = new ByteCursor(extra);
  const types = new Set<number>();
  orCutShort(() => {
    while (!cursor.isAtEnd) {
      const size = vint(cursor);
      const end = cursor.at + size;
      types.add(vint(cursor));
      cursor.skip(end - cursor.at);
    }
  });
  return types;
}

/** Seven bits a byte, lowest first, the eighth says that more follow; at most ten bytes. */
function vint(cursor: ByteCursor): number {
  let value = 0;
  let place = 1;
  for (let count = 0; count < 10; count++) {
    const byte = cursor.uint8();
    value += (byte & 0x7f) * place;
    place *= 128;
    if ((byte & 0x80) === 0) break;
  }
  return value;
}
