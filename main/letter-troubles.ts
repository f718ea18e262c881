import type { LetterId } from '../core/model/ids';
import type { JournalEvent } from '../core/model/journal';

/** Letters whose file is known to be damaged or was ordered to be erased: a fold of the journal. */
export class LetterTroubles {
  private readonly damagedLetters = new Set<LetterId>();
  private readonly erasedLetters = new Set<LetterId>();

  apply(event: JournalEvent): void {
    switch (event.kind) {
      case 'letter.kept':
        this.damagedLetters.delete(event.letter.letterId);
        this.erasedLetters.delete(event.letter.letterId);
        return;
      case 'letter.damaged':
        this.damagedLetters.add(event.letterId);
        return;
      case 'letter.erased':
        this.damagedLetters.delete(event.letterId);
        this.erasedLetters.add(event.letterId);
        return;
      default:
    }
  }

  get erased(): ReadonlySet<LetterId> {
    return this.erasedLetters;
  }

  /** False where it is told already, or where the letter was erased and nothing of it is to be found any more. */
  isNews(letterId: LetterId): boolean {
    return !this.damagedLetters.has(letterId) && !this.erasedLetters.has(letterId);
  }
}
