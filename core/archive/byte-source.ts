/** A file that is read where it is needed and never held whole. */
export interface ByteSource {
  /** bytes */
  readonly size: number;
  /** bytes [start, end), clamped to the size; fewer than asked for only at the end */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** Bytes [start, end) in pieces; `pieceBytes` bounds the memory. */
export async function* piecesOf(source: ByteSource, start: number, end: number, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; ) {
    const piece = await source.read(at, Math.min(end, at + pieceBytes));
    if (piece.length === 0) throw new SourceShrank();
    yield piece;
    at += piece.length;
  }
}

/** The file became shorter while it was read: another program is at work on it. */
export class SourceShrank extends Error {
  override readonly name = 'SourceShrank';
}
