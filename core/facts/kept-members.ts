import { limits } from '../base/limits';
import type { PartId } from '../model/ids';

/** Unpacked files that the second stage holds on to because they are about to be verified; within limits.keptMemberBytes. */
export class KeptMembers {
  private readonly byPart = new Map<PartId, Map<string, Uint8Array>>();
  private left: number = limits.keptMemberBytes;

  keep(part: PartId, path: string, bytes: Uint8Array): void {
    if (bytes.byteLength > this.left) return;
    this.left -= bytes.byteLength;
    const files = this.byPart.get(part) ?? new Map<string, Uint8Array>();
    this.byPart.set(part, files.set(path, bytes));
  }

  of(part: PartId): ReadonlyMap<string, Uint8Array> {
    return this.byPart.get(part) ?? new Map<string, Uint8Array>();
  }

  hasAll(part: PartId, members: readonly { readonly path: string }[]): boolean {
    const files = this.of(part);
    return members.every(({ path }) => files.has(path));
  }
}
