import { limits } from '../../core/base/limits';
import { nameFromTemplate } from '../../core/archive/name-template';
import type { AppBridge } from '../../core/contract/bridge';
import type { ExportReport, FileFailure } from '../../core/contract/commands';
import { fail, ok, type Result } from '../../core/base/result';
import type { ListRow } from '../../core/contract/list';
import type { LetterView } from '../store/letter-view';
import type { StorePort } from '../store/store-port';
import type { ExportScope } from './export-scope';
import { lettersOfScope } from './letters-of-scope';
import { nameValues } from './name-values';

export interface ExportWish {
  readonly scope: ExportScope;
  readonly format: 'eml' | 'mbox' | 'maildir';
  readonly template: string;
  /** receipts and verdict beside each letter */
  readonly withText: boolean;
}

export interface ExportTools {
  readonly bridge: AppBridge;
  readonly store: StorePort;
  /** receipts and verdict of a letter as a person reads them */
  readonly describe: (view: LetterView) => string;
  readonly onProgress: (done: number, total: number) => void;
  readonly isCancelled: () => boolean;
}

/** UTF-16 units of a text that may cross the bridge */
const longestText = 65536;

/** Hands the letters over in batches into one folder, which the person is asked for at the first; null: nothing was chosen. */
export async function runExport(wish: ExportWish, tools: ExportTools): Promise<Result<ExportReport | null, FileFailure>> {
  const rows = await lettersOfScope(tools.store, wish.scope);
  let sum = null as ExportReport | null;
  for (let from = 0; from < rows.length; from += limits.exportBatchLetters) {
    const batch = rows.slice(from, from + limits.exportBatchLetters);
    const letters = await Promise.all(batch.map((row) => exported(row, wish, tools)));
    if (sum !== null && tools.isCancelled()) return ok({ ...sum, cancelled: true });
    const answer = await tools.bridge.ask('archive.export', { format: wish.format, letters, goOn: sum !== null });
    if (!answer.ok) return sum === null ? fail(answer.failure) : ok(sum);
    if (answer.value === null) return ok(sum);
    const { written, folder, problems, cancelled } = answer.value;
    sum = { written: (sum?.written ?? 0) + written, folder, problems: [...(sum?.problems ?? []), ...problems], cancelled };
    tools.onProgress(sum.written, rows.length);
    if (cancelled || problems.some(({ code }) => code === 'diskFull' || code === 'notWritable')) break;
  }
  return ok(sum);
}

async function exported(row: ListRow, { template, withText }: ExportWish, { store, describe }: ExportTools) {
  const view = withText ? await store.letter(row.letterId) : null;
  return { letterId: row.letterId, name: nameFromTemplate(template, nameValues(row)), beside: view === null ? '' : describe(view).slice(0, longestText) };
}
