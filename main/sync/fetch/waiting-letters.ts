import type { Waiting } from '../../../core/model/folder';
import type { UidSet } from '../uid-set';
import { countUids, newestUids, uidSet, unionUids, withoutUids } from '../uid-set';
import type { WaitingLetter, WaitingLoad } from './order-letters';
import { isLookWorthwhile, orderLetters } from './order-letters';

/** The letters of one folder that are not here yet, and in which order they are asked for. */
export class WaitingLetters {
  /** not asked about yet */
  private unknown: UidSet;
  /** asked about, not asked for */
  private known: WaitingLetter[] = [];
  private isOrdered = true;
  /** asked for, not here */
  private readonly onTheWay = new Map<number, WaitingLetter>();
  private order: 'newest' | 'urgent' = 'newest';
  private knownBytes = 0;
  private knownEver = 0;

  constructor(missing: UidSet, private readonly afterOutage: boolean, private readonly suspects: ReadonlyMap<number, number>) {
    this.unknown = missing;
  }

  add(uids: UidSet): void {
    this.unknown = unionUids(this.unknown, uids);
  }

  get unasked(): number {
    return countUids(this.unknown);
  }

  get ready(): number {
    return this.known.length;
  }

  /** Urgent and small first? Once the answer was yes it stays so for this fetch. */
  byUrgency(bytesPerSecond: number | null): boolean {
    if (this.order === 'urgent' || !isLookWorthwhile(this.load(bytesPerSecond))) return this.order === 'urgent';
    this.order = 'urgent';
    this.isOrdered = false;
    // those of which only the size was asked
    this.unknown = unionUids(this.unknown, uidSet(this.known.map(({ uid }) => uid)));
    this.forget(this.known);
    this.known = [];
    return true;
  }

  /** The newest of those not asked about yet; they are the caller's now. */
  takeUnknown(count: number): UidSet {
    const window = newestUids(this.unknown, count);
    this.unknown = withoutUids(this.unknown, window);
    return window;
  }

  learned(letters: readonly WaitingLetter[]): void {
    this.known.push(...letters);
    this.isOrdered = false;
    this.knownEver += letters.length;
    this.knownBytes += letters.reduce((sum, { size }) => sum + size, 0);
  }

  /** In the order in which they are to be asked for. */
  get ordered(): readonly WaitingLetter[] {
    if (!this.isOrdered) this.known = [...orderLetters(this.known, this.order, new Set(this.suspects.keys()))];
    this.isOrdered = true;
    return this.known;
  }

  /** The first of `ordered`: they are asked for now. */
  send(count: number): readonly WaitingLetter[] {
    const sent = this.known.splice(0, count);
    for (const letter of sent) this.onTheWay.set(letter.uid, letter);
    return sent;
  }

  /** Not here after all: they wait again. */
  back(uids: readonly number[]): void {
    for (const uid of uids) {
      const letter = this.onTheWay.get(uid);
      if (!letter) continue;
      this.onTheWay.delete(uid);
      this.known.push(letter);
      this.isOrdered = false;
    }
  }

  /** Not to be asked for here any more. */
  drop(uid: number): void {
    this.forget(this.known.filter((letter) => letter.uid === uid));
    this.known = this.known.filter((letter) => letter.uid !== uid);
  }

  arrived(uid: number): void {
    const letter = this.onTheWay.get(uid);
    if (!letter) return;
    this.onTheWay.delete(uid);
    this.forget([letter]);
  }

  /** Everything that is not here. */
  get rest(): UidSet {
    return unionUids(this.unknown, uidSet([...this.known.map(({ uid }) => uid), ...this.onTheWay.keys()]));
  }

  /** What waits, where that was looked into; bytes of those not asked about are reckoned like the others. */
  get told(): Waiting | null {
    if (this.order !== 'urgent') return null;
    const { letters, bytes } = this.load(null);
    const urgent = [...this.known, ...this.onTheWay.values()].filter((letter) => letter.urgent).length;
    return { letters, urgent, bytes: bytes ?? 0 };
  }

  private load(bytesPerSecond: number | null): WaitingLoad {
    const asked = this.known.length + this.onTheWay.size;
    const letters = countUids(this.unknown) + asked;
    const bytes = this.knownEver === 0 ? null : Math.round((this.knownBytes / this.knownEver) * letters);
    return { letters, bytes: asked === letters ? this.knownBytes : bytes, bytesPerSecond, afterOutage: this.afterOutage };
  }

  private forget(letters: readonly WaitingLetter[]): void {
    this.knownEver -= letters.length;
    this.knownBytes -= letters.reduce((sum, { size }) => sum + size, 0);
  }
}
