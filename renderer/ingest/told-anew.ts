import { learnRules } from '../../core/correct/learn-rules';
import { retoldFolders } from '../../core/fold/seen-letter';
import type { AccountId, LetterId } from '../../core/model/ids';
import type { Folded } from './books';
import type { StoredRow } from './stored-row';

type Rows = Iterable<readonly [LetterId, StoredRow]>;

/** Letters that no event of a page speaks of, but which lie in a folder that now is another kind of folder, or on their way to one. */
export function retoldLetters(before: Folded, { evidence }: Folded, rows: Rows): readonly LetterId[] {
  const retold = new Map<AccountId, ReadonlySet<string>>();
  for (const [id, folders] of Object.entries(evidence.folders) as [AccountId, Folded['evidence']['folders'][AccountId]][]) {
    const paths = before.evidence.folders[id] === folders ? null : retoldFolders(before.evidence.folders[id] ?? [], folders);
    if (paths !== null && paths.size > 0) retold.set(id, paths);
  }
  return retold.size === 0 ? [] : rowsOf(rows, ({ state }) => {
    const paths = retold.get(state.accountId);
    return paths !== undefined && (state.waiting || state.folders.some((path) => paths.has(path)));
  }).map(([id]) => id);
}

/** Letters that are shown by another policy, another directory or other rules than before. */
export function taughtLetters(before: Folded, after: Folded, rows: Rows): readonly (readonly [LetterId, StoredRow])[] {
  if (before.evidence.policy !== after.evidence.policy || before.knowledge.units !== after.knowledge.units) return rowsOf(rows, ({ found }) => found !== null);
  return rulesWord(before) === rulesWord(after) ? [] : rowsOf(rows, ({ found }) => found !== null && found.basis.documents.length > 0);
}

/** Is anything of what people taught, or of the office's lists, another one? */
export function isTaughtAnew(before: Folded, after: Folded): boolean {
  return before.evidence.policy !== after.evidence.policy || before.knowledge.units !== after.knowledge.units || rulesWord(before) !== rulesWord(after);
}

function rulesWord({ knowledge }: Folded): string {
  return JSON.stringify(learnRules(knowledge).map(({ ruleId, stopped, from }) => [ruleId, stopped, from]));
}

function rowsOf(rows: Rows, isMeant: (stored: StoredRow) => boolean): readonly (readonly [LetterId, StoredRow])[] {
  return [...rows].filter(([, stored]) => isMeant(stored));
}
