import { limits } from '../../core/base/limits';
import type { Digest } from '../../core/model/ids';

/** Bytes that the journal names by digest, held as long as there is room: those that were not asked for longest go first. */
export class HeldEvidence {
  private readonly held = new Map<Digest, Uint8Array>();
  private bytes = 0;
  /** another number once something was let go: whoever holds it too should do the same */
  dropped = 0;

  constructor(private readonly fetch: (digest: Digest) => Promise<Uint8Array | null>) {}

  async read(digest: Digest): Promise<Uint8Array | null> {
    const known = this.held.get(digest);
    if (known !== undefined) {
      this.held.delete(digest);
      this.held.set(digest, known);
      return known;
    }
    const bytes = await this.fetch(digest);
    if (bytes !== null) this.hold(digest, bytes);
    return bytes;
  }

  private hold(digest: Digest, bytes: Uint8Array): void {
    this.held.set(digest, bytes);
    this.bytes += bytes.byteLength;
    for (const [oldest, one] of this.held) {
      if (this.bytes <= limits.evidenceHeldBytes || oldest === digest) return;
      this.held.delete(oldest);
      this.bytes -= one.byteLength;
      this.dropped += 1;
    }
  }
}
