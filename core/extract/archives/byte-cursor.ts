/** Reads what a format writes, little end first; beyond the end it throws `CutShort`, which the reader of the format catches. */
export class CutShort extends Error {}

export class ByteCursor {
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array, public at = 0) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  take(size: number): Uint8Array {
    if (size < 0 || size > this.bytes.length - this.at) throw new CutShort('the file ends before this');
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }

  skip(size: number): void {
    this.take(size);
  }

  uint8(): number {
    this.take(1);
    return this.view.getUint8(this.at - 1);
  }

  uint16(): number {
    this.take(2);
    return this.view.getUint16(this.at - 2, true);
  }

  uint32(): number {
    this.take(4);
    return this.view.getUint32(this.at - 4, true);
  }

  /** as a number: exact up to 2^53, beyond which no offset or size here is possible */
  uint64(): number {
    this.take(8);
    return Number(this.view.getBigUint64(this.at - 8, true));
  }
}

/** What `read` gives, or null where the bytes ended too early. */
export function orCutShort<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof CutShort)) throw cause;
    return null;
  }
}
