import { limits } from '../../../core/base/limits';
import { ServerNonsense } from '../fetch-letters';
import type { Arrival } from '../keep-letters';
import type { CommandSink } from './bulk-line';
import type { FetchRow } from './fetch-row';
import { imapDate } from './imap-date';
import type { LiteralTarget } from './imap-splitter';
import type { Beginning, IntakeParts } from './letter-intake';
import { LetterIntake } from './letter-intake';
import type { WaitingLetter } from './order-letters';

export interface LetterSinkParts extends IntakeParts {
  readonly keyOf: (letter: WaitingLetter) => string;
  readonly onLetter: (arrival: Arrival) => void;
  /** the server spoke in passing of flags of letters nobody asked for */
  readonly onAside: () => void;
}

/** Letters from their first byte on: `BODY.PEEK[]` of a set. Each is handed over as soon as it is whole. */
export class LettersSink implements CommandSink {
  readonly rows: number;
  private readonly open: Map<number, WaitingLetter>;
  private intake: LetterIntake | null = null;
  /** the letter whose bytes come, or came when the line was cut */
  current: WaitingLetter | null = null;
  private readonly finishing: Promise<void>[] = [];
  /** letters handed over, and bytes of one that was cut */
  gained = 0;

  constructor(private readonly parts: LetterSinkParts, letters: readonly WaitingLetter[]) {
    this.rows = letters.length;
    this.open = new Map(letters.map((letter) => [letter.uid, letter]));
  }

  /** Asked for and not come, in the order in which servers answer. */
  get left(): readonly number[] {
    return [...this.open.keys()].sort((a, b) => a - b);
  }

  wants(row: FetchRow, label: string | null): boolean {
    return label === 'BODY[]' && this.letterOf(row) !== null;
  }

  literal(row: FetchRow, label: string, size: number): LiteralTarget {
    if (label !== 'BODY[]' || this.intake) throw new ServerNonsense('a part of a letter nobody asked for');
    if (size > limits.letterBytes) throw new ServerNonsense('a letter larger than any can be');
    const letter = this.letterOf(row);
    if (!letter) throw new ServerNonsense('a letter nobody asked for');
    // RFC822.SIZE is an estimate on some servers, but not by so much
    if (size > 2 * letter.size + 1024 * 1024) throw new ServerNonsense('a letter far larger than was said');
    this.current = letter;
    this.intake = new LetterIntake(this.parts, this.parts.keyOf(letter), { kind: 'none', whole: size });
    return this.intake;
  }

  row(row: FetchRow): void {
    const { intake, current } = this;
    if (!intake || !current) {
      this.parts.onAside();
      return;
    }
    this.intake = null;
    this.current = null;
    // the UID came after the body, and is that of another letter
    if (row.uid !== current.uid || !intake.isWhole) throw new ServerNonsense('a letter under the name of another');
    // NIL or nothing for a letter that has a size: the server cannot read it (now); kept so, it would never be asked for again
    if (intake.whole === 0 && current.size > 0) return;
    this.open.delete(row.uid);
    this.gained += 1;
    const meta = metaOf(row, current);
    const raw = intake.simple;
    if (raw) this.parts.onLetter({ kind: 'raw', letter: { ...meta, source: raw } });
    else this.finishing.push(intake.finish().then((whole) => this.parts.onLetter(arrivalOf(meta, whole))));
  }

  /** All letters that were whole are handed over; throws DiskFull. */
  async settled(): Promise<void> {
    await Promise.all(this.finishing);
  }

  /** The line is cut: what came of the letter that was on its way is kept. */
  async cut(): Promise<void> {
    this.gained += this.intake?.gained ?? 0;
    await this.intake?.pause();
  }

  /** A server may name the letter after its body; then it must be the only one asked for. */
  private letterOf(row: FetchRow): WaitingLetter | null {
    if (row.uid !== null) return this.open.get(row.uid) ?? null;
    return this.open.size === 1 ? ([...this.open.values()][0] ?? null) : null;
  }
}

/** The next bytes of one letter: `BODY.PEEK[]<offset.count>`. */
export class PieceSink implements CommandSink {
  readonly rows = 1;
  readonly intake: LetterIntake;
  private readonly from: number;
  private surplus = 0;
  private seen: FetchRow | null = null;
  private hasBody = false;

  /** @param count bytes asked for: at most one more than the letter should have, so that a longer one shows */
  constructor(private readonly parts: LetterSinkParts, private readonly letter: WaitingLetter, beginning: Beginning, private readonly count: number) {
    this.intake = new LetterIntake(parts, parts.keyOf(letter), beginning);
    this.from = this.intake.offset;
  }

  wants({ uid }: FetchRow, label: string | null): boolean {
    return (uid === null || uid === this.letter.uid) && (label?.startsWith('BODY[]<') ?? false);
  }

  literal(_row: FetchRow, label: string, size: number): LiteralTarget {
    if (label !== `BODY[]<${this.from}>` || this.hasBody) throw new ServerNonsense('a part of a letter nobody asked for');
    if (size > this.count) throw new ServerNonsense('more of a letter than was asked for');
    this.hasBody = true;
    return {
      take: (bytes) => {
        const room = this.intake.whole - this.intake.offset;
        if (bytes.length > room) this.surplus += bytes.length - room;
        this.intake.take(bytes.subarray(0, room));
      },
    };
  }

  row(row: FetchRow): void {
    if (row.uid === this.letter.uid && this.hasBody) this.seen = row;
    else this.parts.onAside();
  }

  /**
   * gone: the server has it no more. contradiction: it is not the letter whose beginning is here, or never had the size that was
   * said; it begins anew. more: as many bytes as were asked for. whole: handed over.
   */
  async settle(): Promise<'gone' | 'contradiction' | 'more' | 'whole'> {
    const { seen, intake, letter } = this;
    if (!seen) return 'gone';
    const isOther = (seen.size !== null && seen.size !== letter.size) || (letter.emailId !== null && seen.emailId !== null && seen.emailId !== letter.emailId);
    const isShort = !intake.isWhole && intake.offset - this.from < this.count;
    if (isOther || this.surplus > 0 || isShort) {
      await intake.discard();
      return 'contradiction';
    }
    if (!intake.isWhole) {
      await intake.pause();
      return 'more';
    }
    this.parts.onLetter(arrivalOf(metaOf(seen, letter), await intake.finish()));
    return 'whole';
  }
}

type Meta = Extract<Arrival, { readonly kind: 'filed' }>['letter'];

function metaOf(row: FetchRow, letter: WaitingLetter): Meta {
  const emailId = row.emailId ?? letter.emailId;
  return { uid: letter.uid, flags: row.flags ?? [], internalDate: imapDate(row.internalDate), ...(emailId === null ? {} : { emailId }) };
}

function arrivalOf(letter: Meta, whole: Awaited<ReturnType<LetterIntake['finish']>>): Arrival {
  return 'raw' in whole ? { kind: 'raw', letter: { ...letter, source: whole.raw } } : { kind: 'filed', letter, file: whole.file };
}
