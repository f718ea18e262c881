export interface ScannedLine {
  /** without CRLF; literals appear as their announcement */
  readonly text: string;
  /** offset of its first byte since the connection began */
  readonly start: number;
}

export interface ScannerEvents {
  /** a whole response or command, literals left out */
  readonly onLine?: (line: ScannedLine) => void;
  /** octets of a literal that have come by; `before` is what the line said up to it */
  readonly onLiteral?: (before: string, octets: number) => void;
}

const lf = 10;
/** what a line says is only looked at up to here */
const longestText = 4096;

/** Follows one direction of a plain IMAP connection, in pieces of any size, without holding literals. */
export class ResponseScanner {
  private line = '';
  private lineStart = 0;
  private literalLeft = 0;
  private offset = 0;

  constructor(private readonly events: ScannerEvents) {}

  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      if (this.literalLeft > 0) {
        const octets = Math.min(this.literalLeft, bytes.length - at);
        this.literalLeft -= octets;
        this.events.onLiteral?.(this.line, octets);
        at += octets;
        continue;
      }
      const end = bytes.indexOf(lf, at);
      const stop = end === -1 ? bytes.length : end + 1;
      // the tail is what can announce a literal
      const grown = this.line + Buffer.from(bytes.subarray(at, stop)).toString('latin1');
      this.line = grown.length <= longestText ? grown : grown.slice(0, longestText / 2) + grown.slice(-longestText / 2);
      at = stop;
      if (end !== -1) this.endOfLine(this.offset + at);
    }
    this.offset += bytes.length;
  }

  private endOfLine(next: number): void {
    const announced = /\{(\d+)\+?\}\r?\n$/.exec(this.line);
    if (announced && Number(announced[1]) > 0) {
      this.literalLeft = Number(announced[1]);
      return;
    }
    this.events.onLine?.({ text: this.line.replace(/\r?\n$/, ''), start: this.lineStart });
    this.line = '';
    this.lineStart = next;
  }
}
