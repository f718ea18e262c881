import { limits } from '../../../core/base/limits';
import { ServerNonsense } from '../fetch-letters';

/** Where the bytes of one literal go. */
export interface LiteralTarget {
  /** The bytes are the reader's: what is needed after the call is copied. */
  take(bytes: Buffer): void;
}

export interface SplitterSink {
  /** A whole line without its end, or the last piece of one that had literals in it. */
  line(text: string): void;
  /** The piece of a FETCH response before a literal of `size` bytes. @returns where the literal goes */
  literal(text: string, size: number): LiteralTarget;
}

const fetchLine = /^\* \d{1,10} FETCH /i;
const announcement = /^(.*?)~?\{(\d{1,15})\+?\}$/s;

/**
 * Cuts what an IMAP server sends into lines and literals as it comes (RFC 9051, 4.3); holds nothing but the line begun.
 * Only a FETCH response may carry literals: bytes of a letter can then never be taken for an answer of the server.
 */
export class ImapSplitter {
  private text = '';
  private inFetch = false;
  /** characters of this response outside of literals */
  private spent = 0;
  private target: LiteralTarget | null = null;
  private left = 0;

  constructor(private readonly sink: SplitterSink) {}

  /** Throws ServerNonsense; nothing can be read afterwards. */
  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      if (this.target) {
        const end = Math.min(chunk.length, at + this.left);
        this.target.take(chunk.subarray(at, end));
        this.left -= end - at;
        at = end;
        if (this.left === 0) this.target = null;
        continue;
      }
      const lineEnd = chunk.indexOf(10, at);
      const end = lineEnd === -1 ? chunk.length : lineEnd;
      this.spent += end - at;
      if (this.spent > limits.bulkLineBytes) throw new ServerNonsense('the server sends a line without end');
      this.text += chunk.toString('latin1', at, end);
      if (lineEnd === -1) return;
      at = end + 1;
      this.endLine();
    }
  }

  private endLine(): void {
    const text = this.text.endsWith('\r') ? this.text.slice(0, -1) : this.text;
    this.text = '';
    this.inFetch ||= fetchLine.test(text);
    const literal = this.inFetch ? announcement.exec(text) : null;
    if (!literal) {
      this.inFetch = false;
      this.spent = 0;
      this.sink.line(text);
      return;
    }
    const size = Number(literal[2]);
    const target = this.sink.literal(literal[1] ?? '', size);
    this.left = size;
    this.target = size > 0 ? target : null;
  }
}
