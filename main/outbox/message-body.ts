import { Readable } from 'node:stream';
import { limits } from '../../core/base/limits';

/**
 * A message as a stream that the SMTP client pulls only after the server's 354. The client writes the final dot when the stream has ended and never
 * before, and without that dot no server takes a message (RFC 5321, 4.1.1.4): a line that breaks while `isEnded` is false carried nothing that counts.
 */
export class MessageBody extends Readable {
  /** the server said 354 and the first piece went out */
  isOnItsWay = false;
  /** all was given out: the final dot may have been written */
  isEnded = false;
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {
    super({ highWaterMark: limits.mailPieceBytes });
  }

  override _read(): void {
    this.isOnItsWay = true;
    const piece = this.bytes.subarray(this.at, this.at + limits.mailPieceBytes);
    this.at += piece.length;
    if (piece.length > 0) {
      this.push(piece);
      return;
    }
    this.isEnded = true;
    this.push(null);
  }
}
