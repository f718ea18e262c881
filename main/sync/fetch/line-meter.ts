/** How fast a line is, by what it brought lately while something was awaited from it. */
export class LineMeter {
  private bytes = 0;
  private millis = 0;
  private since: number | null = null;

  /** @param now milliseconds that never run backwards */
  constructor(private readonly now: () => number = () => performance.now()) {}

  begin(): void {
    this.since ??= this.now();
  }

  add(bytes: number): void {
    this.bytes += bytes;
    this.settle();
  }

  /** From here on nothing is awaited, or it is we who are slow. */
  pause(): void {
    this.settle();
    this.since = null;
  }

  /** null before enough came to judge by */
  get bytesPerSecond(): number | null {
    this.settle();
    const isEnough = this.millis >= longMillis || (this.millis > 0 && this.bytes >= enoughBytes);
    return !isEnough ? null : (this.bytes * 1000) / this.millis;
  }

  private settle(): void {
    if (this.since === null) return;
    const now = this.now();
    this.millis += now - this.since;
    this.since = now;
    // what is long ago weighs less: lines change
    if (this.millis > windowMillis) {
      this.bytes /= 2;
      this.millis /= 2;
    }
  }
}

/** short answers tell how long a round trip takes, not how fast the line is */
const enoughBytes = 512 * 1024;
const longMillis = 3000;
const windowMillis = 20_000;
