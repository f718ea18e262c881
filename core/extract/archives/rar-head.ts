/** What the first headers of a RAR say of the whole. */
export interface RarHead {
  readonly isVolume: boolean;
  readonly isSolid: boolean;
  /** names are encrypted too */
  readonly isEncrypted: boolean;
}

const plain: RarHead = { isVolume: false, isSolid: false, isEncrypted: false };

/** Reads the main header of RAR 1.5 to 4 ("RAR 4.x archive format", main head flags) or of RAR 5 ("Main archive header"). */
export function readRarHead(bytes: Uint8Array): RarHead {
  return bytes[6] === 1 ? readRar5(bytes) : readRar4(bytes);
}

export function isRar(bytes: Uint8Array): boolean {
  const mark = [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07];
  return mark.every((byte, at) => bytes[at] === byte) && (bytes[6] === 0 || (bytes[6] === 1 && bytes[7] === 0));
}

function readRar4(bytes: Uint8Array): RarHead {
  // 7 bytes of mark, then CRC (2), type (1) and flags (2)
  if (bytes[9] !== 0x73) return plain;
  const flags = (bytes[10] ?? 0) | ((bytes[11] ?? 0) << 8);
  return { isVolume: (flags & 0x0001) !== 0, isSolid: (flags & 0x0008) !== 0, isEncrypted: (flags & 0x0080) !== 0 };
}

function readRar5(bytes: Uint8Array): RarHead {
  // 8 bytes of mark and the CRC, then size, type, flags, [size of extra area], [archive flags], each a variable integer
  let at = 12;
  const next = (): number => {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = bytes[at] ?? 0;
      at += 1;
      value |= (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) break;
    }
    return value;
  };
  next();
  const type = next();
  if (type === 4) return { ...plain, isEncrypted: true };
  if (type !== 1) return plain;
  if ((next() & 0x0001) !== 0) next();
  const flags = next();
  return { isVolume: (flags & 0x0001) !== 0, isSolid: (flags & 0x0004) !== 0, isEncrypted: false };
}
