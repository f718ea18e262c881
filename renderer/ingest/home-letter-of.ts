import type { HomeLetter } from '../../core/tracking/home-letter';
import type { RowFinding, StoredRow } from './stored-row';

const made = new WeakMap<RowFinding, HomeLetter | null>();

/** What a letter can tell of something we sent; null: nothing. Junk tells nothing, and what we sent is no answer to itself. */
export function homeLetterOf({ state, found }: StoredRow): HomeLetter | null {
  if (found === null || state.junk || state.outgoing) return null;
  const known = made.get(found);
  if (known !== undefined) return known;
  const { basis: { marks, documents }, thread, notice } = found;
  const cites = [...new Set(documents.flatMap((document) => document.cites.flatMap(({ number }) => number ?? [])))];
  const [from] = marks.from;
  const letter: HomeLetter | null = notice === undefined && thread.answers.length === 0 && cites.length === 0 ? null : {
    letterId: state.letterId, arrivedAt: state.arrivedAt,
    from: marks.from.length === 1 && from !== undefined ? from.address : '',
    refuted: marks.authentication === 'failed',
    proven: marks.certified.length > 0,
    automatic: found.automatic === true,
    thread, notice: notice ?? null, cites, ...(found.receiptPassed === undefined ? {} : { receiptPassed: found.receiptPassed }),
  };
  made.set(found, letter);
  return letter;
}
